"""The dashboard of the money as plain tables (reports/tables.py): the same cells, in the same words."""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from funding.amounts import Range
from reports import budget_export
from reports.budget import RATIO, Board, Cell, Row, Table
from reports.tables import Plain, Shown


def tables(board: Board) -> tuple[Plain, ...]:
    return tuple(_plain(board, table) for table in board.tables)


def _plain(board: Board, table: Table) -> Plain:
    note = ", ".join([_("Amounts in euros"), budget_export.period(board)]) + (f". {table.note}" if table.note else "")
    return Plain(
        key=table.key,
        title=table.title,
        note=note,
        columns=(table.first_column, *(str(measure.label) for measure in table.measures)),
        rows=tuple((_name(row), *(_shown(cell) for cell in row.cells)) for row in table.rows),
        source=budget_export.source(board),
        unit="EUR",
    )


def _name(row: Row) -> Shown:
    return Shown(_("Total: %(line)s") % {"line": row.name} if row.total else row.name)


def _shown(cell: Cell) -> Shown:
    """With how much of it a demonstration made, as on screen, and where everyone finds what it rests on."""
    unit = "EUR per EUR" if cell.measure.key == RATIO else ""
    shown = numbered(cell.shown, cell.amount, unit=unit, mark=cell.mark)
    return replace(shown, url=settings.SITE_URL + cell.url) if cell.url else shown


def marked(text: str, mark: str) -> str:
    """The words with what of it a demonstration made."""
    return f"{text}; {mark}" if mark else text


def numbered(text: str, amount: Range | None, *, unit: str = "", mark: str = "") -> Shown:
    """The words, marked, with the numbers behind them; "not_available" where there is no amount: the words say why."""
    if amount is None:
        return Shown(marked(text, mark), status="not_available", unit=unit, mark=mark)
    low, high = (None, None) if amount.known else (amount.low, amount.high)
    return Shown(marked(text, mark), amount.value, low, high, amount.status, unit, mark=mark)
