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

from funding.books import Books, Given, Slot
from funding.measures import Holdings
from funding.models import Award, BudgetLine
from reports import trace_measures
from reports.budget import MEASURES, View, is_recorded
from reports.budget_export import filters_of, source_of
from reports.closing import TOTAL
from reports.facts import Fact
from reports.indicator_period import Period, of_day
from reports.indicators import companies
from reports.reading import Words
from reports.tables import Plain, Shown
from reports.trace_back import back_tables
from reports.trace_cells import Row, Shutter, Table, count, euro, label, shut, with_unknown
from reports.trace_measures import ZERO
from ui import formats
from ui.language import local

NO_HUB = "none"


@dataclass(frozen=True)
class Trace:
    """`hub`: slug of the chosen region, "" for all; `hubs`: those with awards, name by slug.

    `outcomes`: with services and companies. Of an earlier day only the money: what two days differ in could be one
    company, also where neither of them tells.
    """

    view: View
    tables: tuple[Table, ...]
    hub: str
    hubs: Mapping[str, str]
    books: Books
    outcomes: bool = True

    @property
    def demo(self) -> bool:
        return self.books.demo

    @property
    def recorded(self) -> bool:
        return is_recorded(self.books)

    @property
    def day(self) -> date:
        return self.view.valid_on

    @property
    def known_on(self) -> date | None:
        return self.view.known_on

    @property
    def quarter(self) -> Period:
        """Of its day: what was reached is told by whole quarters."""
        return of_day(self.day)

    @property
    def long_day(self) -> str:
        return formats.date_long(self.day)

    @property
    def filters(self) -> str:
        """All that was chosen beside the day, as it stands on every chart."""
        return filters_of(self.view)

    @property
    def about(self) -> Words:
        """What was chosen, for files."""
        known = formats.date_long(self.known_on) if self.known_on else _("what is known now")
        return (
            (_("As valid on"), self.long_day),
            (_("As known on"), known),
            (_("Awards of"), self.hubs.get(self.hub, _("all hubs"))),
        )

    @property
    def source(self) -> str:
        if not self.outcomes:
            return source_of(self.view)
        return _("The books and the services of this portal, as of %(day)s") % {"day": self.long_day}

    @property
    def query(self) -> dict[str, str]:
        """What its address names: an earlier day is named, today is not."""
        days = {} if self.outcomes else self.view.asked()
        return {name: str(value) for name, value in {**days, "hub": self.hub}.items() if value}

    @property
    def plain(self) -> tuple[Plain, ...]:
        return tuple(table.plain(self.source) for table in self.tables)

    @property
    def closed(self) -> bool:
        return any(cell.status == "closed" for table in self.tables for row in table.rows for cell in row.cells)


# --- Lines -----------------------------------------------------------------------------------------------------------


def trace(
    view: View,
    books: Books,
    lines: Sequence[BudgetLine],
    awards: Sequence[Award],
    *,
    facts: Sequence[Fact] | None,
    hub: str,
) -> Trace:
    """`facts`: of all days up to that of the view, None: only the money; `awards`: with their pool and its region
    or plan.
    """
    known = {award.pk: award for award in awards if award.pk in books.awards}
    hubs = {region.slug: local(region, "name") for award in known.values() if (region := region_of(award))}
    hubs = dict(sorted(hubs.items(), key=lambda one: one[1]))
    chosen = hub if hub in hubs else ""
    served = [fact for fact in facts or () if fact.kind == "service"]
    stepped = companies([fact for fact in facts or () if fact.kind == "step"])
    money = Money(books, known, hubs, served, stepped)
    tables = [lines_table(books, lines)]
    if is_recorded(books):
        tables += [money.hubs_table(), money.awards_table(chosen)]
        tables.insert(0, whole_table(tables[0], tables[1], outcomes=facts is not None))
    if facts is None:
        tables = [_only_money(one) for one in tables]
    else:
        tables += back_tables(served, stepped)
    return Trace(view, tuple(tables), chosen, hubs, books, facts is not None)


TRACED, UNTRACED = 3, 4
"""Columns of hubs and awards."""
OF_MONEY = 2
"""The first columns of hubs and awards are money; the others tell of services and companies."""


def _only_money(table: Table) -> Table:
    if table.key in ("whole", "lines"):
        return table
    hubs = table.key == "hubs"
    title = _("From hub to award") if hubs else _("The awards")
    rows = tuple(replace(row, cells=row.cells[:OF_MONEY]) for row in table.rows)
    note = _("What decisions granted.") if hubs else ""
    return replace(table, title=title, note=note, columns=table.columns[:OF_MONEY], rows=rows)


def whole_table(lines: Table, hubs: Table, *, outcomes: bool) -> Table:
    """What became of the whole budget, what leads nowhere as a row of its own: from the totals of these tables."""
    allotted, to_hubs, without, ungranted = lines.rows[-1].cells
    parts = [(lines.columns[1], to_hubs), (lines.columns[2], without)]
    if outcomes:
        parts = [(hubs.columns[place], hubs.rows[-1].cells[place]) for place in (TRACED, UNTRACED)]
    rows = [Row(name, (cell,)) for name, cell in [*parts, (lines.columns[3], ungranted)]]
    note = _("What cannot be followed any further has a row of its own.")
    return Table(
        "whole",
        _("What the budget led to"),
        note,
        _("What became of it"),
        (_("Amount"),),
        (*rows, Row(lines.columns[0], (allotted,), total=True)),
    )


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
