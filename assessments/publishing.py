"""Which groups can be published together, and which changes since then. Pure: whole numbers, no database.

Published groups form a table with margins: sector × size, sectors, sizes, all. From them anyone can compute more:
a sector minus its published sizes, a sector plus another minus a size, and so on. Take the atoms (one sector, one
size; "" where unknown) that are not published themselves as the edges of a graph between the published sectors and
sizes; what is not published of them is one more sector, and one more size, known through the whole. What can be
computed then are the cuts of that graph, and sums of them: choose any sectors and any sizes, and add up the atoms that
have exactly one of both. So it is enough, and needed, that every cut holds no company or at least ten.

Over time the same holds for what changed. A company counts as it was published (`before`) until its atom's changes are
accepted (`after`); each cut of the accepted changes holds none or at least ten. And old numbers are known for ever:
a cut of everything published before and now holds at least ten companies both then and now.
Why and how far this reaches: docs/decisions/0014-comparison-in-batches.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, combinations

from assessments.disclosure import LEAST

Atom = tuple[str, str]
"""Sector and size; "" where the company did not say."""
Cell = tuple[str | None, str | None]
"""Sector and size; None for any."""
Cells = frozenset[Cell]
Sizes = Mapping[Atom, int]
EVERYONE: Cell = (None, None)


@dataclass(frozen=True, slots=True)
class Change:
    """One table: companies per atom as published, as they are now, and how many differ between the two.

    `known`: those of `changed` that are known to be different companies. Who left and was forgotten may have come back.
    """

    before: Sizes
    after: Sizes
    changed: Sizes
    known: Sizes

    @property
    def atoms(self) -> frozenset[Atom]:
        return frozenset({*self.before, *self.after, *self.changed})

    def with_only(self, accepted: frozenset[Atom]) -> Sizes:
        """The companies per atom once these atoms' changes are published."""
        return {atom: (self.after if atom in accepted else self.before).get(atom, 0) for atom in self.atoms}


@dataclass(frozen=True, slots=True)
class Leak:
    """Fewer than ten companies that could be told apart: the unpublished `atoms`, or one published by itself.

    `sides`: per published sector ("" for the others) that has unpublished atoms, whether it is among those chosen.
    `sizes`: the sizes that are chosen.
    """

    atoms: frozenset[Atom]
    sectors: frozenset[str] = frozenset()
    sides: Mapping[str, bool] = field(default_factory=dict)
    sizes: frozenset[str] = frozenset()

    def crosses(self, atom: Atom) -> bool:
        """Would this atom, if it were not published, be among those that cannot be told apart from the leak's?"""
        row = atom[0] if atom[0] in self.sectors else ""
        return atom in self.atoms or (row in self.sides and self.sides[row] != (atom[1] in self.sizes))

    def parts(self, margin: Cell) -> bool:
        """Is this sector or size on another side than what is not published of its kind?"""
        sector, size = margin
        if sector is None:
            return size in self.sizes
        return size is None and sector in self.sides and self.sides[sector] != self.sides.get("")


def accepted(change: Change, known: Cells) -> frozenset[Atom]:
    """The atoms whose changes can be published now; those of the others wait for more. All, while nothing is known."""
    chosen = frozenset(atom for atom in change.atoms if change.changed.get(atom, 0))
    if not known:
        return chosen
    larger = {atom: max(change.before.get(atom, 0), change.after.get(atom, 0)) for atom in change.atoms}
    possible = known | candidates(larger)
    while drop := _too_few(change, chosen, possible) or _shrinking(change, chosen, known):
        chosen -= drop
    return chosen


def _too_few(change: Change, chosen: frozenset[Atom], possible: Cells) -> frozenset[Atom]:
    """Changes that could be told apart from the others."""
    least = {atom: change.known.get(atom, 0) for atom in chosen}
    leak = find_leak(possible, least, {atom: change.changed[atom] for atom in chosen})
    return leak.atoms & chosen if leak else frozenset()


def _shrinking(change: Change, chosen: frozenset[Atom], known: Cells) -> frozenset[Atom]:
    """Atoms through which a group that is known would have too few companies left."""
    leak = find_leak(known, *_then_and_now(change, chosen))
    return (
        frozenset(a for a in leak.atoms & chosen if change.after.get(a, 0) < change.before[a]) if leak else frozenset()
    )


def publishable(change: Change, chosen: frozenset[Atom], known: Cells) -> Cells:
    """The groups to publish once the changes of `chosen` are in. What is known stays; the smallest new give way."""
    now = change.with_only(chosen)
    lowest, highest = _then_and_now(change, chosen) if known else ({}, {})

    def leak_of(cells: Cells) -> Leak | None:
        return find_leak(cells, now, now) or find_leak(cells, lowest, highest)

    possible = cells = known | candidates(now)
    while leak := leak_of(cells):
        cells -= {_least_needed(leak, cells - known, now)}
    # What gave way early may be harmless now that others have gone.
    for cell in sorted(possible - cells, key=lambda cell: (-total(cell, now), str(cell))):
        cells = cells if leak_of(cells | {cell}) else cells | {cell}
    return cells


def _then_and_now(change: Change, chosen: frozenset[Atom]) -> tuple[Sizes, Sizes]:
    """Of the atoms that had companies: the fewer of then and now, and then."""
    now = change.with_only(chosen)
    then = {atom: number for atom, number in change.before.items() if number}
    return {atom: min(number, now[atom]) for atom, number in then.items()}, then


def candidates(sizes: Sizes) -> Cells:
    """Every group of at least ten companies; the unknown sector or size is no group."""
    totals: dict[Cell, int] = {}
    for atom, number in sizes.items():
        for cell in cells_of(atom):
            totals[cell] = totals.get(cell, 0) + number
    return frozenset(cell for cell, number in totals.items() if number >= LEAST)


def cells_of(atom: Atom) -> Iterator[Cell]:
    """The groups that an atom is part of."""
    sector, size = atom
    yield EVERYONE
    if sector:
        yield sector, None
    if size:
        yield None, size
    if sector and size:
        yield sector, size


def total(cell: Cell, sizes: Sizes) -> int:
    return sum(number for atom, number in sizes.items() if cell in cells_of(atom))


def _least_needed(leak: Leak, free: Cells, sizes: Sizes) -> Cell:
    """What to withhold: an atom that would hide the group, else a margin that parts it from the rest; the smallest."""
    hiding = [cell for cell in free if None not in cell and leak.crosses(cell)]
    parting = [cell for cell in free if leak.parts(cell)]
    return min(hiding or parting or free, key=lambda cell: (total(cell, sizes), cell == EVERYONE, str(cell)))


def find_leak(cells: Cells, low: Sizes, high: Sizes) -> Leak | None:
    """A group that `cells` give away with companies in it (`high`), and fewer than ten at the least (`low`)."""
    if not cells:
        return None
    for cell in sorted(cell for cell in cells if None not in cell):
        if high.get(cell, 0) and low.get(cell, 0) < LEAST:
            return Leak(frozenset({cell}))
    sectors = frozenset(sector for sector, size in cells if sector and size is None)
    sizes = sorted(size for sector, size in cells if size and sector is None)
    rows = _rows(cells, sectors, low, high)
    # Without the size that stands for all others: choosing sizes or choosing the rest is the same.
    for chosen in chain.from_iterable(combinations(sizes, number) for number in range(len(sizes) + 1)):
        sides = _smallest_cut(rows, frozenset(chosen))
        if sides is not None:
            leak = Leak(frozenset(), sectors, sides, frozenset(chosen))
            atoms = (atom for row in rows.values() for atom, _low in row)
            return replace(leak, atoms=frozenset(filter(leak.crosses, atoms)))
    return None


Rows = dict[str, list[tuple[Atom, int]]]


def _rows(cells: Cells, sectors: frozenset[str], low: Sizes, high: Sizes) -> Rows:
    """The unpublished atoms with companies and how many at the least, by published sector; "" holds all others."""
    rows: Rows = {}
    for atom, number in high.items():
        if number and atom not in cells:
            rows.setdefault(atom[0] if atom[0] in sectors else "", []).append((atom, low.get(atom, 0)))
    return rows


def _smallest_cut(rows: Rows, chosen: frozenset[str]) -> dict[str, bool] | None:
    """For these sizes, on which side each sector adds least; None when that makes no companies, or ten.

    A chosen sector adds its atoms outside the chosen sizes, another one those inside.
    """
    sides, sum_of_low, anyone, turned = {}, 0, False, []
    for row, atoms in rows.items():
        inside = [low for atom, low in atoms if atom[1] in chosen]
        outside = sum(low for _atom, low in atoms) - sum(inside)
        # (companies at the least, no company at all, this side)
        ways = sorted([(outside, len(inside) == len(atoms), True), (sum(inside), not inside, False)])
        sides[row], sum_of_low, anyone = ways[0][2], sum_of_low + ways[0][0], anyone or not ways[0][1]
        turned.append((ways[1][0], row))
    if rows and not anyone:
        # The smallest cut with any company turns one sector around.
        sum_of_low, row = min(turned)
        sides[row] = not sides[row]
    return sides if rows and sum_of_low < LEAST else None
