"""What changed between two views of the dashboard: each figure then and now, and by how much."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from funding.account_register import MEASURED_ON
from funding.amounts import exactly
from reports.budget import MEASURES, RATIO, Board, Cell, Row, Table, View, figure_url, number_of
from reports.budget_export import source_of
from reports.figures import since_query
from ui import formats, spreadsheet

ZERO = Decimal(0)
COLUMNS = (
    "table", "row", "row_name", "measure", "measure_name", "then", "now", "difference", "difference_shown",
    "unit", "calculated",
    "then_of_which_demonstration", "now_of_which_demonstration", "difference_demonstration",
    "from_valid_on", "from_known_on", "valid_on", "known_on", "budget_year", "without_demonstration", "source", "demo",
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A figure `then` and now. `amount`: by how many euros it changed in the books.

    `url`: of the entries that together are that amount; "" for what is calculated from other figures. `amount` of
    those: where both are one number, the difference between them, else None; what there was nothing of counts as zero
    euros. `demo`: euros of the change that a demonstration made; None: none, or it cannot be said. `bounds_url`: of
    the entries of what is available, where those moved bounds between which nothing was booked.
    """

    table: Table
    row: Row
    then: Cell
    now: Cell
    amount: Decimal | None
    url: str
    demo: Decimal | None = None
    bounds_url: str = ""

    @property
    def changed(self) -> bool:
        return bool(self.amount) or self.then.shown != self.now.shown

    @property
    def mark(self) -> str:
        """How much of the change a demonstration made, in words."""
        return _("of which demonstration %(part)s") % {"part": _signed(self.demo, formats.euro)} if self.demo else ""

    @property
    def only_bounds(self) -> bool:
        """Was nothing booked on it, while what is known of it did change?"""
        sure = all(one.amount is None or one.amount.known for one in (self.then, self.now))
        return self.amount == 0 and not self.demo and self.changed and not sure

    @property
    def exact(self) -> Decimal | None:
        """By how much the figure changed, where that is one number."""
        return None if self.only_bounds else self.amount

    @property
    def shown(self) -> str:
        if self.only_bounds:
            return _("no amount booked; only the bounds changed")
        if self.amount is not None:
            return _signed(self.amount, number_of(self.now.measure))
        return _("all of it is new") if self.then.nothing and self.now.amount else _("cannot be calculated")

    @property
    def see(self) -> str:
        """What moved the bounds, in words."""
        available = {"measure": MEASURES["available"].label}
        return _("see the entries of “%(measure)s”") % available if self.bounds_url else ""

    @property
    def words(self) -> str:
        """All that is said of it in one cell."""
        return "; ".join(part for part in (self.shown, self.see, self.mark) if part)


def _signed(amount: Decimal, number: Callable[[Decimal], str]) -> str:
    sign = "+" if amount > 0 else formats.MINUS if amount < 0 else ""
    return f"{sign}{number(abs(amount))}"


@dataclass(frozen=True)
class Difference:
    """`figures`: all on the dashboard; `changes`: those that are other now."""

    since: Board
    board: Board
    figures: tuple[Change, ...]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return tuple(one for one in self.figures if one.changed)

    def of(self, table: Table) -> list[Change]:
        return [one for one in self.changes if one.table is table]

    @property
    def tables(self) -> list[tuple[Table, list[Change]]]:
        """Those in which anything changed."""
        return [(table, own) for table in self.board.tables if (own := self.of(table))]

    def query(self) -> str:
        return urlencode({**since_query(self.since.view), **self.board.view.asked()})


def compare(since: Board, board: Board) -> Difference:
    """Two boards of the same lines and regions, the earlier first."""
    views = since.view, board.view
    return Difference(since, board, tuple(_over(views, since, board)))


def _over(views: tuple[View, View], since: Board, board: Board) -> Iterable[Change]:
    for table in board.tables:
        for row in table.rows:
            before = since.table(table.key).row(row.key)
            changes = [_change(views, table, row, before.cell(now.measure.key), now) for now in row.cells]
            yield from _with_bounds(views, changes)


def _with_bounds(views: tuple[View, View], changes: Sequence[Change]) -> Iterable[Change]:
    """What is set apart lies between bounds of which what is available is one."""
    moved = any(one.amount for one in changes if one.now.measure.key == "available")
    for one in changes:
        if moved and one.only_bounds and one.now.measure.key == "reserved":
            yield replace(one, bounds_url=_entries(*views, (one.table.group, one.row.key, "available")))
        else:
            yield one


def _change(views: tuple[View, View], table: Table, row: Row, then: Cell, now: Cell) -> Change:
    measured = now.measure.key in MEASURED_ON
    amount = booked(now) - booked(then) if measured else _calculated(then, now)
    url = _entries(*views, (table.group, row.key, now.measure.key)) if measured and amount else ""
    return Change(table, row, then, now, amount, url, None if amount is None else _of_demo(then, now))


def _calculated(then: Cell, now: Cell) -> Decimal | None:
    """The difference between two figures that are calculated, where it is one number."""
    nothing = None if now.measure.key == RATIO else exactly(ZERO)  # Of no euros there is no ratio.
    before, after = (nothing if one.nothing else one.amount for one in (then, now))
    known = before is not None and after is not None and before.known and after.known
    return after.low - before.low if known else None


def _of_demo(then: Cell, now: Cell) -> Decimal | None:
    parts = [exactly(ZERO) if cell.demo is None else cell.demo for cell in (now, then)]
    if not all(part.known for part in parts):
        return None
    return parts[0].low - parts[1].low or None


def booked(cell: Cell) -> Decimal:
    """What the accounts hold that the measure adds up: the bound that nothing of unknown size moves."""
    if cell.amount is None:
        return ZERO
    return cell.amount.high if cell.measure.key == "available" else cell.amount.low


def _entries(since: View, view: View, figure: tuple[str, str, str]) -> str:
    query = figure_url(view, *figure).partition("?")[2]
    return f"{reverse('reports:budget_entries')}?{urlencode(since_query(since))}&{query}"


def as_csv(difference: Difference) -> bytes:
    """A row for each figure that changed; `then`, `now` and `difference_shown` as on screen, `difference` in euros with
    a dot, empty where it is no number."""
    return spreadsheet.as_csv(COLUMNS, (_record(difference, change) for change in difference.changes)).encode()


def _record(difference: Difference, change: Change) -> tuple[object, ...]:
    since, view, measure = difference.since.view, difference.board.view, change.now.measure
    calculated = measure.key not in MEASURED_ON
    unit = "EUR per EUR" if number_of(measure) is not formats.euro else "EUR"
    return (
        *(change.table.key, change.row.key, change.row.name, measure.key, str(measure.label)),
        *(change.then.shown, change.now.shown, change.exact),
        *("; ".join(part for part in (change.shown, change.see) if part), unit, 1 if calculated else ""),
        *(change.then.mark, change.now.mark, change.demo),
        *(since.valid_on.isoformat(), since.known_day.isoformat()),
        *(view.valid_on.isoformat(), view.known_day.isoformat()),
        *(view.year, "" if view.demo else 1, source_of(view), _("Demonstration: not for use") if settings.DEMO else ""),
    )
