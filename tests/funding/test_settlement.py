"""What is decided on an award: changed, settled, withdrawn, recovered; and the books after it, to the cent."""

from datetime import date
from decimal import Decimal

import pytest

from funding import actions, audit, award_state, settling
from funding.actions import awards
from funding.models import Award, Entry, Letter, PlanStep, Settlement
from funding.plan_state import state_of
from funding.rules import RuleBroken
from funding.settling import Facts
from tests.funding.award_world import Granted
from tests.funding.world import DAY, PAPER, balances, basis, euros

pytestmark = pytest.mark.django_db
NEXT_YEAR = date(2019, 3, 1)


def refused(act) -> str:
    with pytest.raises(RuleBroken) as caught:
        act()
    return caught.value.code


# --- The worked example ---------------------------------------------------------------------------------------------


def test_700_granted_560_paid_400_realised_settled_at_400_and_160_comes_back():
    one = Granted(700_000, realised=400_000)
    one.pay(560_000)
    assert settling.suggest(award_state.facts_of(one.award)).amount == euros(400_000)

    letter = one.decide("settle", amount=euros(400_000), legal_ground="4:46-a")

    assert (letter.asked, letter.amount, letter.refused) == (euros(700_000), euros(400_000), euros(300_000))
    assert letter.settlement == Settlement.objects.get()
    assert balances(line=one.world.line) == {
        ("commitments", "available"): euros(140_000),
        ("commitments", "paid"): euros(560_000),
        ("cash", "available"): euros(140_000),
        ("cash", "paid"): euros(560_000),
        ("cofunding", "committed"): euros(300_000),
        ("cofunding", "used"): euros(400_000),
    }
    assert award_state.standing_of(one.award).recoverable == euros(160_000)

    back = one.decide("recover", amount=euros(160_000), legal_ground="4:57")

    assert (back.amount, back.due_on) == (euros(160_000), date(2018, 7, 13))
    assert award_state.standing_of(one.award).recoverable == 0
    actions.refund(by=one.world.payer, basis=basis(), award=one.award, paid_in=2018, amount=euros(160_000))
    lowered = awards.lower_to_settlement(by=one.world.payer, basis=basis(), award=one.award)
    assert lowered.kind == "decommit"
    assert awards.lower_to_settlement(by=one.world.payer, basis=basis(), award=one.award) is None
    assert balances(line=one.world.line) == {
        ("commitments", "available"): euros(300_000),
        ("commitments", "paid"): euros(400_000),
        ("cash", "available"): euros(300_000),
        ("cash", "paid"): euros(400_000),
        ("cofunding", "committed"): euros(300_000),
        ("cofunding", "used"): euros(400_000),
    }
    assert (state_of(one.plan), audit.differences()) == ("settle", [])
    standing = award_state.standing_of(one.award)
    assert (standing.recoverable, standing.asked_back) == (0, 0)


def test_what_comes_back_in_a_later_year_does_not_become_available():
    one = Granted(700_000, realised=400_000)
    one.pay(560_000)
    one.decide("settle", day=NEXT_YEAR, amount=euros(400_000), legal_ground="4:46-a")
    actions.refund(by=one.world.payer, basis=basis(NEXT_YEAR), award=one.award, paid_in=2018, amount=euros(160_000))
    awards.lower_to_settlement(by=one.world.payer, basis=basis(NEXT_YEAR), award=one.award)
    found = balances(line=one.world.line)
    assert found["commitments", "freed"] == euros(300_000)
    assert found["cash", "freed"] == euros(160_000)
    assert ("commitments", "available") not in found
    assert audit.differences() == []


# --- The suggestion -------------------------------------------------------------------------------------------------

CASES = {
    "the award bounds": (700, 2000, 1000, 1, True, 700),
    "the match bounds": (700, 2000, 400, 1, True, 400),
    "the costs that others did not pay bound": (700, 900, 500, 1, True, 400),
    "costs below what others paid": (700, 300, 500, 1, True, 0),
    "without an account of the costs": (700, None, 400, 1, True, 400),
    "ratio of two": (700, None, 1000, 2, True, 500),
    "rounded down": (700, None, 100, 3, True, "33.33"),
    "no match asked": (700, None, 0, 0, True, 700),
    "match that is no condition": (700, None, 100, 1, False, 700),
}


@pytest.mark.parametrize("case", CASES)
def test_suggestion_is_the_least_of_award_costs_and_match(case):
    granted, costs, match, ratio, held, expected = CASES[case]
    costs = None if costs is None else Decimal(costs)
    facts = Facts(Decimal(granted), costs, Decimal(match), Decimal(ratio), held)
    assert settling.suggest(facts).amount == euros(expected)


# --- Settle ---------------------------------------------------------------------------------------------------------


def test_settled_at_what_was_granted_needs_no_ground():
    one = Granted(1000, realised=1000)
    letter = one.decide("settle", amount=euros(1000))
    assert (letter.refused, letter.legal_ground) == (0, "")
    assert balances(award=one.award) == {("commitments", "committed"): euros(1000)}


def test_what_a_settlement_refuses():
    one = Granted(1000, realised=400)
    codes = {
        "more than granted": refused(lambda: one.decide("settle", amount=euros(1001))),
        "no amount": refused(lambda: one.decide("settle")),
        "lower without a ground": refused(lambda: one.decide("settle", amount=euros(400))),
        "another law": refused(lambda: one.decide("settle", amount=euros(400), legal_ground="4:48")),
        "more than the match": refused(lambda: one.decide("settle", amount=euros(401), legal_ground="4:46-a")),
        "who prepared": refused(lambda: one.take(one.propose("settle", amount=euros(1)), by=one.world.preparer)),
    }
    assert codes == {
        "more than granted": "award_is_the_most",
        "no amount": "award_is_the_most",
        "lower without a ground": "lower_has_a_ground",
        "another law": "lower_has_a_ground",
        "more than the match": "funding_pool_realised_match_covers_settlement",
        "who prepared": "not_allowed",
    }
    assert (Settlement.objects.count(), Letter.objects.filter(kind="settle").count()) == (0, 0)


def test_settled_once_and_a_second_click_gives_the_same_letter():
    one = Granted(1000, realised=1000)
    proposal = one.propose("settle", amount=euros(1000))
    assert one.take(proposal) == one.take(proposal)
    assert refused(lambda: one.decide("settle", amount=euros(1000))) == "award_is_settled"
    assert Settlement.objects.count() == 1


def test_settled_at_nothing_uses_no_match():
    one = Granted(1000, realised=400)
    one.decide("settle", amount=euros(0), legal_ground="4:46-a")
    assert balances(pledge=one.pledge) == {
        ("cofunding", "committed"): euros(600),
        ("cofunding", "realised"): euros(400),
    }
    assert balances(award=one.award) == {}
    assert not Entry.objects.filter(kind="use").exists()


def test_waiver_lets_who_prepared_settle():
    one = Granted(1000, realised=1000)
    waiver = actions.waive(by=one.world.controller, kind="own_preparation", reason="ziekte", **PAPER)
    proposal = one.propose("settle", amount=euros(1000), by=one.world.decider)
    assert refused(lambda: one.take(proposal)) == "not_allowed"
    letter = one.take(proposal, waiver=waiver)
    assert (letter.settlement.waiver, letter.waiver) == (waiver, None)


# --- Change ---------------------------------------------------------------------------------------------------------


def test_raise_is_an_award_of_its_own_and_settled_together():
    one = Granted(1000, match=2000, realised=1400)
    one.world.allot(500, 500)
    letter = one.decide("amend", amount=euros(1500))
    assert [award.amount for award in Award.objects.order_by("pk")] == [euros(1000), euros(500)]
    assert (letter.award, letter.amount, state_of(one.plan)) == (one.award, euros(1500), "amend")
    settled = one.decide("settle", amount=euros(1400), legal_ground="4:46-a")
    assert [one.amount for one in Settlement.objects.order_by("pk")] == [euros(1000), euros(400)]
    assert settled.refused == euros(100)
    assert balances(pledge=one.pledge) == {("cofunding", "committed"): euros(600), ("cofunding", "used"): euros(1400)}
    assert audit.differences() == []


def test_raise_stays_within_line_and_match():
    one = Granted(1000, match=1200)
    assert refused(lambda: one.decide("amend", amount=euros(1100))) == "funding_line_available_covers"
    one.world.allot(500, 500)
    assert refused(lambda: one.decide("amend", amount=euros(1300))) == "funding_pool_committed_match_covers"
    assert state_of(one.plan) == "grant"


def test_lowered_on_a_ground_or_because_the_recipient_asked():
    one = Granted(1000)
    assert refused(lambda: one.decide("amend", amount=euros(800))) == "lower_has_a_ground"
    one.decide("amend", amount=euros(800), legal_ground="4:48")
    assert balances(line=one.world.line)["commitments", "available"] == euros(200)
    one.decide("amend", amount=euros(700), version=one.version)
    assert balances(line=one.world.line)["commitments", "available"] == euros(300)
    assert award_state.terms_of(one.award).amount == euros(700)


def test_lowered_not_below_what_was_paid():
    one = Granted(1000, realised=1000)
    one.pay(900)
    assert refused(lambda: one.decide("amend", amount=euros(800), legal_ground="4:48")) == "award_is_paid"


def test_lowered_out_of_the_last_decision_first():
    one = Granted(1000, match=2000)
    one.world.allot(500, 500)
    one.decide("amend", amount=euros(1500))
    one.decide("amend", amount=euros(900), legal_ground="4:48")
    parts = award_state.standing_of(one.award).parts
    assert [part.committed for part in parts] == [euros(900), euros(0)]


def test_lowered_within_the_last_decision_leaves_the_first_as_it_is():
    one = Granted(1000, match=2000)
    one.world.allot(500, 500)
    one.decide("amend", amount=euros(1500))
    one.decide("amend", amount=euros(1200), legal_ground="4:48")
    parts = award_state.standing_of(one.award).parts
    assert [part.committed for part in parts] == [euros(1000), euros(200)]
    assert [list(Entry.objects.filter(kind="decommit", transfers__from_account__award=part.award).values_list(
        "transfers__amount", flat=True)) for part in parts] == [[], [euros(300)]]  # fmt: skip


def test_new_dates_move_what_is_asked():
    one = Granted(100_000)
    one.ask()
    letter = one.decide("amend", ends_on=date(2021, 6, 30))
    assert letter.amount == euros(100_000)
    assert [duty.due_on for duty in award_state.duties_of(one.award)][-1] == date(2021, 9, 29)
    assert letter.duties.count() == 2


def test_settled_award_does_not_change():
    one = Granted(1000, realised=1000)
    one.decide("settle", amount=euros(1000))
    assert refused(lambda: one.decide("amend", amount=euros(900), legal_ground="4:48")) == "award_is_settled"


# --- Withdraw -------------------------------------------------------------------------------------------------------


def test_withdrawn_before_settlement_and_all_that_was_paid_asked_back():
    one = Granted(1000)
    one.pay(800)
    letter = one.decide("revoke", legal_ground="4:48")
    assert (letter.amount, letter.refused, state_of(one.plan)) == (0, euros(1000), "revoke")
    assert balances(award=one.award, ledger="commitments") == {("commitments", "paid"): euros(800)}
    assert award_state.standing_of(one.award).recoverable == euros(800)
    assert refused(lambda: one.pay(1)) in {
        "funding_award_commitment_covers",
        "funding_award_paid_is_within_the_settlement",
    }
    assert audit.differences() == []


def test_settlement_is_withdrawn_in_part():
    one = Granted(1000, realised=1000)
    one.pay(1000)
    one.decide("settle", amount=euros(1000))
    letter = one.decide("revoke", amount=euros(600), legal_ground="4:49")
    assert (letter.settlement.amount, letter.settlement.replaces.amount) == (euros(600), euros(1000))
    assert award_state.standing_of(one.award).recoverable == euros(400)


def test_what_a_withdrawal_refuses():
    one = Granted(1000, realised=1000)
    before = {
        "4:49 before settlement": refused(lambda: one.decide("revoke", legal_ground="4:49")),
        "in part before settlement": refused(lambda: one.decide("revoke", legal_ground="4:48", amount=euros(1))),
    }
    one.decide("settle", amount=euros(1000))
    late = date(2023, 6, 1)
    after = {
        "4:48 after settlement": refused(lambda: one.decide("revoke", legal_ground="4:48")),
        "as much as it was": refused(lambda: one.decide("revoke", legal_ground="4:49", amount=euros(1000))),
        "after five years": refused(lambda: one.decide("revoke", legal_ground="4:49", day=late)),
    }
    assert {**before, **after} == {
        "4:49 before settlement": "ground_fits_the_moment",
        "in part before settlement": "withdrawn_whole",
        "4:48 after settlement": "ground_fits_the_moment",
        "as much as it was": "withdrawn_is_less",
        "after five years": "withdrawn_in_time",
    }


# --- Recover --------------------------------------------------------------------------------------------------------


def test_recovered_at_most_once_what_was_paid_too_much():
    one = Granted(1000, realised=1000)
    one.pay(1000)
    back = {"legal_ground": "4:57"}
    assert refused(lambda: one.decide("recover", amount=euros(1), **back)) == "not_allowed"
    one.decide("settle", amount=euros(700), legal_ground="4:46-b")
    assert refused(lambda: one.decide("recover", amount=euros("300.01"), **back)) == "not_allowed"
    assert refused(lambda: one.decide("recover", **back)) == "not_allowed"
    assert refused(lambda: one.decide("recover", amount=euros(1), ends_on=DAY, **back)) == "due_on_is_ahead"
    first = one.decide("recover", amount=euros(100), ends_on=date(2018, 12, 31), **back)
    assert first.due_on == date(2018, 12, 31)
    assert refused(lambda: one.decide("recover", amount=euros(201), **back)) == "not_allowed"
    one.decide("recover", amount=euros(200), **back)
    assert PlanStep.objects.filter(plan=one.plan).last().kind == "settle"


@pytest.mark.parametrize("role", ["preparer", "payer", "controller", "editor", "giver"])
@pytest.mark.parametrize("kind", ["amend", "settle", "revoke", "recover"])
def test_only_who_decides_decides(role, kind):
    one = Granted(1000, realised=1000)
    proposal = one.propose(kind, amount=euros(1), legal_ground="4:48")
    assert refused(lambda: one.take(proposal, by=getattr(one.world, role))) == "not_allowed"


def test_only_who_decides_or_pays_lowers_to_a_settlement():
    one = Granted(1000)
    act = lambda by: awards.lower_to_settlement(by=by, basis=basis(), award=one.award)  # noqa: E731
    assert {refused(lambda by=by: act(by)) for by in (one.world.preparer, one.world.editor)} == {"not_allowed"}
    assert (act(one.world.payer), act(one.world.decider)) == (None, None)
