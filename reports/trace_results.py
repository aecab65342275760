"""What was paid beside what was reached: per hub and quarter, for each company reached and for each step; and back.

In words, without queries. Which figures are closed is decided in reports/indicator_board.py: the cells are its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from pandas import DataFrame

from reports import indicator_board, trace_measures
from reports.closing import TOTAL
from reports.facts import Fact
from reports.indicator_board import COUNTRY, Cell, Place, View
from reports.indicator_period import Period
from reports.indicators import CONTACTS, MATURITY, companies
from reports.tables import Plain, Shown
from reports.trace_cells import Row, Shutter, Table, count, euro, label, shut
from ui import formats

NO_REGION = ""
"""Stands for what was paid outside the regions."""


@dataclass(frozen=True)
class Paid:
    """`amounts`: euros, by slug of the region (or NO_REGION) down and quarter (Period) across; `demo`: is a part of it
    a demonstration?"""

    amounts: DataFrame
    demo: bool

    def of(self, region: str | None, period: Period) -> Decimal:
        """`region` None: all of them, and what is of none."""
        rows = [one for one in self.amounts.index if region in (None, one)]
        quarters = [one for one in self.amounts.columns if period.holds(one.since)]
        return sum(self.amounts.loc[rows, quarters].to_numpy().ravel(), Decimal(0))


@dataclass(frozen=True)
class Results:
    """`day`: on which it was counted."""

    view: View
    tables: tuple[Table, ...]
    demo: bool
    day: date

    @property
    def source(self) -> str:
        text = _("The books of this portal and what desks and companies recorded in it, as of %(day)s")
        return text % {"day": formats.date_long(self.day)}

    @property
    def shown(self) -> tuple[Table, ...]:
        """None where there is nothing to show: a table of zeros would say that something was counted."""
        return () if self.nothing else self.tables

    @property
    def plain(self) -> tuple[Plain, ...]:
        return tuple(table.plain(self.source) for table in self.shown)

    @property
    def closed(self) -> bool:
        return any(cell.status == "closed" for table in self.tables for row in table.rows for cell in row.cells)

    @property
    def nothing(self) -> bool:
        """Was nothing reached and nothing paid in the chosen period?"""
        return not any(cell.value or cell.status == "closed" for row in self.tables[0].rows for cell in row.cells)


@dataclass(frozen=True)
class _Read:
    view: View
    facts: Sequence[Fact]
    paid: Paid

    def gain(self, hub: int | None, period: Period) -> trace_measures.Gain:
        own = [one for one in self.facts if hub in (COUNTRY, one.hub)]
        again = [one for one in own if one.kind == "gain" and period.holds(one.day)]
        return trace_measures.gain(again, [one for one in own if one.kind == "scan" and one.day <= period.until])


def results(view: View, facts: Sequence[Fact], places: Sequence[Place], paid: Paid, *, day: date) -> Results:
    """`facts`: from the first day of the programme to the end of the period's year; `places`: the desks."""
    board = indicator_board.board(view, facts, places, {"size": {}, "sector": {}, "province": {}}, [])
    read = _Read(view, facts, paid)
    hubs = next(table for table in board.tables if table.key == "hubs")
    quarters = next(table for table in board.tables if table.key == "quarter")
    tables = (_hubs(read, hubs, places), _quarters(read, quarters), _back(view, facts))
    return Results(view, tables, paid.demo, day)


def _columns() -> tuple[str, ...]:
    return (
        *(_("Paid in the period"), _("Companies reached"), label("cost_reached")),
        *(_("Companies that took a step"), label("cost_step"), label("level_up"), label("again")),
    )


def _hubs(read: _Read, table: indicator_board.Table, places: Sequence[Place]) -> Table:
    period = read.view.period
    rows = []
    for row, place in zip(table.rows, [*places, None], strict=True):
        hub = COUNTRY if place is None else place.hub
        rows.append(_row(read, row, read.gain(hub, period), _region(place), period))
    note = _(
        "In %(period)s. What was paid lies in time apart from what it brings about: read the year, not one quarter."
    )
    return Table("hubs", _("By hub"), note % {"period": period}, _("Hub"), _columns(), tuple(rows))


def _quarters(read: _Read, table: indicator_board.Table) -> Table:
    place, year = read.view.place, Period(read.view.period.year)
    region = None if place.hub == COUNTRY else _region(place)
    periods = [*year.quarters(), year]
    rows = [
        _row(read, row, read.gain(place.hub, period), region, period)
        for row, period in zip(table.rows, periods, strict=True)
    ]
    return Table("quarters", _("By quarter"), place.name, _("Quarter"), _columns(), tuple(rows))


def _region(place: Place | None) -> str | None:
    """As `Paid.of` wants it; None, which is all desks together: all."""
    return None if place is None else NO_REGION if place.hub is None else place.slug


def _row(read: _Read, row: indicator_board.Row, gain: trace_measures.Gain, region: str | None, period: Period) -> Row:
    cells = {cell.indicator.key: cell for cell in row.cells}
    paid = read.paid.of(region, period)
    reached, steps = cells["reached"], cells["steps"]
    level = _level(gain, cells[MATURITY])
    counted = (_number(reached), _each(paid, reached), _number(steps), _each(paid, steps))
    return Row(row.name, (euro(paid), *counted, *level), total=row.total)


def _number(cell: Cell) -> Shown:
    return shut() if cell.closed else count(cell.value.number)


def _each(paid: object, cell: Cell) -> Shown:
    if cell.closed:
        return shut()
    if not paid:
        return Shown(_("nothing paid"))
    return euro(trace_measures.each(paid, cell.value.number), _("nobody to divide by"))


def _level(gain: trace_measures.Gain, cell: Cell) -> tuple[Shown, Shown]:
    """Said in tenths, and only where the gate lets the maturity of the same companies through."""
    if cell.closed:
        return shut(), shut()
    if not gain.again:
        return Shown(_("nobody did it again")), Shown(_("nobody did it again"))
    if not gain.shown:
        return shut(), shut()
    up, response = _in_ten(gain.tenths, gain.again_rounded), _in_ten(gain.response, gain.first_rounded)
    return Shown(up, status="about"), Shown(response, status="about")


def _in_ten(tenths: int, companies: int) -> str:
    words = {"tenths": tenths, "number": formats.number(companies)}
    if not tenths:
        return _("fewer than 1 in 10 (of at least %(number)s)") % words
    return _("about %(tenths)s in 10 (of at least %(number)s)") % words


# --- And back --------------------------------------------------------------------------------------------------------


AWARD, SERVICE, OTHER = "award", "service", "other"


def _back(view: View, facts: Sequence[Fact]) -> Table:
    """Every company reached once, by what leads furthest back; of the country, or of an own desk."""
    own = view.place if view.is_own else None
    # Of the country always the year, as with the splits of the indicators: quarters would tell of few companies.
    period = view.period if own else Period(view.period.year)
    inside = [one for one in facts if period.holds(one.day) and (own is None or one.hub == own.hub) and one.company]
    reached = [one for one in inside if one.kind in CONTACTS]
    named = companies([one for one in inside if one.kind == "service" and one.award])
    served = companies([one for one in inside if one.kind == "service"]) - named
    group = _grouping(named, served)
    parts = {key: [one for one in reached if group(one.company) == key] for key in (AWARD, SERVICE, OTHER)}
    stepped = companies([one for one in inside if one.kind == "step"])
    shutter = None if own else Shutter(parts, stepped)
    names = {
        AWARD: _("With a service that names an award"),
        SERVICE: _("With a service that names no award"),
        OTHER: _("Without a service: not traced"),
    }
    rows = [Row(names[key], _counts(found, stepped, shutter, key)) for key, found in parts.items()]
    rows.append(Row(_("Companies reached"), _counts(reached, stepped, shutter, TOTAL), total=True))
    place = own.name if own else _("The Netherlands")
    note = _("%(place)s, %(period)s. Each company once, in the first row that fits.")
    note %= {"place": place, "period": period}
    columns = (_("Companies reached"), _("Of which took a step"))
    return Table("back", _("And back: from company to euro"), note, _("Leads back to"), columns, tuple(rows))


def _grouping(named: set[str], served: set[str]) -> Callable[[str], str]:
    return lambda company: AWARD if company in named else SERVICE if company in served else OTHER


def _counts(found: Sequence[Fact], stepped: set[str], shutter: Shutter | None, key: str) -> tuple[Shown, Shown]:
    own = companies(found)
    if shutter is None:
        return count(len(own)), count(len(own & stepped))
    if shutter.hides(key):
        return shut(), shut()
    return count(len(own)), shut() if shutter.hides_steps(key) else count(len(own & stepped))
