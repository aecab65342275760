"""What is put into Fieldlabs, added up: by year, by kind of money, by region, by Fieldlab. Euros.

Planned, committed and realised are phases of the same euro, so a phase is never added to another. An amount that is
unknown is counted as unknown and never as 0; a sum with an unknown amount in it is shown as "at least".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fieldlabs.models import Fieldlab, Investment
from ui import formats

PHASES = tuple(Investment.Phase)
PLANNED, COMMITTED, REALISED = PHASES
NONE = "\N{EN DASH}"
"""Shown where nothing is registered, which is neither 0 nor unknown."""


@dataclass(frozen=True, slots=True)
class Total:
    """Of `rows` registered amounts, `known` is the sum of those known (None: none is) and `unknown` the others."""

    known: Decimal | None = None
    unknown: int = 0
    rows: int = 0

    def __add__(self, other: "Total") -> "Total":
        known = [one.known for one in (self, other) if one.known is not None]
        return Total(sum(known) if known else None, self.unknown + other.unknown, self.rows + other.rows)


@dataclass(frozen=True, slots=True)
class Group:
    """Investments that have the same year, source, kind and phase; of one Fieldlab or of one region's (`area`)."""

    area: int | None
    year: int
    source: str
    kind: str
    phase: str
    total: Total


@dataclass(frozen=True, slots=True)
class Cell:
    """`shown` is on screen and in the files, `value` the number behind it."""

    shown: str
    value: Decimal | int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    cells: tuple[Cell, ...]
    url: str = ""
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` without that of the names of the rows, which is `head`."""

    key: str
    caption: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def of_rows(rows: Iterable[Investment]) -> list[Group]:
    """The groups of investments that were read already."""
    return [Group(None, one.year, one.source, one.kind, one.phase, _one(one)) for one in rows]


def _one(row: Investment) -> Total:
    return Total(None, 1, 1) if row.amount is None else Total(Decimal(row.amount), 0, 1)


def of_fieldlabs(fieldlabs: QuerySet[Fieldlab]) -> list[Group]:
    """The groups of these Fieldlabs, by region. One statement."""
    grouped = Investment.objects.filter(fieldlab__in=fieldlabs).order_by()
    names = ("fieldlab__region_id", "year", "source", "kind", "phase")
    found = grouped.values(*names).annotate(**SUMS)
    return [Group(*(one[name] for name in names), total=_total(one)) for one in found]


def by_fieldlab(fieldlabs: Iterable[Fieldlab]) -> dict[int, dict[str, Total]]:
    """By Fieldlab and phase. One statement."""
    grouped = Investment.objects.filter(fieldlab__in=fieldlabs).order_by()
    found: dict[int, dict[str, Total]] = {}
    for one in grouped.values("fieldlab_id", "phase").annotate(**SUMS):
        found.setdefault(one["fieldlab_id"], {})[one["phase"]] = _total(one)
    return found


SUMS = {"known": Sum("amount"), "unknown": Count("pk", filter=Q(amount__isnull=True)), "rows": Count("pk")}


def _total(row: dict[str, Any]) -> Total:
    return Total(row["known"], row["unknown"], row["rows"])


def total(groups: Iterable[Group], phase: str) -> Total:
    return sum((one.total for one in groups if one.phase == phase), Total())


def shortfall(groups: Sequence[Group]) -> Cell:
    """What is planned and not yet committed, of each source in each area apart; unknown as soon as an amount is.

    More than planned of one source does not make up for less of another.
    """
    own: dict[tuple[int | None, str], list[Group]] = {}
    for one in groups:
        own.setdefault((one.area, one.source), []).append(one)
    both = [(total(parts, PLANNED), total(parts, COMMITTED)) for parts in own.values()]
    both = [(planned, committed) for planned, committed in both if planned.rows]
    if not both:
        return Cell(NONE)
    if any(planned.unknown or committed.unknown for planned, committed in both):
        return Cell(formats.unknown())
    parts = ((planned.known or Decimal(0)) - (committed.known or Decimal(0)) for planned, committed in both)
    short = sum((max(one, Decimal(0)) for one in parts), Decimal(0))
    return Cell(formats.euro(short), short)


def money(one: Total) -> Cell:
    if not one.rows:
        return Cell(NONE)
    if one.known is None:
        return Cell(formats.unknown())
    text = formats.unbroken(formats.euro(one.known))
    return Cell(_("at least %(value)s") % {"value": text} if one.unknown else text, one.known)


def by_year(groups: list[Group]) -> Table:
    """Year × phase, with the shortfall of each year. The last line adds the years up, never the phases."""
    years = sorted({one.year for one in groups})
    lines = [_with_shortfall(str(year), [one for one in groups if one.year == year]) for year in years]
    if len(years) > 1:
        lines.append(_all_years(groups, lines))
    columns = (*phase_columns(), _("Shortfall"), _("Unknown amounts"))
    return Table("year", _("By year"), _("Year"), columns, tuple(lines))


def _all_years(groups: list[Group], years: list[Line]) -> Line:
    """More than planned in one year does not make up for less in another: the shortfalls of the years are added."""
    every = _with_shortfall(_("All years"), groups)
    short = [one.cells[len(PHASES)] for one in years if one.cells[len(PHASES)].shown != NONE]
    cell = Cell(formats.unknown())
    if not short:
        cell = Cell(NONE)
    elif all(one.value is not None for one in short):
        added = sum((Decimal(one.value) for one in short), Decimal(0))
        cell = Cell(formats.euro(added), added)
    return replace(every, cells=(*every.cells[: len(PHASES)], cell, every.cells[-1]), is_sum=True)


def by_money(groups: list[Group]) -> Table:
    """Kind of money × phase: a loan is paid back and in kind is no money, so they are never one sum."""
    kinds = {kind: [one for one in groups if one.kind == kind] for kind in Investment.Kind}
    lines = tuple(_line(str(capfirst(kind.label)), own) for kind, own in kinds.items() if own)
    return Table("kind", _("By kind of money"), _("Kind"), (*phase_columns(), _("Unknown amounts")), lines)


def by_source(groups: list[Group]) -> Table:
    """Source and kind × phase."""
    lines = []
    for source in Investment.Source:
        for kind in Investment.Kind:
            own = [one for one in groups if (one.source, one.kind) == (source, kind)]
            if own:
                lines.append(_line(capfirst(f"{source.label}, {kind.label}"), own))
    return Table("source", _("By source and kind"), _("Source"), (*phase_columns(), _("Unknown amounts")), tuple(lines))


def phase_columns() -> tuple[str, ...]:
    return tuple(str(capfirst(one.label)) for one in PHASES)


def _line(name: str, groups: list[Group]) -> Line:
    return line_of(name, {phase: total(groups, phase) for phase in PHASES})


def _with_shortfall(name: str, groups: list[Group]) -> Line:
    """A line with the shortfall behind its phases."""
    line = _line(name, groups)
    return replace(line, cells=(*line.cells[: len(PHASES)], shortfall(groups), *line.cells[len(PHASES) :]))


def line_of(name: str, totals: dict[str, Total], *, url: str = "") -> Line:
    """A line with a cell for each phase, and how many amounts are unknown."""
    phases = [totals.get(phase, Total()) for phase in PHASES]
    unknown = sum(one.unknown for one in phases)
    cells = [money(one) for one in phases]
    return Line(name, (*cells, Cell(formats.number(unknown), unknown)), url)
