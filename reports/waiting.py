"""What waits for somebody, in words: how urgent it is, and until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from funding import waiting
from funding.waiting import Waiting
from hubs.counting import MOST
from jobs import clock
from reports import duties, duties_desk, duties_hub, duties_registry
from reports.duties import Row, Source
from reports.duties_contact import SPEAKS
from ui import formats

SOURCES: list[Source] = [*duties_desk.SOURCES, *duties_registry.SOURCES, *duties_hub.SOURCES]
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


def of(user: User) -> list[Item]:
    """In the money, the most urgent first."""
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


# --- In the registry and at the desk ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """`items` in no order; `more`: links with words, to what is not shown; `speaks`: for a Fieldlab."""

    items: list[Item]
    more: list[tuple[str, str]]
    speaks: bool


def elsewhere(user: User) -> Found:
    """What waits outside the money: one statement, or none."""
    rows = duties.read(user, [*SOURCES, SPEAKS])
    by_kind = {one.kind: one for one in SOURCES}
    items = [Item(source.say(row), _urgency(source, row)) for row in rows if (source := by_kind.get(row.kind))]
    return Found(items, list(_more(rows)), speaks=any(row.kind == SPEAKS.kind for row in rows))


def _urgency(source: Source, row: Row) -> Urgency:
    today = clock.today()
    if source.late:
        days = (today - row.due).days if row.due else 0
        return urgency(row.due, today) if days else Urgency(_("late since today"), "error")
    return _on(row.due, today) if source.on and row.due else urgency(row.due, today)


def _on(day: date, today: date) -> Urgency:
    """Of something that happens on that day."""
    days = (day - today).days
    if days <= 1:
        return Urgency(_("today") if days <= 0 else _("tomorrow"), "warning")
    return Urgency(_("in %(days)s days") % {"days": days}, "info")


def _more(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    shown: dict[str, list[Row]] = {}
    for row in rows:
        shown.setdefault(row.kind, []).append(row)
    for source in SOURCES:
        some = shown.get(source.kind, [])
        rest = some[0].total - len(some) if some else 0
        if rest and source.more:
            words, url = source.more(rest)
            yield words % {"number": _many(rest)}, url


def _many(number: int) -> str:
    """Of very many not all are counted."""
    if number <= MOST:
        return formats.number(number)
    return _("more than %(number)s") % {"number": formats.number(MOST)}


def in_order(items: Iterable[Item]) -> list[Item]:
    """The most urgent first; what has no last day comes after, the longest waiting first."""
    return sorted(items, key=lambda one: (one.about.due_on or date.max, one.about.since or date.max))
