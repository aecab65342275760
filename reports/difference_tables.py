"""What changed between two days as plain tables (reports/tables.py): the same figures, in the same words."""

from django.conf import settings
from django.utils.translation import gettext as _

from reports import budget_export, table_files
from reports.budget import MEASURES, RATIO, Table
from reports.budget_difference import Change, Difference
from reports.budget_tables import numbered
from reports.tables import Plain, Shown
from ui.language import code


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


def as_xlsx(difference: Difference) -> bytes:
    """A sheet for each table in which anything changed, with what was asked and what the measures mean."""
    headings = [_("What changed between two days?"), _("Definitions")]
    return table_files.as_xlsx(tables(difference), [_about(difference), _definitions()], headings, _demo())


def as_json(difference: Difference) -> bytes:
    """The same tables; amounts as text, so that no cent is lost."""
    more = {"title": _("What changed between two days?"), "language": code()}
    source = budget_export.source(difference.board)
    return table_files.as_json(
        tables(difference), [_about(difference), _definitions()], source=source, demo=_demo(), **more
    )


def _about(difference: Difference) -> list[tuple[str, str]]:
    since, view = difference.since.view, difference.board.view
    return [
        (_("Compared with"), budget_export.source_of(since)),
        (_("Source"), budget_export.source_of(view)),
        (_("Period"), budget_export.period_of(view)),
        (_("Demonstration"), _("with the demonstration") if view.demo else _("without the demonstration")),
    ]


def _definitions() -> list[tuple[str, str]]:
    return [(str(one.label), str(one.meaning)) for one in MEASURES.values()]


def _demo() -> str:
    return _("Demonstration: not for use") if settings.DEMO else ""


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
