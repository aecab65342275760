"""The tables of the trace, their cells in words, and which of them are closed for everyone. No queries."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import closing, trace_measures
from reports.closing import TOTAL
from reports.facts import Fact
from reports.indicators import companies
from reports.tables import Plain, Shown
from reports.trace_measures import BY_KEY
from ui import formats


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[Shown, ...]
    url: str = ""
    total: bool = False


@dataclass(frozen=True)
class Table:
    """`columns`: heads of the cells; `first`: of the names."""

    key: str
    title: str
    note: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def plain(self, source: str) -> Plain:
        rows = tuple((Shown(row.name), *row.cells) for row in self.rows)
        return Plain(self.key, self.title, self.note, (self.first, *self.columns), rows, source, "EUR")


def euro(amount: Decimal | None, missing: str = "") -> Shown:
    if amount is None:
        return Shown(missing or formats.unknown(), status="unknown")
    return Shown(formats.euro(amount), amount, status="exact")


def count(number: int) -> Shown:
    return Shown(formats.number(number), number, status="exact", unit="count")


def shut() -> Shown:
    return Shown(pgettext("figure", "closed"), status="closed")


def label(key: str) -> str:
    return str(BY_KEY[key].label)


def with_unknown(found: trace_measures.Traced) -> Shown:
    """What is known; where services without a worth are beside it, that is said."""
    if not found.unknown:
        return euro(found.known)
    text = _("%(known)s (%(number)s unknown)") % {"known": formats.euro(found.known), "number": found.unknown}
    return Shown(text, lower=found.known, status="at_least")


class Shutter:
    """Which parts of a table are closed for everyone, by the companies behind them (reports/closing.py)."""

    def __init__(self, parts: Mapping[Hashable, Sequence[Fact]], stepped: set[str]) -> None:
        self.stepped, self.everything, self.every_step = stepped, False, False
        served = {part: companies(facts) for part, facts in parts.items()}
        every = set().union(*served.values())
        self.closed = closing.closed([{part: len(own) for part, own in served.items()} | {TOTAL: len(every)}])
        steps = {part: len(own & stepped) for part, own in served.items()}
        self.steps = closing.closed([steps | {TOTAL: len(every & stepped)}])

    def within(self, above: "Shutter", part: Hashable) -> "Shutter":
        """As parts of a part: with it everything is closed; where only its total could hide one, everything too."""
        self.everything = above.hides(part) or TOTAL in self.closed
        self.every_step = above.hides_steps(part) or TOTAL in self.steps
        return self

    def hides(self, part: Hashable) -> bool:
        return self.everything or part in self.closed

    def hides_steps(self, part: Hashable) -> bool:
        return self.hides(part) or self.every_step or part in self.steps
