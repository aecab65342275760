"""Properties of ranges and measures, over envelopes that no letter wrote."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.amounts import UNKNOWN, Range, exactly, total
from funding.measures import Contribution, Envelope, Line

euros = st.integers(0, 10**9).map(Decimal)
no_deadline = settings(deadline=None)


@st.composite
def ranges(draw):
    low = draw(euros)
    return Range(low, draw(st.one_of(st.none(), euros.map(lambda more: low + more))))


@st.composite
def envelopes(draw):
    """A root, lines under it that fit, and under the first of them reservations of known and unknown size."""
    shares = draw(st.lists(euros, min_size=1, max_size=4))
    lines = [Line("root", None, "fixed", sum(shares) + draw(euros))]
    for index, share in enumerate(shares):
        lines.append(Line(f"part{index}", "root", "fixed", share, draw(st.sampled_from([None, Decimal(1)]))))
    for index in range(draw(st.integers(0, 3))):
        lines.append(Line(f"open{index}", "part0", "open_reservation"))
    kept = draw(st.one_of(st.none(), st.integers(0, 100)))
    if kept is not None:
        amount = shares[0] * kept / 100
        lines.append(Line("kept", "part0", "fixed", amount, Decimal(1), "committed"))
    pledges = draw(st.lists(st.one_of(st.none(), euros), max_size=4))
    return Envelope(lines, [Contribution("part0", "letter", amount) for amount in pledges])


@given(ranges(), ranges())
def test_sum_is_known_only_when_both_parts_are(one, other):
    assert (one + other).known == (one.known and other.known)


@given(st.lists(ranges(), max_size=5))
def test_unknown_part_never_counts_as_nothing(parts):
    with_unknown = total([*parts, UNKNOWN])
    assert with_unknown.low == total(parts).low
    assert with_unknown.high is None
    assert with_unknown.status in ("unknown", "at_least")


@given(ranges(), st.integers(0, 100).map(Decimal))
def test_factor_keeps_a_range_a_range(one, factor):
    product = one.times(factor)
    assert product.low == one.low * factor
    assert product.high is None or product.high == one.high * factor


@given(ranges(), euros)
def test_what_is_left_plus_what_went_out_holds_the_whole(part, more):
    whole = exactly((part.high or part.low) + more)
    left = whole.left_after(part)
    assert left.low + (part.high if part.high is not None else whole.low - left.low) <= whole.high
    assert left.high + part.low == whole.high


@given(envelopes())
@no_deadline
def test_parts_lie_within_the_whole(money):
    for key in money.lines:
        whole = money.amount(key)
        for measure in (money.set_apart(key), money.left(key)):
            assert measure is None or measure.high <= whole.high
        known = [money.lines[child].amount for child in money.children(key)]
        assert sum(amount for amount in known if amount is not None) <= whole.high


@given(envelopes())
@no_deadline
def test_set_apart_and_left_make_the_line_again(money):
    for key in money.lines:
        set_apart, left = money.set_apart(key), money.left(key)
        if set_apart is None or left is None:
            continue
        assert set_apart.low + left.high == money.amount(key).high
        assert set_apart.known == left.known


@given(envelopes())
@no_deadline
def test_unknown_line_is_never_one_number_unless_there_is_no_room(money):
    for key, line in money.lines.items():
        if line.amount is None:
            assert money.amount(key).low == 0
            assert not money.amount(key).known or money.amount(key).high == 0


@given(envelopes())
@no_deadline
def test_stated_match_with_an_unknown_contribution_is_a_minimum(money):
    amounts = [one.amount for one in money.contributions]
    stated = money.match_stated("part0", "letter")
    if None in amounts:
        assert stated.high is None
        assert stated.low == sum(amount for amount in amounts if amount is not None)


def test_impossible_range_is_refused():
    with pytest.raises(ValueError, match="no amount lies between"):
        Range(Decimal(2), Decimal(1))
    with pytest.raises(ValueError, match="no amount lies between"):
        Range(Decimal(-1))


def test_nothing_is_taken_from_an_amount_without_upper_bound():
    with pytest.raises(ValueError, match="without an upper bound"):
        UNKNOWN.left_after(exactly(Decimal(1)))


def test_more_than_there_is_cannot_be_taken():
    with pytest.raises(ValueError, match="no amount lies between"):
        exactly(Decimal(1)).left_after(exactly(Decimal(2)))


def test_line_without_parent_and_amount_is_unknown():
    money = Envelope([Line("root", None, "fixed"), Line("part", "root", "open_reservation")])
    assert money.amount("root") == UNKNOWN
    assert money.amount("part") == UNKNOWN
    assert money.set_apart("root") == UNKNOWN
