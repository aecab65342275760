"""The rows of a dataset to filter, sort, count and read, whether the database has them or they are computed."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import contains, eq, ge, le

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import NullIf

from reports.datasets import kept
from reports.datasets.columns import (
    CODE,
    DATE,
    DECIMAL,
    LIST,
    MOMENT,
    TEXT,
    URL,
    Column,
    Dataset,
    Question,
    Row,
)  # fmt: skip

COMPARE = {"": eq, "gte": ge, "lte": le}
CHUNK = 2000
"""Rows that are in memory at once while all are read."""


def of(dataset: Dataset, question: Question | None = None) -> "QueryRows | ListRows":
    """`question`: of `dataset.ask`; None: with every parameter at its default."""
    if dataset.query:
        return QueryRows(dataset)
    return ListRows(dataset, kept.rows(dataset, dataset.ask({}) if question is None else question))


class QueryRows:
    """Rows that the database filters, sorts and counts. Every method that narrows gives new rows."""

    def __init__(self, dataset: Dataset, query: QuerySet | None = None) -> None:
        self.dataset = dataset
        self.query = _annotated(dataset) if query is None else query

    def where(self, column: Column, value: object, lookup: str = "") -> "QueryRows":
        """`lookup`: "" is equal (of a list: has it), "gte" and "lte" are bounds, of a moment by its day in UTC."""
        parts = [column.alias, *(["date"] if lookup and column.type == MOMENT else []), *([lookup] if lookup else [])]
        if column.type == LIST:
            parts, value = [column.alias, "contains"], [value]
        return QueryRows(self.dataset, self.query.filter(**{"__".join(parts): value}))

    def ordered(self, names: Iterable[str]) -> "QueryRows":
        """By columns, "-" before a name turns it round; unknown comes last either way."""
        return QueryRows(self.dataset, self.query.order_by(*(_order(name, self.dataset) for name in names)))

    def count(self) -> int:
        return self.query.count()

    def read(self, start: int, stop: int) -> list[Row]:
        return [self._row(values) for values in self._values()[start:stop]]

    def __iter__(self) -> Iterator[Row]:
        """All of them, a part in memory at a time."""
        return map(self._row, self._values().iterator(chunk_size=CHUNK))

    def sql(self) -> tuple[str, tuple]:
        """The statement and its values; its columns carry the aliases of the dataset's columns."""
        return self._values().query.sql_with_params()

    def _values(self) -> QuerySet:
        return self.query.values_list(*(one.alias for one in self.dataset.columns))

    def _row(self, values: tuple) -> Row:
        return dict(zip([one.name for one in self.dataset.columns], values, strict=True))


class ListRows:
    """Rows that were computed: few enough to hold."""

    def __init__(self, dataset: Dataset, rows: list[Row]) -> None:
        self.dataset, self.rows = dataset, rows

    def where(self, column: Column, value: object, lookup: str = "") -> "ListRows":
        """As of QueryRows; what is unknown lies within no bounds."""
        fits = contains if column.type == LIST else COMPARE[lookup]
        rows = [row for row in self.rows if row[column.name] is not None and fits(row[column.name], value)]
        return ListRows(self.dataset, rows)

    def ordered(self, names: Iterable[str]) -> "ListRows":
        rows = self.rows
        for name in reversed(list(names)):
            plain = name.removeprefix("-")
            known = [row for row in rows if row[plain] is not None]
            unknown = [row for row in rows if row[plain] is None]
            rows = sorted(known, key=lambda row, one=plain: row[one], reverse=name.startswith("-")) + unknown
        return ListRows(self.dataset, rows)

    def count(self) -> int:
        return len(self.rows)

    def read(self, start: int, stop: int) -> list[Row]:
        return self.rows[start:stop]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def _annotated(dataset: Dataset) -> QuerySet:
    """The public rows with each column under its alias; nothing but the columns leaves the database."""
    query = dataset.query().order_by()
    return query.annotate(**{one.alias: _expression(one) for one in dataset.columns})


def _expression(column: Column) -> object:
    source = column.source() if callable(column.source) else column.source
    expression = F(source) if isinstance(source, str) else source
    if column.nullable and column.type in (TEXT, CODE, URL):
        # Text that is unknown is kept as "".
        return NullIf(expression, Value(""), output_field=TextField())
    return expression


def _order(name: str, dataset: Dataset) -> object:
    column = F(dataset.column(name.removeprefix("-")).alias)
    return column.desc(nulls_last=True) if name.startswith("-") else column.asc(nulls_last=True)


# --- As text ----------------------------------------------------------------------------------------------------------


def plain(column: Column, value: object) -> object:
    """A value as JSON has it: numbers, ISO dates, moments in UTC, null for what is unknown.

    Amounts have at most fourteen digits, which a JSON number carries exactly.
    """
    if value is None:
        return None
    match column.type:
        case x if x == DECIMAL and isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        case x if x == DATE and isinstance(value, date):
            return value.isoformat()
        case x if x == MOMENT and isinstance(value, datetime):
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case x if x == LIST:
            return list(value)
    return value


def plain_row(dataset: Dataset, row: Row) -> Row:
    return {one.name: plain(one, row[one.name]) for one in dataset.columns}
