"""The dashboard over time: what was committed and paid at the end of each month, quarter or year. No queries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats as dates
from django.utils.translation import gettext as _

from funding.measures import Holdings
from funding.months import KINDS, Rise
from reports import pivots

MOST = 24
"""Periods in one picture or table: beyond that they are longer."""
SHOWN = ("committed", "open", "paid")
LEDGER = "commitments"
Period = tuple[int, int]
Span = tuple[date, date, str]
"""First day of a period, the day after it, and its name."""


@dataclass(frozen=True)
class End:
    """What was held at the end of a period; `until`: its last day, or the day of the view when that comes first."""

    name: str
    until: date
    held: Holdings
    real: Holdings
    demo: Holdings


def ends(rises: Sequence[Rise], until: date) -> Iterator[End]:
    """From the first month in which anything was committed or paid to the one of `until`; none where nothing was."""
    if not rises:
        return
    spans = list(periods(rises[0].month, until))
    held = zip(*(_held(rises, spans, demo=demo) for demo in (False, True)), strict=True)
    for (_since, after, name), (real, demo) in zip(spans, held, strict=True):
        yield End(name, min(after - timedelta(days=1), until), real + demo, real, demo)


def _held(rises: Sequence[Rise], spans: Sequence[Span], *, demo: bool) -> Iterator[Holdings]:
    """At the end of each period; nothing before the first rise, which is not the same as zero."""
    own = [(one.month, one.kind, one.amount) for one in rises if one.demo is demo]
    first = min((month for month, _kind, _amount in own), default=date.max)
    sums = pivots.at_ends(own, [since for since, _after, _name in spans], KINDS)
    for (_since, after, _name), amounts in zip(spans, sums, strict=True):
        kept = zip(KINDS, amounts, strict=True) if first < after else ()
        yield Holdings(balances={(LEDGER, kind): amount for kind, amount in kept})


def periods(first: date, until: date) -> Iterator[Span]:
    """The shortest periods of which there are not too many."""
    months = list(_months(first, until))
    period, name = _kind(len(months))
    since = months[0]
    for month, after in zip(months, [*months[1:], None], strict=True):
        if after is None or period(after) != period(month):
            yield since, _next(month), name(month)
            since = after


def _kind(months: int) -> tuple[Callable[[date], Period], Callable[[date], str]]:
    """Of a day: the key of its period, and the name of that."""
    if months <= MOST:
        return lambda day: (day.year, day.month), lambda day: dates.date_format(day, "F Y")
    if months <= 3 * (MOST - 1):
        quarter = _("quarter %(quarter)s of %(year)s")
        return (
            lambda day: (day.year, (day.month + 2) // 3),
            lambda day: quarter % {"quarter": (day.month + 2) // 3, "year": day.year},
        )
    return lambda day: (day.year, 0), lambda day: str(day.year)


def _months(first: date, until: date) -> Iterable[date]:
    """The first days of the months from `first` to the one of `until`."""
    for number in range(first.year * 12 + first.month - 1, until.year * 12 + until.month):
        yield date(number // 12, number % 12 + 1, 1)


def _next(month: date) -> date:
    """The first day of the next month."""
    return (month + timedelta(days=31)).replace(day=1)
