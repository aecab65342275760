"""A table as every download and annex takes it: cells in words, with the numbers behind them. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

TEXT = "text"


@dataclass(frozen=True)
class Shown:
    """A cell: `text` as on screen; `value`, or the bounds `lower` and `upper`, in the unit of its table.

    `status`: "text" for words; of a number what is known of it ("exact", "known", "range", "at_least", "unknown",
    "closed" …). A number that is not known has no value: unknown is never 0. `unit`: where it differs from the table's.
    `url`: where its words or its number come from, for who reads it on a screen. `mark`: what of it a demonstration
    made, in words, which its text says too.
    """

    text: str
    value: Decimal | int | None = None
    lower: Decimal | int | None = None
    upper: Decimal | int | None = None
    status: str = TEXT
    unit: str = ""
    url: str = ""
    mark: str = ""

    @property
    def is_number(self) -> bool:
        return self.status != TEXT


@dataclass(frozen=True)
class Plain:
    """`key`: unique in its view; `columns`: names, the first is of the names of rows; `unit`: of its numbers.

    `short`: the name of its sheet where the title is too long to tell it from another.
    """

    key: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]
    source: str
    unit: str = ""
    short: str = ""

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """The columns, each with whether any of its cells is a number."""
        return [
            (name, place > 0 and any(row[place].is_number for row in self.rows))
            for place, name in enumerate(self.columns)
        ]


PARTS = tuple(one.name for one in fields(Shown))


def as_data(table: Plain) -> dict[str, object]:
    """What JSON can hold: amounts as text, so that no cent is lost."""
    words = {one.name: getattr(table, one.name) for one in fields(Plain)}
    return words | {"columns": list(table.columns), "rows": [[_cell(one) for one in row] for row in table.rows]}


def _cell(cell: Shown) -> dict[str, str]:
    """Without what is empty."""
    found = {name: getattr(cell, name) for name in PARTS}
    return {name: str(value) for name, value in found.items() if value is not None and value != ""}


def of_data(data: dict) -> Plain:
    """The same table again."""
    rows = tuple(tuple(_of_cell(cell) for cell in row) for row in data["rows"])
    return Plain(**{**data, "columns": tuple(data["columns"]), "rows": rows})


def _of_cell(data: dict[str, str]) -> Shown:
    numbers = {name: Decimal(data[name]) for name in ("value", "lower", "upper") if name in data}
    return Shown(**{"text": "", **data, **numbers})


def cells(tables: Iterable[Plain]) -> Iterator[tuple[Plain, int, int, Shown]]:
    """Every cell but the names of the rows, with its table, row and column; counted from 1, the names not counted."""
    for table in tables:
        for down, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row[1:], start=1):
                yield table, down, place, cell
