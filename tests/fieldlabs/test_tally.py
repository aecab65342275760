"""Counting with a bit per Fieldlab gives what counting one by one gives."""

from hypothesis import given
from hypothesis import strategies as st

from fieldlabs.tally import FACETS, PLACED, Tally

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
    tally = Tally.of([("|".join(row), [key]) for key, row in enumerate(rows)])
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
    tally = Tally.of([(f"{number}||A||||||".removesuffix("|"), [number]) for number in range(100)])
    assert tally.counts(tally.everything, {})["region"] == {str(number): 1 for number in range(100)}


def test_fieldlab_that_came_later_is_left_out():
    tally = Tally.of([("1|NL-ZH|A|||||", [7])])
    assert (tally.some([7, 8]), tally.some([8]), Tally.of([]).some([1])) == (1, 0, 0)
