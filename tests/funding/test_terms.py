"""Terms end on a working day."""

from datetime import date

import pytest

from funding import terms


@pytest.mark.parametrize(
    ("year", "easter"), [(2018, date(2018, 4, 1)), (2019, date(2019, 4, 21)), (2024, date(2024, 3, 31))]
)
def test_easter_is_known(year, easter):
    assert terms.easter_sunday(year) == easter


def test_holidays_of_a_year_are_those_of_the_law():
    assert sorted(terms.holidays(2018)) == [
        date(2018, 1, 1),
        date(2018, 3, 30),  # Good Friday
        date(2018, 4, 2),
        date(2018, 4, 27),
        date(2018, 5, 5),
        date(2018, 5, 10),  # Ascension
        date(2018, 5, 21),  # Whit Monday
        date(2018, 12, 25),
        date(2018, 12, 26),
    ]


def test_kings_day_on_a_sunday_is_a_day_earlier():
    assert date(2025, 4, 26) in terms.holidays(2025)
    assert date(2025, 4, 27) not in terms.holidays(2025)


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        (date(2018, 6, 1), date(2018, 7, 13)),  # a Friday
        (date(2018, 6, 2), date(2018, 7, 16)),  # would be a Saturday
        (date(2018, 2, 16), date(2018, 4, 3)),  # Good Friday, the weekend and Easter Monday
        (date(2018, 11, 13), date(2018, 12, 27)),  # both days of Christmas
    ],
)
def test_objection_lasts_six_weeks_and_ends_on_a_working_day(decided, last):
    assert terms.objection_until(decided) == last


def test_paying_back_lasts_six_weeks_too():
    assert terms.pay_back_until(date(2018, 6, 1)) == date(2018, 7, 13)
