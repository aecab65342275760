"""Cases that a controller can check with the letter in hand (Kamerstuk 29 826 nr. 94, 5 February 2018).

Amounts are in millions of euros, as the letter writes them.
"""

from decimal import Decimal

import pytest

from funding.amounts import UNKNOWN, Range
from tests.funding.letter import LETTER, LINK, envelope


def million(low, high=None):
    """million("2.8") is exactly that; million("0", "2.1") lies between the two."""
    return Range(Decimal(low) * 1_000_000, Decimal(low if high is None else high) * 1_000_000)


def at_least(low):
    return Range(Decimal(low) * 1_000_000)


@pytest.fixture(scope="module")
def money():
    return envelope()


def test_3_5_is_2_8_for_the_regions_plus_0_7_for_sme_support(money):
    assert money.amount("si_2018") == money.amount("regional") + money.amount("sme_support") == million("3.5")
    assert money.amount("regional") == million("2.8")
    assert money.amount("sme_support") == million("0.7")


def test_2_1_is_2_8_less_0_7_for_smitzh(money):
    assert (
        money.amount("regional").left_after(money.amount("smitzh")) == money.amount("regional_rest") == million("2.1")
    )


def test_2_1_is_calculated_and_not_named_by_the_letter(money):
    assert money.fixed("regional_rest") is None
    assert money.fixed("regional") == million("2.8")


def test_two_amounts_of_0_7_are_two_lines_and_only_one_is_set_apart(money):
    assert money.amount("smitzh") == money.amount("sme_support") == million("0.7")
    assert money.above("smitzh") == ["regional", "si_2018"]
    assert money.above("sme_support") == ["si_2018"]
    assert money.set_apart("smitzh") == million("0.7")
    # Of the support only a possibility is named (an assessment programme), without an amount.
    assert money.set_apart("sme_support") == million("0", "0.7")


def test_data_value_center_is_at_most_2_1_by_the_text(money):
    assert money.amount("data_value_center") == million("0", "2.1")


def test_data_value_center_is_at_most_2_8_by_the_table(money):
    """The table takes it out of the whole 3.5; 0.7 of that is set apart for SMITZH."""
    assert money.most("data_value_center", "si_2018") == Decimal(2_800_000)


def test_other_hubs_get_between_nothing_and_2_1(money):
    assert money.amount("other_hubs") == million("0", "2.1")


def test_assessment_programme_is_between_nothing_and_0_7(money):
    assert money.amount("assessment_programme") == million("0", "0.7")


def test_set_apart_in_the_regional_money_is_at_least_smitzh(money):
    assert money.set_apart("regional") == million("0.7", "2.8")
    assert money.left("regional") == million("0", "2.1")


def test_set_apart_in_the_whole(money):
    assert money.set_apart("si_2018") == million("0.7", "3.5")
    assert money.left("si_2018") == million("0", "2.8")


def test_regions_put_in_at_least_the_same_2_8(money):
    assert money.match_required("regional") == million("2.8")


def test_match_asked_of_the_other_hubs_is_unknown_because_their_amount_is(money):
    assert money.match_required("other_hubs") == million("0", "2.1")


def test_match_asked_for_the_data_value_center_cannot_be_calculated(money):
    """The letter does not say whether one to one holds there."""
    assert money.match_required("data_value_center") is None
    assert money.match_required("regional_rest") == UNKNOWN


def test_no_match_is_asked_for_sme_support(money):
    assert money.match_required("sme_support") is None
    assert money.match_stated("sme_support", LETTER) is None


def test_match_asked_over_the_whole_is_at_least_2_8(money):
    assert money.match_required("si_2018") == at_least("2.8")


def test_match_of_smitzh_by_the_letter_is_at_least_0_7_because_the_province_named_no_amount(money):
    assert money.match_stated("smitzh", LETTER) == at_least("0.7")


def test_the_hague_is_counted_in_its_own_source_only(money):
    assert money.match_stated("smitzh", LINK) == million("1.0")


def test_smitzh_reaches_one_to_one_with_the_metropolitan_area_alone(money):
    assert money.match_per_euro("smitzh", LETTER) == Range(Decimal(1))


def test_match_over_the_2_8_is_at_least_a_quarter(money):
    """0.7 of 2.8; what the other regions put in is not known, and that is not nothing."""
    assert money.match_stated("regional", LETTER) == at_least("0.7")
    assert money.match_per_euro("regional", LETTER) == Range(Decimal("0.25"))


@pytest.mark.parametrize("line", ["other_hubs", "data_value_center", "regional_rest"])
def test_match_per_euro_cannot_be_calculated_where_amount_or_match_is_unknown(money, line):
    assert money.match_per_euro(line, LETTER) is None
