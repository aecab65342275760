"""What is asked after an award: a table of cases that an official can check with docs/decisions/0033 in hand."""

from datetime import date
from decimal import Decimal

import pytest

from funding.evidence import Asked, Terms, asked, level_for

TABLE = [[0, "none"], [25_000, "performance"], [125_000, "costs"]]
DECIDED = date(2018, 6, 1)


@pytest.mark.parametrize(
    ("amount", "level"),
    [
        ("0.01", "none"),
        ("24999.99", "none"),
        ("25000", "performance"),
        ("124999.99", "performance"),
        ("125000", "costs"),
        ("700000", "costs"),
    ],
)
def test_level_follows_from_the_amount(amount, level):
    assert level_for(Decimal(amount), TABLE) == level
    assert level_for(Decimal(amount), list(reversed(TABLE))) == level


def test_below_every_row_nothing_is_asked():
    assert level_for(Decimal(10), [[25_000, "performance"]]) == "none"
    assert level_for(Decimal(10), []) == "none"


def test_level_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        level_for(Decimal(10), [[0, "everything"]])


CASES = {
    "under 25,000": (20_000, (2018, 7, 1), (2020, 6, 30), False, []),
    "under 25,000 on proof of match": (
        20_000,
        (2018, 7, 1),
        (2018, 12, 31),
        True,
        [("match_proof", date(2018, 8, 31), "")],
    ),
    "performance within one year": (
        100_000,
        (2018, 1, 1),
        (2018, 12, 31),
        False,
        [("performance", date(2019, 4, 1), "")],
    ),
    "performance over two years": (
        100_000,
        (2018, 7, 1),
        (2019, 6, 30),
        False,
        [("yearly_report", date(2019, 4, 1), "2018"), ("performance", date(2019, 9, 29), "")],
    ),
    "costs over three years, on proof": (
        700_000,
        (2018, 7, 1),
        (2020, 12, 31),
        True,
        [
            ("match_proof", date(2018, 8, 31), ""),
            ("yearly_report", date(2019, 4, 1), "2018"),
            ("yearly_report", date(2020, 3, 31), "2019"),
            ("performance", date(2021, 4, 1), ""),
            ("costs", date(2021, 6, 3), ""),
            ("auditor", date(2021, 6, 3), ""),
        ],
    ),
    "decided when it was nearly over": (
        100_000,
        (2017, 1, 1),
        (2018, 5, 31),
        False,
        [("yearly_report", date(2018, 8, 31), "2017"), ("performance", date(2018, 8, 31), "")],
    ),
    "last day is 1 January": (
        100_000,
        (2018, 1, 1),
        (2019, 1, 1),
        False,
        [("yearly_report", date(2019, 4, 1), "2018"), ("performance", date(2019, 4, 2), "")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_asked(case):
    amount, starts_on, ends_on, on_proof, expected = CASES[case]
    terms = Terms(Decimal(amount), DECIDED, date(*starts_on), date(*ends_on), on_proof)
    assert asked(terms, TABLE) == tuple(Asked(*one) for one in expected)
