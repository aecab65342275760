"""What the database refuses about a single row of plans, letters and evidence, in plain SQL."""

from datetime import date

import pytest

from funding.models import (
    AcceptedCost,
    CostLine,
    Delivery,
    Difference,
    Duty,
    Judgement,
    Letter,
    LetterFile,
    Objection,
    PlanActivity,
    PlanInstalment,
    PlannedPledge,
    PlanStep,
    PlanVersion,
    Proposal,
    Reconciliation,
    Remark,
    StoredFile,
)
from tests.funding import papers as paper
from tests.funding import world as worlds
from tests.funding.papers import file, judged
from tests.funding.test_books_sql import copied, refusal

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


# --- Rules of one row -------------------------------------------------------------------------------------------------


PLAN_ROWS = {
    "funding_planversion_ends_after_start": copied(
        PlanVersion, number="2", starts_on="'2019-01-02'", ends_on="'2019-01-01'"
    ),
    "funding_remark_has_text": copied(Remark, text="' '"),
    "funding_planstep_return_says_why": (
        "INSERT INTO funding_planstep (plan_id, kind, note, valid_on, recorded_by_id)"
        " SELECT id, 'withdraw', '', CURRENT_DATE, recorded_by_id FROM funding_plan ORDER BY id DESC LIMIT 1"
    ),
    "funding_planstep_decision_has_a_letter": copied(PlanStep, kind="'settle'", letter_id="NULL"),
    "funding_storedfile_size_is_allowed": copied(StoredFile, size="10000001"),
    "funding_proposal_has_grounds": copied(Proposal, ground="' '"),
    "funding_proposal_grant_has_amount_and_pool": copied(Proposal, amount="NULL"),
    "funding_proposal_is_about_an_award": copied(Proposal, kind="'settle'"),
    "funding_proposal_names_its_legal_ground": copied(Proposal, kind="'refuse'", legal_ground="''"),
    "funding_proposal_objection_has_an_outcome": copied(Proposal, kind="'objection'"),
    "funding_objection_has_grounds": copied(Objection, text="' '"),
    "funding_objection_is_made_once": copied(Objection),
    "funding_proposal_ruling_is_named": copied(Proposal, kind="'ruling'"),
    "funding_duty_is_extended_once": copied(
        Duty,
        "(SELECT duty.* FROM funding_duty duty, generate_series(1, 2)) AS duty",
        instead_of_id="(SELECT min(id) FROM funding_duty)",
        reason="'x'",
    ),
    "funding_delivery_holds_something": copied(Delivery, note="''"),
    "funding_costline_reported_is_positive": copied(CostLine, reported="0"),
    "funding_judgement_is_given_once": copied(Judgement),
    "funding_judgement_return_says_why": (
        "INSERT INTO funding_judgement (delivery_id, accepted, note, recorded_by_id)"
        " SELECT delivery_id, false, '', recorded_by_id FROM funding_judgement"
    ),
    "funding_acceptedcost_is_given_once": copied(AcceptedCost),
    "funding_acceptedcost_amount_is_not_negative": copied(AcceptedCost, amount="-1"),
    "funding_letterfile_is_made_once": copied(LetterFile),
    "funding_letter_recovery_has_a_last_day": copied(
        Letter, number="'x'", kind="'recover'", amount="NULL", proposal_id="(SELECT max(id) FROM funding_proposal)"
    ),
    "funding_reconciliation_month_is_its_first_day": copied(Reconciliation, month="'2018-01-02'"),
    "funding_difference_is_listed_once": copied(Difference),
    "funding_explanation_has_text": (
        "INSERT INTO funding_explanation (difference_id, text, recorded_by_id)"
        " SELECT id, ' ', recorded_by_id FROM funding_difference"
    ),
}


def test_rows_of_papers_are_refused(world, papers):
    paper.draft(world)
    stored = file(world.editor)
    Remark.objects.create(version=papers.version, section="about", text="x", recorded_by=world.preparer)
    Objection.objects.create(letter=papers.letter, received_on=worlds.DAY, text="x", recorded_by=world.editor)
    LetterFile.objects.create(letter=papers.letter, file=stored, recorded_by=world.editor)
    judgement = judged(world.preparer, papers.delivery)
    AcceptedCost.objects.create(judgement=judgement, cost=papers.cost, amount=1, recorded_by=world.preparer)
    paper.propose(world, papers.version, "recover", legal_ground="4:57", award=papers.letter.award, amount=1)
    month = Reconciliation.objects.create(month=date(2018, 1, 1), file=stored, recorded_by=world.controller)
    Difference.objects.create(reconciliation=month, reference="x", ours=1, recorded_by=world.controller)
    assert {rule: refusal(sql) for rule, sql in PLAN_ROWS.items()} == {rule: rule for rule in PLAN_ROWS}


def test_rows_of_parts_are_refused(world):
    """Of a draft: what is submitted is refused for being frozen."""
    version = paper.draft(world)
    PlannedPledge.objects.create(version=version, funder="X", kind="cash", origin="provincial", evidence="x")
    rows = {
        "funding_planversion_one_is_open": copied(PlanVersion, number="2"),
        "funding_planactivity_cost_is_positive": copied(PlanActivity, cost="0"),
        "funding_planinstalment_year_is_unique": copied(PlanInstalment),
        "funding_planinstalment_amount_is_positive": copied(PlanInstalment, year="2030", amount="0"),
        "funding_plannedpledge_amount_is_positive": copied(PlannedPledge, amount="0"),
    }
    assert {rule: refusal(sql) for rule, sql in rows.items()} == {rule: rule for rule in rows}


def test_letters_are_unique(world, papers):
    payment = world.approved(papers.letter.award, 100)
    advance = {
        "kind": "'advance'", "payment_id": str(payment.pk), "proposal_id": "NULL",
        "mandate_id": str(world.decider.mandates.get(kind="approve").pk),
    }  # fmt: skip
    first = "(SELECT * FROM funding_letter ORDER BY id LIMIT 1) AS letter"
    two = "(SELECT letter.* FROM funding_letter letter, generate_series(1, 2)) AS letter"
    rows = {
        "funding_letter_number_is_unique": copied(Letter, first, **advance),
        "funding_letter_payment_has_one": copied(Letter, two, number="gen_random_uuid()::text", **advance),
        "funding_letter_has_its_subject": copied(Letter, first, number="'y'", **advance, award_id="NULL"),
    }
    assert {rule: refusal(sql) for rule, sql in rows.items()} == {rule: rule for rule in rows}


def test_objection_and_proposal_are_answered_once(world, papers):
    objection = Objection.objects.create(
        letter=papers.letter, received_on=worlds.DAY, text="x", recorded_by=world.editor
    )
    for _ in range(2):
        proposal = paper.propose(world, papers.version, "objection", objection=objection, upheld=False)
    two = "(SELECT letter.* FROM funding_letter letter, generate_series(1, 2)) AS letter"
    answer = {
        "number": "gen_random_uuid()::text", "kind": "'objection'", "objection_id": str(objection.pk),
        "proposal_id": str(proposal.pk),
    }  # fmt: skip
    assert refusal(copied(Letter, two, **answer)) == "funding_proposal_is_live"
    paper.letter_of(world, proposal, objection=objection, by=world.second)
    later = paper.propose(world, papers.version, "objection", objection=objection, upheld=True)
    again = {**answer, "proposal_id": str(later.pk)}
    first = "(SELECT * FROM funding_letter ORDER BY id LIMIT 1) AS letter"
    assert refusal(copied(Letter, first, **again)) == "funding_letter_objection_is_answered_once"
