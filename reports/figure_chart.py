"""How a figure of the dashboard came about: what its accounts held at the end of each month, quarter or year."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from funding.account_names import KINDS
from funding.account_register import MEASURED_ON
from reports import pivots
from reports.budget_charts import wording
from reports.budget_months import periods
from reports.figures import Figure
from ui import charts


def timeline(figure: Figure) -> charts.StackedBars | None:
    """A bar for each period from the first entry to the day of the view; None for nothing, or below zero."""
    risen = figure.course.rises
    if not risen:
        return None
    stacks = list(_stacks(risen, figure.view.valid_on))
    if any(part < 0 for stack in stacks for part in stack.values):
        return None
    ledger, _kinds = MEASURED_ON[figure.measure.key]
    return charts.stacked_bars(
        _("How did this amount come about?"),
        [str(KINDS[ledger, kind]) for kind in figure.kinds],
        stacks,
        description=_("What was in the books at the end of each period. The last one ends on the day of this view."),
        first_column=_("Until the end of"),
        wording=wording(),
        id="chart-timeline",
    )


def _stacks(risen: Mapping[date, tuple[Decimal, ...]], until: date) -> Iterable[charts.Stack]:
    spans = list(periods(min(risen), until))
    rises = ((month, place, more) for month, amounts in risen.items() for place, more in enumerate(amounts))
    columns = range(len(risen[min(risen)]))
    held = pivots.at_ends(rises, [since for since, _after, _name in spans], columns)
    return (charts.Stack(name, sums) for (_since, _after, name), sums in zip(spans, held, strict=True))
