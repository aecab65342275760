"""The answer between two days in sentences, from the cells of its tables: no amount and no definition of its own."""

from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import budget, budget_export
from reports.budget import Board, Cell
from reports.budget_data import Places
from reports.budget_difference import Difference
from reports.tables import Plain, Shown
from ui import formats
from ui.language import local

TOLD = ("allotted", "reserved", "committed", "paid", "match_intended", "match_committed", "match_shortfall")
"""Measures that a sentence tells of a day."""
MOST_NAMES = 5
LINE, NOW = 1, 4
"""Columns of the tables of for whom it is (reports.frozen_whom)."""


def sentences(found: Difference, whom: Iterable[Plain], where: Places) -> tuple[str, ...]:
    """How it stood on the earlier day, how on the later one, and for whom: of the line for the hubs.

    `whom`: the tables that reports.frozen_whom.for_whom gives.
    """
    spot = next(one for one in budget.spots(*where)["lines"] if one.key == budget.REGIONAL)
    names = {local(line, "name") for line in where[0] if line.pk in spot.place.lines}
    days = (_of_day(board) for board in (found.since, found.board))
    day = budget_export.day_name(found.board.view)
    return (*days, *(one for one in (_whose(table, names, day) for table in whom) if one))


def _of_day(board: Board) -> str:
    cells = {
        cell.measure.key: cell
        for table in board.tables
        if table.group == "lines"
        for cell in table.row(budget.REGIONAL).cells
    }
    return _("“%(line)s” on %(day)s: %(parts)s.") % {
        "line": board.table("lines_state").row(budget.REGIONAL).name,
        "day": budget_export.day_name(board.view),
        "parts": "; ".join(_told(cells[one]) for one in TOLD),
    }


def _told(cell: Cell) -> str:
    """Its name and what it is, in the words of the dashboard."""
    name = str(cell.measure.label)
    said = f"{name[:1].lower()}{name[1:]} {cell.shown}"
    return formats.unbroken(f"{said}, {cell.mark}" if cell.mark else said)


def _whose(table: Plain, lines: Collection[str], day: str) -> str:
    """Those that hold something on the later day, the table's own order kept; "" where there are none."""
    rows = [row for row in table.rows if row[LINE].text in lines and _holds(row)]
    if not rows:
        return ""
    named = [f"{row[0].text} {formats.unbroken(row[NOW].text)}" for row in rows[:MOST_NAMES]]
    left = len(rows) - len(named)
    words = ngettext("%(number)s other", "%(number)s others together", left) % {"number": formats.number(left)}
    named += [words] if left else []
    return f"{table.title} ({day}): {'; '.join(named)}."


def _holds(row: Sequence[Shown]) -> bool:
    now = row[NOW]
    return bool(now.value) or now.status == "unknown"
