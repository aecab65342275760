"""Objections: in time, late or on paper; decided by who took no part; and what an upheld one gives."""

from datetime import date, timedelta

import pytest

from funding import actions, audit, award_state
from funding.actions.objections import is_late
from funding.models import Award, Entry, Letter, Objection, Proposal, Settlement
from funding.plan_state import state_of
from funding.rules import held_by_books
from jobs import clock
from tests.funding import planned
from tests.funding.award_world import Granted
from tests.funding.test_books_sql import copied, refusal
from tests.funding.test_settlement import refused
from tests.funding.world import DAY, PAPER, balances, basis, euros

pytestmark = pytest.mark.django_db


def objected(one, letter=None, text="Wij zijn het er niet mee eens.") -> Objection:
    return actions.object_to(by=one.coordinator, letter=letter or one.letter, text=text)


def answered(one, objection, *, upheld=True, by=None, **fields) -> Letter:
    proposal = one.propose("objection", objection=objection, upheld=upheld, **fields)
    return one.take(proposal, by=by or one.world.second)


def test_in_time_late_and_on_paper():
    one = Granted(1000)
    last = one.letter.objection_until
    with clock.on(last):
        assert not is_late(objected(one))
    kept = one.decide("settle", amount=euros(0), legal_ground="4:46-a")
    with clock.on(kept.objection_until + timedelta(days=1)):
        assert is_late(objected(one, kept))
    back = one.sent("keep", one.propose("keep"), award=one.award)
    act = {"by": one.world.preparer, "letter": back, "text": "per post"}
    codes = {
        "before the letter": refused(lambda: actions.record_objection(**act, received_on=DAY - timedelta(days=1))),
        "tomorrow": refused(lambda: actions.record_objection(**act, received_on=clock.today() + timedelta(days=1))),
    }
    assert codes == dict.fromkeys(codes, "received_after_the_letter")
    assert actions.record_objection(**act, received_on=DAY).received_on == DAY


def test_who_objects():
    one = Granted(1000)
    world = one.world
    for by in (world.editor, world.giver, world.preparer, world.decider):
        assert refused(lambda by=by: actions.object_to(by=by, letter=one.letter, text="x")) == "not_allowed"
    for by in (world.editor, one.coordinator, world.payer, world.giver):
        act = {"by": by, "letter": one.letter, "received_on": DAY, "text": "x"}
        assert refused(lambda act=act: actions.record_objection(**act)) == "not_allowed"


def test_one_objection_with_grounds_to_a_letter():
    one = Granted(1000)
    assert refused(lambda: objected(one, text=" ")) == "funding_objection_has_grounds"
    objection = objected(one)
    assert refused(lambda: objected(one)) == "funding_objection_is_made_once"
    letter = answered(one, objection, upheld=False)
    assert refused(lambda: objected(one, letter)) == "appeal_goes_to_court"


def test_dismissed_changes_nothing():
    one = Granted(1000)
    before = balances(line=one.world.line)
    letter = answered(one, objected(one), upheld=False)
    assert (letter.kind, letter.amount, letter.award) == ("objection", None, one.award)
    assert (state_of(one.plan), balances(line=one.world.line)) == ("grant", before)


def test_decided_by_another_than_who_decided_before_and_no_waiver_helps():
    one = Granted(1000)
    objection = objected(one)
    assert refused(lambda: answered(one, objection, upheld=False, by=one.world.decider)) == "not_allowed"
    waiver = actions.waive(by=one.world.controller, kind="own_preparation", reason="ziekte", **PAPER)
    proposal = one.propose("objection", objection=objection, upheld=False)
    assert refused(lambda: one.take(proposal, by=one.world.second, waiver=waiver)) == "objection_has_no_waiver"


def test_database_knows_who_decided_before():
    one = Granted(1000)
    objection = objected(one)
    proposal = one.propose("objection", objection=objection, upheld=False)
    answer = copied(
        Letter, f"(SELECT * FROM funding_letter WHERE id = {one.letter.pk}) AS letter", number="'X'",
        kind="'objection'", proposal_id=str(proposal.pk), objection_id=str(objection.pk),
    )  # fmt: skip
    assert refusal(answer) == "funding_objection_is_decided_by_another"


def test_letter_answers_the_objection_that_was_prepared():
    one = Granted(1000)
    first = objected(one)
    other = objected(one, one.sent("keep", one.propose("keep"), award=one.award))
    proposal = one.propose("objection", objection=first, upheld=False)
    mandate = one.world.second.mandates.get(kind="decide")

    def mixed():
        with held_by_books():
            Letter.objects.create(
                number="X", kind="objection", recipient=one.world.hub, plan=one.plan, proposal=proposal,
                objection=other, ground="x", decided_on=DAY, objection_until=DAY, mandate=mandate,
                recorded_by=one.world.second,
            )  # fmt: skip

    assert refused(mixed) == "funding_objection_is_the_proposed_one"


def test_upheld_within_the_ceiling_adds_an_award():
    one = Granted(1000, match=1500)
    one.world.allot(500, 500)
    one.ask()
    letter = answered(one, objected(one), amount=euros(1400))
    added = Award.objects.exclude(pk=one.award.pk).get()
    assert (added.amount, added.ordered_by, added.number) == (euros(400), "", letter.number)
    assert (state_of(one.plan), letter.amount) == ("amend", euros(1400))
    assert award_state.terms_of(one.award).amount == euros(1400)
    assert audit.differences() == []


def test_upheld_beyond_the_ceiling_is_ordered_and_stays_so():
    one = Granted(1000)
    answered(one, objected(one), amount=euros(1400), beyond_ceiling=True)
    added = Award.objects.exclude(pk=one.award.pk).get()
    assert (added.ordered_by, added.get_ordered_by_display()) == ("objection", "bezwaar")
    assert Entry.objects.get(transfers__to_account__award=added).kind == "order"
    assert balances(line=one.world.line)["commitments", "committed"] == euros(1400)
    assert audit.differences() == []


def test_upheld_without_an_amount_changes_the_grounds_alone():
    one = Granted(1000)
    answered(one, objected(one))
    assert (Award.objects.count(), state_of(one.plan)) == (1, "amend")


def test_upheld_gives_more_and_not_less():
    one = Granted(1000)
    objection = objected(one)
    assert refused(lambda: answered(one, objection, amount=euros(1000))) == "objection_gives_more"
    one.decide("settle", amount=euros(0), legal_ground="4:46-a")
    assert refused(lambda: answered(one, objection, amount=euros(2000))) == "award_is_settled"


def test_settlement_is_raised_out_of_what_is_still_held_and_the_rest_is_granted_anew():
    one = Granted(1000, match=1000, realised=900)
    one.pay(700)
    letter = one.decide("settle", amount=euros(600), legal_ground="4:46-a")
    answered(one, objected(one, letter), amount=euros(850))
    first = award_state.live_settlement(one.award)
    assert (first.amount, first.replaces.amount) == (euros(700), euros(600))
    added = Award.objects.exclude(pk=one.award.pk).get()
    assert (added.amount, award_state.live_settlement(added).amount) == (euros(150), euros(150))
    assert balances(pledge=one.pledge)["cofunding", "used"] == euros(850)
    assert (state_of(one.plan), award_state.standing_of(one.award).recoverable) == ("settle", 0)
    assert audit.differences() == []


def test_settlement_is_raised_within_what_is_held():
    one = Granted(1000, realised=1000)
    one.pay(800)
    letter = one.decide("settle", amount=euros(600), legal_ground="4:46-a")
    answered(one, objected(one, letter), amount=euros(800))
    assert [row.amount for row in Settlement.objects.order_by("pk")] == [euros(600), euros(800)]
    assert Award.objects.count() == 1


def test_withdrawal_that_is_undone():
    one = Granted(1000)
    letter = one.decide("revoke", legal_ground="4:48")
    answered(one, objected(one, letter), amount=euros(1000))
    parts = award_state.standing_of(one.award).parts
    assert [(part.counts, part.settled) for part in parts] == [(euros(0), euros(0)), (euros(1000), None)]
    assert state_of(one.plan) == "amend"
    assert audit.differences() == []


def test_after_a_withdrawal_only_an_objection_goes_on():
    one = Granted(1000)
    one.decide("revoke", legal_ground="4:48")
    proposal = one.propose("amend", amount=euros(1))
    letter = one.sent("amend", proposal, award=one.award)

    def step():
        with held_by_books():
            one.step("amend", by=one.world.decider, letter=letter)

    assert refused(step) == "funding_planstep_follows_the_last"


def test_recovery_is_lowered():
    one = Granted(1000, realised=1000)
    one.pay(1000)
    one.decide("settle", amount=euros(600), legal_ground="4:46-a")
    letter = one.decide("recover", amount=euros(400), legal_ground="4:57")
    objection = objected(one, letter)
    assert refused(lambda: answered(one, objection, amount=euros(400))) == "objection_asks_less_back"
    answered(one, objection, amount=euros(100))
    standing = award_state.standing_of(one.award)
    assert (standing.asked_back, standing.recoverable) == (euros(100), euros(300))
    actions.refund(by=one.world.payer, basis=basis(), award=one.award, paid_in=2018, amount=euros(100))
    assert award_state.standing_of(one.award).asked_back == 0


def test_objection_to_a_refusal_grants():
    one = Granted(1000, match=3000)
    one.world.allot(1000, 1000)
    plan = planned.in_review(one.world, asked=800)
    version = plan.versions.get()
    refusal = one.take(planned.proposed(one.world, plan, kind="refuse"))
    objection = objected(one, refusal)

    def proposed(**fields):
        return Proposal.objects.create(
            plan=plan, kind="objection", objection=objection, upheld=True, ground="alsnog",
            recorded_by=one.world.preparer, **fields,
        )  # fmt: skip

    assert refused(lambda: one.take(proposed(), by=one.world.second)) == "grant_is_complete"
    full = {"amount": euros(800), "pool": one.world.pool, "version": version}
    letter = one.take(proposed(**full), by=one.world.second)
    assert (letter.award.amount, letter.asked, state_of(plan)) == (euros(800), euros(800), "grant")


def test_objection_to_an_advance_is_answered_without_moving_anything():
    one = Granted(1000)
    payment = one.world.approved(one.award, 100)
    letter = Letter.objects.create(
        number="V-9", kind="advance", recipient=one.world.hub, plan=one.plan, award=one.award, payment=payment,
        ground="x", decided_on=DAY, objection_until=date(2018, 7, 13), amount=100,
        mandate=one.world.decider.mandates.get(kind="approve"), recorded_by=one.world.decider,
    )  # fmt: skip
    before = Entry.objects.count()
    assert answered(one, objected(one, letter)).kind == "objection"
    assert Entry.objects.count() == before


def test_only_an_upheld_objection_passes_the_ceiling():
    one = Granted(1000)
    objection = objected(one)
    tries = [
        {"kind": "amend", "amount": euros(1)},
        {"kind": "objection", "objection": objection, "upheld": False, "amount": euros(1)},
        {"kind": "objection", "objection": objection, "upheld": True},
    ]
    for fields in tries:

        def prepare(fields=fields):
            with held_by_books():
                one.propose(beyond_ceiling=True, **fields)

        assert refused(prepare) == "funding_proposal_only_an_order_passes_the_ceiling"
