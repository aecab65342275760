"""The books as tables: each measure per line and per hub, in words. No queries of its own, no measure of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.account_register import MEASURED_ON
from funding.amounts import Range, exactly
from funding.books import Books
from funding.ledger import CASH, COMMITMENTS
from funding.measures import BOOK_MEASURES, Holdings, Measure
from funding.models import BudgetLine
from jobs import clock
from regions.models import Region
from reports import budget_months
from reports.budget_spots import REGIONAL, UNDIVIDED, Spot, course, spots  # noqa: F401 -- the rows of its tables
from reports.letter import texts
from ui import formats

MEASURES = {measure.key: measure for measure in BOOK_MEASURES}
RATIO = "match_ratio"
STATE = [key for key in MEASURES if not key.startswith("match_")]
MATCH = [key for key in MEASURES if key.startswith("match_")]
OF_LINES = ("available", "reserved")
"""What is a line's and not a hub's, as long as no award divides it."""
STATE_OF_HUBS = [*OF_LINES, "committed", "open", "paid"]
OVER_AWARDS = ("match_needed", "match_shortfall", RATIO)
ZERO = Decimal(0)
CENTS = Decimal("0.01")


@dataclass(frozen=True)
class View:
    """What is asked: as valid on a day, of one budget year (None: all), with or without demonstration schemes.

    `known_on`: as it was known at the end of that day; None: as it is known now. `today`: both days are today.
    `known_at`: as it was known at a moment, which no address names. `line` and `hub`: key and slug of what the course
    over time is of, "" for all of them.
    """

    valid_on: date
    year: int | None = None
    demo: bool = True
    today: bool = False
    known_on: date | None = None
    known_at: datetime | None = None
    line: str = ""
    hub: str = ""

    @property
    def known_day(self) -> date:
        """The day on which it was known so, also where that is today. `known_at` lies on no day that is asked."""
        return self.known_on or clock.today()

    @property
    def current(self) -> bool:
        """Are its amounts the balances that the accounts have now?"""
        return self.today and self.demo and self.known_at is None

    def asked(self) -> dict[str, object]:
        """What `query` names, without what is left at its default."""
        given = {
            "op": self.valid_on.isoformat(),
            "bekend": self.known_on and self.known_on.isoformat(),
            "jaar": self.year,
            "demonstratie": "" if self.demo else "zonder",
            "post": self.line,
            "hub": self.hub,
        }
        return {name: value for name, value in given.items() if value}

    def query(self, **changes: object) -> str:
        """The query string of exactly this view, its days included; `changes` replace parts of it."""
        return urlencode({name: value for name, value in {**self.asked(), **changes}.items() if value})


@dataclass(frozen=True)
class Cell:
    """A measure of a row. `amount` in euros (the ratio: euros per euro), None: see `text`.

    `detail`: the bounds of what is unknown. `demo`: euros of it that a demonstration made, below zero where it took
    them away. `mark`: the same in words; a ratio has no part, so it says what it is without the demonstration.
    `nothing`: there is no amount because nothing was recorded or granted, so it is no unknown.
    """

    measure: Measure
    amount: Range | None
    text: str
    detail: str = ""
    demo: Range | None = None
    url: str = ""
    mark: str = ""
    nothing: bool = False

    @property
    def shown(self) -> str:
        return f"{self.text} ({self.detail})" if self.detail else self.text

    @property
    def unsure(self) -> bool:
        return self.amount is None or self.amount.status == "unknown" or bool(self.detail)


@dataclass(frozen=True)
class Row:
    """`key`: of the line, or the slug of the region; `depth`: in the tree of lines; `total`: the sum of the others."""

    key: str
    name: str
    depth: int
    cells: tuple[Cell, ...]
    total: bool = False

    def cell(self, measure: str) -> Cell:
        return next(cell for cell in self.cells if cell.measure.key == measure)


@dataclass(frozen=True)
class Table:
    """`group`: "lines", "hubs" or "months"; `key`: unique on the page.

    `short`: the name of its sheet, at most 31 characters.
    """

    key: str
    group: str
    title: str
    short: str
    first_column: str
    note: str
    measures: tuple[Measure, ...]
    rows: tuple[Row, ...]

    def row(self, key: str) -> Row:
        return next(row for row in self.rows if row.key == key)

    @property
    def total(self) -> Row:
        return self.rows[-1]

    def has_demo(self, measure: Measure) -> bool:
        return any(row.cell(measure.key).mark for row in self.rows)


@dataclass(frozen=True)
class Board:
    view: View
    books: Books
    tables: tuple[Table, ...]
    course: "Spot"
    """What the tables over time are of."""

    def table(self, key: str) -> Table:
        return next(table for table in self.tables if table.key == key)

    @property
    def course_lines(self) -> list[Row]:
        """The lines of which the course can be asked; without one it is of all of them."""
        return [row for row in self.table("lines_state").rows if not row.total]

    @property
    def course_hubs(self) -> list[Row]:
        return [row for row in self.table("hubs_state").rows if not row.total]

    @property
    def recorded(self) -> bool:
        return is_recorded(self.books)

    @property
    def year_recorded(self) -> bool:
        """Does any money of the State count in the budget year that is asked? The match has no year."""
        ledgers = (COMMITMENTS, CASH)
        return any(held.records(ledger) for held in self.books.holdings.values() for ledger in ledgers)


def is_recorded(books: Books) -> bool:
    """Does anything count on their day?"""
    return any(held.balances for held in books.holdings.values())


@dataclass(frozen=True)
class _Sum:
    """What a row adds up: everything, of that what is real, and what a demonstration made."""

    spot: Spot
    held: Holdings
    real: Holdings
    demo: Holdings


def board(view: View, books: Books, lines: Sequence[BudgetLine], regions: Sequence[Region]) -> Board:
    """`lines` in the order of the tree; `regions` with the ids of their own lines as `own_lines`.

    Raises NoSuchPlace: see `course`.
    """
    found = spots(lines, regions)
    by_line, by_hub = ([_sum(books, spot) for spot in group] for group in found.values())
    chosen = course(view, found)
    return Board(view, books, (*_tables(view, by_line, by_hub), *_over_time(view, books, chosen)), chosen)


def _tables(view: View, by_line: list["_Sum"], by_hub: list["_Sum"]) -> Iterable[Table]:
    years = _("The match has no budget year: these amounts are over all years.")
    divided = _(
        "Of the line for the hubs and the lines below it. "
        "What is available or set apart is a line's; it is a hub's only where the line is that hub's own."
    )
    lines, hubs = {"group": "lines", "first_column": _("Line")}, {"group": "hubs", "first_column": _("Hub")}
    title, short = _("Money of the State, by line"), _("State by line")
    yield _table(view, STATE, by_line, key="lines_state", title=title, short=short, note="", **lines)
    title, short = _("Match by others, by line"), _("Match by line")
    yield _table(view, MATCH, by_line, key="lines_match", title=title, short=short, note=years, **lines)
    title, short = _("Money of the State, by hub"), _("State by hub")
    yield _table(view, STATE_OF_HUBS, by_hub, key="hubs_state", title=title, short=short, note=divided, **hubs)
    title, short = _("Match by others, by hub"), _("Match by hub")
    yield _table(view, MATCH, by_hub, key="hubs_match", title=title, short=short, note=years, **hubs)


def _table(view: View, measures: Sequence[str], sums: list[_Sum], **about: str) -> Table:
    chosen = tuple(MEASURES[one] for one in measures)
    rows = tuple(
        Row(
            one.spot.key,
            one.spot.name,
            one.spot.depth,
            tuple(_cell(view, about["group"], measure, one) for measure in chosen),
            one.spot.total,
        )
        for one in sums
    )
    return Table(measures=chosen, rows=rows, **about)


def _over_time(view: View, books: Books, chosen: Spot) -> Iterable[Table]:
    """Of what was chosen; none where nothing of it was ever committed or paid, or where it was not read."""
    own = [one for one in books.rises if chosen.place.has(one.line, one.region)]
    ends = list(budget_months.ends(own, view.valid_on))
    if not ends:
        return
    measures = tuple(MEASURES[key] for key in budget_months.SHOWN)
    rows = []
    for end in ends:
        then, held = replace(view, valid_on=end.until, today=False), _Sum(chosen, end.held, end.real, end.demo)
        cells = tuple(_cell(then, "hubs" if view.hub else "lines", measure, held) for measure in measures)
        if view.hub and view.line:  # No figure of the dashboard is of both.
            cells = tuple(replace(cell, url="") for cell in cells)
        rows.append(Row(end.until.isoformat(), end.name, 1, cells))
    note = _("What was in the books at the end of each period. The last one ends on the day of this view.")
    title = _("Committed and paid over time: %(name)s") % {"name": chosen.name}
    key = f"months-{chosen.key}" if view.hub or view.line else "months"
    yield Table(key, "months", title, _("Over time"), _("Until the end of"), note, measures, tuple(rows))


# --- Sums ------------------------------------------------------------------------------------------------------------


def _sum(books: Books, spot: Spot) -> _Sum:
    own = [(slot, held) for slot, held in books.holdings.items() if spot.place.has(slot.line, slot.region)]
    real, demo = (_added(held for slot, held in own if slot.demo is of_demo) for of_demo in (False, True))
    return _Sum(spot, real + demo, real, demo)


def _added(parts: Iterable[Holdings]) -> Holdings:
    return reduce(Holdings.__add__, parts, Holdings())


# --- Words -----------------------------------------------------------------------------------------------------------


def _cell(view: View, group: str, measure: Measure, one: _Sum) -> Cell:
    if measure.key in OF_LINES and one.spot.place.own == ():
        return Cell(measure, None, _("not divided by hub"))
    amount = measure.value(one.held)
    if amount is None:
        nothing = measure.key not in OVER_AWARDS or not one.held.granted
        return Cell(measure, None, _missing(measure, one.held), nothing=nothing)
    text, detail = in_words(amount, number_of(measure))
    url = figure_url(view, group, one.spot.key, measure.key) if measure.key in MEASURED_ON else ""
    part = _of_demo(measure, one)
    return Cell(measure, amount, text, detail, part, url, _mark(measure, one, part))


def figure_url(view: View, group: str, row: str, measure: str) -> str:
    """Address of what an amount is made of; of what was known at a moment: as it was known that day."""
    known = {} if view.known_at is None else {"bekend": timezone.localdate(view.known_at).isoformat()}
    return f"{reverse('reports:budget_figure')}?{view.query(groep=group, rij=row, maat=measure, **known)}"


def _missing(measure: Measure, held: Holdings) -> str:
    if measure.key not in OVER_AWARDS:
        return _("not recorded")
    return formats.unknown() if held.granted else _("nothing granted")


def _of_demo(measure: Measure, one: _Sum) -> Range | None:
    """What the demonstration added, or took where it is below zero; None: nothing, or it cannot be said as a part."""
    if measure.key == RATIO:
        return None
    if measure.key in OF_LINES and one.demo.unsized:
        return _between(measure.value(one.held), measure.value(one.real) or exactly(ZERO))
    # The bounds around what lies beside a real reservation of unknown size are no demonstration's.
    part = measure.value(replace(one.demo, exposed=ZERO, boundless=0))
    return None if part is None or part == exactly(ZERO) else part


def _between(whole: Range, real: Range) -> Range:
    """How far the bounds moved."""
    low = whole.low - real.low
    if whole.high is None or real.high is None:
        return Range(max(low, ZERO))
    return Range(*sorted((low, whole.high - real.high)))


def _mark(measure: Measure, one: _Sum, part: Range | None) -> str:
    if measure.key == RATIO:
        real = measure.value(one.real)
        if real == measure.value(one.held):
            return ""
        without = {"value": _ratio(real.low) if real else ""}
        return _("without the demonstration %(value)s") % without if real else _("wholly of the demonstration")
    return "" if part is None else part_in_words(part)


def part_in_words(part: Range) -> str:
    """How much of an amount a demonstration made, or took."""
    if part.known and part.low < 0:
        return _("%(part)s less by the demonstration") % {"part": formats.euro(-part.low)}
    return _("of which demonstration %(part)s") % {"part": _shown(part, formats.euro)}


def number_of(measure: Measure) -> Callable[[Decimal], str]:
    """How amounts of the measure are written."""
    return _ratio if measure.key == RATIO else formats.euro


def in_words(amount: Range, number: Callable[[Decimal], str]) -> tuple[str, str]:
    """As on the page of the letter; an amount between nothing and a bound is unknown, at most that bound."""
    if amount.status == "range" and not amount.low:
        return formats.unknown(), _("at most %(value)s") % {"value": formats.unbroken(number(amount.high))}
    return texts(amount, number)


def _shown(amount: Range, number: Callable[[Decimal], str]) -> str:
    text, detail = in_words(amount, number)
    return f"{text} ({detail})" if detail else text


def _ratio(value: Decimal) -> str:
    return formats.number(value.quantize(CENTS).normalize())
