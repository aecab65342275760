"""How many rows fit, without reading them all: long lists of a desk stay as fast as short ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

# More rows than this are counted as "more than": nobody reads on to them, and counting them would take long.
MOST = 1_000


def counted(lists: Mapping[str, QuerySet]) -> dict[str, int]:
    """How many rows each of these has: 1,001 stands for more than 1,000. One statement for all of them."""
    if not lists:
        return {}
    columns = [_column(one) for one in lists.values()]
    with connection.cursor() as cursor:
        values = [value for _sql, some in columns for value in some]
        cursor.execute("SELECT " + ", ".join(sql for sql, _some in columns), values)
        return dict(zip(lists, cursor.fetchone(), strict=True))


def _column(rows: QuerySet) -> tuple[str, Sequence[object]]:
    """A column that counts these, up to the most."""
    try:
        sql, values = rows.order_by().values("pk")[: MOST + 1].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT count(*) FROM ({sql}) AS counted)", values  # noqa: S608 -- Django's own statement


def shown(name: str, number: int | None) -> tuple[str, int | None]:
    """A choice with its number, or with the words that it is more than was counted."""
    many = number is not None and number > MOST
    return (_("%(name)s (more than 1,000)") % {"name": name}, None) if many else (name, number)


@dataclass(frozen=True)
class InTurn:
    """Two lists as one, by the page: `number` rows of the first, then those of the second."""

    first: QuerySet
    number: int
    second: QuerySet

    def __getitem__(self, part: slice) -> list:
        """A list of which nothing is on the page costs no statement."""
        before, after = (slice(min(part.start, self.number), min(part.stop, self.number)),
                         slice(max(part.start - self.number, 0), max(part.stop - self.number, 0)))  # fmt: skip
        parts = ((self.first, before), (self.second, after))
        return [row for rows, some in parts if some.start < some.stop for row in rows[some]]


class Pages(Paginator):
    """Pages of what was counted already; rows beyond the most that is counted are found by asking more precisely."""

    def __init__(self, rows: QuerySet | InTurn, number: int, size: int):
        super().__init__(rows, size)
        self.count = min(number, MOST)
        self.most = MOST if number > MOST else None
