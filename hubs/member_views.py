"""Who works for a hub: everybody of the hub reads it, its coordinator invites and ends roles."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions
from accounts.access import allow
from accounts.models import Invitation, Organisation, Role, RoleHolding
from accounts.permissions import can_manage
from accounts.roles import HUB_ROLES
from accounts.rules import RuleBroken
from hubs import hub_forms, open_work
from hubs.event_staff_views import status
from hubs.hub_staff_views import crumbs
from hubs.models import Hub
from hubs.permissions import HUB_WORKERS, regions_of
from hubs.registration_views import private
from jobs import clock

OVERSEERS = (Role.AUDITOR, Role.ADMINISTRATOR)
READERS = (*HUB_ROLES, *OVERSEERS)


def _hub_of(request: HttpRequest, region: str) -> Hub:
    """The hub, or 404 for who has nothing to do with its people."""
    hub = get_object_or_404(Hub.objects.select_related("region"), region__slug=region)
    if hub.region_id not in regions_of(request.user) and not request.user.roles & set(OVERSEERS):
        raise Http404
    return hub


def _organisations(hub: Hub) -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Organisation.Kind.HUB, region=hub.region_id)


def _managed(request: HttpRequest, hub: Hub) -> Organisation | None:
    """The organisation of this hub for which this person invites."""
    found = _organisations(hub).order_by("pk")
    return next((one for one in found if can_manage(request.user, one, Role.HUB_EDITOR)[0]), None)


@allow(*READERS)
@require_safe
def member_list(request: HttpRequest, region: str) -> HttpResponse:
    """Who has which role until when, with what each has in hand."""
    hub = _hub_of(request, region)
    held = RoleHolding.objects.filter(organisation__in=_organisations(hub)).exclude(ends_on__lt=clock.today())
    rows = list(held.select_related("person", "organisation").order_by("person__name", "pk"))
    in_hand = open_work.numbers([row.person_id for row in rows], hub)
    manages = _managed(request, hub) is not None
    invitations = Invitation.objects.open().filter(organisation__in=_organisations(hub)) if manages else []
    context = {
        "crumbs": crumbs(hub, (_("People"), None)),
        "hub": hub,
        "rows": [{"holding": row, "open": in_hand.get(row.person_id, 0)} for row in rows],
        "manages": manages,
        "works": hub.region_id in regions_of(request.user, *HUB_WORKERS),
        "invitations": list(invitations.order_by("-created_at")[:100]) if manages else [],
        "now": clock.now(),
    }
    return private(render(request, "hubs/member_list.html", context))


@allow(Role.HUB_COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def member_invite(request: HttpRequest, region: str) -> HttpResponse:
    hub = _hub_of(request, region)
    organisation = _managed(request, hub)
    if organisation is None:
        raise PermissionDenied(_("You look after the people of your own hub only."))
    back = reverse("hubs:member_list", args=[region])
    form = hub_forms.InviteForm(request.POST or None, cancel_url=back)
    if form.is_valid():
        try:
            made = actions.invite(by=request.user, **form.invitation(organisation))
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The invitation for %(email)s is on its way.") % {"email": made.email})
            return redirect(back)
    context = {"crumbs": crumbs(hub, (_("People"), back), (_("Invite somebody"), None)), "form": form, "hub": hub}
    return private(render(request, "hubs/member_invite.html", context, status=status(form)))


@allow(Role.HUB_COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def member_withdraw(request: HttpRequest, region: str, invitation_id: int) -> HttpResponse:
    """Asks first; then the link in the letter stops working."""
    hub = _hub_of(request, region)
    found = Invitation.objects.select_related("organisation").filter(organisation__in=_organisations(hub))
    invitation = get_object_or_404(found, pk=invitation_id)
    if not can_manage(request.user, invitation.organisation, invitation.role)[0]:
        raise Http404
    back = reverse("hubs:member_list", args=[region])
    if request.method == "POST":
        try:
            actions.withdraw(by=request.user, invitation=invitation)
        except RuleBroken as broken:
            messages.error(request, broken.message)
        else:
            messages.success(request, _("The invitation for %(email)s is withdrawn.") % {"email": invitation.email})
        return redirect(back)
    context = {"crumbs": crumbs(hub, (_("People"), back), (_("Withdraw invitation"), None)), "invitation": invitation}
    return private(render(request, "hubs/member_withdraw.html", {**context, "back": back}))


@allow(Role.HUB_COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def member_end(request: HttpRequest, region: str, holding_id: int) -> HttpResponse:
    """Let a role end, after seeing what that person still has in hand."""
    hub = _hub_of(request, region)
    found = RoleHolding.objects.select_related("person", "organisation").filter(organisation__in=_organisations(hub))
    holding = get_object_or_404(found, pk=holding_id)
    if not can_manage(request.user, holding.organisation, holding.role)[0]:
        raise Http404
    back = reverse("hubs:member_list", args=[region])
    form = hub_forms.EndForm(request.POST or None, cancel_url=back)
    if form.is_valid():
        try:
            actions.end_role(by=request.user, holding=holding, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The role of %(person)s ends.") % {"person": holding.person})
            return redirect(back)
    context = {
        "crumbs": crumbs(hub, (_("People"), back), (_("End a role"), None)),
        "form": form,
        "holding": holding,
        "hub": hub,
        "open": open_work.numbers([holding.person_id], hub).get(holding.person_id, 0),
    }
    return private(render(request, "hubs/member_end.html", context, status=status(form)))
