"""What waits for a person in the registry and at the desk. All of it is read in one statement, whatever the rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, DateField, F, QuerySet, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from accounts.models import User
from funding.waiting import Waiting
from hubs.counting import MOST

COLUMNS = ("w_kind", "w_key", "w_name", "w_more", "w_since", "w_due", "w_total")
FEW, SEVERAL = 3, 5
"""Rows of one kind on the page; of the rest the number is told, with where they are."""

Column = str | Combinable | None


@dataclass(frozen=True, slots=True)
class Row:
    """What a statement found. `key`: what its address needs; `more`: one more word; `total`: rows of this kind."""

    kind: str
    key: str
    name: str
    more: str
    since: date | None
    due: date | None
    total: int


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of work. `find`: the rows made by `rows`, None where it is not this person's.

    `say` None: its row is no work, it tells that there is something to read.
    `more`: the link to all of them with its words, of a number of rows that is not shown; None where there is no list.
    `late`: what is found is late already. `on`: `due` is the day itself, not a last day.
    """

    kind: str
    find: Callable[[User], QuerySet | None]
    say: Callable[[Row], Waiting] | None
    more: Callable[[int], tuple[str, str]] | None = None
    late: bool = False
    on: bool = False


def rows(
    found: QuerySet,
    kind: str,
    *,
    key: Column,
    name: Column,
    more: Column = "",
    since: Column = None,
    due: Column = None,
    most: int = FEW,
    many: bool = False,
) -> QuerySet:
    """The first of these rows as the columns that all kinds share. Names of fields, or expressions; "" is no text.

    `many`: there can be very many, so no more are read and counted than tells that the rest is over MOST.
    """
    if many:
        found = found.filter(pk__in=found.values("pk")[: MOST + most + 1])
    named = found.annotate(
        w_kind=Cast(Value(kind), CharField()),
        w_key=_text(key),
        w_name=_text(name),
        w_more=_text(more),
        w_since=_day(since),
        w_due=_day(due),
        w_total=Window(Count("*")),
    )
    return named.values_list(*COLUMNS)[:most]


def _text(column: Column) -> Cast:
    return Cast((F(column) if column else Value("")) if isinstance(column, str) else column, CharField())


def _day(column: Column) -> Cast:
    """A moment in Dutch time is a day too, but the caller makes it one: a cast would do it in the database's time."""
    return Cast((F(column) if column else Value(None)) if isinstance(column, str | None) else column, DateField())


def read(user: User, sources: Iterable[Source]) -> list[Row]:
    """What these sources find for this person: one statement, or none."""
    found = [some for source in sources if (some := source.find(user)) is not None]
    return [Row(*values) for values in found[0].union(*found[1:], all=True)] if found else []
