"""Which groups may be published together: by example, and against linear algebra on small tables."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.publishing import (
    EVERYONE,
    Change,
    Leak,
    accepted,
    candidates,
    cells_of,
    find_leak,
    publishable,
    total,
)

SECTORS, SIZES = ("10", "25", ""), ("micro", "small", "")
ATOMS = list(product(SECTORS, SIZES))
NUMBERS = st.one_of(st.integers(0, 12), st.integers(0, 40))
TABLES = st.fixed_dictionaries(dict.fromkeys(ATOMS, NUMBERS))


def first(sizes):
    """What is published of a table that nothing is known of."""
    change = Change({}, sizes, sizes, sizes)
    return publishable(change, accepted(change, frozenset()), frozenset())


def row_space(cells, atoms):
    """What the published sums are sums of: one 0/1 row per cell, reduced to echelon form."""
    rows = [[Fraction(cell in cells_of(atom)) for atom in atoms] for cell in cells]
    return reduced(rows)


def reduced(rows):
    basis = []
    rows = [list(row) for row in rows]
    width = len(rows[0]) if rows else 0
    for column in range(width):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        basis = [cleared(row, pivot, column) for row in basis]
        rows = [cleared(row, pivot, column) for row in rows]
        basis.append(pivot)
    return basis


def cleared(row, pivot, column):
    return [value - row[column] * other for value, other in zip(row, pivot, strict=True)]


def in_space(basis, vector):
    rest = list(vector)
    for row in basis:
        lead = next(index for index, value in enumerate(row) if value)
        rest = cleared(rest, row, lead)
    return not any(rest)


def smallest_support(basis, weights):
    """The fewest companies (more than none) that any combination of the published sums is about.

    Exhaustive over which atoms may be in it: a combination avoids a set of atoms when the sums, restricted to those
    atoms, are dependent in a way that leaves something over elsewhere.
    """
    best = None
    atoms = range(len(weights))
    populated = [index for index in atoms if weights[index]]
    for mask in range(1, 1 << len(populated)):
        inside = [populated[i] for i in range(len(populated)) if mask >> i & 1]
        size = sum(weights[index] for index in inside)
        if size >= 10:
            continue
        outside = [index for index in populated if index not in inside]
        if rank([[row[i] for i in populated] for row in basis]) > rank([[row[i] for i in outside] for row in basis]):
            best = size if best is None else min(best, size)
    return best


def rank(rows):
    return len(reduced(rows)) if rows and rows[0] else 0


def test_cells_of_an_atom_leave_out_what_is_unknown():
    assert set(cells_of(("25", "small"))) == {EVERYONE, ("25", None), (None, "small"), ("25", "small")}
    assert set(cells_of(("", "small"))) == {EVERYONE, (None, "small")}
    assert set(cells_of(("25", ""))) == {EVERYONE, ("25", None)}


def test_nothing_under_ten_is_published():
    assert first({("25", "small"): 9}) == frozenset()


def test_a_single_atom_of_ten_is_published_with_its_margins():
    assert first({("25", "small"): 10}) == {EVERYONE, ("25", None), (None, "small"), ("25", "small")}


def test_a_parent_minus_its_children_is_none_or_ten():
    """Three of an unknown size: with both sizes of sector 25 they would be told apart, so the smaller gives way."""
    sizes = {("25", "micro"): 20, ("25", "small"): 15, ("25", ""): 3, ("10", "micro"): 40, ("10", "small"): 40}

    published = first(sizes)

    assert {("25", None), ("25", "micro"), ("25", "small")} & published == {("25", None), ("25", "micro")}


def test_the_smallest_child_is_withheld():
    assert first({("10", ""): 30, ("25", ""): 12, ("", ""): 4}) == {EVERYONE, ("10", None)}


def test_crossing_margins_do_not_give_an_atom_away():
    """Sector 10 and size micro share 2 companies: 10 − micro as a whole would give them."""
    sizes = {("10", "micro"): 2, ("10", "small"): 20, ("25", "micro"): 20, ("25", "small"): 20}

    published = first(sizes)

    assert find_leak(published, sizes, sizes) is None
    assert find_leak(candidates(sizes), sizes, sizes).atoms == {("10", "micro")}


def test_unknown_sector_and_size_hide_each_other():
    sizes = {("25", "small"): 30, ("", ""): 5, ("25", ""): 5, ("", "small"): 5}

    assert first(sizes) >= {EVERYONE, ("25", None), (None, "small")}


@settings(max_examples=60)
@given(TABLES)
def test_no_combination_of_published_groups_is_about_fewer_than_ten(sizes):
    published = first(sizes)
    weights = [sizes[atom] for atom in ATOMS]

    assert all(total(cell, sizes) >= 10 for cell in published)
    assert (EVERYONE in published) == (sum(weights) >= 10)
    assert smallest_support(row_space(published, ATOMS), weights) is None


@settings(max_examples=60)
@given(TABLES, st.data())
def test_leak_is_found_exactly_when_there_is_one(sizes, data):
    """The cut and linear algebra agree on any set of groups that holds the whole."""
    every = sorted({cell for atom in ATOMS for cell in cells_of(atom)}, key=str)
    cells = frozenset({EVERYONE, *data.draw(st.sets(st.sampled_from(every)))})
    weights = [sizes[atom] for atom in ATOMS]

    found = find_leak(cells, sizes, sizes)
    smallest = smallest_support(row_space(cells, ATOMS), weights)

    assert (found is None) == (smallest is None)
    if found:
        assert 0 < sum(sizes[atom] for atom in found.atoms) < 10


def test_leak_of_a_published_atom_is_that_atom():
    assert find_leak(frozenset({("25", "small")}), {("25", "small"): 3}, {("25", "small"): 3}) == Leak(
        frozenset({("25", "small")})
    )


# Over time: each company has what it was published with, and what it has now.

KINDS = ("stays", "differs", "left", "joined")
FLOWS = st.fixed_dictionaries(
    {atom: st.fixed_dictionaries({kind: st.one_of(st.just(0), st.integers(0, 14)) for kind in KINDS})
     for atom in product(("10", ""), ("micro", "small"))}
)  # fmt: skip


def change_of(flows):
    return Change(
        before={atom: flow["stays"] + flow["differs"] + flow["left"] for atom, flow in flows.items()},
        after={atom: flow["stays"] + flow["differs"] + flow["joined"] for atom, flow in flows.items()},
        changed={atom: flow["differs"] + flow["left"] + flow["joined"] for atom, flow in flows.items()},
        known={atom: flow["differs"] + flow["left"] + flow["joined"] for atom, flow in flows.items()},
    )


def two_snapshots(flows, chosen, known, published):
    """All unknowns of the two publications together, with their numbers of companies, and the published sums.

    Per atom: those that stay (one unknown, in both), that differ (two, that count as one company), left and joined.
    """
    columns, groups = [], []
    for atom, flow in flows.items():
        if atom not in chosen:
            before = flow["stays"] + flow["differs"] + flow["left"]
            columns.append((atom, True, True))
            groups.append((before, [len(columns) - 1]))
            continue
        for kind, sides in (("stays", [(True, True)]), ("differs", [(True, False), (False, True)]),
                            ("left", [(True, False)]), ("joined", [(False, True)])):  # fmt: skip
            start = len(columns)
            columns += [(atom, *side) for side in sides]
            groups.append((flow[kind], list(range(start, len(columns)))))
    rows = [[Fraction(old and cell in cells_of(atom)) for atom, old, _new in columns] for cell in known]
    rows += [[Fraction(new and cell in cells_of(atom)) for atom, _old, new in columns] for cell in published]
    return rows, groups


def fewest_companies(rows, groups):
    """As `smallest_support`, where one company can stand for several unknowns."""
    populated = [group for group in groups if group[0]]
    every = [column for _number, columns in populated for column in columns]
    full = rank([[row[i] for i in every] for row in rows])
    best = None
    for mask in range(1, 1 << len(populated)):
        size = sum(group[0] for index, group in enumerate(populated) if mask >> index & 1)
        if size >= 10 or (best is not None and size >= best):
            continue
        outside = [i for index, group in enumerate(populated) if not mask >> index & 1 for i in group[1]]
        if full > rank([[row[i] for i in outside] for row in rows]):
            best = size
    return best


@settings(max_examples=40)
@given(FLOWS)
def test_two_snapshots_together_are_never_about_fewer_than_ten(flows):
    change = change_of(flows)
    known = first(change.before)
    chosen = accepted(change, known)
    published = publishable(change, chosen, known)

    assert known <= published
    assert all(total(cell, change.with_only(chosen)) >= 10 for cell in published)
    if known:
        assert fewest_companies(*two_snapshots(flows, chosen, known, published)) is None


def test_nine_changes_wait_and_ten_are_published():
    atom = ("25", "small")
    known = first({atom: 40})

    for changed, chosen in ((9, frozenset()), (10, {atom})):
        assert accepted(changing({atom: 40}, {atom: 40}, {atom: changed}), known) == chosen


def changing(before, after, changed):
    return Change(before, after, changed, changed)


def test_who_was_forgotten_does_not_count_and_goes_along_with_ten_others():
    atom = ("25", "small")
    known = first({atom: 40})

    assert accepted(Change({atom: 40}, {atom: 30}, {atom: 14}, {atom: 9}), known) == frozenset()
    assert accepted(Change({atom: 40}, {atom: 30}, {atom: 14}, {atom: 10}), known) == {atom}


def test_changes_of_a_parent_do_not_give_those_of_its_other_child_away():
    """Seventeen changes in one child and three in the other: the three wait."""
    sizes = {("25", "micro"): 40, ("25", "small"): 40}
    change = changing(sizes, sizes, {("25", "micro"): 17, ("25", "small"): 3})

    assert accepted(change, first(sizes)) == {("25", "micro")}


def test_a_known_group_does_not_shrink_below_ten():
    """Its rest has not changed, so that the whole minus the old rest would be the nine."""
    before = {("25", "micro"): 19, ("25", "small"): 40}
    change = changing(before, before | {("25", "micro"): 9}, {("25", "micro"): 10})

    assert accepted(change, first(before)) == frozenset()


def test_a_group_that_grew_waits_for_the_next_snapshot():
    """Else the old whole minus the unchanged rest would be the few that it was."""
    before = {("25", "micro"): 3, ("25", "small"): 40}
    after = before | {("25", "micro"): 14}
    change = changing(before, after, {("25", "micro"): 11})
    known = first(before)
    chosen = accepted(change, known)

    assert chosen == {("25", "micro")}
    assert ("25", "micro") not in publishable(change, chosen, known)
    assert ("25", "micro") in publishable(changing(after, after, {}), frozenset(), known)


@pytest.mark.parametrize("cell", [EVERYONE, ("25", None), (None, "small"), ("25", "small")])
def test_total_of_a_group(cell):
    assert total(cell, {("25", "small"): 7, ("", ""): 1}) == (8 if cell == EVERYONE else 7)
