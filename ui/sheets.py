"""Tables that people send: XLSX and CSV, of any program and language, read into sheets of plain cells. No models.

Formulas are never worked out. What a program worked out before is taken as the value; a formula that comes without its
value, or as text, becomes a `Faulty` cell, so that the reader can say so. `'=2+2`, as the portal writes text that looks
like a formula (ui/spreadsheet.py), is read back as `=2+2`. A merged cell counts for every cell that it covers.
"""

import codecs
import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from statistics import median
from xml.etree.ElementTree import ParseError  # noqa: S405 -- only to catch it; openpyxl reads through defusedxml

from defusedxml.common import DefusedXmlException
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils import coordinate_to_tuple, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from ui import uploads
from ui.spreadsheet import FORMULA_STARTS

KINDS = ("xlsx", "csv", "txt")
MOST_BYTES = 50_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_MERGED = 5_000
LONGEST_CELL = 20_000
# Characters by which it is judged how a text is written.
LONGEST_START = 100_000
# Titles and remarks that people put above the table.
LINES_ABOVE = 20
DELIMITERS = (";", ",", "\t", "|")
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
# What openpyxl raises on files that are no good workbook.
BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    DefusedXmlException,
    ParseError,
    OSError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f\b')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')


@dataclass(frozen=True)
class Faulty:
    """A cell without a value: `code` is "formula" or "error"; `text` as it stands in the file."""

    code: str
    text: str = ""


Cell = str | int | Decimal | date | bool | Faulty | None


@dataclass
class Sheet:
    """One sheet; rows without their empty ends. `fault`: why it cannot be used, as a sentence; then it has no rows."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    fault: str = ""

    @property
    def columns(self) -> int:
        return max(map(len, self.rows), default=0)


def read(upload: UploadedFile, *, most: int = MOST_BYTES, head: int | None = None) -> list[Sheet]:
    """The sheets of an upload; of each the first `head` rows when that is given. A CSV is one sheet without a name.

    Raises uploads.Refused with a sentence for people when the file may not come in or cannot be read.
    """
    checked = uploads.check(upload, kinds=KINDS, most=most)
    return parse(checked.content, head=head)


def parse(content: bytes, *, head: int | None = None) -> list[Sheet]:
    """The same for bytes that were judged before (uploads.check)."""
    sheets = _workbook(content, head) if content.startswith(b"PK\x03\x04") else [_text_sheet(content, head)]
    if not any(sheet.rows or sheet.fault for sheet in sheets):
        raise uploads.Refused("file_has_no_rows", _("There is nothing in this file. Choose another one."))
    return sheets


def lines(content: bytes, name: str) -> Iterator[list[Cell]]:
    """The rows of one sheet one by one, as `parse` gives them: a list of 100,000 takes no more memory than a short one.

    Raises uploads.Refused with a sentence for people, also half-way.
    """
    if content.startswith(b"PK\x03\x04"):
        with _opened(content) as book:
            yield from _bounded(_lines(book[name], content), refuse=True)
    else:
        yield from _bounded(_text_lines(content), refuse=True)


def as_text(cell: Cell) -> str:
    """A cell as people write it: 4, 4.5, 2018-12-31; "" when it is empty."""
    if cell is None:
        return ""
    if isinstance(cell, Faulty):
        return cell.text
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def clean(text: str) -> Cell:
    """Text without blanks around it, non-breaking spaces and invisible signs; None when nothing is left."""
    text = text.strip()
    if not text:
        return None
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u200b", ""))
    if not text.isprintable():
        text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text[:1] in ("'", "=", "#"):
        return _special(text)
    return text[:LONGEST_CELL] or None


def _special(text: str) -> Cell:
    if text.startswith("'"):
        return text[1:] if text[1:].startswith(FORMULA_STARTS) else text
    if text.startswith("="):
        return Faulty("formula", text[:200])
    return Faulty("error", text) if text in ERRORS else text


def _text_sheet(content: bytes, head: int | None) -> Sheet:
    return _sheet("", _text_lines(content), head)


def _text_lines(content: bytes) -> Iterator[list[Cell]]:
    encoding = _encoding(content)
    start = content[: 4 * LONGEST_START].decode(encoding, errors="replace")
    told = re.match(r"sep=(.)\r?(\n|$)", start)
    file = io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
    if told:
        file.readline()
    try:
        for line in csv.reader(file, delimiter=told[1] if told else _delimiter(start)):
            yield [clean(cell) for cell in line]
    except csv.Error as error:
        sentence = _("This file cannot be read as a table: a cell is far too long, or a quotation mark is not closed.")
        raise uploads.Refused("file_is_no_table", sentence) from error


def _encoding(content: bytes) -> str:
    """The encoding that it is in: UTF-16 or UTF-8 with or without its mark, else that of Windows."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    reader = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), LONGEST_START):
            reader.decode(content[start : start + LONGEST_START])
        reader.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into most columns."""

    def width(sign: str) -> float:
        lines = csv.reader(io.StringIO(text[:LONGEST_START], newline=""), delimiter=sign)
        try:
            return median([len(line) for line in islice(lines, LINES_ABOVE) if line] or [0])
        except csv.Error:
            return 0

    return max(DELIMITERS, key=width)


class _Unfit(Exception):
    """Too wide or too long; the sentence says so."""


def _sheet(name: str, lines: Iterable[list[Cell]], head: int | None) -> Sheet:
    """Rows without their empty ends, within bounds. Empty rows between stay, so that numbers are those of the file."""
    try:
        return Sheet(name, list(_bounded(islice(lines, head))))
    except _Unfit as unfit:
        return Sheet(name, fault=str(unfit))


def _bounded(lines: Iterable[list[Cell]], *, refuse: bool = False) -> Iterator[list[Cell]]:
    """Each row without its empty end, and none of the empty rows at the end of the sheet."""
    number = empty = 0
    for line in lines:
        while line and line[-1] is None:
            line.pop()
        if not line:
            empty += 1
            continue
        number += empty + 1
        told = _too_much(len(line), number)
        if told:
            raise uploads.Refused("sheet_is_too_large", told) if refuse else _Unfit(told)
        yield from ([] for _line in range(empty))
        empty = 0
        yield line


def _too_much(columns: int, rows: int) -> str:
    if columns > MOST_COLUMNS:
        told = _("This sheet has %(columns)s columns; at most %(most)s can be read. Take out what is not needed.")
        return told % {"columns": columns, "most": MOST_COLUMNS}
    if rows > MOST_ROWS + LINES_ABOVE:
        return _("This sheet has more than %(most)s rows. Split it into several files.") % {"most": MOST_ROWS}
    return ""


def _workbook(content: bytes, head: int | None) -> list[Sheet]:
    with _opened(content) as book:
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [_sheet(sheet.title, _lines(sheet, content), head) for sheet in seen]


@contextmanager
def _opened(content: bytes) -> Iterator[Workbook]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()
    except BROKEN as error:
        sentence = _("This workbook cannot be read. Save it anew as XLSX, or as CSV, and try again.")
        raise uploads.Refused("file_is_damaged", sentence) from error


def _lines(sheet, content: bytes) -> Iterator[list[Cell]]:
    sheet.reset_dimensions()  # What a file says about its size is often wrong.
    formulas, merged = _marks(sheet, content)
    kept: dict[tuple[int, int], Cell] = {}
    for number, line in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_plain(value) for value in line]
        for column, start in merged.get(number, ()):
            cells += [None] * (column - len(cells))
            if (number, column) == start:
                kept[start] = cells[column - 1]
            elif cells[column - 1] is None:
                cells[column - 1] = kept.get(start)
        for column in formulas.get(number, ()):
            if column > len(cells) or cells[column - 1] is None:
                cells += [None] * (column - len(cells))
                cells[column - 1] = Faulty("formula")
        yield cells


def _marks(sheet, content: bytes) -> tuple[dict[int, list[int]], dict[int, list[tuple[int, tuple[int, int]]]]]:
    """By row: columns with a formula; columns under a merged cell with where that starts. openpyxl skips both here."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(sheet._worksheet_path)
    formulas: dict[int, list[int]] = {}
    for found in _FORMULA.finditer(xml):
        row, column = coordinate_to_tuple(found[1].decode())
        formulas.setdefault(row, []).append(column)
    merged: dict[int, list[tuple[int, tuple[int, int]]]] = {}
    for found in islice(_MERGED.finditer(xml), MOST_MERGED):
        left, top, right, bottom = range_boundaries(found[1].decode())
        if (right - left + 1) * (bottom - top + 1) > MOST_MERGED:
            continue
        for row in range(top, bottom + 1):
            merged.setdefault(row, []).extend((column, (top, left)) for column in range(left, right + 1))
    return formulas, merged


def _plain(value: object) -> Cell:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float):
        return int(value) if value.is_integer() else Decimal(str(value))
    if isinstance(value, int | date):
        return value
    return value.isoformat("minutes") if isinstance(value, time) else str(value)
