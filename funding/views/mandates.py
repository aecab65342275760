"""Mandates, for the ministry; and exceptions, published for everybody without names."""

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow, public
from accounts.models import Role, RoleHolding
from funding import actions, mandates
from funding.forms.mandates import ROLE_FOR, EndForm, MandateForm, WaiverForm
from funding.models import Mandate, MandateEnd, Waiver
from funding.permissions import READERS, can_waive
from funding.views import confirming
from funding.views.confirming import Deed
from funding.views.shared import private
from jobs import clock
from ui.formats import date_long

FORM = "funding/deed_form.html"
PAGE_SIZE = 50


@allow(*READERS)
@private
@require_safe
def mandate_list(request: HttpRequest) -> HttpResponse:
    """Who may decide, approve and release, and until when."""
    today = clock.today()
    asked = request.GET.get("toon", "")
    when = asked if asked in (mandates.LATER, mandates.ENDED) else mandates.NOW
    page = Paginator(mandates.listed(when, today), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [(_("Mandates"), None)],
        "page": page,
        "when": when,
        "soon": today + mandates.SOON,
        "choices": [
            (mandates.NOW, _("In force")),
            (mandates.LATER, _("To come")),
            (mandates.ENDED, _("Ended")),
        ],
        "gives": Role.MINISTRY_CONTROLLER in request.user.roles,
    }
    return render(request, "funding/mandate_list.html", context)


@allow(Role.MINISTRY_CONTROLLER)
def mandate_give(request: HttpRequest) -> HttpResponse:
    form = MandateForm(request.POST or None, cancel=reverse("funding:mandate_list"), by=request.user)

    def make() -> Mandate:
        filled = form.cleaned_data
        about = {name: filled[name] for name in ("person", "kind", "stands_in_for", "starts_on", "ends_on")}
        return actions.give_mandate(by=request.user, **about, **form.paper)

    title = _("Give a mandate")
    deed = Deed(
        "mandate",
        title,
        _("Give this mandate"),
        _("The mandate is given."),
        make,
        lambda _mandate: reverse("funding:mandate_list"),
        warnings=_warnings,
    )
    lead = _("A mandate lets one person do one act, from a day until and including another.")
    crumbs = [(_("Mandates"), reverse("funding:mandate_list")), (title, None)]
    return confirming.page(request, form, lambda: deed, FORM, {"title": title, "lead": lead, "crumbs": crumbs})


def _warnings(mandate: Mandate) -> list[str]:
    """What is allowed and yet will not work."""
    found = []
    role = ROLE_FOR[mandate.kind]
    if not RoleHolding.objects.current().filter(person=mandate.person, role=role).exists():
        names = {"person": mandate.person.name, "role": Role(role).label}
        found.append(_("%(person)s does not hold the role “%(role)s” and cannot use this mandate today.") % names)
    other = mandate.stands_in_for
    if other and not other.mandates.filter(kind=mandate.kind, ends_on__gte=mandate.starts_on).exists():
        found.append(_("%(person)s holds no mandate of this kind in that time.") % {"person": other.name})
    return found


@allow(Role.MINISTRY_CONTROLLER)
def mandate_end(request: HttpRequest, mandate: int) -> HttpResponse:
    """What was done under it stands; one that was withdrawn or is over: 404. A second click finds the first one's."""
    known = mandates.with_last_day()
    open_ones = known.filter(last_day=F("ends_on"), ends_on__gte=clock.today())
    found = get_object_or_404(known if request.method == "POST" else open_ones, pk=mandate)
    form = EndForm(request.POST or None, cancel=reverse("funding:mandate_list"))

    def make() -> MandateEnd:
        return actions.end_mandate(by=request.user, mandate=found, ends_on=form.cleaned_data["ends_on"], **form.paper)

    title = _("Withdraw a mandate")
    deed = Deed(
        f"end of mandate {mandate}",
        title,
        _("Withdraw this mandate"),
        _("The mandate ends on the day that you chose."),
        make,
        lambda _end: reverse("funding:mandate_list"),
    )
    lead = _("%(person)s: %(act)s, until and including %(day)s. What was done under it stands.") % {
        "person": found.person.name,
        "act": found.get_kind_display(),
        "day": date_long(found.ends_on),
    }
    crumbs = [(_("Mandates"), reverse("funding:mandate_list")), (title, None)]
    return confirming.page(request, form, lambda: deed, FORM, {"title": title, "lead": lead, "crumbs": crumbs})


@public
@require_safe
def waiver_list(request: HttpRequest) -> HttpResponse:
    """Every exception: kind, reason, date, on what. No names."""
    page = Paginator(mandates.waivers(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [(_("Exceptions"), None)],
        "page": page,
        "waivers": [mandates.shown(one) for one in page.object_list],
        "gives": request.user.is_authenticated and can_waive(request.user)[0],
    }
    return render(request, "funding/waiver_list.html", context)


@allow(Role.MINISTRY_CONTROLLER, Role.MINISTRY_DECIDER)
def waiver_give(request: HttpRequest) -> HttpResponse:
    form = WaiverForm(request.POST or None, cancel=reverse("funding:waiver_list"))

    def make() -> Waiver:
        about = {name: form.cleaned_data[name] for name in ("kind", "reason")}
        return actions.waive(by=request.user, **about, **form.paper)

    title = _("Allow an exception")
    deed = Deed(
        "waiver",
        title,
        _("Allow this exception"),
        _("The exception is allowed and published."),
        make,
        lambda waiver: f"{reverse('funding:waiver_list')}#uitzondering-{waiver.pk}",
        warnings=lambda _waiver: [_("Everybody reads the kind, the reason and the document at once, for ever.")],
    )
    lead = _(
        "An exception is the only way round a rule. Somebody else uses it, for one decision as a whole. "
        "It is published without names."
    )
    crumbs = [(_("Exceptions"), reverse("funding:waiver_list")), (title, None)]
    return confirming.page(request, form, lambda: deed, FORM, {"title": title, "lead": lead, "crumbs": crumbs})
