"""The clock of the first answer, in words: what is late says so, it is not only red."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from hubs import working_days
from hubs.models import HelpRequest
from hubs.triggers import OPEN
from jobs import clock


@dataclass(frozen=True)
class Clock:
    """`text`: a short sentence; `kind`: of its badge; `late`: whether the company waits too long now."""

    text: str
    kind: str
    late: bool = False


def moment_text(moment: datetime) -> str:
    """ "Tuesday 6 March 12:00", in Dutch time and the active language."""
    return formats.date_format(moment.astimezone(working_days.ZONE), "l j F H:i")


def clock_of(request: HelpRequest) -> Clock | None:
    """None where no clock runs: it ended without an answer, or it came in before there was a clock."""
    due, answered = request.answer_due_at, request.answered_at
    if due is None:
        return None
    if answered:
        if answered <= due:
            return Clock(_("Answered in time"), "success")
        return Clock(_("Answered too late"), "warning")
    if request.state not in OPEN:
        return None
    if clock.now() > due:
        return Clock(_("Late: answer was due %(moment)s") % {"moment": moment_text(due)}, "error", late=True)
    return Clock(_("Answer before %(moment)s") % {"moment": moment_text(due)}, "info")
