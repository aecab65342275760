"""What waits for somebody in the money, in words: how urgent it is, and until when."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import waiting
from funding.waiting import Waiting
from jobs import clock
from ui import formats

SOON, IN_DAYS = 7, 21
"""Days: what is due within the first is a warning; a day further off than the second is written as a date."""


@dataclass(frozen=True)
class Urgency:
    """Words for the last day, and the kind of badge; both empty without a last day."""

    text: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Item:
    about: Waiting
    urgency: Urgency


def of(user) -> list[Item]:
    """The most urgent first."""
    today = clock.today()
    return [Item(one, urgency(one.due_on, today)) for one in waiting.of(user)]


def urgency(due_on: date | None, today: date) -> Urgency:
    if due_on is None:
        return Urgency()
    days = (due_on - today).days
    if days < 0:
        late = ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": formats.number(-days)}
        return Urgency(late, "error")
    kind = "warning" if days <= SOON else "info"
    if days <= 1:
        return Urgency(_("today is the last day") if days == 0 else _("tomorrow is the last day"), kind)
    if days <= IN_DAYS:
        return Urgency(_("%(days)s days left") % {"days": days}, kind)
    return Urgency(_("until %(day)s") % {"day": formats.date_long(due_on)}, kind)
