"""The books as tables: each measure per line and per hub, in words. No queries of its own, no measure of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from funding.account_register import MEASURED_ON
from funding.amounts import Range
from funding.books import Books, Slot
from funding.measures import BOOK_MEASURES, Holdings, Measure
from funding.models import BudgetLine
from regions.models import Region
from reports.letter import texts
from ui import formats
from ui.language import local

MEASURES = {measure.key: measure for measure in BOOK_MEASURES}
RATIO = "match_ratio"
STATE = [key for key in MEASURES if not key.startswith("match_")]
MATCH = [key for key in MEASURES if key.startswith("match_")]
OF_LINES = ("available", "reserved")
"""What is a line's and not a hub's, as long as no award divides it."""
STATE_OF_HUBS = [*OF_LINES, "committed", "open", "paid"]
OVER_AWARDS = ("match_needed", "match_shortfall", RATIO)
OF_DEMO = {"committed", "open", "paid", "freed", "cash_paid", *MATCH} - {RATIO, "match_shortfall"}
"""Measures of which a part can be a demonstration's: what awards and pledges hold, and what came free of awards."""
REGIONAL = "regional"
"""Key of the line that is for the hubs: the 2.8 million."""
UNDIVIDED = "none"
CENTS = Decimal("0.01")


@dataclass(frozen=True)
class View:
    """What is asked: as valid on a day, of one budget year (None: all), with or without demonstration schemes.

    `today`: the day is today.
    """

    valid_on: date
    year: int | None = None
    demo: bool = True
    today: bool = False

    @property
    def current(self) -> bool:
        """Are its amounts the balances that the accounts have now?"""
        return self.today and self.demo

    def query(self, **changes: object) -> str:
        """The query string of exactly this view, its day included; `changes` replace parts of it."""
        asked = {"op": self.valid_on.isoformat(), "jaar": self.year, "demonstratie": "" if self.demo else "zonder"}
        return urlencode({name: value for name, value in {**asked, **changes}.items() if value})


@dataclass(frozen=True)
class Cell:
    """A measure of a row. `amount` in euros (the ratio: euros per euro), None: see `text`.

    `detail`: the bounds of what is unknown. `demo`: euros of it that a demonstration made.
    """

    measure: Measure
    amount: Range | None
    text: str
    detail: str = ""
    demo: Range | None = None
    url: str = ""

    @property
    def shown(self) -> str:
        return f"{self.text} ({self.detail})" if self.detail else self.text

    @property
    def demo_shown(self) -> str:
        return "" if self.demo is None else _shown(self.demo, formats.euro)

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
    """`group`: "lines" or "hubs"; `key`: unique on the page; `short`: the name of its sheet, at most 31 characters."""

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
        return any(row.cell(measure.key).demo is not None for row in self.rows)


@dataclass(frozen=True)
class Board:
    view: View
    books: Books
    tables: tuple[Table, ...]

    def table(self, key: str) -> Table:
        return next(table for table in self.tables if table.key == key)

    @property
    def recorded(self) -> bool:
        """Does anything count on this day?"""
        return any(held.balances for held in self.books.holdings.values())


def board(view: View, books: Books, lines: Sequence[BudgetLine], regions: Sequence[Region]) -> Board:
    """`lines` in the order of the tree; `regions` with the ids of their own lines as `own_lines`."""
    tree = _Tree(lines)
    by_line = [_line_row(tree, books, line) for line in tree.in_order()]
    by_hub = list(_hub_rows(tree, books, regions))
    return Board(view, books, tuple(_tables(view, by_line, by_hub)))


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


@dataclass(frozen=True)
class _Sum:
    """What a row adds up: everything, and the part that a demonstration made. `whole`: are lines' own sums in it?

    `accounts`: the query of the list of accounts that together are this row, `own_line` of those for what is a line's;
    empty where there is no such list.
    """

    key: str
    name: str
    depth: int
    held: Holdings
    demo: Holdings
    accounts: dict[str, str]
    own_line: dict[str, str]
    total: bool = False


def _table(view: View, measures: Sequence[str], sums: list[_Sum], **about: str) -> Table:
    chosen = tuple(MEASURES[one] for one in measures)
    rows = tuple(
        Row(one.key, one.name, one.depth, tuple(_cell(view, measure, one) for measure in chosen), one.total)
        for one in sums
    )
    return Table(measures=chosen, rows=rows, **about)


# --- Sums ------------------------------------------------------------------------------------------------------------


class _Tree:
    """The lines with what lies below them."""

    def __init__(self, lines: Sequence[BudgetLine]) -> None:
        self.lines = {line.pk: line for line in lines}
        (self.root,) = (line for line in lines if line.parent_id is None)

    def children(self, line: BudgetLine) -> list[BudgetLine]:
        return [one for one in self.lines.values() if one.parent_id == line.pk]

    def below(self, line: BudgetLine) -> list[BudgetLine]:
        """This line and all below it, in order of the tree."""
        return [line, *(one for child in self.children(line) for one in self.below(child))]

    def in_order(self) -> list[BudgetLine]:
        """The whole comes last, as the total."""
        return [*self.below(self.root)[1:], self.root]

    def depth(self, line: BudgetLine) -> int:
        return 0 if line.parent_id is None else 1 + self.depth(self.lines[line.parent_id])


def _sum(books: Books, fits: Callable[[Slot], bool]) -> tuple[Holdings, Holdings]:
    """Of the slots that fit: everything, and the demonstration's part."""
    own = [(slot, held) for slot, held in books.holdings.items() if fits(slot)]
    return _added(held for _slot, held in own), _added(held for slot, held in own if slot.demo)


def _added(parts: Iterable[Holdings]) -> Holdings:
    return reduce(Holdings.__add__, parts, Holdings())


def _line_row(tree: _Tree, books: Books, line: BudgetLine) -> _Sum:
    inside = {one.pk for one in tree.below(line)}
    sums = _sum(books, lambda slot: slot.line in inside)
    accounts = {"tak": line.key}
    name, top = local(line, "name"), line is tree.root
    return _Sum(line.key, name, tree.depth(line), *sums, accounts, accounts, total=top)


def _hub_rows(tree: _Tree, books: Books, regions: Sequence[Region]) -> Iterable[_Sum]:
    """Every region, what is of none, and the whole of the line for the hubs."""
    (whole,) = (line for line in tree.lines.values() if line.key == REGIONAL)
    inside = {one.pk for one in tree.below(whole)}
    owner = {line: region.pk for region in regions for line in region.own_lines if line in inside}

    def region_of(slot: Slot) -> int | None:
        return slot.region or owner.get(slot.line)

    for region in regions:
        sums = _sum(books, lambda slot, own=region.pk: slot.line in inside and region_of(slot) == own)
        own = [{"tak": tree.lines[line].key} for line, one in owner.items() if one == region.pk]
        accounts = {"tak": REGIONAL, "regio": region.slug}
        yield _Sum(region.slug, local(region, "name"), 1, *sums, accounts, own[0] if own else {})
    sums = _sum(books, lambda slot: slot.line in inside and region_of(slot) is None)
    yield _Sum(UNDIVIDED, _("Not divided over the hubs"), 1, *sums, {}, {})
    sums = _sum(books, lambda slot: slot.line in inside)
    accounts = {"tak": whole.key}
    yield _Sum(whole.key, local(whole, "name"), 0, *sums, accounts, accounts, total=True)


# --- Words -----------------------------------------------------------------------------------------------------------


def _cell(view: View, measure: Measure, one: _Sum) -> Cell:
    if measure.key in OF_LINES and not one.own_line and one.key != UNDIVIDED:
        return Cell(measure, None, _("not divided by hub"))
    amount = measure.value(one.held)
    if amount is None:
        return Cell(measure, None, _missing(measure, one.held))
    text, detail = _in_words(amount, _ratio if measure.key == RATIO else formats.euro)
    return Cell(measure, amount, text, detail, _of_demo(measure, one.demo), _accounts(view, measure, one))


def _accounts(view: View, measure: Measure, one: _Sum) -> str:
    """Address of the accounts behind the amount; "" where their balances of today are something else."""
    place = one.own_line if measure.key in OF_LINES else one.accounts
    if not (view.current and place and measure.key in MEASURED_ON):
        return ""
    year = {} if view.year is None or measure.key in MATCH else {"jaar": view.year}
    return f"{reverse('funding:account_list')}?{urlencode({**place, 'maat': measure.key, **year})}"


def _missing(measure: Measure, held: Holdings) -> str:
    if measure.key not in OVER_AWARDS:
        return _("not recorded")
    return formats.unknown() if held.granted else _("nothing granted")


def _of_demo(measure: Measure, demo: Holdings) -> Range | None:
    part = measure.value(demo) if measure.key in OF_DEMO else None
    return None if part is None or part.high == 0 else part


def _in_words(amount: Range, number: Callable[[Decimal], str]) -> tuple[str, str]:
    """As on the page of the letter; an amount between nothing and a bound is unknown, at most that bound."""
    if amount.status == "range" and not amount.low:
        return formats.unknown(), _("at most %(value)s") % {"value": formats.unbroken(number(amount.high))}
    return texts(amount, number)


def _shown(amount: Range, number: Callable[[Decimal], str]) -> str:
    text, detail = _in_words(amount, number)
    return f"{text} ({detail})" if detail else text


def _ratio(value: Decimal) -> str:
    return formats.number(value.quantize(CENTS).normalize())
