"""What every action of the desk shares."""

import pghistory
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from hubs import permissions
from hubs.models import HandOver, HelpRequest
from hubs.triggers import OPEN


class RuleBroken(rules.RuleBroken):
    """A rule of the desk that somebody broke. The codes are the action's own, or the names of constraints."""


def in_history(by: User | None, reason: str):
    """Why and by whom, for the rows of history that the block makes. Never anything personal."""
    return pghistory.context(reason=reason, **({"user": by.pk} if by else {}))


def check(answer: permissions.Answer) -> None:
    allowed, reason = answer
    if not allowed:
        raise RuleBroken("not_allowed", reason)


def locked(request: HelpRequest) -> HelpRequest:
    """The request as it is now; whoever comes second waits here, and then sees what the first one did.

    Two statements: one that waits would show the row as it is now beside the hub and the person of before.
    """
    list(HelpRequest.objects.select_for_update(no_key=True).filter(pk=request.pk).values_list("pk"))
    wide = HelpRequest.objects.select_related("hub__region", "region", "company", "assigned_to")
    return wide.defer("attachment").get(pk=request.pk)


def at_work(request: HelpRequest, by: User) -> HelpRequest:
    """Locked, for somebody who may work on it, while it is open. Raises RuleBroken not_allowed, removed or not_open."""
    current = locked(request)
    check(permissions.can_work(by, current))
    if current.erased:
        raise RuleBroken("removed", _("The data of this request have been removed. Nothing more can be done with it."))
    if current.state not in OPEN:
        values = {"state": current.get_state_display()}
        raise RuleBroken("not_open", _("This request is not open any more: it is %(state)s.") % values)
    return current


def not_on_its_way(request: HelpRequest) -> None:
    """What is offered to another desk is not ended meanwhile. The request must be locked."""
    if HandOver.objects.filter(permissions.OPEN_HAND_OVER, request=request).exists():
        raise RuleBroken("on_its_way", _("This request is on its way to another desk. Take it back first."))


def write(request: HelpRequest, by: User | None, reason: str, **changes: object) -> None:
    """Change the locked request, in the database and in hand."""
    with in_history(by, reason), rules.held_by_database(RuleBroken):
        HelpRequest.objects.filter(pk=request.pk).update(**changes)
    for name, value in changes.items():
        setattr(request, name, value)
