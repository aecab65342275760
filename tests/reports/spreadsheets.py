"""Reads back what the portal wrote as XLSX, without a spreadsheet program."""

import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(content: bytes) -> dict[str, list[list[str | Decimal | None]]]:
    """{name of the sheet: rows of cells}; a number is a Decimal, a formula is a failure."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: ElementTree.fromstring(file.read(name)) for name in file.namelist() if name.endswith(".xml")}
    texts = ["".join(one.itertext()) for one in parts["xl/sharedStrings.xml"].findall(f"{MAIN}si")]
    names = [sheet.get("name") for sheet in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    return {name: _rows(parts[f"xl/worksheets/sheet{number}.xml"], texts) for number, name in enumerate(names, start=1)}


def _rows(sheet: ElementTree.Element, texts: list[str]) -> list[list[str | Decimal | None]]:
    rows: dict[int, dict[int, str | Decimal | None]] = {}
    for cell in sheet.iter(f"{MAIN}c"):
        assert cell.find(f"{MAIN}f") is None
        reference = cell.get("r")
        letters = reference.rstrip("0123456789")
        column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters)))
        value = cell.find(f"{MAIN}v")
        text = None if value is None else value.text
        found = texts[int(text)] if cell.get("t") == "s" else None if text is None else Decimal(text)
        rows.setdefault(int(reference[len(letters) :]), {})[column] = found
    every = [rows.get(number, {}) for number in range(1, max(rows, default=0) + 1)]
    return [[own.get(place) for place in range(1, max(own, default=0) + 1)] for own in every]
