"""The page on which a desk notes who is away, and who stands in."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.models import Organisation, User
from hubs import actions, permissions
from hubs.models import Absence
from hubs.work_forms import StepForm
from jobs import clock
from ui.fields import DateField

MOST = 100


class AbsenceForm(StepForm):
    """`people`: who works at this desk."""

    person = forms.ChoiceField(label=gettext_lazy("Who is away?"))
    starts_on = DateField(label=gettext_lazy("From"))
    ends_on = DateField(label=gettext_lazy("Until and including"))
    stand_in = forms.ChoiceField(
        label=gettext_lazy("Who stands in?"),
        help_text=gettext_lazy("Letters about the requests of who is away go to the stand-in too."),
    )
    button = gettext_lazy("Note the absence")

    def __init__(self, *args, people: list[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        for name in ("person", "stand_in"):
            self.fields[name].choices = [("", _("Choose")), *((key, one.name) for key, one in self.people.items())]
            self.fields[name].error_messages["required"] = _("Choose somebody of this desk.")

    def clean_person(self) -> User:
        return self.people[self.cleaned_data["person"]]

    def clean_stand_in(self) -> User:
        return self.people[self.cleaned_data["stand_in"]]


def _organisation(request: HttpRequest) -> Organisation:
    """The desk's own organisation; `?bureau=` chooses for who works at several."""
    own = permissions.desk_organisations(request.user)
    asked = request.GET.get("bureau", "")
    found = next((one for one in own if not asked or str(one.pk) == asked), None)
    if found is None:
        raise PermissionDenied(_("Only who works at a desk sees who is away there."))
    return found


@allow(*permissions.DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def absence_list(request: HttpRequest) -> HttpResponse:
    organisation = _organisation(request)
    works = permissions.can_note_absence(request.user, organisation)[0]
    if request.method == "POST" and not works:
        raise PermissionDenied(permissions.can_note_absence(request.user, organisation)[1])
    people = permissions.colleagues(organisation) if works else []
    form = AbsenceForm(request.POST or None, people=people, action=request.get_full_path()) if works else None
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_absence(organisation=organisation, by=request.user, **form.cleaned_data)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Noted. On these days the stand-in gets the letters too."))
            return redirect(request.get_full_path())
    rows = Absence.objects.filter(organisation=organisation, ends_on__gte=clock.today(), cancelled_at__isnull=True)
    context = {
        "crumbs": [(_("Help requests"), reverse("hubs:request_list")), (_("Absences"), None)],
        "organisation": organisation,
        "rows": rows.select_related("person", "stand_in").order_by("starts_on", "pk")[:MOST],
        "form": form,
        "today": clock.today(),
    }
    response = render(request, "hubs/absence_list.html", context, status=422 if form and form.errors else 200)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@allow(*permissions.WORKERS)
@require_POST
def absence_cancel(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Of another desk: 404, as if it did not exist."""
    own = permissions.desk_organisations(request.user)
    absence = Absence.objects.filter(pk=absence_id, organisation__in=own).first()
    if absence is None:
        raise Http404
    try:
        actions.cancel_absence(absence=absence, by=request.user)
    except actions.RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, _("The absence is cancelled: nobody stands in any more."))
    return redirect("hubs:absence_list")
