"""The indicators as CSV and XLSX: what is on screen, with the numbers behind it. Closed and unknown stay empty."""

from collections.abc import Iterator
from io import BytesIO

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.indicator_board import Board, Cell, Table, Target
from reports.indicators import INDICATORS
from ui import formats, spreadsheet

COLUMNS = (
    "table", "row", "row_name", "indicator", "indicator_name", "shown", "status", "value", "of", "unknown",
    "companies", "unit", "period", "place", "start", "target", "since", "due_on", "demo",
)  # fmt: skip
TARGETS = "targets"


def as_csv(board: Board) -> bytes:
    """A row for each cell of each table, and for each target; `shown` is the text on screen."""
    rows = [
        (table.key, row.key, row.name, *_of_cell(cell), table.period.key, _place(board, table), *[None] * 4, _demo())
        for table in board.tables for row in table.rows for cell in row.cells
    ]  # fmt: skip
    rows += [_of_target(one) for one in board.targets]
    return spreadsheet.as_csv(COLUMNS, rows).encode()


def _place(board: Board, table: Table) -> str:
    return "" if table.key == "hubs" else board.view.place.name


def _of_target(one: Target) -> tuple[object, ...]:
    days = (one.since.isoformat(), one.due_on.isoformat())
    return (TARGETS, one.key, one.name, *_of_cell(one.cell), "", one.hub, one.start, one.target, *days, _demo())


def _of_cell(cell: Cell) -> tuple[object, ...]:
    about = (cell.indicator.key, str(cell.indicator.label), cell.shown, cell.status)
    value = cell.value
    numbers = [None] * 4 if cell.closed else [value.number, value.of, value.unknown, value.companies]
    return (*about, *numbers, cell.indicator.unit)


def _demo() -> str:
    return _("Demonstration: not for use") if settings.DEMO else ""


def as_xlsx(board: Board) -> bytes:
    """A sheet for each table, one for the targets, and one with the definitions."""
    file = BytesIO()
    # No text becomes a formula, a link or a number.
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **safe}) as workbook:
        styles = _styles(workbook)
        for table in board.tables:
            _write_table(workbook.add_worksheet(table.short), board, table, styles)
        _write_targets(workbook.add_worksheet(_("Targets of the plans")), board, styles)
        _write_definitions(workbook.add_worksheet(_("Definitions")), styles)
    return file.getvalue()


def _styles(workbook: Workbook) -> dict[str, object]:
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "head": workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}),
        "name": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "text": workbook.add_format({"align": "right", "valign": "top", "text_wrap": True}),
        "count": workbook.add_format({"num_format": "#,##0", "valign": "top"}),
        "people": workbook.add_format({"num_format": "#,##0", "valign": "top"}),
        "euro": workbook.add_format({"num_format": '"€" #,##0.00', "valign": "top"}),
        "level": workbook.add_format({"num_format": "+0.0;-0.0;0.0", "valign": "top"}),
    }


def _write_table(sheet: Worksheet, board: Board, table: Table, styles: dict[str, object]) -> None:
    """Beside each figure what belongs to it: what is unknown, and how many companies are behind it."""
    _head(sheet, table.title, "; ".join(filter(None, [_place(board, table), str(table.period), _demo()])), styles)
    heads = [table.first_column, *(text for one in table.indicators for text in (str(one.label), _("of it")))]
    _write_heads(sheet, heads, styles)
    for down, row in enumerate(table.rows, start=4):
        sheet.write_string(down, 0, row.name, styles["name"])
        for place, cell in enumerate(row.cells):
            _write_cell(sheet, down, 1 + 2 * place, cell, styles)


def _head(sheet: Worksheet, title: str, about: str, styles: dict[str, object]) -> None:
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, about)
    sheet.set_column(0, 0, 38)


def _write_heads(sheet: Worksheet, heads: list[str], styles: dict[str, object]) -> None:
    sheet.set_column(1, len(heads), 17)
    for place, text in enumerate(heads):
        sheet.write_string(3, place, text, styles["head"])
    sheet.freeze_panes(4, 1)


def _write_cell(sheet: Worksheet, down: int, place: int, cell: Cell, styles: dict[str, object]) -> None:
    if cell.closed or cell.value.number is None or cell.indicator.key == "in_time":
        sheet.write_string(down, place, cell.text, styles["text"])
    else:
        sheet.write_number(down, place, cell.value.number, styles[cell.indicator.unit])
    sheet.write_string(down, place + 1, cell.detail, styles["text"])


def _write_targets(sheet: Worksheet, board: Board, styles: dict[str, object]) -> None:
    _head(sheet, _("Targets of the plans"), _demo(), styles)
    _write_heads(sheet, [str(one) for one in _target_heads()], styles)
    for down, one in enumerate(board.targets, start=4):
        texts = [one.hub, one.name, str(one.cell.indicator.label), one.unit, one.start_text]
        for place, text in enumerate(texts):
            sheet.write_string(down, place, text, styles["name"])
        sheet.write_string(down, 5, formats.date_long(one.since), styles["name"])
        _write_cell(sheet, down, 6, one.cell, styles)
        sheet.write_number(down, 8, one.target, styles["count"])
        sheet.write_string(down, 9, formats.date_long(one.due_on), styles["name"])


def _target_heads() -> Iterator[str]:
    yield from (_("Hub"), _("What the plan counts"), _("Counted by the portal as"), _("Unit"), _("At the start"))
    yield from (_("Counted since"), _("Counted by the portal"), _("of it"), _("Target"), _("Reached by"))


def _write_definitions(sheet: Worksheet, styles: dict[str, object]) -> None:
    _head(sheet, _("Definitions"), "", styles)
    sheet.set_column(1, 1, 100)
    for down, one in enumerate(INDICATORS, start=3):
        sheet.write_string(down, 0, str(one.label), styles["name"])
        sheet.write_string(down, 1, str(one.meaning), styles["name"])
