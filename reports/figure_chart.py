"""How a figure of the dashboard came about: what its accounts held at the end of each month, quarter or year."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from django.utils import formats as dates
from django.utils.translation import gettext as _

from funding import moves
from funding.account_names import KINDS
from funding.account_register import MEASURED_ON
from reports.budget_charts import wording
from reports.figures import Figure
from ui import charts

MOST = 24
"""Bars in one chart: beyond that the periods are longer."""
Period = tuple[int, int]


def timeline(figure: Figure) -> charts.StackedBars | None:
    """A bar for each period from the first entry to the day of the view; None where nothing is recorded or below zero.

    One statement, whatever the books hold.
    """
    ledger, kinds = MEASURED_ON[figure.measure.key]
    risen = {
        row["month"]: [row[kind] for kind in kinds] for row in moves.by_month(figure.accounts, figure.moved, kinds)
    }
    if not risen:
        return None
    stacks = list(_stacks(risen, figure.view.valid_on))
    if any(part < 0 for stack in stacks for part in stack.values):
        return None
    return charts.stacked_bars(
        _("How did this amount come about?"),
        [str(KINDS[ledger, kind]) for kind in kinds],
        stacks,
        description=_("What was in the books at the end of each period. The last one ends on the day of this view."),
        first_column=_("Until the end of"),
        wording=wording(),
        id="chart-timeline",
    )


def _stacks(risen: Mapping[date, list[Decimal]], until: date) -> Iterable[charts.Stack]:
    first = min(risen)
    months = list(_months(first, until))
    period, name = _periods(len(months))
    held = [Decimal(0)] * len(risen[first])
    for month, after in zip_longest(months, months[1:]):
        held = [before + more for before, more in zip_longest(held, risen.get(month, ()), fillvalue=Decimal(0))]
        if after is None or period(after) != period(month):
            yield charts.Stack(name(month), tuple(held))


def _periods(months: int) -> tuple[Callable[[date], Period], Callable[[date], str]]:
    """The shortest period of which there are not too many: its key, and its name."""
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
