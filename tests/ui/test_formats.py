"""Numbers, money, dates and figures in words, in both languages."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from ui import formats


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (2_800_000, "€ 2.800.000", "€ 2,800,000"),
        (Decimal("2800000.00"), "€ 2.800.000", "€ 2,800,000"),
        (Decimal("1234.5"), "€ 1.234,50", "€ 1,234.50"),
        (0, "€ 0", "€ 0"),
        (-700_000, "−€ 700.000", "−€ 700,000"),
        (None, "onbekend", "unknown"),
        ("", "onbekend", "unknown"),
        ("not a number", "onbekend", "unknown"),
        (float("nan"), "onbekend", "unknown"),
    ],
)
def test_euro_writes_amounts_in_full(value, dutch, english):
    assert in_both(formats.euro, value) == (dutch, english)


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (2_800_000, "€ 2,8 miljoen", "€ 2.8 million"),
        (165_000_000, "€ 165 miljoen", "€ 165 million"),
        (2_812_345, "€ 2,81 miljoen", "€ 2.81 million"),
        (1_200_000_000, "€ 1,2 miljard", "€ 1.2 billion"),
        (700_000, "€ 700.000", "€ 700,000"),
        (Decimal("999.60"), "€ 1.000", "€ 1,000"),
        (-2_100_000, "−€ 2,1 miljoen", "−€ 2.1 million"),
        (None, "onbekend", "unknown"),
    ],
)
def test_euro_short_reads_like_a_sentence(value, dutch, english):
    assert in_both(formats.euro_short, value) == (dutch, english)


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (120_000, "120.000", "120,000"),
        (Decimal("2.50"), "2,5", "2.5"),
        (0, "0", "0"),
        (None, "onbekend", "unknown"),
    ],
)
def test_number_uses_the_separators_of_the_language(value, dutch, english):
    assert in_both(formats.number, value) == (dutch, english)


def test_percent_and_date():
    assert in_both(formats.percent, Decimal(40)) == ("40%", "40%")
    assert in_both(formats.date_long, date(2018, 2, 5)) == ("5 februari 2018", "5 February 2018")
    assert in_both(formats.date_long, None) == ("onbekend", "unknown")


@pytest.mark.parametrize(
    ("changes", "dutch", "english"),
    [
        ({}, "€ 2,8 miljoen", "€ 2.8 million"),
        ({"value": 2_812_345}, "€ 2.812.345", "€ 2,812,345"),
        ({"precision": "approximate"}, "circa € 2,8 miljoen", "about € 2.8 million"),
        ({"precision": "at_least", "value": 32, "unit": "count"}, "minstens 32", "at least 32"),
        ({"value": 2018, "unit": "year"}, "2018", "2018"),
        ({"value": 40, "unit": "percent"}, "40%", "40%"),
        (
            {"value": None, "precision": "unknown", "lower": 0, "upper": 2_100_000},
            "onbekend (tussen €\u00a00 en €\u00a02,1 miljoen)",
            "unknown (between €\u00a00 and €\u00a02.1 million)",
        ),
        (
            {"value": None, "precision": "unknown", "upper": 2_100_000},
            "onbekend (hoogstens €\u00a02,1 miljoen)",
            "unknown (at most €\u00a02.1 million)",
        ),
        (
            {"value": None, "precision": "unknown", "lower": 700_000},
            "onbekend (minstens €\u00a0700.000)",
            "unknown (at least €\u00a0700,000)",
        ),
        ({"value": None, "precision": "unknown"}, "onbekend", "unknown"),
        ({"value": None}, "onbekend", "unknown"),
    ],
)
def test_figure_value_says_how_sure_it_is(changes, dutch, english):
    values = {"value": 2_800_000, "lower": None, "upper": None, "unit": "EUR", "precision": "exact"}

    assert in_both(formats.figure_value, SimpleNamespace(**(values | changes))) == (dutch, english)


def test_wording_writes_chart_values_in_the_language():
    with translation.override("nl"):
        words = formats.wording("EUR")

    assert words.value(None, 0, 2_100_000).startswith("onbekend (tussen € 0")
    assert words.about.format("€ 165") == "circa € 165"


def in_both(write, value) -> tuple[str, str]:
    with translation.override("nl"):
        dutch = write(value)
    with translation.override("en"):
        return dutch, write(value)
