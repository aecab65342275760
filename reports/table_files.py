"""Tables as CSV, JSON and XLSX: one writer for all views. Unknown stays empty beside the words that say so."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.tables import Plain, Shown, as_data, cells
from ui import spreadsheet

COLUMNS = (
    "table", "table_name", "row", "row_name", "column", "column_name", "shown", "status", "value", "lower", "upper",
    "unit", "source", "demo",
)  # fmt: skip
FIRST_ROW = 4
LONGEST_SHEET = 31
NUMBER_FORMATS = {"EUR": '"€" #,##0.00', "EUR per EUR": "0.00", "level": "+0.0;-0.0;0.0", "year": "0"}
Facts = Sequence[tuple[str, str]]


def as_csv(tables: Iterable[Plain], demo: str = "") -> bytes:
    """A row for each cell of each table, numbers with a dot; the same tables always give the same bytes.

    `demo`: what stands on every row of a demonstration.
    """
    return spreadsheet.as_csv(COLUMNS, _records(tables, demo)).encode()


def _records(tables: Iterable[Plain], demo: str) -> list[tuple[object, ...]]:
    return [
        (table.key, table.title, down, table.rows[down - 1][0].text, place, table.columns[place], cell.text)
        + (cell.status, cell.value, cell.lower, cell.upper, _unit(table, cell), table.source, demo)
        for table, down, place, cell in cells(tables)
    ]


def _unit(table: Plain, cell: Shown) -> str:
    return (cell.unit or table.unit) if cell.is_number else ""


def as_json(tables: Sequence[Plain], about: Sequence[Facts], *, source: str, demo: str = "", **more: object) -> bytes:
    """The same tables, with what they are about and what their words mean; amounts as text, so that no cent is lost."""
    said, meanings = about
    found = {
        **more,
        "source": source,
        "demonstration": demo,
        "about": [{"name": name, "text": text} for name, text in said],
        "definitions": [{"name": name, "meaning": meaning} for name, meaning in meanings],
        "tables": [as_data(table) for table in tables],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def as_xlsx(tables: Sequence[Plain], about: Sequence[Facts], headings: Sequence[str], demo: str = "") -> bytes:
    """What the file is about (facts, each group under its heading), a sheet for each table, and one as the CSV is."""
    file = BytesIO()
    # No text becomes a formula, a link or a number.
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **safe}) as workbook:
        styles = _styles(workbook)
        _write_about(workbook.add_worksheet(_sheet_name(headings[0], "")), about, headings, demo, styles)
        for number, table in enumerate(tables, start=1):
            _write_table(
                workbook.add_worksheet(_sheet_name(table.short or table.title, f"{number} ")), table, demo, styles
            )
        _write_records(workbook.add_worksheet("CSV"), tables, demo, styles)
    return file.getvalue()


def _sheet_name(title: str, number: str) -> str:
    """Spreadsheet programs allow 31 characters, and some of them not."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", title)
    return (number + " ".join(plain.split()))[:LONGEST_SHEET].strip()


def _styles(workbook: Workbook) -> dict[str, object]:
    styles = {
        "title": workbook.add_format({"bold": True, "font_size": 14}),
        "heading": workbook.add_format({"bold": True}),
        "head": workbook.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"}),
        "name": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "text": workbook.add_format({"align": "right", "valign": "top", "text_wrap": True}),
        "number": workbook.add_format({"num_format": "#,##0.##", "valign": "top"}),
    }
    shapes = {unit: {"num_format": text, "valign": "top"} for unit, text in NUMBER_FORMATS.items()}
    return styles | {unit: workbook.add_format(shape) for unit, shape in shapes.items()}


def _write_about(
    sheet: Worksheet, about: Sequence[Facts], headings: Sequence[str], demo: str, styles: dict[str, object]
) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, headings[0], styles["title"])
    down = 1
    if demo:
        sheet.write_string(down, 0, demo, styles["heading"])
        down += 1
    for place, facts in enumerate(about):
        if place:
            down += 1
            sheet.write_string(down, 0, headings[place], styles["heading"])
            down += 1
        for name, text in facts:
            sheet.write_string(down, 0, name, styles["name"])
            sheet.write_string(down, 1, text, styles["name"])
            down += 1


def _write_table(sheet: Worksheet, table: Plain, demo: str, styles: dict[str, object]) -> None:
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, max(1, 2 * len(table.columns) - 2), 18)
    sheet.write_string(0, 0, table.title, styles["title"])
    sheet.write_string(1, 0, "; ".join(part for part in (table.note, table.source, demo) if part))
    columns = list(_columns(table))
    for place, (_of, text, _is_mark) in enumerate(columns):
        sheet.write_string(FIRST_ROW - 1, place, text, styles["head"])
    for down, row in enumerate(table.rows, start=FIRST_ROW):
        sheet.write_string(down, 0, row[0].text, styles["name"])
        for place, (of, _text, is_mark) in enumerate(columns[1:], start=1):
            if is_mark:
                sheet.write_string(down, place, row[of].mark, styles["text"])
            else:
                _write_cell(sheet, (down, place), row[of], _unit(table, row[of]), styles)
    sheet.freeze_panes(FIRST_ROW, 1)


def _columns(table: Plain) -> Iterator[tuple[int, str, bool]]:
    """Of each its place in the table, its name, and whether it holds the marks of a column of numbers."""
    for place, name in enumerate(table.columns):
        yield place, name, False
        if place and any(row[place].mark for row in table.rows):
            yield place, _("%(measure)s, demonstration") % {"measure": name}, True


def _write_cell(sheet: Worksheet, where: tuple[int, int], cell: Shown, unit: str, styles: dict[str, object]) -> None:
    """A number where it is one; else the words. What the words say beside a number stands on the last sheet."""
    if cell.value is None or cell.status not in ("exact", "known"):
        sheet.write_string(*where, cell.text, styles["text" if cell.is_number else "name"])
    else:
        sheet.write_number(*where, cell.value, styles.get(unit, styles["number"]))


def _write_records(sheet: Worksheet, tables: Sequence[Plain], demo: str, styles: dict[str, object]) -> None:
    for place, name in enumerate(COLUMNS):
        sheet.write_string(0, place, name, styles["heading"])
    for down, record in enumerate(_records(tables, demo), start=1):
        for place, value in enumerate(record):
            if isinstance(value, str):
                sheet.write_string(down, place, value)
            elif value is not None:
                sheet.write_number(down, place, value)
    sheet.freeze_panes(1, 0)
