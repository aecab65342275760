"""Plans, letters and evidence at the same moment, from 2 and from 16 connections."""

import psycopg2
import pytest

from funding.models import PlanActivity, PlanInstalment, PlanStep, ProposalReturn
from funding.rules import held_by_books
from tests.funding import connections
from tests.funding import papers as paper
from tests.funding import world as worlds
from tests.funding.connections import race
from tests.funding.papers import judged
from tests.funding.test_plan_rules import stepped


@pytest.mark.parametrize("writers", [2, 16])
def test_plan_is_submitted_once_and_no_part_slips_in_behind_it(fresh_database, writers):
    """Half of the writers submit, the others add a part: whoever comes after the submission is refused."""
    world = worlds.build()
    version = paper.draft(world)
    PlanInstalment.objects.filter(version=version).delete()

    def write(number):
        with held_by_books():
            if number % 2:
                PlanActivity.objects.create(version=version, kind="support", name=f"{number}", cost=1)
            else:
                paper.submit(world, version)

    results = race(writers, write)
    assert PlanStep.objects.filter(plan=version.plan).count() == 1
    assert set(results) <= {"admitted", "funding_planversion_submitted_is_frozen", "funding_planstep_follows_the_last"}
    late = PlanActivity.objects.filter(version=version).count() - 1
    assert results.count("admitted") == 1 + late


@pytest.mark.parametrize("writers", [2, 16])
def test_plan_is_taken_up_once(fresh_database, writers):
    world = worlds.build()
    version = paper.draft(world)
    paper.submit(world, version)
    results = race(writers, lambda _number: stepped(world, version, "take_up"))
    assert results == sorted(["admitted", *["funding_planstep_follows_the_last"] * (writers - 1)])


@pytest.mark.parametrize("writers", [2, 16])
def test_proposal_is_decided_or_sent_back_once(fresh_database, writers):
    world = worlds.build()
    papers = paper.proposed(world)
    proposal = paper.propose(world, papers.version, "refuse", legal_ground="4:35")

    def write(number):
        with held_by_books():
            if number % 2:
                ProposalReturn.objects.create(proposal=proposal, note="beter", recorded_by=world.decider)
            else:
                paper.letter_of(world, proposal, number=f"B-{number}")

    assert race(writers, write) == sorted(["admitted", *["funding_proposal_is_live"] * (writers - 1)])


@pytest.mark.parametrize("writers", [2, 16])
def test_evidence_is_judged_once(fresh_database, writers):
    world = worlds.build()
    world.allot(700_000, 700_000)
    world.match(700_000)
    papers = paper.granted(world)
    results = race(writers, lambda _number: judged(world.preparer, papers.delivery))
    assert results == sorted(["admitted", *["funding_judgement_is_given_once"] * (writers - 1)])


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_steps_are_written_read_committed(fresh_database, level):
    world = worlds.build()
    version = paper.draft(world)
    with connections.application() as own, own.cursor() as cursor:
        cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        with pytest.raises(psycopg2.errors.CheckViolation) as caught:
            cursor.execute(
                "INSERT INTO funding_planstep (plan_id, kind, note, recorded_by_id) VALUES (%s, 'withdraw', 'x', %s)",
                [version.plan_id, world.editor.pk],
            )
    assert caught.value.diag.constraint_name == "funding_books_are_written_read_committed"
