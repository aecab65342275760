"""Which steps a request can take now, and why not the others."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from hubs.models import HandOver, HelpRequest
from hubs.triggers import OPEN

State = HelpRequest.State


@dataclass(frozen=True)
class Step:
    """`at_once`: a button that does it, else a link to a form. `reason`: why it is not possible now, or ""."""

    label: str
    url: str
    at_once: bool = False
    reason: str = ""


def steps_of(request: HelpRequest, person: User, offer: HandOver | None) -> list[Step]:
    """For somebody who works at the desk that has it."""
    is_open = request.state in OPEN
    over = "" if is_open else _("The request is %(state)s.") % {"state": request.get_state_display()}
    away = over or (_("It is on its way to another desk. Take it back first.") if offer else "")
    waits = over or ("" if request.assigned_to_id else _("Nobody has it in hand."))
    closed = "" if request.state == State.CLOSED else _("Only a closed request is opened again.")
    no_address = "" if request.email else _("The caller gave no e-mail address.")
    # Who has an own page does it there.
    withdraws = [] if request.email else [_step(request, "withdraw_for", _("Withdraw for the caller"), "")]
    return [
        _step(request, "take", _("Take up"), over or _taken(request, person), at_once=True),
        _step(request, "assign", _("Give to a colleague"), over),
        _step(request, "mail", _("Write an e-mail"), over or no_address),
        _step(request, "refer", _("Refer"), over),
        _step(request, "hand_over", _("Hand over to another desk"), away),
        _step(request, "merge", _("Merge with a double"), away),
        _step(request, "close", _("Close"), away),
        _step(request, "release", _("Put back for a colleague"), waits, at_once=True),
        _step(request, "reopen", _("Open again"), closed),
        *withdraws,
    ]


def _taken(request: HelpRequest, person: User) -> str:
    if request.assigned_to_id is None:
        return ""
    if request.assigned_to_id == person.pk:
        return _("You have it in hand.")
    return _("%(name)s has this request in hand.") % {"name": request.assigned_to.name}


def _step(request: HelpRequest, name: str, label: str, reason: str, *, at_once: bool = False) -> Step:
    return Step(label, reverse(f"hubs:request_{name}", args=[request.pk]), at_once, reason)
