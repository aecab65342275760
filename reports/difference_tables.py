"""What changed between two days as plain tables (reports/tables.py): the same figures, in the same words."""

from django.utils.translation import gettext as _

from reports import budget_export
from reports.budget import RATIO, Table
from reports.budget_difference import Change, Difference
from reports.budget_tables import numbered
from reports.tables import Plain, Shown
from ui import formats


def tables(difference: Difference) -> tuple[Plain, ...]:
    """Those in which anything changed."""
    return tuple(_plain(difference, table, changes) for table, changes in difference.tables)


def _plain(difference: Difference, table: Table, changes: list[Change]) -> Plain:
    then, now = difference.since.view.valid_on, difference.board.view.valid_on
    columns = (_("Measure"), formats.date_long(then), formats.date_long(now), _("Difference"))
    return Plain(
        key=table.key,
        title=table.title,
        note=_("Amounts in euros"),
        columns=(table.first_column, *columns),
        rows=tuple(_row(one) for one in changes),
        source=budget_export.source(difference.board),
        unit="EUR",
    )


def _row(change: Change) -> tuple[Shown, ...]:
    unit = "EUR per EUR" if change.now.measure.key == RATIO else ""
    by = "not_available" if change.amount is None else "exact"
    return (
        Shown(change.row.name),
        Shown(str(change.now.measure.label)),
        numbered(change.then.shown, change.then.amount, unit=unit),
        numbered(change.now.shown, change.now.amount, unit=unit),
        Shown(change.shown, change.amount, status=by, unit=unit),
    )
