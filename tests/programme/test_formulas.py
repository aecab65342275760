"""Formulas: what they mean, and that every derived figure is what its formula says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme import reference
from programme.formulas import Count, FormulaError, Range, evaluate, evaluate_range, tokens

ROWS = {row["key"]: row for row in reference.rows("figures")}
DERIVED = [row for row in ROWS.values() if row["kind"] == "derived"]
CENT = Decimal("0.01")

# The notes of these rows say it: the share is rounded to whole percents.
ROUNDED_SHARES = {
    "fieldlabs_share_business_letter": Range(Decimal("39.5"), Decimal("40.5")),
    "fieldlabs_share_public_letter": Range(Decimal("59.5"), Decimal("60.5")),
}


def count_rows(asked: Count) -> int:
    return sum(row[asked.column] == asked.wanted for row in reference.rows(asked.file.removesuffix(".csv")))


def nothing(asked: Count) -> int:
    raise AssertionError("no count is expected")


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def values() -> dict[str, Decimal]:
    return {key: Decimal(row["value"]) for key, row in ROWS.items() if row["value"]}


def range_of(row) -> Range:
    low, high = number(row["lower"]), number(row["upper"])
    if row["precision"] in {"unknown", "at_least"} or low is not None:
        return Range(low, high)
    return Range(Decimal(row["value"]), Decimal(row["value"]))


def ranges() -> dict[str, Range]:
    return {key: range_of(row) for key, row in ROWS.items()} | ROUNDED_SHARES


def rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(CENT)


@pytest.mark.parametrize("row", [row for row in DERIVED if row["value"]], ids=lambda row: row["key"])
def test_derived_figure_equals_its_formula(row):
    assert rounded(evaluate(row["formula"], values(), count_rows)) == rounded(Decimal(row["value"]))


@pytest.mark.parametrize("row", [row for row in DERIVED if row["lower"]], ids=lambda row: row["key"])
def test_derived_bounds_equal_those_of_the_formula(row):
    computed = evaluate_range(row["formula"], ranges(), count_rows)
    assert rounded(computed.low) == rounded(number(row["lower"]))
    if row["upper"]:
        assert rounded(computed.high) == rounded(number(row["upper"]))


def test_derived_unknown_has_a_formula_that_cannot_be_computed():
    unknown = [row for row in DERIVED if not row["value"]]
    assert [row["key"] for row in unknown] == ["other_hubs_derived"]
    with pytest.raises(FormulaError):
        evaluate(unknown[0]["formula"], values(), count_rows)


def test_formula_follows_the_order_of_arithmetic():
    given_values = {"a": Decimal(2), "b": Decimal(3)}
    assert evaluate("a + b * 4 - 10 / (a + b)", given_values, nothing) == 12


def test_formula_counts_rows():
    assert evaluate("count(expertise_partners.csv, founder=yes)", {}, count_rows) == 5


def test_tokens_name_their_kind():
    found = tokens("regional_letter / 100 + count(projects.csv, action_line=1)")
    assert [(token.kind, token.text) for token in found] == [
        ("key", "regional_letter"),
        ("sign", "/"),
        ("number", "100"),
        ("sign", "+"),
        ("count", "count(projects.csv, action_line=1)"),
    ]
    assert found[-1].count == Count("projects.csv", "action_line", "1")


@pytest.mark.parametrize("text", ["", "1 +", "(1", "1 2", "a", "__import__('os')", "1 ** 2", ")", "count(x, y)"])
def test_formula_that_is_none_is_refused(text):
    with pytest.raises(FormulaError):
        evaluate(text, {}, count_rows)


amounts = st.decimals(min_value=1, max_value=10**9, places=2)


@given(low=amounts, more=amounts, other=amounts, share=st.decimals(min_value=0, max_value=1, places=3))
def test_range_contains_every_value_inside(low, more, other, share):
    inside = low + more * share
    both = {"a": Range(low, low + more), "b": Range(other, other)}
    for formula in ("a + b", "a - b", "b - a", "a * b", "a / b", "b / a"):
        computed = evaluate_range(formula, both, nothing)
        assert computed.low <= evaluate(formula, {"a": inside, "b": other}, nothing) <= computed.high


def test_range_without_upper_bound_has_none_after_addition():
    assert evaluate_range("a + 1", {"a": Range(Decimal(1), None)}, nothing) == Range(Decimal(2), None)
