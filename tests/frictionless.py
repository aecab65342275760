"""A data package and its tables held against the Data Package standard 2.0 (datapackage.org).

The description against the standard's own JSON schema (tests/vendor), every row of a table against its Table Schema.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path

from jsonschema import Draft7Validator

PROFILE = Path(__file__).resolve().parent / "vendor" / "data-package-2.0" / "datapackage.json"
TYPES = {
    "string": lambda text: text,
    "integer": lambda text: re.fullmatch(r"[+-]?[0-9]+", text),
    "number": lambda text: re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", text),
    "boolean": lambda text: text in ("true", "false"),
    "date": lambda text: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text),
    "datetime": lambda text: datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ"),
}
KNOWN = {"required", "unique", "enum"}
"""Constraints that are checked here; another one is a fault of this check."""


def package_faults(package: dict) -> list[str]:
    """What the standard has against a description."""
    validator = Draft7Validator(json.loads(PROFILE.read_text(encoding="utf-8")))
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(package)]


def table_faults(schema: dict, text: str) -> list[str]:
    """What a schema has against a CSV, row by row; rows count from 1, below the heads."""
    heads, *lines = csv.reader(StringIO(text, newline=""))
    if heads != [field["name"] for field in schema["fields"]]:
        return [f"heads: {heads}"]
    faults = list(_key_faults(schema, heads, lines))
    for place, field in enumerate(schema["fields"]):
        cells = [_known(schema, line[place]) for line in lines]
        faults += [f"{field['name']}, row {row}: {fault}" for row, fault in _field_faults(field, cells)]
    return faults


def _known(schema: dict, cell: str) -> str | None:
    return None if cell in schema["missingValues"] else cell


def _key_faults(schema: dict, heads: list[str], lines: list[list[str]]) -> Iterator[str]:
    places = [heads.index(name) for name in schema["primaryKey"]]
    keys = [tuple(_known(schema, line[place]) for place in places) for line in lines]
    if any(None in key for key in keys):
        yield "key: a part is missing"
    if len(set(keys)) < len(keys):
        yield "key: two rows have the same"
    if any(len(line) != len(heads) for line in lines):
        yield "a row has another number of cells"


def _field_faults(field: dict, cells: list[str | None]) -> Iterator[tuple[int, str]]:
    constraints = field.get("constraints", {})
    if unknown := constraints.keys() - KNOWN:
        yield 0, f"constraints that nobody checks: {unknown}"
    if constraints.get("unique") and len(set(cells)) < len(cells):
        yield 0, "two cells are the same"
    for row, cell in enumerate(cells, start=1):
        if cell is None:
            if constraints.get("required"):
                yield row, "is missing"
        elif not _fits(field["type"], cell):
            yield row, f"{cell!r} is no {field['type']}"
        elif cell not in constraints.get("enum", [cell]):
            yield row, f"{cell!r} is none of those that are allowed"


def _fits(type_: str, cell: str) -> bool:
    try:
        return bool(TYPES[type_](cell))
    except ValueError:
        return False
