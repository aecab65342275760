"""The page on which a desk notes the question of who calls."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.models import User
from hubs import actions, letters, permissions
from hubs.asking_forms import PhoneForm
from hubs.asking_views import INVALID, asked_in
from hubs.models import Hub
from ui.language import code

NATIONAL = "national"


@allow(*permissions.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def request_by_phone(request: HttpRequest) -> HttpResponse:
    """The question comes at the desk that was called and in the name of who wrote it down."""
    desks = _desks_of(request.user)
    if not desks:
        raise PermissionDenied(_("You do not work at a desk."))
    names = [(value, letters.name_of(hub)) for value, hub in desks.items()]
    form = PhoneForm(request.POST or None, desks=names, cancel_url=reverse("hubs:request_list"))
    if request.method == "POST" and form.is_valid():
        hub = desks[form.cleaned_data.get("hub") or names[0][0]]
        try:
            made = actions.note_call(asked=asked_in(form) | {"hub": hub, "language": code()}, by=request.user)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            by_mail = _("The question is noted and in your hands. The caller gets a letter.")
            by_phone = _("The question is noted and in your hands. Answer by telephone, and note that you did.")
            messages.success(request, by_mail if made.email else by_phone)
            return redirect("hubs:request_detail", request_id=made.pk)
    crumbs = [(_("Help requests"), reverse("hubs:request_list")), (_("Question by telephone"), None)]
    context = {"crumbs": crumbs, "form": form}
    response = render(request, "hubs/request_by_phone.html", context, status=INVALID if form.errors else 200)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _desks_of(user: User) -> dict[str, Hub | None]:
    regions = permissions.regions_of(user, *permissions.HUB_WORKERS)
    hubs = Hub.objects.filter(region__in=regions) if regions else []
    own: dict[str, Hub | None] = {hub.slug: hub for hub in hubs}
    return own | {NATIONAL: None} if permissions.is_at_national_desk(user) else own
