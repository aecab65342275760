"""Which figures are closed, so that nobody learns of one company."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from reports.closing import LEAST, TOTAL, closed


def test_large_figures_and_none_are_open():
    assert closed([{"a": 5, "b": 0, "c": 12, TOTAL: 17}]) == set()


def test_small_one_takes_the_next_smallest_along():
    assert closed([{"a": 3, "b": 0, "c": 12, "d": 7, TOTAL: 22}]) == {"a", "d"}


def test_two_small_ones_need_five_companies_together():
    assert closed([{"a": 3, "b": 2, "c": 12, TOTAL: 17}]) == {"a", "b"}
    assert closed([{"a": 2, "b": 2, "c": 12, TOTAL: 16}]) == {"a", "b", "c"}


def test_total_is_closed_when_nothing_else_can_hide_it():
    assert closed([{"a": 3, "b": 0, TOTAL: 3}]) == {"a", TOTAL}
    assert closed([{"a": 3, TOTAL: 3}]) == {"a", TOTAL}


def test_what_is_closed_in_a_quarter_is_closed_in_the_year():
    year, first, second = {"a": 9, "b": 20, "c": 30}, {"a": 2, "b": 10, "c": 10}, {"a": 7, "b": 10, "c": 20}
    tables = [{**one, TOTAL: sum(one.values())} for one in (year, first, second)]
    assert closed(tables) == {"a", "b"}


SMALL = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 14), min_size=1)


@given(st.lists(SMALL, min_size=4, max_size=4))
def test_nothing_small_can_be_computed_from_what_is_open(quarters):
    """Of additive figures: no sum over parts or quarters of what is open leaves one to four companies."""
    keys = sorted({key for one in quarters for key in one})
    tables = [{key: one.get(key, 0) for key in keys} for one in quarters]
    tables = [{key: sum(one[key] for one in tables) for key in keys}, *tables]
    tables = [{**one, TOTAL: sum(one.values())} for one in tables]
    hidden = closed(tables)
    for table in tables:
        shown = {key: number for key, number in table.items() if key not in hidden}
        assert not any(0 < number < LEAST for number in shown.values())
        if TOTAL in shown:
            rest = shown.pop(TOTAL) - sum(shown.values())
            assert rest == 0 or rest >= LEAST
            assert all(len(one) > 1 for one in [[key for key in hidden if table[key]]] if one)
    for some in combinations(tables[1:], 3):
        for key in set(keys) - hidden:
            left = tables[0][key] - sum(one[key] for one in some)
            assert left == 0 or left >= LEAST
