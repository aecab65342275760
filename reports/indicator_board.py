"""The indicators as tables, in words. No definition of its own, and no queries (reports/indicator_data.py)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports import closing
from reports.closing import TOTAL
from reports.facts import Fact
from reports.indicator_period import Period, of_day
from reports.indicators import BY_KEY, INDICATORS, MATURITY, MATURITY_LEAST, Indicator, Value, companies
from ui import formats

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Place:
    """A desk, or the whole country (`hub` is COUNTRY). `slug`: in the address."""

    hub: int | None
    slug: str
    name: str


COUNTRY = -1
"""No hub has this number."""
CHIEF = ("reached", "requests", "in_time", "steps", "investment", "trained")
"""What the page begins with, of the chosen place."""


@dataclass(frozen=True)
class View:
    """`own`: the desks of the reader, whose figures are all open."""

    period: Period
    place: Place
    own: frozenset[int | None]

    @property
    def is_own(self) -> bool:
        return self.place.hub in self.own


@dataclass(frozen=True)
class Cell:
    indicator: Indicator
    value: Value
    closed: bool = False

    @property
    def text(self) -> str:
        return pgettext("figure", "closed") if self.closed else _text(self.indicator, self.value)

    @property
    def detail(self) -> str:
        return "" if self.closed else "; ".join(_details(self.indicator, self.value))

    @property
    def shown(self) -> str:
        return f"{self.text} ({self.detail})" if self.detail else self.text

    @property
    def status(self) -> str:
        if self.closed:
            return "closed"
        if self.value.number is None:
            return "unknown" if self.value.unknown else "nothing"
        return "partly_unknown" if self.value.unknown else "known"

    @property
    def unsure(self) -> bool:
        return self.closed or self.value.number is None


@dataclass(frozen=True)
class Row:
    key: str
    name: str
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """`short`: the name of its sheet, at most 31 characters."""

    key: str
    title: str
    short: str
    first_column: str
    period: Period
    indicators: tuple[Indicator, ...]
    rows: tuple[Row, ...]

    @property
    def by_indicator(self) -> list[tuple[Indicator, list[tuple[Cell, bool]]]]:
        """The same cells with a row for each indicator, for few columns; each with whether it is of the total."""
        return [
            (one, [(row.cells[place], row.total) for row in self.rows]) for place, one in enumerate(self.indicators)
        ]

    @property
    def lies(self) -> bool:
        """Has it fewer rows than columns?"""
        return self.key in ("hubs", "size", "quarter")


@dataclass(frozen=True)
class Target:
    """Of a plan in force. `start`: where it stood, by the plan's own words; `cell`: what the portal counted since."""

    key: int
    hub: str
    name: str
    unit: str
    start: Decimal | None
    target: Decimal
    since: date
    due_on: date
    cell: Cell

    @property
    def start_text(self) -> str:
        return formats.number(self.start)


@dataclass(frozen=True)
class Board:
    view: View
    tables: tuple[Table, ...]
    targets: tuple[Target, ...]

    @property
    def hubs(self) -> Table:
        return self.tables[0]

    @property
    def splits(self) -> tuple[Table, ...]:
        return self.tables[1:]

    @property
    def chief(self) -> list[Cell]:
        """The figures that matter first: the cells of the chosen place in the table of hubs."""
        place = self.view.place.hub
        of_place = [row for row in self.hubs.rows if (row.total if place == COUNTRY else row.key == row_key(place))]
        return [cell for row in of_place for cell in row.cells if cell.indicator.key in CHIEF]

    @property
    def has_closed(self) -> bool:
        cells = [cell for table in self.tables for row in table.rows for cell in row.cells]
        return any(cell.closed for cell in [*cells, *(target.cell for target in self.targets)])


@dataclass(frozen=True)
class Planned:
    """A target as the plan states it; `indicator`: key of what the portal counts beside it."""

    key: int
    hub: int
    hub_name: str
    name: str
    unit: str
    start: Decimal | None
    target: Decimal
    since: date
    due_on: date
    indicator: str


Names = Mapping[str, Mapping[Hashable, str]]
"""Per split (size, sector, province) the names by key, in the order of the page."""


def board(
    view: View, facts: Sequence[Fact], places: Sequence[Place], names: Names, planned: Iterable[Planned]
) -> Board:
    """`places`: the desks, in order; `facts`: at least those of the period's year and of the plans."""
    year = [fact for fact in facts if fact.day.year == view.period.year]
    hubs = by_hub(view, year, places)
    of_place = year if view.place.hub == COUNTRY else [fact for fact in year if fact.hub == view.place.hub]
    tables = [hubs, *_splits(view, of_place, names), _quarters(view, of_place, year, places)]
    targets = [_target(view, one, facts, hubs) for one in planned]
    return Board(view, tuple(tables), tuple(targets))


# --- Tables ----------------------------------------------------------------------------------------------------------


def by_hub(view: View, year: Sequence[Fact], places: Sequence[Place]) -> Table:
    """`year`: the facts of the period's whole year, by which it is decided what is closed."""
    parts = {place.hub: place.name for place in places}
    spread = _Spread(year, lambda fact: fact.hub, view.own)
    rows = _rows(spread, view.period, parts, INDICATORS, total=_("The Netherlands"))
    return Table("hubs", _("By hub"), _("By hub"), _("Hub"), view.period, INDICATORS, rows)


SPLITS: dict[str, Callable[[Fact], Hashable]] = {
    "size": lambda fact: fact.size or UNKNOWN,
    "sector": lambda fact: fact.sector or UNKNOWN,
    "province": lambda fact: fact.province or UNKNOWN,
}


def _splits(view: View, facts: Sequence[Fact], names: Names) -> Iterable[Table]:
    """Only what is about companies, and only parts that occur.

    Of the country always the year: of its quarters so many figures would be small that little of the year was open.
    """
    period = view.period if view.is_own else Period(view.period.year)
    chosen = tuple(one for one in INDICATORS if one.by_company)
    titles = {
        "size": (_("By size of the company"), _("Size")),
        "sector": (_("By sector"), _("Sector")),
        "province": (_("By province"), _("Province")),
    }
    wanted = [fact for fact in facts if fact.company]
    for key, of_fact in SPLITS.items():
        present = {of_fact(fact) for fact in wanted if period.holds(fact.day)}
        parts = {one: name for one, name in names[key].items() if one in present}
        if UNKNOWN in present:
            parts[UNKNOWN] = _("Unknown")
        spread = _Spread(wanted, of_fact, view.own, judged=1)
        rows = _rows(spread, period, parts, chosen, total=view.place.name) if parts else ()
        title, first = titles[key]
        yield Table(key, title, title, first, period, chosen, rows)


def _quarters(view: View, facts: Sequence[Fact], year: Sequence[Fact], places: Sequence[Place]) -> Table:
    """Of the chosen place; closed as its row in the table of hubs is."""
    spread = _Spread(year, lambda fact: fact.hub, view.own)
    closed = {one.key: _closed(spread, [place.hub for place in places], one) for one in INDICATORS}
    key = TOTAL if view.place.hub == COUNTRY else view.place.hub
    rows = [
        Row(str(one.quarter), _("Quarter %(number)s") % {"number": one.quarter}, _of_quarter(one, facts, closed, key))
        for one in view.period.quarters()
    ]
    whole = tuple(Cell(one, one.value(facts), key in closed[one.key]) for one in INDICATORS)
    rows.append(Row(TOTAL, str(view.period.year), whole, total=True))
    title = _("By quarter")
    return Table("quarter", title, title, _("Quarter"), Period(view.period.year), INDICATORS, tuple(rows))


def _of_quarter(quarter: Period, facts: Sequence[Fact], closed: Mapping[str, set], key: Hashable) -> tuple[Cell, ...]:
    own = [fact for fact in facts if quarter.holds(fact.day)]
    return tuple(Cell(one, one.value(own), key in closed[one.key]) for one in INDICATORS)


class _Spread:
    """The facts of a year, by part and by quarter. `own`: desks whose facts the reader knows already.

    `judged`: the year alone (1), or with its quarters (5), when those are shown to readers of other desks too.
    """

    def __init__(
        self, year: Sequence[Fact], part: Callable[[Fact], Hashable], own: frozenset[int | None], judged: int = 5
    ) -> None:
        self.own, self.judged = own, judged
        self.cells: dict[tuple[int, Hashable], list[Fact]] = defaultdict(list)
        for fact in year:
            quarter = of_day(fact.day).quarter
            for number in (0, quarter):
                self.cells[number, part(fact)].append(fact)
                self.cells[number, TOTAL].append(fact)

    def facts(self, period: Period, part: Hashable) -> list[Fact]:
        return self.cells[period.quarter or 0, part]

    def counts(self, parts: Iterable[Hashable], indicator: Indicator, own: frozenset) -> list[dict]:
        """Of the year and of each quarter: companies behind every part that the reader does not know already."""
        return [
            {part: len(companies([fact for fact in self.cells[number, part]
                                  if fact.kind in indicator.kinds and fact.hub not in own]))
             for part in (*parts, TOTAL)}
            for number in range(self.judged)
        ]  # fmt: skip


def _closed(spread: _Spread, parts: Sequence[Hashable], indicator: Indicator) -> set[Hashable]:
    if indicator.key == MATURITY:
        return closing.closed(spread.counts(parts, indicator, frozenset()), MATURITY_LEAST)
    if not indicator.by_company:
        return set()
    return closing.closed(spread.counts(parts, indicator, spread.own))


def _rows(
    spread: _Spread, period: Period, parts: Mapping[Hashable, str], chosen: Sequence[Indicator], *, total: str
) -> tuple[Row, ...]:
    closed = {one.key: _closed(spread, list(parts), one) for one in chosen}
    found = []
    for key, name in [*parts.items(), (TOTAL, total)]:
        facts = spread.facts(period, key)
        cells = tuple(Cell(one, one.value(facts), key in closed[one.key]) for one in chosen)
        found.append(Row(row_key(key), name, cells, total=key == TOTAL))
    return tuple(found)


def row_key(part: Hashable) -> str:
    """Of a hub its number; of the national desk, which has none, a word."""
    return "national" if part is None else str(part)


def _target(view: View, one: Planned, facts: Sequence[Fact], hubs: Table) -> Target:
    indicator = BY_KEY[one.indicator]
    counted = [fact for fact in facts if fact.hub == one.hub and one.since <= fact.day <= one.due_on]
    value = indicator.value(counted)
    row = next(row for row in hubs.rows if row.key == row_key(one.hub))
    also = next(cell for cell in row.cells if cell.indicator is indicator).closed
    few = value.companies is not None and 0 < value.companies < closing.LEAST
    hidden = one.hub not in view.own and (few or also)
    return Target(
        one.key, one.hub_name, one.name, one.unit, one.start, one.target, one.since, one.due_on,
        Cell(indicator, value, hidden),
    )  # fmt: skip


# --- Words -----------------------------------------------------------------------------------------------------------


def _text(indicator: Indicator, value: Value) -> str:
    if value.number is None:
        return formats.unknown() if value.unknown else _("nothing to count")
    if indicator.key == "in_time":
        return _("%(number)s of %(of)s") % {"number": formats.number(value.number), "of": formats.number(value.of)}
    match indicator.unit:
        case "euro":
            return formats.euro(value.number)
        case "level":
            sign = "+" if value.number > 0 else "\N{MINUS SIGN}" if value.number < 0 else ""
            return sign + formats.number(abs(value.number), 1)
        case _:
            return formats.number(value.number)


def _details(indicator: Indicator, value: Value) -> Iterable[str]:
    if value.unknown:
        yield _("%(number)s unknown") % {"number": formats.number(value.unknown)}
    if indicator.unit == "people":
        yield _("trainings: %(number)s") % {"number": formats.number(value.of)}
    elif value.companies and value.companies != value.number:
        yield _("companies: %(number)s") % {"number": formats.number(value.companies)}
