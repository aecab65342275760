"""The indicators as plain tables (reports/tables.py): the same cells and words; what is closed stays closed."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from reports.indicator_board import Board, Cell, Table, Target
from reports.tables import Plain, Shown
from ui import formats

UNITS = {"euro": "EUR", "level": "level", "people": "people", "count": "count"}


def tables(board: Board, counted_on: date) -> tuple[Plain, ...]:
    """The tables that hold a row, and the targets of the plans where there are any."""
    found = [_plain(board, table, counted_on) for table in board.tables if table.rows]
    return (*found, *([_targets(board, counted_on)] if board.targets else []))


def source(counted_on: date) -> str:
    text = _("Counted on %(day)s from what the desks, companies and trainers recorded in this portal.")
    demo = _("Demonstration: not for use") if settings.DEMO else ""
    return " ".join(part for part in (text % {"day": formats.date_long(counted_on)}, demo) if part)


def _plain(board: Board, table: Table, counted_on: date) -> Plain:
    place = "" if table.key == "hubs" else board.view.place.name
    return Plain(
        key=table.key,
        title=": ".join(part for part in (table.title, place) if part),
        note=str(table.period),
        columns=(table.first_column, *(str(one.label) for one in table.indicators)),
        rows=tuple((Shown(row.name), *(_shown(cell) for cell in row.cells)) for row in table.rows),
        source=source(counted_on),
    )


def _shown(cell: Cell) -> Shown:
    value = None if cell.closed else cell.value.number
    return Shown(cell.shown, value, status=cell.status, unit=UNITS[cell.indicator.unit])


def _targets(board: Board, counted_on: date) -> Plain:
    heads = (_("What the plan counts"), _("Hub"), _("Counted by the portal as"), _("At the start"))
    return Plain(
        key="targets",
        title=_("Targets of the plans"),
        note="",
        columns=(*heads, _("Counted since"), _("Counted by the portal"), _("Target"), _("Reached by")),
        rows=tuple(_target(one) for one in board.targets),
        source=source(counted_on),
    )


def _target(one: Target) -> tuple[Shown, ...]:
    unit = UNITS[one.cell.indicator.unit]
    start = Shown(one.start_text, one.start, status="unknown" if one.start is None else "known", unit=unit)
    return (
        Shown(f"{one.name} ({one.unit})"),
        Shown(one.hub),
        Shown(str(one.cell.indicator.label)),
        start,
        Shown(formats.date_long(one.since)),
        _shown(one.cell),
        Shown(formats.number(one.target), one.target, status="known", unit=unit),
        Shown(formats.date_long(one.due_on)),
    )
