"""Decisions that one prepares and another takes: the award, its letter, its obligations and the plan's step at once."""

import pytest

from funding.actions.deciding import DECIDERS, decide, send_back
from funding.models import Award, Duty, Entry, Letter, PlanStep, Proposal, ProposalReturn
from funding.rules import RuleBroken
from jobs import clock
from jobs.models import Job
from tests.funding import planned
from tests.funding.world import balances, build, euros

pytestmark = pytest.mark.django_db
NUMBER = {"reference": "FA-1"}


@pytest.fixture
def world():
    world = build()
    world.allot(200_000, 200_000, year=clock.today().year)
    world.match(100_000)
    return world


def ready(world, *, asked=planned.ASKED, **changes) -> Proposal:
    return planned.proposed(world, planned.in_review(world, asked=asked), **changes)


def refusal(**about) -> RuleBroken:
    with pytest.raises(RuleBroken) as refused:
        decide(**about)
    return refused.value


def nothing_happened() -> bool:
    return not (Award.objects.exists() or Letter.objects.exists() or Duty.objects.exists())


def test_granting_commits_the_money_and_sends_the_letter(world):
    proposal = ready(world, amount=60_000, legal_ground="4:25", conditions="Meld wijzigingen.")
    letter = decide(by=world.decider, proposal=proposal, **NUMBER)
    award = letter.award
    assert (award.number, award.amount, award.recipient, award.plan_version) == (
        letter.number,
        euros(60_000),
        world.hub,
        proposal.version,
    )
    assert (letter.asked, letter.amount, letter.refused) == (euros(100_000), euros(60_000), euros(40_000))
    assert (letter.legal_ground, letter.conditions, letter.ground) == ("4:25", "Meld wijzigingen.", proposal.ground)
    assert (award.prepared_by, award.recorded_by, letter.recorded_by) == (world.preparer, world.decider, world.decider)
    assert balances(award=award) == {("commitments", "committed"): euros(60_000)}
    assert Entry.objects.get(kind="commit").reference == "FA-1"


def test_granting_takes_the_plans_step_and_asks_for_evidence(world):
    proposal = ready(world)
    letter = decide(by=world.decider, proposal=proposal, **NUMBER)
    step = proposal.plan.steps.last()
    assert (step.kind, step.letter, step.version, step.recorded_by) == (
        "grant",
        letter,
        proposal.version,
        world.decider,
    )
    assert sorted(letter.duties.values_list("kind", flat=True)) == ["performance", "yearly_report"]


def test_granting_what_was_asked_refuses_nothing(world):
    assert decide(by=world.decider, proposal=ready(world), **NUMBER).refused is None


def test_refusing_leaves_the_books_as_they_were(world):
    before = balances()
    letter = decide(by=world.decider, proposal=ready(world, kind="refuse"))
    assert (letter.kind, letter.asked, letter.amount, letter.refused) == (
        "refuse",
        euros(100_000),
        None,
        euros(100_000),
    )
    assert (balances(), letter.plan.steps.last().kind) == (before, "refuse")


def test_a_change_that_is_not_granted_leaves_the_award(world):
    proposal = ready(world, amount=60_000)
    first = decide(by=world.decider, proposal=proposal, **NUMBER)
    planned.submit(planned.version_of(world, proposal.plan, asked=90_000), world.editor)
    newest = proposal.plan.versions.last()
    PlanStep.objects.create(plan=proposal.plan, version=newest, kind="take_up", recorded_by=world.preparer)
    keep = planned.proposed(world, proposal.plan, kind="keep", award=first.award)
    letter = decide(by=world.decider, proposal=keep)
    assert (letter.asked, letter.amount, letter.award) == (euros(90_000), euros(60_000), first.award)
    assert proposal.plan.steps.last().kind == "keep"


def test_twice_by_the_same_person_is_one_decision(world):
    proposal = ready(world)
    first = decide(by=world.decider, proposal=proposal, **NUMBER)
    assert decide(by=world.decider, proposal=proposal, **NUMBER) == first
    assert (Award.objects.count(), Letter.objects.count(), Entry.objects.filter(kind="commit").count()) == (1, 1, 1)


def test_a_second_decider_is_told_that_it_is_decided(world):
    proposal = ready(world)
    decide(by=world.decider, proposal=proposal, **NUMBER)
    assert refusal(by=world.second, proposal=proposal, **NUMBER).code == "funding_proposal_is_live"


@pytest.mark.parametrize("role", ["preparer", "payer", "controller", "editor"])
def test_only_a_decider_decides(world, role):
    assert refusal(by=getattr(world, role), proposal=ready(world), **NUMBER).code == "not_allowed"
    assert nothing_happened()


def test_nobody_decides_on_what_they_prepared(world):
    proposal = ready(world, recorded_by=world.decider)
    refused = refusal(by=world.decider, proposal=proposal, **NUMBER)
    assert (refused.code, refused.message) == (
        "not_allowed",
        "Iemand anders moet beslissen: u hebt dit voorbereid of ingediend.",
    )
    assert nothing_happened()


def test_who_decides_needs_a_mandate_of_today(world):
    without = planned.person("nieuw", "ministry_decider", world.ministry)
    assert refusal(by=without, proposal=ready(world), **NUMBER).code == "funding_mandate_covers_the_act"


def test_a_commitment_needs_its_number_in_the_administration(world):
    assert refusal(by=world.decider, proposal=ready(world)).code == "funding_entry_money_carries_its_number"
    assert nothing_happened()


def test_what_passes_the_match_is_refused_with_how_much_is_short(world):
    proposal = ready(world, asked=150_000, amount=150_000)
    refused = refusal(by=world.decider, proposal=proposal, **NUMBER)
    assert (refused.code, refused.facts["short"]) == ("funding_pool_committed_match_covers", euros(50_000))
    assert "€ 50.000" in refused.message
    assert nothing_happened()
    assert proposal.plan.steps.last().kind == "take_up"
    assert Job.objects.filter(kind="funding.write_letter").count() == 0


def test_what_passes_the_line_is_refused_with_how_much_is_short(world):
    world.match(300_000)
    refused = refusal(by=world.decider, proposal=ready(world, asked=250_000, amount=250_000), **NUMBER)
    assert (refused.code, refused.facts["short"]) == ("funding_line_available_covers", euros(50_000))


def test_what_was_sent_back_is_not_decided(world):
    proposal = ready(world)
    send_back(by=world.second, proposal=proposal, note="De looptijd klopt niet.")
    assert refusal(by=world.decider, proposal=proposal, **NUMBER).code == "funding_proposal_is_live"
    assert nothing_happened()


def test_what_was_decided_is_not_sent_back(world):
    proposal = ready(world, kind="refuse")
    decide(by=world.decider, proposal=proposal)
    with pytest.raises(RuleBroken) as refused:
        send_back(by=world.second, proposal=proposal, note="Toch niet.")
    assert refused.value.code == "funding_proposal_is_live"
    assert ProposalReturn.objects.count() == 0


def test_a_newer_proposal_replaces_an_earlier_one(world):
    first = ready(world)
    second = planned.proposed(world, first.plan, amount=50_000)
    assert refusal(by=world.decider, proposal=first, **NUMBER).code == "funding_proposal_is_live"
    assert decide(by=world.decider, proposal=second, **NUMBER).amount == euros(50_000)


def test_a_plan_that_was_returned_is_not_granted(world):
    proposal = ready(world)
    PlanStep.objects.create(
        plan=proposal.plan, version=proposal.version, kind="return", note="Mist.", recorded_by=world.preparer
    )
    assert refusal(by=world.decider, proposal=proposal, **NUMBER).code == "funding_planstep_follows_the_last"
    assert nothing_happened()


def test_an_older_version_than_the_newest_is_not_granted(world):
    proposal = ready(world)
    about = {"plan": proposal.plan, "recorded_by": world.preparer}
    PlanStep.objects.create(version=proposal.version, kind="return", note="Mist.", **about)
    newer = planned.version_of(world, proposal.plan, asked=50_000)
    planned.submit(newer, world.editor)
    PlanStep.objects.create(version=newer, kind="take_up", **about)
    assert refusal(by=world.decider, proposal=proposal, **NUMBER).code == "funding_planstep_is_about_its_own_version"
    assert nothing_happened()


def test_the_proposal_to_decide_later_is_told_of_by_mail(world):
    proposal = ready(world)
    send_back(by=world.decider, proposal=proposal, note="Beter.")
    assert Job.objects.get(kind="funding.send_notice", payload__notice="proposal_returned")


def test_deciders_exist_for_what_is_prepared_on_a_plan():
    assert {"grant", "refuse", "keep"} <= set(DECIDERS)
