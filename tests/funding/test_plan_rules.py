"""What the database refuses about plans, letters and evidence: in plain SQL, and at the same moment."""

from datetime import date

import pytest

from funding import actions
from funding.models import (
    AcceptedCost,
    Award,
    Delivery,
    Duty,
    Letter,
    PlanActivity,
    PlanInstalment,
    PlanVersion,
    ProposalReturn,
)
from funding.rules import RuleBroken, held_by_books
from jobs import clock
from tests.funding import papers as paper
from tests.funding import world as worlds
from tests.funding.papers import judged
from tests.funding.test_books_sql import copied, refusal
from tests.funding.world import PAPER, euros

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = worlds.build()
    made.allot(700_000, 700_000)
    made.match(700_000)
    return made


@pytest.fixture
def papers(world):
    return paper.granted(world)


# --- Versions ---------------------------------------------------------------------------------------------------------


PARTS = ("planactivity", "planindicator", "planinstalment", "plannedpledge", "planattachment")


def test_submitted_version_is_frozen_with_everything_in_it(world, papers):
    version = papers.version.pk
    tries = {
        "its amount": "UPDATE funding_planversion SET requested = requested + 1",
        "back to draft": "UPDATE funding_planversion SET submitted_at = NULL, submitted_by_id = NULL",
        "gone": "DELETE FROM funding_planversion",
        "a cost": "UPDATE funding_planactivity SET cost = cost + 1",
        "an activity away": "DELETE FROM funding_planactivity",
        "one more instalment": "INSERT INTO funding_planinstalment (version_id, position, year, amount)"
        f" VALUES ({version}, 9, 2020, 1)",
        "copies": copied(PlanActivity),
    }
    assert {name: refusal(sql) for name, sql in tries.items()} == dict.fromkeys(
        tries, "funding_planversion_submitted_is_frozen"
    )


def test_part_of_a_draft_does_not_move_into_a_submitted_version(world, papers):
    draft = paper.draft(world)
    into = f"UPDATE funding_planactivity SET version_id = {papers.version.pk} WHERE version_id = {draft.pk}"
    out_of = f"UPDATE funding_planactivity SET version_id = {draft.pk} WHERE version_id = {papers.version.pk}"
    rule = "funding_planversion_submitted_is_frozen"
    assert (refusal(into), refusal(out_of)) == (rule, rule)


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_never_truncated(world, part):
    assert refusal(f"TRUNCATE funding_{part} CASCADE") == "42501"


def test_version_stays_with_its_plan(world):
    one, other = paper.draft(world), paper.draft(world)
    sql = f"UPDATE funding_planversion SET plan_id = {other.plan_id}, number = 2 WHERE id = {one.pk}"
    assert refusal(sql) == "funding_planversion_stays_with_its_plan"


def test_instalments_add_up_to_what_is_asked(world):
    version = paper.draft(world, amount=1000)
    PlanInstalment.objects.create(version=version, year=2019, amount=euros(250))
    with pytest.raises(RuleBroken) as caught, held_by_books():
        paper.submit(world, version)
    assert (caught.value.code, caught.value.facts["short"]) == ("funding_planversion_instalments_add_up", 250)


def test_moment_of_submission_is_the_databases(world):
    version = paper.draft(world)
    PlanVersion.objects.filter(pk=version.pk).update(submitted_at="1999-01-01T00:00Z", submitted_by=world.editor)
    version.refresh_from_db()
    assert version.submitted_at.year > 2000


# --- Steps ------------------------------------------------------------------------------------------------------------


def stepped(world, version, *kinds):
    for kind in kinds:
        with held_by_books():
            paper.step(world.preparer, version, kind)


@pytest.mark.parametrize(
    "kinds",
    [
        "take_up",
        "submit submit",
        "submit return",
        "submit take_up take_up",
        "submit take_up withdraw withdraw",
        "submit withdraw submit",
        "submit take_up return take_up",
    ],
)
def test_steps_come_in_their_order(world, kinds):
    version = paper.draft(world)
    PlanVersion.objects.filter(pk=version.pk).update(submitted_at=clock.now(), submitted_by=world.editor)
    with pytest.raises(RuleBroken) as caught:
        stepped(world, version, *kinds.split())
    assert caught.value.code == "funding_planstep_follows_the_last"


def test_granted_plan_is_not_withdrawn_refused_or_granted_again(world, papers):
    stepped(world, papers.version, "submit", "take_up")
    sql = (
        "INSERT INTO funding_planstep (plan_id, version_id, kind, note, letter_id, recorded_by_id)"
        f" VALUES ({papers.plan.pk}, {papers.version.pk}, '{{}}', 'x', {papers.letter.pk}, {world.decider.pk})"
    )
    found = {kind: refusal(sql.format(kind)) for kind in ("withdraw", "refuse", "grant")}
    assert found == dict.fromkeys(found, "funding_planstep_follows_the_last")


def test_step_is_about_its_own_submitted_version(world, papers):
    other = paper.draft(world)
    columns = "(plan_id, version_id, kind, note, recorded_by_id)"
    sql = f"INSERT INTO funding_planstep {columns} VALUES ({{}}, {{}}, 'submit', '', {{}})"
    rule = "funding_planstep_is_about_its_own_version"
    assert refusal(sql.format(other.plan_id, other.pk, world.editor.pk)) == rule
    assert refusal(sql.format(other.plan_id, papers.version.pk, world.editor.pk)) == rule
    assert refusal(sql.format(other.plan_id, "NULL", world.editor.pk)) == rule


def test_step_rests_on_a_letter_of_its_plan_and_kind(world, papers):
    sql = (
        "INSERT INTO funding_planstep (plan_id, version_id, kind, note, letter_id, recorded_by_id)"
        f" VALUES ({papers.plan.pk}, {papers.version.pk}, 'settle', '', {papers.letter.pk}, {world.decider.pk})"
    )
    assert refusal(sql) == "funding_planstep_rests_on_its_letter"


def test_remark_is_on_a_submitted_version(world):
    version = paper.draft(world)
    sql = "INSERT INTO funding_remark (version_id, section, text, recorded_by_id) VALUES ({}, 'about', 'x', {})"
    assert refusal(sql.format(version.pk, world.preparer.pk)) == "funding_remark_is_on_a_submitted_version"


# --- Proposals and letters --------------------------------------------------------------------------------------------


def test_proposal_names_nothing_of_another_plan(world, papers):
    other = paper.draft(world)
    paper.submit(world, other)
    elsewhere = world.pool_for(region=False, level="line")
    tries = {
        "version": {"about": papers.version},
        "award": {"award": papers.letter.award},
        "draft": {"about": paper.draft(world)},
    }
    codes = {}
    for name, fields in tries.items():
        with pytest.raises(RuleBroken) as caught, held_by_books():
            paper.propose(world, other, "keep", **{"about": None, **fields})
        codes[name] = caught.value.code
    assert codes == dict.fromkeys(tries, "funding_proposal_stays_with_its_plan")
    # A pool over the whole line holds every plan of that line.
    paper.propose(world, other, "grant", pool=elsewhere, amount=1)


def test_letter_decides_what_was_proposed(world):
    papers = paper.proposed(world)
    with pytest.raises(RuleBroken) as caught, held_by_books():
        paper.letter_of(world, papers.proposal, kind="refuse", legal_ground="4:25")
    assert caught.value.code == "funding_letter_decides_what_was_proposed"


def test_who_prepared_or_submitted_does_not_sign(world):
    papers = paper.proposed(world)
    proposal = paper.propose(world, papers.version, "refuse", legal_ground="4:35", recorded_by=world.decider)
    with pytest.raises(RuleBroken) as caught, held_by_books():
        paper.letter_of(world, proposal)
    assert caught.value.code == "funding_letter_is_decided_by_another"
    paper.letter_of(world, proposal, by=world.second)


def test_waiver_lets_who_prepared_sign_once(world):
    papers = paper.proposed(world)
    waiver = actions.waive(by=world.controller, kind="own_preparation", reason="ziekte", **PAPER)
    proposal = paper.propose(world, papers.version, "refuse", legal_ground="4:35", recorded_by=world.decider)
    paper.letter_of(world, proposal, waiver=waiver)
    again = paper.propose(world, papers.version, "refuse", legal_ground="4:35", recorded_by=world.decider)
    with pytest.raises(RuleBroken) as caught, held_by_books():
        paper.letter_of(world, again, waiver=waiver)
    assert caught.value.code == "funding_waiver_is_used_once"


def test_letter_needs_a_mandate(world):
    papers = paper.proposed(world)
    proposal = paper.propose(world, papers.version, "refuse", legal_ground="4:35")
    with pytest.raises(RuleBroken) as caught, held_by_books():
        paper.letter_of(world, proposal, mandate=world.payer.mandates.get(kind="release"))
    assert caught.value.code == "funding_mandate_covers_the_act"


def test_proposal_that_was_sent_back_or_replaced_is_not_decided(world):
    papers = paper.proposed(world)
    refusal_one = paper.propose(world, papers.version, "refuse", legal_ground="4:35")
    ProposalReturn.objects.create(proposal=refusal_one, note="beter", recorded_by=world.decider)
    paper.propose(world, papers.version, "grant", pool=world.pool, amount=1)
    for proposal in (refusal_one, papers.proposal):
        with pytest.raises(RuleBroken) as caught, held_by_books():
            paper.letter_of(world, proposal, award=Award(pk=1))
        assert caught.value.code == "funding_proposal_is_live"


def test_decided_proposal_is_not_sent_back(world, papers):
    sql = "INSERT INTO funding_proposalreturn (proposal_id, note, recorded_by_id) VALUES ({}, {}, {})"
    assert refusal(sql.format(papers.proposal.pk, "'x'", world.decider.pk)) == "funding_proposal_is_live"
    proposal = paper.propose(world, papers.version, "settle", award=papers.letter.award, amount=1)
    assert refusal(sql.format(proposal.pk, "' '", world.decider.pk)) == "funding_proposalreturn_says_why"
    assert refusal(sql.format(proposal.pk, "'x'", world.decider.pk)) == ""
    assert refusal(sql.format(proposal.pk, "'x'", world.decider.pk)) == "funding_proposal_is_live"


def test_advance_is_signed_by_who_approved_it(world, papers):
    payment = world.approved(papers.letter.award, 100)
    fields = {
        "number": "V-1", "kind": "advance", "recipient": world.hub, "award": papers.letter.award, "payment": payment,
        "ground": "voorschot", "decided_on": worlds.DAY, "objection_until": date(2018, 7, 13),
    }  # fmt: skip
    with pytest.raises(RuleBroken) as caught, held_by_books():
        Letter.objects.create(**fields, recorded_by=world.second, mandate=world.second.mandates.get(kind="approve"))
    assert caught.value.code == "funding_letter_advance_is_approved"
    Letter.objects.create(**fields, recorded_by=world.decider, mandate=world.decider.mandates.get(kind="approve"))


# --- Evidence ---------------------------------------------------------------------------------------------------------


def test_who_hands_in_does_not_judge(world, papers):
    with pytest.raises(RuleBroken) as caught:
        judged(world.editor, papers.delivery)
    assert caught.value.code == "funding_judgement_is_by_another"


def test_no_more_cost_is_accepted_than_was_reported(world, papers):
    judgement = judged(world.preparer, papers.delivery)
    with pytest.raises(RuleBroken) as caught, held_by_books():
        AcceptedCost.objects.create(
            judgement=judgement, cost=papers.cost, amount=euros("100.01"), recorded_by=world.preparer
        )
    assert caught.value.code == "funding_acceptedcost_is_within_the_report"
    assert caught.value.facts["short"] == euros("0.01")


def test_cost_is_accepted_with_its_own_report(world, papers):
    duty = Duty.objects.create(
        award=papers.duty.award,
        letter=papers.letter,
        kind="yearly_report",
        due_on=worlds.DAY,
        recorded_by=world.decider,
    )
    other = Delivery.objects.create(duty=duty, note="nog een", recorded_by=world.editor)
    judgement = judged(world.preparer, other)
    sql = "INSERT INTO funding_acceptedcost (judgement_id, cost_id, amount, recorded_by_id) VALUES ({}, {}, 1, {})"
    assert (
        refusal(sql.format(judgement.pk, papers.cost.pk, world.preparer.pk))
        == "funding_acceptedcost_is_of_this_delivery"
    )


def test_new_date_is_for_the_same_obligation(world, papers):
    sql = copied(Duty, instead_of_id=str(papers.duty.pk), kind="'auditor'", reason="'x'")
    assert refusal(sql) == "funding_duty_extends_its_own"
