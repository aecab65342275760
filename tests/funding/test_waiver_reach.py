"""A waiver covers one decision: all that is decided under the number of one letter, until that letter is sent."""

import pytest

from funding import actions, mandates
from funding.models import Award, Letter, Proposal, Settlement
from funding.rules import RuleBroken
from jobs import clock
from tests.funding import connections
from tests.funding import world as worlds
from tests.funding.award_world import Granted
from tests.funding.test_second_role import approval, settlement, tried
from tests.funding.world import DAY, PAPER, euros

ONCE = "funding_waiver_is_used_once"


def raised(**changes) -> Granted:
    """An award of 1000 and what an amendment added: 500."""
    one = Granted(1000, match=2000, realised=1500, **changes)
    one.world.allot(500, 500)
    one.decide("amend", amount=euros(1500))
    return one


def waived(one, kind="own_preparation"):
    return actions.waive(by=one.world.controller, kind=kind, reason="ziekte", **PAPER)


def own(one, kind, **fields) -> Proposal:
    """Prepared by who decides."""
    return one.propose(kind, by=one.world.decider, **fields)


def refused(act) -> str:
    with pytest.raises(RuleBroken) as caught:
        act()
    return caught.value.code


@pytest.fixture
def one(db):
    return raised()


def test_settling_all_awards_of_a_plan_is_one_decision(one):
    waiver, proposal = waived(one), own(one, "settle", amount=euros(1500))
    assert refused(lambda: one.take(proposal)) == "not_allowed"
    letter = one.take(proposal, waiver=waiver)
    assert [(made.amount, made.waiver) for made in Settlement.objects.order_by("pk")] == [
        (euros(1000), waiver),
        (euros(500), waiver),
    ]
    assert (letter.kind, letter.waiver) == ("settle", None)
    assert mandates.shown(waiver).used_on == "vaststelling"


def test_withdrawing_all_awards_of_a_plan_is_one_decision(one):
    waiver = waived(one)
    letter = one.take(own(one, "revoke", legal_ground="4:48"), waiver=waiver)
    assert [made.waiver for made in Settlement.objects.all()] == [waiver, waiver]
    assert letter.waiver == waiver
    assert mandates.shown(waiver).used_on == str(letter.get_kind_display())


def test_raising_an_award_is_one_decision(db):
    one = Granted(1000, match=2000)
    one.world.allot(500, 500)
    waiver = waived(one)
    letter = one.take(own(one, "amend", amount=euros(1500)), waiver=waiver)
    assert (Award.objects.latest("pk").waiver, letter.waiver) == (waiver, waiver)


def test_lowering_an_award_is_one_decision(one):
    waiver = waived(one)
    assert one.take(own(one, "amend", amount=euros(1), legal_ground="4:48"), waiver=waiver).waiver == waiver


@pytest.mark.parametrize("first", ["settle", "revoke", "amend"])
def test_waiver_is_not_for_a_second_decision(one, first):
    fields = {
        "settle": {"amount": euros(1500)},
        "revoke": {"legal_ground": "4:48"},
        "amend": {"amount": euros(1400), "legal_ground": "4:48"},
    }
    waiver = waived(one)
    one.take(own(one, first, **fields[first]), waiver=waiver)
    second = (
        own(one, "settle", amount=euros(1400), legal_ground="4:46-a")
        if first == "amend"
        else own(one, "revoke", legal_ground="4:49")
    )
    if first == "revoke":
        second = own(one, "keep")
    letters = Letter.objects.count()
    assert refused(lambda: one.take(second, waiver=waiver)) == ONCE
    assert Letter.objects.count() == letters


# --- In plain SQL -----------------------------------------------------------------------------------------------------


@pytest.fixture
def begun(one):
    """Of a decision with number B-1 the first award is settled; its letter is still to come."""
    one.world.award, one.waiver = one.award, waived(one)
    one.added = Award.objects.latest("pk")
    one.first = settled(one, award=one.award)
    one.first.save()
    return one


def settled(one, **changes) -> Settlement:
    about = {"prepared_by": one.world.decider, "waiver": one.waiver, "document": "B-1", "document_date": DAY}
    return settlement(one.world, **{**about, **changes})


def test_what_is_decided_under_one_number_is_let_in(begun):
    assert tried(settled(begun, award=begun.added)) == ""


def test_another_number_is_another_decision(begun):
    assert tried(settled(begun, award=begun.added, document="B-2")) == ONCE


def test_the_same_number_on_another_plan_is_another_decision(begun):
    begun.world.allot(1000, 1000)
    plan = begun.plan
    plan.pk = None
    plan._state.adding = True
    plan.save()
    version = begun.version
    version.pk, version.plan, version.submitted_at, version.submitted_by = None, plan, None, None
    version._state.adding = True
    version.save()
    version.submitted_at, version.submitted_by = clock.now(), begun.coordinator
    version.save()
    other = begun.world.grant(100, plan_version=version)
    assert tried(settled(begun, award=other)) == ONCE


def test_an_award_without_a_plan_is_a_decision_of_its_own(begun):
    begun.world.allot(1000, 1000)
    first, second = begun.world.grant(100), begun.world.grant(100)
    begun.waiver = waived(begun)
    settled(begun, award=first).save()
    assert tried(settled(begun, award=second)) == ONCE


def test_one_decision_settles_an_award_once(begun):
    assert tried(settled(begun, award=begun.award, replaces=begun.first)) == ONCE


def test_nothing_is_added_once_the_letter_is_sent(begun):
    proposal = own(begun, "settle", amount=euros(1))
    begun.sent("settle", proposal, award=begun.award, settlement=begun.first)
    assert tried(settled(begun, award=begun.added)) == ""
    Letter.objects.create(
        number="B-1", kind="keep", recipient=begun.world.hub, plan=begun.plan, award=begun.award,
        proposal=begun.propose("keep"), ground="gronden", decided_on=DAY, objection_until=DAY,
        mandate=begun.world.decider.mandates.get(kind="decide"), recorded_by=begun.world.decider,
    )  # fmt: skip
    assert tried(settled(begun, award=begun.added)) == ONCE


def test_a_payment_is_a_decision_of_its_own(begun):
    begun.world.proposed = actions.propose_payment(
        by=begun.world.preparer, award=begun.added, amount=euros(1), bank_account=begun.world.bank, reason="x"
    )
    assert tried(approval(begun.world, waiver=begun.waiver)) == ONCE


# --- At the same moment -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("writers", [2, 16])
def test_of_decisions_at_once_one_gets_the_waiver(fresh_database, writers):
    world = worlds.build()
    world.allot(700_000, 700_000)
    world.match(700_000)
    waiver = actions.waive(by=world.controller, kind="own_preparation", reason="ziekte", **PAPER)
    results = connections.race(writers, lambda _: world.grant(1, prepared_by=world.decider, waiver=waiver))
    assert results == ["admitted"] + [ONCE] * (writers - 1)
    assert Award.objects.get().waiver == waiver
