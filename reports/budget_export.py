"""The dashboard as CSV and XLSX: exactly what is on screen, with the numbers behind it. Unknown stays empty."""

import json
from collections.abc import Iterator
from io import BytesIO

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from funding.amounts import Range
from funding.measures import Measure
from reports.budget import RATIO, Board, Cell, Row, Table, View
from ui import formats, spreadsheet
from ui.language import code

COLUMNS = (
    "table", "row", "row_name", "measure", "measure_name", "shown", "status", "value", "lower", "upper", "unit",
    "of_which_demonstration", "demonstration_value", "valid_on", "known_on", "budget_year", "without_demonstration",
    "source", "demo",
)  # fmt: skip


ALIKE = ("valid_on", "known_on", "budget_year", "without_demonstration", "source", "demo")
"""Columns that say the same on every row."""


def as_csv(board: Board) -> bytes:
    """A row for each cell of each table; `shown` is the text on screen, the numbers are euros with a dot."""
    return spreadsheet.as_csv(COLUMNS, _records(board)).encode()


def _records(board: Board) -> list[tuple[object, ...]]:
    return [_record(board, table, row, cell) for table in board.tables for row in table.rows for cell in row.cells]


def _record(board: Board, table: Table, row: Row, cell: Cell) -> tuple[object, ...]:
    unit = "EUR per EUR" if cell.measure.key == RATIO else "EUR"
    view = board.view
    return (
        *(table.key, row.key, row.name, cell.measure.key, str(cell.measure.label), cell.shown),
        *_numbers(cell.amount),
        *(unit, cell.mark, cell.demo and cell.demo.value),
        *(view.valid_on.isoformat(), view.known_day.isoformat()),
        *(view.year or "", "" if view.demo else 1, source(board)),
        _("Demonstration: not for use") if settings.DEMO else "",
    )


def _numbers(amount: Range | None) -> tuple[object, ...]:
    """Status, value, lower and upper bound; "not_available" where there is no amount: `shown` says why."""
    if amount is None:
        return ("not_available", None, None, None)
    return (amount.status, amount.value, *((None, None) if amount.known else (amount.low, amount.high)))


def source(board: Board) -> str:
    return source_of(board.view)


def source_of(view: View) -> str:
    """Of which books an amount is, in words."""
    day = {"day": formats.date_long(view.valid_on)}
    if view.known_on is None:
        return _("The books of this portal, as valid on %(day)s") % day
    known = {"known": formats.date_long(view.known_on)}
    return _("The books of this portal, as valid on %(day)s and known on %(known)s") % {**day, **known}


def day_name(view: View) -> str:
    """The day of a view as the head of a column."""
    day = formats.date_long(view.valid_on)
    if view.known_on is None:
        return day
    return _("%(day)s, as known on %(known)s") % {"day": day, "known": formats.date_long(view.known_on)}


def period(board: Board) -> str:
    return period_of(board.view)


def period_of(view: View) -> str:
    return _("all budget years") if view.year is None else _("budget year %(year)s") % {"year": view.year}


def filters_of(view: View) -> str:
    """All that was chosen beside the day, as it stands on every chart and above every table."""
    parts = [period_of(view)]
    if view.known_on is not None:
        parts.append(_("as known on %(known)s") % {"known": formats.date_long(view.known_on)})
    if not view.demo:
        parts.append(_("without the demonstration"))
    return ", ".join(parts)


def as_json(board: Board) -> bytes:
    """The rows of the CSV under what they have in common, with the meaning of each measure; amounts as text, in euros.

    A number of JSON may lose cents on its way; what is unknown or not available is null.
    """
    rows = [
        {name: None if value in ("", None) else str(value) for name, value in zip(COLUMNS, record, strict=True)}
        for record in _records(board)
    ]
    view = board.view
    found = {
        "source": source(board),
        "validOn": view.valid_on.isoformat(),
        "knownOn": view.known_day.isoformat(),
        "budgetYear": view.year,
        "withDemonstration": view.demo,
        "demonstrationPortal": settings.DEMO,
        "language": code(),
        "measures": [{"key": one.key, "name": str(one.label), "meaning": str(one.meaning)} for one in _measures(board)],
        "rows": [{_camel(name): value for name, value in row.items() if name not in ALIKE} for row in rows],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def as_xlsx(board: Board) -> bytes:
    """A sheet for each table, and one with definitions and sources."""
    file = BytesIO()
    # No text becomes a formula, a link or a number.
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **safe}) as workbook:
        styles = _styles(workbook)
        for table in board.tables:
            _write_table(workbook.add_worksheet(table.short), board, table, styles)
        _write_definitions(workbook.add_worksheet(_("Definitions and sources")), board, styles)
    return file.getvalue()


def _styles(workbook: Workbook) -> dict[str, object]:
    # Excel writes separators as the reader's own computer does; the currency stands before the amount.
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "head": workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}),
        "name": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "text": workbook.add_format({"align": "right", "valign": "top", "text_wrap": True}),
        "euro": workbook.add_format({"num_format": '"€" #,##0.00', "valign": "top"}),
        "ratio": workbook.add_format({"num_format": "0.00", "valign": "top"}),
    }


def _write_table(sheet: Worksheet, board: Board, table: Table, styles: dict[str, object]) -> None:
    sheet.write_string(0, 0, table.title, styles["title"])
    sheet.write_string(1, 0, "; ".join(_about(board)))
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 2 * len(table.measures), 17)
    for place, text in enumerate(_heads(table)):
        sheet.write_string(3, place, text, styles["head"])
    for down, row in enumerate(table.rows, start=4):
        sheet.write_string(down, 0, row.name, styles["name"])
        for place, cell in enumerate(_cells(table, row), start=1):
            _write_cell(sheet, down, place, cell, styles)
    sheet.freeze_panes(4, 1)


def _about(board: Board) -> Iterator[str]:
    yield source(board)
    if board.view.known_on is None:
        yield _("as known on %(known)s") % {"known": formats.date_long(board.view.known_day)}
    yield period(board)
    if not board.view.demo:
        yield _("without the demonstration")
    if settings.DEMO:
        yield _("Demonstration: not for use")


def _heads(table: Table) -> Iterator[str]:
    """A measure with money of a demonstration has a second column: how much of it."""
    yield table.first_column
    for measure in table.measures:
        yield str(measure.label)
        if table.has_demo(measure):
            yield _("%(measure)s, demonstration") % {"measure": measure.label}


def _cells(table: Table, row: Row) -> Iterator[Cell | str]:
    for cell in row.cells:
        yield cell
        if table.has_demo(cell.measure):
            yield cell.mark


def _write_cell(sheet: Worksheet, down: int, place: int, cell: Cell | str, styles: dict[str, object]) -> None:
    if isinstance(cell, str):
        sheet.write_string(down, place, cell, styles["text"])
    elif cell.amount is not None and cell.amount.known:
        sheet.write_number(down, place, cell.amount.low, styles["ratio" if cell.measure.key == RATIO else "euro"])
    else:
        sheet.write_string(down, place, cell.shown, styles["text"])


def _measures(board: Board) -> list[Measure]:
    return list({measure.key: measure for table in board.tables for measure in table.measures}.values())


def _write_definitions(sheet: Worksheet, board: Board, styles: dict[str, object]) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, _("Definitions and sources"), styles["title"])
    rows = [(str(one.label), str(one.meaning)) for one in _measures(board)]
    rows += [(table.title, table.note) for table in board.tables if table.note]
    days = {_("As valid on"): board.view.valid_on, _("As known on"): board.view.known_day}
    rows += [(name, day.isoformat()) for name, day in days.items()]
    rows += [(_("Source"), source(board)), (_("Period"), period(board)), (_("Language"), code())]
    for down, (name, meaning) in enumerate(rows, start=2):
        sheet.write_string(down, 0, name, styles["name"])
        sheet.write_string(down, 1, meaning, styles["name"])
