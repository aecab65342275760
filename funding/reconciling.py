"""What the ministry's financial administration says of a month, read from its file, and set beside the books. Pure.

The file: columns for number, date and amount (Dutch or English names, any order, more columns are ignored), comma,
semicolon or tab, UTF-8 with or without a byte order mark, or Latin-1. Payments and commitments count up; what came
back or was lowered is below zero. Amounts with one number are added up, on both sides.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from ui.amounts import MOST
from ui.formats import date_long

MOST_BYTES = 1_000_000
MOST_ROWS = 5_000
LONGEST_REFERENCE = 40
SHOWN_FAULTS = 20
COLUMNS = {
    "reference": ("reference", "number", "kenmerk", "nummer", "referentie", "boekingsnummer", "betaalkenmerk"),
    "date": ("date", "datum", "boekdatum", "boekingsdatum"),
    "amount": ("amount", "bedrag", "bedrag (eur)", "amount (eur)"),
}
"""What each column may be called, in small letters, whatever the reader's language."""
NAMES = {
    "reference": pgettext_lazy("column", "reference"),
    "date": pgettext_lazy("column", "date"),
    "amount": pgettext_lazy("column", "amount"),
}
"""How they are called in the reader's language: in the example file, and where one is missing. Each is in COLUMNS."""


@dataclass(frozen=True)
class Line:
    """One row of the file; `row` is its number there, counted from 1, the head included."""

    row: int
    reference: str
    day: date
    amount: Decimal


@dataclass(frozen=True)
class Contents:
    """`faults`: what is wrong, by row; then `lines` are not used. `doubles`: rows that repeat an earlier row."""

    lines: tuple[Line, ...] = ()
    faults: tuple[str, ...] = ()
    doubles: tuple[int, ...] = ()

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class Unequal:
    """One number on which the two differ, in euros; None: it is not there."""

    reference: str
    ours: Decimal | None
    theirs: Decimal | None


class Fault(Exception):  # noqa: N818 -- "raise Fault(...)": it is caught in this module
    """Why a cell cannot be read."""


def read(content: bytes, month: date) -> Contents:
    """The rows of a file about a month (its first day). Anything wrong is named by row; nothing is guessed."""
    if len(content) > MOST_BYTES:
        return Contents(faults=(_("The file is larger than 1 MB. Choose the export of one month."),))
    rows = list(_rows(_text(content)))
    if not rows:
        return Contents(faults=(_("The file is empty."),))
    if len(rows) - 1 > MOST_ROWS:
        return Contents(faults=(_("The file has more than 5,000 rows. Choose the export of one month."),))
    (head_row, head), *rest = rows
    columns = _columns(head)
    missing = [str(name) for kind, name in NAMES.items() if kind not in columns]
    if missing:
        sentence = _("Row %(row)s: no column %(columns)s. The first row holds the names of the columns.")
        return Contents(faults=(sentence % {"row": head_row, "columns": ", ".join(f"“{one}”" for one in missing)},))
    return _contents(rest, columns, _decimal_mark(content), month)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "latin-1"):
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads everything")


def _rows(text: str) -> Iterable[tuple[int, list[str]]]:
    """Row numbers with their cells; empty rows are left out, but counted."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for cells in reader:
            plain = [" ".join(cell.replace("\u00a0", " ").split()) for cell in cells]
            if any(plain):
                yield reader.line_num, plain
    except csv.Error:
        # A cell beyond the reader's bounds: no export has one.
        yield reader.line_num, ["?"]


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(";,\t", key=first.count)


def _decimal_mark(content: bytes) -> str:
    """A program that writes semicolons does so because the comma is its decimal mark."""
    return "," if _delimiter(_text(content)) in ";\t" else "."


def _columns(head: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in head]
    found = {kind: next((names.index(one) for one in known if one in names), None) for kind, known in COLUMNS.items()}
    return {kind: place for kind, place in found.items() if place is not None}


def _contents(rows: list[tuple[int, list[str]]], columns: Mapping[str, int], mark: str, month: date) -> Contents:
    lines: list[Line] = []
    faults: list[str] = []
    for number, cells in rows:
        cell = {kind: cells[place] if place < len(cells) else "" for kind, place in columns.items()}
        try:
            lines.append(
                Line(number, _reference(cell["reference"]), _day(cell["date"], month), amount_of(cell["amount"], mark))
            )
        except Fault as fault:
            faults.append(_("Row %(row)s: %(fault)s") % {"row": number, "fault": fault})
    if len(faults) > SHOWN_FAULTS:
        more = _("And %(count)s more rows.") % {"count": len(faults) - SHOWN_FAULTS}
        faults = [*faults[:SHOWN_FAULTS], more]
    return Contents(tuple(lines), tuple(faults), _doubles(lines))


def _reference(text: str) -> str:
    if not text:
        raise Fault(_("the number is missing."))
    if len(text) > LONGEST_REFERENCE:
        raise Fault(_("the number is longer than 40 characters."))
    return text


def _day(text: str, month: date) -> date:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", text)
    parts = found.groups() if found else ()
    if not found:
        found = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?", text)
        parts = found.groups()[::-1] if found else ()
    try:
        day = date(*(int(part) for part in parts))
    except (TypeError, ValueError):
        raise Fault(_("“%(text)s” is no date. Write 2018-02-05 or 05-02-2018.") % {"text": text[:40]}) from None
    if (day.year, day.month) != (month.year, month.month):
        raise Fault(_("%(date)s is not in this month.") % {"date": date_long(day)})
    return day


def amount_of(text: str, mark: str) -> Decimal:
    """Euros from "1.250,00", "€ 1250", "-12,5", "12,50-"; `mark` decides where two readings are possible."""
    plain = re.sub(r"(?i)€|eur|\s|'", "", text).replace("\N{MINUS SIGN}", "-")
    minus = plain.startswith("-") or plain.endswith("-") or (plain.startswith("(") and plain.endswith(")"))
    digits = _with_dot(plain.strip("-()+"), mark)
    if digits is None:
        raise Fault(_("“%(text)s” is no amount. Write 1250,00 or 1250.00.") % {"text": text[:40]})
    amount = Decimal(digits)
    if amount > MOST:
        raise Fault(_("the amount is too large."))
    return -amount if minus else amount


def _with_dot(plain: str, mark: str) -> str | None:
    """The digits with a dot as decimal mark; None when it is no number, or could be two."""
    if re.fullmatch(r"\d+(?:[.,]\d{1,2})?", plain):
        return plain.replace(",", ".")
    for decimal, group in ((",", "."), (".", ",")):
        part = rf"(?:\{group}\d{{3}})"
        # One mark with three digits after it ("1.250"): the file's own decimal mark tells which it is.
        least = 1 if decimal == mark else 2
        if re.fullmatch(rf"\d{{1,3}}(?:{part}{{{least},}}|{part}+\{decimal}\d{{1,2}})", plain):
            return plain.replace(group, "").replace(decimal, ".")
    return None


def _doubles(lines: Iterable[Line]) -> tuple[int, ...]:
    seen: set[tuple[str, date, Decimal]] = set()
    doubles = []
    for line in lines:
        what = (line.reference, line.day, line.amount)
        if what in seen:
            doubles.append(line.row)
        seen.add(what)
    return tuple(doubles)


def compare(ours: Iterable[tuple[str, Decimal]], theirs: Iterable[tuple[str, Decimal]]) -> list[Unequal]:
    """The numbers on which two lists of (number, amount) differ, in order of number; capitals make no difference."""
    names: dict[str, str] = {}
    sides = [_added_up(ours, names), _added_up(theirs, names)]
    return [
        Unequal(names[key], sides[0].get(key), sides[1].get(key))
        for key in sorted(names)
        if sides[0].get(key) != sides[1].get(key)
    ]


def _added_up(amounts: Iterable[tuple[str, Decimal]], names: dict[str, str]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for reference, amount in amounts:
        key = reference.strip().casefold()
        names.setdefault(key, reference.strip())
        totals[key] += amount
    return dict(totals)
