"""Counting with a bit per Fieldlab gives what counting one by one gives."""

from hypothesis import given
from hypothesis import strategies as st

from fieldlabs.tally import FACETS, PLACED, Tally
from regions.distance import km

ROW = st.tuples(
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "NL-ZH", "NL-OV"]),
    st.sampled_from(["A", "B", "erkend"]),
    st.sampled_from(["", "smart-working", "smart-working servitisation"]),
    st.sampled_from(["", "advice", "advice pilot_line"]),
    st.sampled_from(["", "ja"]),
    st.sampled_from(["", "1-3", "4-6 7-9"]),
    st.sampled_from(["", "1"]),
)
VALUES = {
    "region": ["", "1", "9"],
    "province": ["", "NL-ZH"],
    "transformation": ["smart-working", "servitisation"],
    "service": ["advice", "pilot_line"],
    "training": ["ja"],
    "trl": ["1-3", "7-9"],
    "standing": ["A", "erkend"],
}
NAMES = ("region", "province", "standing", "transformation", "service", "training", "trl", PLACED)


def has(row, facet: str, value: str) -> bool:
    text = row[NAMES.index(facet)]
    return text == value if facet in ("region", "province", "standing") else value in text.split()


@given(
    st.lists(ROW, max_size=90),
    st.dictionaries(st.sampled_from(FACETS), st.integers(0, 1), max_size=3),
    st.sets(st.integers(0, 99)),
)
def test_counts_are_those_of_counting_one_by_one(rows, picked, hits):
    tally = Tally.of([("|".join(row), [key], [None], [None]) for key, row in enumerate(rows)])
    chosen = {facet: VALUES[facet][number % len(VALUES[facet])] for facet, number in picked.items()}
    selection = tally.some(hits)
    inside = [row for key, row in enumerate(rows) if key in hits]

    assert selection.bit_count() == len(inside)
    assert tally.chosen(selection, chosen).bit_count() == sum(
        all(has(row, facet, value) for facet, value in chosen.items()) for row in inside
    )
    counts = tally.counts(selection, chosen)
    for facet, values in VALUES.items():
        others = {one: value for one, value in chosen.items() if one != facet}
        rest = [row for row in inside if all(has(row, one, value) for one, value in others.items())]
        assert [counts[facet][value] for value in values] == [
            sum(has(row, facet, value) for row in rest) for value in values
        ]


def test_more_than_sixty_four_values_are_counted():
    tally = Tally.of([(f"{number}||A||||||".removesuffix("|"), [number], [None], [None]) for number in range(100)])
    assert tally.counts(tally.everything, {})["region"] == {str(number): 1 for number in range(100)}


def test_fieldlab_that_came_later_is_left_out():
    tally = Tally.of([("1|NL-ZH|A|||||", [7], [None], [None])])
    assert (tally.some([7, 8]), tally.some([8]), Tally.of([]).some([1])) == (1, 0, 0)


SPOT = st.tuples(st.floats(50.7, 53.6), st.floats(3.3, 7.3))


@given(st.lists(st.one_of(st.none(), SPOT), max_size=30), SPOT, st.sampled_from([0, 10, 30, 100, 400]))
def test_near_are_those_within_the_radius(spots, here, radius):
    lats, lons = ([spot and spot[side] for spot in spots] for side in (0, 1))
    tally = Tally.of([("1|||||||", list(range(len(spots))), lats, lons)])
    near = tally.near(*here, radius)

    for key, spot in enumerate(spots):
        # At the very edge the last digit of either may differ.
        if spot is None or abs(km(*here, *spot) - radius) > 1e-6:
            assert bool(near >> key & 1) == (spot is not None and km(*here, *spot) < radius)


def test_what_lies_on_the_spot_is_near():
    assert Tally.of([("1|||||||", [5], [52.5], [6.1])]).near(52.5, 6.1, 0) == 1
