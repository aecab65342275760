"""What changed between two days as plain tables (reports/tables.py): the same figures, in the same words."""

from django.utils.translation import gettext as _

from reports import budget_export
from reports.budget import RATIO, Table
from reports.budget_difference import Change, Difference
from reports.budget_tables import numbered
from reports.tables import Plain, Shown


def tables(difference: Difference) -> tuple[Plain, ...]:
    """Those in which anything changed."""
    return tuple(_plain(difference, table, changes) for table, changes in difference.tables)


def _plain(difference: Difference, table: Table, changes: list[Change]) -> Plain:
    return Plain(
        key=f"changed_{table.key}",
        title=_("What changed: %(table)s") % {"table": table.title},
        note=_("Amounts in euros"),
        columns=(table.first_column, _("Measure"), *days(difference)),
        rows=tuple(row(one) for one in changes),
        source=budget_export.source(difference.board),
        unit="EUR",
    )


def days(difference: Difference) -> tuple[str, str, str]:
    """Heads of the columns of both days, and of what lies between them."""
    then, now = (budget_export.day_name(one.view) for one in (difference.since, difference.board))
    return then, now, _("Difference")


def row(change: Change) -> tuple[Shown, ...]:
    """Its name, its measure, and the amounts that `amounts` gives."""
    return (Shown(change.row.name), Shown(str(change.now.measure.label)), *amounts(change))


def amounts(change: Change) -> tuple[Shown, Shown, Shown]:
    """Then, now, and the difference between them."""
    unit = "EUR per EUR" if change.now.measure.key == RATIO else ""
    by = "not_available" if change.exact is None else "exact"
    return (
        numbered(change.then.shown, change.then.amount, unit=unit, mark=change.then.mark),
        numbered(change.now.shown, change.now.amount, unit=unit, mark=change.now.mark),
        Shown(change.words, change.exact, status=by, unit=unit, mark=change.mark),
    )
