"""How a figure of the dashboard came about: what its accounts held at the end of each month, quarter or year."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from funding import moves
from funding.account_names import KINDS
from funding.account_register import MEASURED_ON
from funding.ledger import PAID
from reports.budget_charts import wording
from reports.budget_months import periods
from reports.figures import Figure
from ui import charts


def timeline(figure: Figure) -> charts.StackedBars | None:
    """A bar for each period from the first entry to the day of the view; None where nothing is recorded or below zero.

    One statement, whatever the books hold.
    """
    ledger, kinds = MEASURED_ON[figure.measure.key]
    # What is paid comes first, as on the dashboard.
    kinds = tuple(sorted(kinds, key=lambda kind: kind != PAID))
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
    held = [Decimal(0)] * len(next(iter(risen.values())))
    for since, after, name in periods(min(risen), until):
        for month, more in risen.items():
            if since <= month < after:
                held = [before + one for before, one in zip(held, more, strict=True)]
        yield charts.Stack(name, tuple(held))
