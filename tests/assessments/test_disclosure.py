"""What the gate lets through of one group of companies."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import disclosure
from assessments.disclosure import Kind, Summary

LEVELS = st.integers(10, 50)
COUNTS = st.dictionaries(LEVELS, st.integers(1, 40), min_size=1, max_size=8)


def test_summary_of_nine_companies_says_nothing():
    assert disclosure.summary({10: 4, 20: 5}, 20) == Summary(Kind.NONE)


def test_summary_of_ten_companies_is_a_median_and_a_band():
    assert disclosure.summary({10: 3, 20: 4, 30: 3}, 20) == Summary(
        Kind.BAND, 10, Decimal(2), Decimal(1), Decimal(3), None
    )


def test_summary_of_twenty_nine_companies_has_no_rank():
    assert disclosure.summary({10: 15, 30: 14}, 20).kind == Kind.BAND


def test_summary_of_thirty_companies_has_a_rank():
    assert disclosure.summary({10: 15, 30: 15}, 20) == Summary(
        Kind.RANK, 30, Decimal(2), Decimal(1), Decimal(3), higher_than=5
    )


def test_summary_without_a_level_has_no_rank():
    assert disclosure.summary({10: 15, 30: 15}).kind == Kind.BAND


@pytest.mark.parametrize(("most", "kind"), [(90, Kind.BAND), (91, Kind.NONE)])
def test_summary_withholds_over_ninety_per_cent_at_one_level(most, kind):
    assert disclosure.summary({20: most, 40: 100 - most}).kind == kind


def test_at_one_level_takes_tenths_as_the_level_they_round_to():
    assert disclosure.at_one_level({25: 10, 34: 10})
    assert not disclosure.at_one_level({24: 10, 25: 10})


def test_median_of_an_even_number_lies_between_the_two_in_the_middle():
    assert disclosure.summary({10: 3, 20: 3, 30: 5, 50: 1}).median == Decimal("2.5")
    assert disclosure.summary({20: 5, 30: 5}).median == Decimal("2.5")


def test_band_is_in_halves_and_never_narrower_than_the_quartiles():
    found = disclosure.summary({23: 4, 27: 4, 33: 4})

    assert (found.low, found.median, found.high) == (Decimal(2), Decimal("2.5"), Decimal("3.5"))


@pytest.mark.parametrize(("level", "higher"), [(10, 2), (20, 5), (30, 8), (5, 0), (50, 10), (15, 3)])
def test_higher_than_counts_equals_for_half(level, higher):
    assert disclosure.higher_than({10: 10, 20: 10, 30: 10}, level) == higher


@given(COUNTS, LEVELS)
def test_no_summary_says_anything_of_fewer_than_ten(counts, level):
    found = disclosure.summary(counts, level)

    assert found == Summary(Kind.NONE) or sum(counts.values()) >= 10
    assert found.companies % 5 == 0
    assert found.companies <= sum(counts.values())
    assert found.kind != Kind.RANK or sum(counts.values()) >= 30


@given(COUNTS, LEVELS)
def test_band_holds_the_median_and_half_of_the_companies(counts, level):
    found = disclosure.summary(counts, level)
    if found.kind != Kind.NONE:
        assert found.low <= found.median <= found.high
        inside = sum(n for tenths, n in counts.items() if found.low * 10 <= tenths <= found.high * 10)
        assert inside * 2 >= sum(counts.values())


@given(COUNTS, LEVELS)
def test_a_higher_level_never_has_a_lower_rank(counts, level):
    assert disclosure.higher_than(counts, level) <= disclosure.higher_than(counts, level + 1) <= 10


def test_place_beyond_the_last_company_is_a_fault():
    with pytest.raises(ValueError, match="no company at place 4"):
        disclosure._at({10: 3}, 4)


def test_rounded_down_hides_what_is_under_ten():
    assert [disclosure.rounded_down(n) for n in (0, 9, 10, 14, 15, 99)] == [0, 0, 10, 10, 15, 95]
