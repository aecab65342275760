"""From euro to outcome: line, hub, award, services, companies, steps; what leads nowhere is a row or column of its own.

In words, without queries (trace_data.py). Counts of few companies are closed for everybody here: those of one's own
desk are on the page of its services.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from funding.books import Books, Given, Slot
from funding.measures import Holdings
from funding.models import Award, BudgetLine
from reports import closing, trace_measures
from reports.budget import MEASURES
from reports.closing import TOTAL
from reports.facts import Fact
from reports.indicators import companies
from reports.tables import Plain, Shown
from reports.trace_measures import BY_KEY, ZERO
from ui import formats
from ui.language import local

NO_HUB = "none"


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


@dataclass(frozen=True)
class Trace:
    """`hub`: slug of the chosen region, "" for all; `hubs`: those with awards, name by slug.

    `outcomes`: with services and companies. Of an earlier day only the money: what two days differ in could be one
    company, also where neither of them tells.
    """

    day: date
    tables: tuple[Table, ...]
    hub: str
    hubs: Mapping[str, str]
    demo: bool
    recorded: bool
    outcomes: bool = True

    @property
    def source(self) -> str:
        day = {"day": formats.date_long(self.day)}
        if not self.outcomes:
            return _("The books of this portal, as valid on %(day)s") % day
        return _("The books and the services of this portal, as of %(day)s") % day

    @property
    def query(self) -> dict[str, str]:
        """What its address names: an earlier day is named, today is not."""
        asked = {"op": "" if self.outcomes else self.day.isoformat(), "hub": self.hub}
        return {name: value for name, value in asked.items() if value}

    @property
    def plain(self) -> tuple[Plain, ...]:
        return tuple(table.plain(self.source) for table in self.tables)

    @property
    def closed(self) -> bool:
        return any(cell.status == "closed" for table in self.tables for row in table.rows for cell in row.cells)


# --- Cells -----------------------------------------------------------------------------------------------------------


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


# --- Lines -----------------------------------------------------------------------------------------------------------


def trace(
    day: date,
    books: Books,
    lines: Sequence[BudgetLine],
    awards: Sequence[Award],
    *,
    facts: Sequence[Fact] | None,
    hub: str,
) -> Trace:
    """`facts`: of all days up to `day`, None: only the money; `awards`: with their pool and its region or plan."""
    known = {award.pk: award for award in awards if award.pk in books.awards}
    hubs = {region.slug: local(region, "name") for award in known.values() if (region := region_of(award))}
    hubs = dict(sorted(hubs.items(), key=lambda one: one[1]))
    chosen = hub if hub in hubs else ""
    served = [fact for fact in facts or () if fact.kind == "service"]
    stepped = companies([fact for fact in facts or () if fact.kind == "step"])
    money = Money(books, known, hubs, served, stepped)
    tables = (lines_table(books, lines), money.hubs_table(), money.awards_table(chosen))
    tables = tuple(_only_money(one) for one in tables) if facts is None else (*tables, providers(served, stepped))
    return Trace(day, tables, chosen, hubs, books.demo, bool(books.holdings), facts is not None)


OF_MONEY = 2
"""The first columns of hubs and awards are money; the others tell of services and companies."""


def _only_money(table: Table) -> Table:
    if table.key == "lines":
        return table
    hubs = table.key == "hubs"
    title = _("From hub to award") if hubs else _("The awards")
    rows = tuple(replace(row, cells=row.cells[:OF_MONEY]) for row in table.rows)
    note = _("What decisions granted.") if hubs else ""
    return replace(table, title=title, note=note, columns=table.columns[:OF_MONEY], rows=rows)


def region_of(award: Award):
    """The region for which it was granted; None for a programme without a hub."""
    return award.pool.region or (award.pool.plan.region if award.pool.plan else None)


def lines_table(books: Books, lines: Sequence[BudgetLine]) -> Table:
    """Each line without the lines below it, so that the rows add up to the whole."""
    rows = [_line_row(local(line, "name"), _held(books, lambda slot, own=line.pk: slot.line == own)) for line in lines]
    used = [row for row in rows if any(cell.value for cell in row.cells)]
    total = _line_row(_("All lines"), _held(books, lambda _slot: True), total=True)
    note = _("Each line without the lines below it. Together they are what the dashboard shows.")
    columns = (
        str(MEASURES["allotted"].label),
        _("Committed to hubs"),
        _("Committed without a hub"),
        label("ungranted"),
    )
    return Table("lines", _("From line to hub"), note, _("Line"), columns, (*used, total))


def _held(books: Books, fits: Callable[[Slot], bool]) -> tuple[Holdings, Holdings]:
    """Of the slots that fit: everything, and what is a hub's."""
    own = [(slot, held) for slot, held in books.holdings.items() if fits(slot)]
    return _added(held for _slot, held in own), _added(held for slot, held in own if slot.region)


def _added(parts: Iterable[Holdings]) -> Holdings:
    return reduce(Holdings.__add__, parts, Holdings())


def _line_row(name: str, held: tuple[Holdings, Holdings], *, total: bool = False) -> Row:
    whole, of_hubs = held
    allotted, committed = (MEASURES[key].value(whole) for key in ("allotted", "committed"))
    if allotted is None or committed is None:
        missing = euro(None, _("not recorded"))
        return Row(name, (missing,) * 4, total=total)
    given = MEASURES["committed"].value(of_hubs)
    hubs = given.low if given else ZERO
    amounts = (allotted.low, hubs, committed.low - hubs, allotted.low - committed.low)
    return Row(name, tuple(map(euro, amounts)), total=total)


# --- Hubs and awards -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Money:
    """What was granted, and the services that name it. `stepped`: companies that took a step."""

    books: Books
    awards: Mapping[int, Award]
    hubs: Mapping[str, str]
    served: Sequence[Fact]
    stepped: set[str]

    def place(self, award: Award) -> str:
        region = region_of(award)
        return region.slug if region else NO_HUB

    def services(self) -> dict[str, list[Fact]]:
        """By number of the award."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.served:
            found[fact.award].append(fact)
        return found

    def by_hub(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {slug: [] for slug in [*self.hubs, NO_HUB]}
        for key, award in self.awards.items():
            found[self.place(award)].append(key)
        return {place: own for place, own in found.items() if own}

    def hubs_table(self) -> Table:
        names = {**self.hubs, NO_HUB: _("Without a hub")}
        services, groups = self.services(), self.by_hub()
        served = {place: self._of(keys, services) for place, keys in groups.items()}
        shutter = Shutter(served, self.stepped)
        rows = [Row(names[place], self._cells(keys, served[place], shutter, place)) for place, keys in groups.items()]
        every = [fact for own in served.values() for fact in own]
        rows.append(Row(_("All hubs"), self._cells(self.awards, every, shutter, TOTAL), total=True))
        note = _("What decisions granted, and how much of it services name. The rest is not traced.")
        return Table("hubs", _("From hub to services"), note, _("Hub"), _columns(), tuple(rows))

    def awards_table(self, chosen: str) -> Table:
        """The awards of a hub are closed with their hub, or as parts of it."""
        services, groups = self.services(), self.by_hub()
        hubs = Shutter({place: self._of(keys, services) for place, keys in groups.items()}, self.stepped)
        rows, shown = [], [key for place, keys in groups.items() if chosen in ("", place) for key in keys]
        for place, keys in groups.items():
            own = Shutter({key: services[self.awards[key].number] for key in keys}, self.stepped)
            shutter = own.within(hubs, place)
            rows += [self._award_row(key, services, shutter) for key in keys if chosen in ("", place)]
        every = self._of(shown, services)
        total, key = (_("All awards"), TOTAL) if not chosen else (self.hubs[chosen], chosen)
        rows.append(Row(total, self._cells(shown, every, hubs, key), total=True))
        return Table("awards", _("From award to services"), "", _("Award"), _columns(), tuple(rows))

    def _award_row(self, key: int, services: Mapping[str, list[Fact]], shutter: "Shutter") -> Row:
        award = self.awards[key]
        name = _("%(number)s, %(recipient)s") % {"number": award.number, "recipient": award.recipient.name}
        cells = self._cells([key], services.get(award.number, []), shutter, key)
        return Row(name, cells, reverse("funding:award_detail", args=[award.number]))

    def _of(self, keys: Iterable[int], services: Mapping[str, list[Fact]]) -> list[Fact]:
        return [fact for key in keys for fact in services.get(self.awards[key].number, [])]

    def _cells(self, keys: Iterable[int], served: list[Fact], shutter: "Shutter", part: Hashable) -> tuple[Shown, ...]:
        held: list[Given] = [self.books.awards[key] for key in keys]
        committed = sum((one.committed for one in held), ZERO)
        paid = sum((one.paid for one in held), ZERO)
        return (euro(committed), euro(paid), *_outcome(served, shutter, part, committed))


def _columns() -> tuple[str, ...]:
    return (
        *(label("committed"), label("paid"), _("Services"), label("traced"), label("untraced")),
        *(label("served"), label("served_step")),
    )


def _outcome(served: list[Fact], shutter: "Shutter", part: Hashable, committed: Decimal) -> tuple[Shown, ...]:
    if shutter.hides(part):
        return (shut(),) * 5
    found = trace_measures.traced(served)
    steps = shut() if shutter.hides_steps(part) else count(len(companies(served) & shutter.stepped))
    return (
        count(found.services),
        with_unknown(found),
        euro(committed - found.known),
        count(len(companies(served))),
        steps,
    )


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


# --- And back --------------------------------------------------------------------------------------------------------


def providers(served: Sequence[Fact], stepped: set[str]) -> Table:
    """From who did it back to the money: services that name no award lead to no euro."""
    parts: dict[str, list[Fact]] = defaultdict(list)
    for fact in served:
        parts[fact.provider].append(fact)
    parts = dict(sorted(parts.items(), key=lambda one: (not one[0], one[0])))
    back = _Back(parts, stepped)
    rows = [Row(name or _("The desk itself"), back.cells(name, own)) for name, own in parts.items()]
    rows.append(Row(_("All services"), back.cells(TOTAL, list(served)), total=True))
    columns = (
        *(_("Services"), _("Traced to an award"), _("Names no award")),
        *(label("served"), label("served_step")),
    )
    note = _(
        "What Fieldlabs and desks did for companies. Where a service names no award, no euro can be found behind it."
    )
    return Table("back", _("And back: from service to euro"), note, _("Done by"), columns, tuple(rows))


class _Back:
    """Services that name an award and services that do not are judged apart: each could be of few companies."""

    def __init__(self, parts: Mapping[str, list[Fact]], stepped: set[str]) -> None:
        self.stepped = stepped
        self.whole = Shutter(parts, stepped)
        self.named = Shutter({part: [one for one in own if one.award] for part, own in parts.items()}, stepped)
        self.other = Shutter({part: [one for one in own if not one.award] for part, own in parts.items()}, stepped)

    def cells(self, part: str, served: list[Fact]) -> tuple[Shown, ...]:
        if self.whole.hides(part):
            return (shut(),) * 5
        named = trace_measures.traced(fact for fact in served if fact.award)
        other = trace_measures.traced(fact for fact in served if not fact.award)
        stepped = len(companies(served) & self.stepped)
        return (
            count(len(served)),
            shut() if self.named.hides(part) else with_unknown(named),
            shut() if self.other.hides(part) else with_unknown(other),
            count(len(companies(served))),
            shut() if self.whole.hides_steps(part) else count(stepped),
        )
