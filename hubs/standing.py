"""How a request stands, in plain words for the company."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hubs.first_answer import clock_of, moment_text
from hubs.letters import desk_name
from hubs.models import HelpRequest
from hubs.timeline import outcome_text
from ui.formats import date_long

State = HelpRequest.State


@dataclass(frozen=True)
class Standing:
    """`kind`: of the alert on the company's page."""

    title: str
    text: str
    kind: str = "info"


def of(request: HelpRequest) -> Standing:
    """Of a request that still holds data; the page says otherwise what was removed and why."""
    desk = {"desk": desk_name(request)}
    if request.state == State.CLOSED:
        outcome = {"outcome": outcome_text(request.outcome), "date": date_long(request.closed_at)}
        return Standing(
            _("Closed on %(date)s: %(outcome)s") % outcome,
            _("Do you want to go on? Write to the desk below: it can open your question again."),
            "success",
        )
    if request.state == State.NEW and not request.answered_at:
        return Standing(_("Your question has arrived"), _waiting(request), "success")
    titles = {
        State.NEW: _("Your question waits for somebody at the desk"),
        State.TAKEN: _("Somebody at the desk has your question in hand"),
        State.CONTACT: _("You are in contact with the desk"),
        State.REFERRED: _("The desk told you who can help you further"),
    }
    text = _waiting(request) if not request.answered_at else _("Your question is at this desk: %(desk)s.") % desk
    return Standing(str(titles.get(request.state, request.get_state_display())), text)


def _waiting(request: HelpRequest) -> str:
    """Where it is and until when the company waits for its first answer; what is late says so."""
    desk = _("Your question is at this desk: %(desk)s.") % {"desk": desk_name(request)}
    clock = clock_of(request)
    if clock is None or request.answer_due_at is None:
        return desk
    values = {"moment": moment_text(request.answer_due_at)}
    if clock.late:
        return desk + " " + _("You should have had an answer before %(moment)s. We are sorry: the desk knows.") % values
    return desk + " " + _("You get an answer before %(moment)s.") % values
