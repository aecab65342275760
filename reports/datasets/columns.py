"""What a dataset of open data is: its name, its columns with their meaning, and its rows. One definition for all uses.

The API and its contract, the files, the pages, the catalogue and the data package are all made from these. Texts stand
here in both languages, as data: they leave the portal in both.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

TEXT, CODE, URL, LIST = "text", "code", "url", "list"
INTEGER, DECIMAL, POSITION, BOOLEAN = "integer", "decimal", "position", "boolean"
DATE, MOMENT = "date", "moment"
TYPES = (TEXT, CODE, URL, LIST, INTEGER, DECIMAL, POSITION, BOOLEAN, DATE, MOMENT)
NAMES = (
    "name", "title", "label", "recipient", "lineName", "rowName", "city", "fieldlabName", "place", "provider",
    "contributor",
)  # fmt: skip
"""Beginnings of the columns of text by which rows can be sorted."""
Row = dict[str, object]
Question = tuple[Hashable, ...]
"""What `compute` is given: equal questions have equal rows."""


class WrongQuestion(Exception):
    """Values of parameters that cannot be asked; `faults`: (name of the parameter, sentence)."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__()
        self.faults = faults


def no_parameters(_given: Mapping[str, object]) -> Question:
    return ()


@dataclass(frozen=True)
class Column:
    """`name`: in camelCase, the same in the API and in every file. `unit`: "EUR", "" for none.

    `source`: where a query has it: a path, an expression, or a function that makes one when it is asked. Rows that are
    computed have it by name. `nullable`: null is unknown or not applicable, never zero. `choices`: all values it can
    have, with their meaning for people (lazy texts). `filter`: can the API be asked for one value of it?
    """

    name: str
    type: str
    meaning_en: str
    meaning_nl: str
    source: object = None
    nullable: bool = False
    choices: tuple[tuple[str, object], ...] = ()
    filter: bool = False
    unit: str = ""

    @property
    def alias(self) -> str:
        """In a query, where the name itself may be a field of the model."""
        return f"c_{self.name}"


@dataclass(frozen=True)
class Dataset:
    """A table of open data. The first column is the key; either `query` gives the rows, or `compute` does.

    `query`: everything that is public, and nothing else; `compute`: the same for rows that need more than SQL: few.
    `order`: columns by which it is sorted when nothing is asked, the key last. `page`: name of the address where the
    same stands for people. `record`: what a row is called, for the contract ("Hub").

    `parameters`: keys that ask for other rows, not for fewer: a day, a budget year. `ask` makes of the values that are
    given, by name, what `compute` takes; what is not given has its default. It raises WrongQuestion.
    """

    name: str
    record: str
    title_en: str
    title_nl: str
    about_en: str
    about_nl: str
    source_en: str
    source_nl: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    page: str
    query: Callable[[], QuerySet] | None = None
    compute: Callable[..., list[Row]] | None = None
    parameters: tuple[Column, ...] = ()
    ask: Callable[[Mapping[str, object]], Question] = no_parameters
    theme: str = "ECON"
    keywords: tuple[str, ...] = field(default=("Smart Industry",))

    @property
    def key(self) -> Column:
        return self.columns[0]

    def column(self, name: str) -> Column:
        """KeyError when there is no such column."""
        return {one.name: one for one in self.columns}[name]

    @property
    def filters(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.filter)

    @property
    def sortable(self) -> tuple[str, ...]:
        """Every column but lists, addresses and long texts; of texts the names."""
        return tuple(
            one.name for one in self.columns
            if one.type not in (LIST, URL) and (one.type != TEXT or one.name.startswith(NAMES))
        )  # fmt: skip


def key(meaning_en: str, meaning_nl: str, source: object = None) -> Column:
    """The first column: what a row is known by, here and in its address."""
    return Column("id", CODE, meaning_en, meaning_nl, source)


def pair(name: str, type_: str, meaning_en: str, meaning_nl: str, source: str, **more: object) -> tuple[Column, Column]:
    """Text that is kept in both languages, as two columns."""
    one = Column(name, type_, meaning_en, meaning_nl, **more)
    return (
        replace(one, name=f"{name}Nl", meaning_en=f"{meaning_en}, in Dutch", meaning_nl=f"{meaning_nl}, in het "
                "Nederlands", source=f"{source}_nl"),
        replace(one, name=f"{name}En", meaning_en=f"{meaning_en}, in English", meaning_nl=f"{meaning_nl}, in het "
                "Engels", source=f"{source}_en"),
    )  # fmt: skip
