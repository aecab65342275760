"""A plan after it was submitted: submitted again, withdrawn, changed after a grant; and what the books then hold."""

from datetime import date
from decimal import Decimal

import pytest

from funding import actions, files, plan_letters
from funding.actions import Content
from funding.models import (
    Entry,
    Letter,
    PlanStep,
    PlanVersion,
    Proposal,
)
from funding.plan_content import rows
from jobs import clock
from jobs.models import Job
from tests.funding import world
from tests.funding.plan_history import again, held, refused, returned, step
from tests.funding.planned import coordinator
from tests.funding.written import METROPOLE, PROVINCE, WHOLE, fresh, save, started, submitted
from tests.ui.uploads import PDF


@pytest.fixture
def made(db):
    return world.build()


@pytest.fixture
def noa(made):
    return coordinator(made)


# --- submitting again -------------------------------------------------------------------------------------------------


def test_new_version_says_what_the_last_one_said(made, noa):
    version = submitted(made, noa)
    new = fresh(actions.open_version(by=made.editor, plan=returned(made, version)))
    assert (new.number, new.title, new.requested) == (2, version.title, version.requested)
    for section in ("activities", "indicators", "budget", "match", "attachments"):
        assert rows(new, section) == rows(fresh(version), section)


def test_new_version_keeps_its_files(made, noa):
    kept = files.keep("brief.pdf", PDF, "application/pdf", by=made.editor)
    version = submitted(made, noa, attachments=Content(rows=[{"title": "Brief", "file": kept.pk}]))
    new = fresh(actions.open_version(by=made.editor, plan=returned(made, version)))
    assert rows(new, "attachments") == [{"title": "Brief", "file": {"id": kept.pk, "name": "brief.pdf"}}]


def test_open_version_is_given_back(made, noa):
    plan = returned(made, submitted(made, noa))
    assert actions.open_version(by=made.editor, plan=plan) == actions.open_version(by=noa, plan=plan)


def test_no_new_version_while_the_ministry_looks(made, noa):
    version = submitted(made, noa)
    assert refused(lambda: actions.open_version(by=noa, plan=version.plan)).code == "not_allowed"


def test_unchanged_pledge_is_kept(made, noa):
    version = submitted(made, noa)
    entries = Entry.objects.count()
    new = again(made, version, noa, [METROPOLE, PROVINCE])
    assert [one.pledge for one in new.pledges.all()] == [one.pledge for one in version.pledges.all()]
    assert Entry.objects.count() == entries


def test_changed_promise_is_taken_back_and_brought_in_anew(made, noa):
    version = submitted(made, noa)
    new = again(made, version, noa, [{**METROPOLE, "evidence": "besluit 13"}])
    old, fresh_one = version.pledges.first().pledge, new.pledges.first().pledge
    assert (held(old), held(fresh_one)) == ({}, {"intended": Decimal(60_000)})


def test_pledge_that_is_left_out_is_taken_back_even_when_committed(made, noa):
    version = submitted(made, noa)
    pledge = version.pledges.first().pledge
    actions.confirm_committed(by=made.giver, basis=world.basis(clock.today()), pledge=pledge, amount=Decimal(20_000))
    again(made, version, noa, [PROVINCE])
    assert held(pledge) == {}


@pytest.mark.parametrize(("amount", "intended"), [(80_000, 80_000), (50_000, 50_000), (60_000, 60_000)])
def test_amount_alone_is_raised_or_lowered(made, noa, amount, intended):
    version = submitted(made, noa)
    new = again(made, version, noa, [{**METROPOLE, "amount": Decimal(amount)}])
    assert new.pledges.first().pledge == version.pledges.first().pledge
    assert held(new.pledges.first().pledge) == {"intended": Decimal(intended)}


def test_amount_that_became_known_is_booked(made, noa):
    version = submitted(made, noa)
    new = again(made, version, noa, [METROPOLE, {**PROVINCE, "amount": Decimal(5)}])
    assert new.pledges.last().pledge == version.pledges.last().pledge
    assert held(new.pledges.last().pledge) == {"intended": Decimal(5)}


def test_amount_that_became_unknown_is_taken_back(made, noa):
    version = submitted(made, noa)
    new = again(made, version, noa, [{**METROPOLE, "amount": None}])
    assert held(version.pledges.first().pledge) == held(new.pledges.first().pledge) == {}


def test_amount_below_what_was_confirmed_is_refused(made, noa):
    version = submitted(made, noa)
    pledge = version.pledges.first().pledge
    actions.confirm_committed(by=made.giver, basis=world.basis(clock.today()), pledge=pledge, amount=Decimal(60_000))
    broken = refused(lambda: again(made, version, noa, [{**METROPOLE, "amount": Decimal(10)}]))
    assert broken.code == "pledge_is_confirmed"


# --- withdrawing ------------------------------------------------------------------------------------------------------


def test_withdrawal_takes_back_what_is_intended(made, noa):
    version = submitted(made, noa)
    pledge = version.pledges.first().pledge
    actions.confirm_committed(by=made.giver, basis=world.basis(clock.today()), pledge=pledge, amount=Decimal(20_000))
    done = actions.withdraw_plan(by=noa, plan=version.plan, reason=" Geen ruimte. ")
    assert (done.kind, done.version, done.note) == ("withdraw", version, "Geen ruimte.")
    assert held(pledge) == {"committed": Decimal(20_000)}
    told = [letter.to[0] for letter in plan_letters.withdrawn(version.plan_id)]
    assert made.preparer.email in told


def test_second_withdrawal_finds_it_done(made, noa):
    version = submitted(made, noa)
    first = actions.withdraw_plan(by=noa, plan=version.plan, reason="x")
    assert actions.withdraw_plan(by=noa, plan=version.plan, reason="y") == first
    assert Job.objects.filter(payload__notice="plan_withdrawn").count() == 1


def test_draft_is_withdrawn_without_telling_the_ministry(made, noa):
    version = started(made)
    actions.withdraw_plan(by=noa, plan=version.plan, reason="x")
    assert not Job.objects.filter(payload__notice="plan_withdrawn").exists()
    assert refused(lambda: save(version, "about", WHOLE["about"], by=noa)).code == "not_allowed"


def test_withdrawal_says_why_and_is_the_coordinators(made, noa):
    version = submitted(made, noa)
    assert refused(lambda: actions.withdraw_plan(by=made.editor, plan=version.plan, reason="x")).code == "not_allowed"
    broken = refused(lambda: actions.withdraw_plan(by=noa, plan=version.plan, reason="  "))
    assert broken.code == "funding_planstep_return_says_why"


# --- pools ------------------------------------------------------------------------------------------------------------


def granted(made, noa) -> PlanVersion:
    """A plan of which 20,000 of the match is committed, and which the ministry granted."""
    version = submitted(made, noa)
    pledge = version.pledges.first().pledge
    actions.confirm_committed(by=made.giver, basis=world.basis(clock.today()), pledge=pledge, amount=Decimal(20_000))
    step(version.plan, "take_up", made.preparer, version)
    made.allot(50_000, 50_000)
    award = made.grant(10_000, plan_version=version)
    proposal = propose(made, version)
    letter = letter_of(made, proposal, award=award)
    PlanStep.objects.create(
        plan=version.plan, version=version, kind="grant", letter=letter, recorded_by=letter.recorded_by
    )
    return version


def propose(made, version):
    fields = {"pool": made.pool, "amount": Decimal(10_000), "ground": "Past bij de regio."}
    return Proposal.objects.create(
        kind="grant", plan=version.plan, version=version, recorded_by=made.preparer, **fields
    )


def letter_of(made, proposal, *, award):
    today = clock.today()
    return Letter.objects.create(
        number="V-1",
        kind="grant",
        recipient=made.hub,
        plan=proposal.plan,
        proposal=proposal,
        award=award,
        amount=proposal.amount,
        ground="Past bij de regio.",
        decided_on=today,
        objection_until=today,
        mandate=made.decider.mandates.filter(kind="decide").first(),
        recorded_by=made.decider,
    )


def test_change_request_leaves_what_was_committed(made, noa):
    version = granted(made, noa)
    pledge = version.pledges.first().pledge
    new = actions.open_version(by=noa, plan=version.plan)
    new = save(new, "match", Content(rows=[PROVINCE]), by=noa)
    actions.submit_plan(by=noa, version=new, revision=new.revision)
    assert held(pledge) == {"committed": Decimal(20_000)}


def test_granted_plan_is_not_withdrawn(made, noa):
    version = granted(made, noa)
    new = actions.open_version(by=noa, plan=version.plan)
    actions.submit_plan(by=noa, version=new, revision=new.revision)
    broken = refused(lambda: actions.withdraw_plan(by=noa, plan=version.plan, reason="x"))
    assert broken.message.startswith("Het ministerie heeft geld verleend")


def test_pledge_moves_with_the_plan_to_newer_rules(made, noa):
    version = submitted(made, noa)
    newer = made.pool_for(region=False, level="line", starts_on=date(2018, 5, 2))
    new = again(made, version, noa, [METROPOLE])
    assert (held(version.pledges.first().pledge), new.pledges.get().pledge.pool) == ({}, newer)
