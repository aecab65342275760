"""Long rows turned into tables."""

from datetime import date
from decimal import Decimal

from reports import pivots

JANUARY, MARCH, JULY = date(2018, 1, 1), date(2018, 3, 1), date(2018, 7, 1)


def test_rows_for_the_same_place_are_added_up_and_stay_exact():
    table = pivots.crossed([("a", 1, Decimal("0.10")), ("a", 1, Decimal("0.20")), ("b", 2, Decimal(-5))])
    assert table.loc["a", 1] == Decimal("0.30")
    assert table.loc["a", 2] == 0
    assert {type(one) for one in table.to_numpy().ravel()} == {Decimal}


def test_no_rows_are_an_empty_table():
    assert pivots.crossed([]).empty


def test_what_rose_stays_until_the_end():
    rises = [
        (JANUARY, "paid", Decimal("1.10")),
        (MARCH, "committed", Decimal(2)),
        (date(2018, 9, 1), "paid", Decimal(1)),
    ]
    assert pivots.at_ends(rises, [JANUARY, MARCH, date(2018, 5, 1), JULY], ["committed", "paid"]) == [
        (0, Decimal("1.10")),
        (2, Decimal("1.10")),
        (2, Decimal("1.10")),
        (2, Decimal("2.10")),
    ]


def test_nothing_that_rose_is_zero_all_along():
    assert pivots.at_ends([], [JANUARY, MARCH], ["paid"]) == [(0,), (0,)]
