"""A whole dataset as CSV, JSON Lines or XLSX, however long it is: no more than a part of it is in memory.

The database writes the text itself (COPY) into a file that lives on disk as soon as it is larger than a megabyte. So
the length of the answer is known before its first byte, and who gets less knows that the download broke off.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from io import TextIOWrapper
from tempfile import NamedTemporaryFile, SpooledTemporaryFile
from typing import IO

import xlsxwriter
from django.db import connection
from psycopg2 import sql
from xlsxwriter.workbook import Workbook

from reports.datasets import rows
from reports.datasets.columns import (
    BOOLEAN,
    CODE,
    DECIMAL,
    INTEGER,
    LIST,
    POSITION,
    TEXT,
    URL,
    Column,
    Dataset,
    Question,
)  # fmt: skip
from reports.datasets.rows import ListRows, QueryRows
from ui.spreadsheet import FORMULA_STARTS, harmless

IN_MEMORY = 1_000_000
"""Bytes; above that the file is on disk."""
BLOCK = 64 * 1024
MOST_MARKED = 16_000_000
"""Bytes; a longer file goes without an ETag."""
SHEET_ROWS = 1_048_575
"""Below the heads of one sheet of XLSX; what is more goes to a further sheet."""
BETWEEN = "; "
"""Between the parts of a list in CSV and XLSX."""
# No line of JSON has these characters: row_to_json writes them otherwise.
NEVER_QUOTED = "WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')"
MADE = datetime(2018, 2, 5)  # not of the file, which is made anew each time
UTC_MOMENT = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'


def as_csv(dataset: Dataset, question: Question | None = None) -> IO[bytes]:
    """Comma, dot as decimal sign, ISO dates, moments in UTC, true and false, unknown empty; UTF-8 without a mark."""
    found = _found(dataset, question)
    if isinstance(found, QueryRows):
        return _copied(found, "SELECT {columns} FROM ({rows}) AS found", _csv_column, "WITH (FORMAT csv, HEADER)")
    return _written(lambda file: _csv_lines(file, found))


def as_jsonl(dataset: Dataset, question: Question | None = None) -> IO[bytes]:
    """One row of the API a line."""
    found = _found(dataset, question)
    if isinstance(found, QueryRows):
        whole = "SELECT row_to_json(one) FROM (SELECT {columns} FROM ({rows}) AS found) AS one"
        return _copied(found, whole, _json_column, NEVER_QUOTED)
    return _written(lambda file: _json_lines(file, found))


def as_xlsx(dataset: Dataset, question: Question | None = None) -> IO[bytes]:
    """The rows, and a sheet with the meaning of every column. No text becomes a formula, a link or a number."""
    file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 -- closed by the answer that sends it
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file.name, {"constant_memory": True, **safe}) as workbook:
        # The same rows are the same bytes, so that who has them need not get them again.
        workbook.set_properties({"created": MADE})
        _fill(workbook, _found(dataset, question))
    file.seek(0)
    return file


def blocks(file: IO[bytes]) -> Iterator[bytes]:
    """The file in parts; closed when all of it went out, and when nobody reads on."""
    with file:
        while block := file.read(BLOCK):
            yield block


def mark(file: IO[bytes]) -> str | None:
    """Its ETag: the same for the same bytes, whoever made them and when. None where that takes longer than it saves."""
    if size(file) > MOST_MARKED:
        return None
    found = hashlib.sha256()
    while block := file.read(BLOCK):
        found.update(block)
    file.seek(0)
    return f'"{found.hexdigest()[:32]}"'


def size(file: IO[bytes]) -> int:
    length = file.seek(0, 2)
    file.seek(0)
    return length


def _found(dataset: Dataset, question: Question | None) -> QueryRows | ListRows:
    return rows.of(dataset, question).ordered(dataset.order)


# --- By the database --------------------------------------------------------------------------------------------------


def _copied(found: QueryRows, whole: str, column: Callable[[Column], sql.Composable], how: str) -> IO[bytes]:
    file = _new_file()
    query, values = found.sql()
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        inner = sql.SQL(cursor.mogrify(query, values).decode())
        names = [sql.SQL("{} AS {}").format(column(one), sql.Identifier(one.name)) for one in found.dataset.columns]
        statement = sql.SQL(whole).format(columns=sql.SQL(", ").join(names), rows=inner)
        cursor.copy_expert(sql.SQL("COPY ({}) TO STDOUT {}").format(statement, sql.SQL(how)), file)
    file.seek(0)
    return file


def _csv_column(column: Column) -> sql.Composable:
    value = sql.Identifier(column.alias)
    match column.type:
        case "list":
            # No part of a list begins a formula but the first.
            value = sql.SQL("array_to_string({}, {})").format(value, sql.Literal(BETWEEN))
        case "boolean":
            return sql.SQL("CASE {0} WHEN true THEN 'true' WHEN false THEN 'false' END").format(value)
        case "moment":
            return _utc(value)
    if column.type in (TEXT, LIST, URL, CODE):
        starts = sql.SQL(", ").join(map(sql.Literal, FORMULA_STARTS))
        return sql.SQL("CASE WHEN left({0}, 1) IN ({1}) THEN '''' || {0} ELSE {0} END").format(value, starts)
    return value


def _json_column(column: Column) -> sql.Composable:
    value = sql.Identifier(column.alias)
    match column.type:
        case "moment":
            return _utc(value)
        case "decimal":
            # As the API writes it: 2800000 and 0.5, not 2800000.00.
            return sql.SQL("trim_scale({}::numeric)").format(value)
    return value


def _utc(value: sql.Composable) -> sql.Composable:
    return sql.SQL("to_char({} AT TIME ZONE 'UTC', {})").format(value, sql.Literal(UTC_MOMENT))


def _new_file() -> IO[bytes]:
    return SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed by the answer that sends it


# --- By us ------------------------------------------------------------------------------------------------------------


def _written(write: Callable[[IO[str]], None]) -> IO[bytes]:
    file = _new_file()
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    write(text)
    text.flush()
    text.detach()
    file.seek(0)
    return file


def _csv_lines(file: IO[str], found: ListRows) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([one.name for one in found.dataset.columns])
    writer.writerows([flat(one, row[one.name]) for one in found.dataset.columns] for row in found)


def _json_lines(file: IO[str], found: ListRows) -> None:
    for row in found:
        file.write(json.dumps(rows.plain_row(found.dataset, row), ensure_ascii=False, separators=(",", ":")) + "\n")


def flat(column: Column, value: object) -> object:
    """A value as a cell of CSV: as text, harmless, unknown empty."""
    if value is None:
        return None
    if column.type == BOOLEAN:
        return "true" if value else "false"
    if column.type == LIST:
        return harmless(BETWEEN.join(value))
    if column.type in (DECIMAL, POSITION, INTEGER):
        return value
    value = rows.plain(column, value)
    return harmless(value) if isinstance(value, str) else value


# --- XLSX -------------------------------------------------------------------------------------------------------------


def _fill(workbook: Workbook, found: QueryRows | ListRows) -> None:
    dataset = found.dataset
    bold = workbook.add_format({"bold": True, "bottom": 1})
    down, sheet, number = SHEET_ROWS, None, 0
    for row in found:
        if down == SHEET_ROWS:
            down, number = 0, number + 1
            sheet = _sheet(workbook, dataset, number, bold)
        down += 1
        for place, column in enumerate(dataset.columns):
            _cell(sheet, down, place, column, row[column.name])
    if sheet is None:
        _sheet(workbook, dataset, 1, bold)
    _meanings(workbook, dataset, bold)


def _sheet(workbook: Workbook, dataset: Dataset, number: int, bold: object):
    sheet = workbook.add_worksheet("rows" if number == 1 else f"rows {number}")
    sheet.set_column(0, len(dataset.columns) - 1, 22)
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(dataset.columns):
        sheet.write_string(0, place, column.name, bold)
    return sheet


def _cell(sheet, down: int, place: int, column: Column, value: object) -> None:
    """Unknown stays empty."""
    if value is None:
        return
    if column.type in (DECIMAL, POSITION, INTEGER):
        sheet.write_number(down, place, value)
    elif column.type == BOOLEAN:
        sheet.write_boolean(down, place, value)
    else:
        # A cell holds 32,767 characters.
        text = BETWEEN.join(value) if column.type == LIST else str(rows.plain(column, value))
        sheet.write_string(down, place, text[:32_767])


def _meanings(workbook: Workbook, dataset: Dataset, bold: object) -> None:
    sheet = workbook.add_worksheet("columns")
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 3, 80)
    lines = [("column", "unit", "meaning", "betekenis")]
    lines += [(one.name, one.unit, one.meaning_en, one.meaning_nl) for one in dataset.columns]
    lines += [("source", "", dataset.source_en, dataset.source_nl), ("", "", dataset.about_en, dataset.about_nl)]
    for down, line in enumerate(lines):
        for place, text in enumerate(line):
            sheet.write_string(down, place, text, bold if down == 0 else None)
