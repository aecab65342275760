"""What may be paid now: by hand, and beside what the database admits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding import actions, payments
from funding.cofunding import Rules, State
from funding.payable import Situation
from funding.rules import RuleBroken
from tests.funding import payment_world, ruled
from tests.funding import world as worlds
from tests.funding.payment_world import TODAY
from tests.funding.world import euros

ONE_TO_ONE = Rules(Decimal(1), Decimal("0.80"))
MATCH = {"rules": ONE_TO_ONE, "committed": euros(1000), "cash": euros(1000)}
RICH = {"granted": euros(100), "cash": euros(1000)}


@pytest.mark.parametrize(
    ("changes", "now"),
    [
        ({}, 100),
        ({"paid": euros(30), "waiting": euros(20)}, 50),
        ({"cash": euros(40)}, 40),
        ({"cash": euros(40), "cash_waiting": euros(15)}, 25),
        ({"cash": None}, 0),
        ({"settled": euros(60), "paid": euros(50)}, 10),
        ({"settled": euros(60), "paid": euros(80)}, 0),
        (MATCH, 80),
        ({**MATCH, "realised": euros(5)}, 85),
        ({**MATCH, "realised": euros(50)}, 100),
        ({**MATCH, "realised": euros(15), "others": (State(euros(100), euros(90)),)}, 85),
        ({**MATCH, "realised": euros(15), "others": (State(euros(100), euros(9), settled=euros(9)),)}, 86),
        ({**MATCH, "committed": euros(99)}, 0),
        ({**MATCH, "committed": euros(100), "on_proof": True}, 80),
        ({**MATCH, "settled": euros(60), "realised": euros(60)}, 60),
        ({**MATCH, "rules": Rules(Decimal(2), Decimal("0.5")), "realised": euros(5)}, Decimal("52.50")),
        ({**MATCH, "rules": Rules(Decimal(3), Decimal(0)), "realised": euros(1)}, Decimal("0.33")),
    ],
)
def test_least_of_award_match_and_cash(changes, now):
    assert Situation(**{**RICH, **changes}).now == euros(now)


@pytest.mark.parametrize(
    ("changes", "amount", "rule", "short"),
    [
        ({"waiting": euros(20)}, 81, "funding_award_commitment_covers", 1),
        ({"settled": euros(60)}, 61, "funding_award_paid_is_within_the_settlement", 1),
        ({**MATCH, "committed": euros(99)}, 1, "funding_pool_committed_match_covers", 1),
        (MATCH, 83, "funding_pool_realised_match_covers_payment", 3),
        ({**MATCH, "rules": Rules(Decimal(2), Decimal("0.8"))}, 83, "funding_pool_realised_match_covers_payment", 6),
        ({"cash": euros(40)}, 41, "funding_line_cash_covers", 1),
    ],
)
def test_shortage_names_the_side_and_the_amount(changes, amount, rule, short):
    found = Situation(**{**RICH, **changes}).shortage(euros(amount))
    assert (found.rule, found.facts["short"]) == (rule, euros(short))


def test_shortage_of_realised_match_counts_no_match_that_a_settlement_uses():
    """105 is realised and a settlement rests on 100 of it: 5 is left, where 10 is paid beyond the advance of 80."""
    settled = State(euros(100), euros(100), settled=euros(100))
    found = Situation(**{**RICH, **MATCH, "realised": euros(105), "others": (settled,)}).shortage(euros(90))
    assert found.facts == {"short": euros(5), "state": euros(10), "match": euros(5)}


def test_unknown_cash_ceiling_is_a_shortage_of_its_own():
    assert Situation(granted=euros(5)).shortage(euros(1)).rule == "funding_line_cash_ceiling_is_known"


def test_settled_award_rests_on_its_settlement_alone():
    assert Situation(**{**RICH, **MATCH, "settled": euros(60), "realised": euros(60)}).shortage(euros(60)) is None


CENTS = st.integers(0, 20_000).map(lambda cents: Decimal(cents) / 100)


@given(
    granted=CENTS,
    paid=CENTS,
    waiting=CENTS,
    realised=CENTS,
    committed=CENTS,
    cash=st.none() | CENTS,
    settled=st.none() | CENTS,
    ratio=st.sampled_from(["0.5", "1", "3"]).map(Decimal),
    share=st.sampled_from(["0", "0.3333", "0.8", "1"]).map(Decimal),
    other=st.none() | st.tuples(CENTS, CENTS),
)
def test_what_may_be_paid_has_no_shortage_and_a_cent_more_has(ratio, share, other, **amounts):
    others = () if other is None else (State(*other),)
    situation = Situation(rules=Rules(ratio, share), others=others, **amounts)
    assert situation.shortage(situation.now + Decimal("0.01")) is not None
    assert situation.now == 0 or situation.shortage(situation.now) is None


SITUATIONS = {
    "advance": {},
    "beyond the advance": {"realised": 7_000.55},
    "all of it": {"realised": 100_000},
    "little cash": {"cash": 30_000},
    "on proof, without it": {"match": 1, "condition": "proof_of_match"},
    "on proof, with it": {"condition": "proof_of_match"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", SITUATIONS)
def test_database_admits_what_the_page_says_and_no_cent_more(name):
    desk = payment_world.build(**SITUATIONS[name])
    world, situation = desk.world, payments.situation(desk.award)
    more = situation.now + Decimal("0.01")
    with pytest.raises(RuleBroken) as caught:
        world.pay(desk.award, more, day=TODAY)
    expected = situation.shortage(more)
    assert (caught.value.code, caught.value.facts["short"]) == (expected.rule, expected.facts["short"])
    if situation.now:
        world.pay(desk.award, situation.now, day=TODAY)


@pytest.mark.django_db
def test_what_waits_of_another_award_counts_against_the_same_match_and_cash():
    desk = payment_world.build(realised=10_000, match=300_000, cash=200_000)
    other = desk.world.grant(100_000, day=TODAY)
    desk.propose(88_000)
    situation = payments.situation(other)
    assert (situation.by_match, situation.cash_left, situation.now) == (euros(2_000), euros(112_000), euros(82_000))
    desk.propose(82_000, award=other)
    assert payments.situation(other).now == 0
    assert payments.situation(desk.award).now == 0


@pytest.mark.django_db
def test_ordered_award_asks_no_match():
    desk = payment_world.build()
    ordered = ruled.ordered(desk.world, 50, day=TODAY)
    assert payments.situation(ordered).rules is None
    assert payments.situation(ordered).now == euros(50)
    assert payments.situation(desk.award).others == ()


@pytest.mark.django_db
def test_settled_award_pays_until_its_settlement():
    desk = payment_world.build(realised=100_000)
    desk.pay(desk.approved(10))
    desk.world.settle(desk.award, 60)
    assert payments.situation(desk.award).now == euros(50)
    with pytest.raises(RuleBroken, match="vastgesteld op € 60"):
        desk.propose("50.01")


@pytest.mark.django_db
def test_stopped_and_corrected_payments_do_not_wait():
    desk = payment_world.build()
    stopped, paid = desk.propose(10), desk.approved(20)
    actions.stop_payment(by=desk.world.preparer, payment=stopped, reason="x")
    entry = desk.pay(paid)
    desk.propose(40)
    assert (payments.situation(desk.award).paid, payments.situation(desk.award).waiting) == (euros(20), euros(40))
    actions.correct(by=desk.world.controller, basis=worlds.basis(TODAY), entry=entry)
    assert (payments.situation(desk.award).paid, payments.situation(desk.award).waiting) == (0, euros(40))
