"""A second role: nobody acts for the ministry on an organisation that they serve. Plain SQL, as the application."""

import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import RoleHolding
from funding import actions
from funding.models import (
    Award,
    BankAccount,
    BankAccountConfirmation,
    Duty,
    Entry,
    Judgement,
    Letter,
    Payment,
    PaymentApproval,
    PlanStep,
    Proposal,
    ProposalReturn,
    Remark,
    Settlement,
)
from funding.rules import RuleBroken
from tests.funding import connections
from tests.funding import papers as paper
from tests.funding import world as worlds
from tests.funding.attempts import waiver
from tests.funding.world import DAY, LONG, PAPER, euros
from tests.refusals import refusal

RULE = "funding_act_is_on_anothers_organisation"
DAY_LONG = timedelta(days=1)


@pytest.fixture
def world(db):
    return built()


def built():
    """A plan that was granted, with evidence to judge, a payment to approve and one to release."""
    world = worlds.build()
    world.allot(700_000, 700_000)
    world.match(700_000, realised=700_000)
    world.papers = paper.granted(world)
    world.award = world.papers.duty.award
    about = {"award": world.award, "amount": euros(10), "bank_account": world.bank, "reason": "voorschot"}
    world.proposed = actions.propose_payment(by=world.preparer, **about)
    world.approved_one = world.approved(world.award, 20)
    world.in_review = paper.proposed(world)
    world.submitted = paper.draft(world)
    paper.submit(world, world.submitted)
    return world


def tried(row: Model) -> str:
    """The rule that refuses this row, in plain SQL; "" when it is let in."""
    fields = [one for one in row._meta.concrete_fields if one.name not in ("id", "recorded_at", "recorded_on")]
    columns, marks = ", ".join(one.column for one in fields), ", ".join(["%s"] * len(fields))
    values = [one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields]
    with transaction.atomic():
        rule = refusal(f"INSERT INTO {row._meta.db_table} ({columns}) VALUES ({marks})", *values)
        # Taken back: what is checked at the end of a transaction asks for more than this row.
        transaction.set_rollback(True)
    return rule


def serves(person, organisation, *, starts=DAY, ends=None) -> None:
    RoleHolding.objects.create(
        person=person, organisation=organisation, role="hub_reader", starts_on=starts, ends_on=ends
    )


def mandate(person, kind):
    return person.mandates.filter(kind=kind, stands_in_for=None).get()


def proposal(world):
    one = world.papers
    about = {"plan": one.plan, "version": one.version, "award": world.award, "ground": "gronden"}
    return Proposal(kind="keep", recorded_by=world.preparer, **about)


def award(world, **changes):
    fields = {
        "number": "V-eigen", "pool": world.pool, "plan_version": world.papers.version, "recipient": world.hub,
        "year": 2018, "amount": euros(1), "condition": "none", "prepared_by": world.preparer,
        "mandate": mandate(world.decider, "decide"), "recorded_by": world.decider,
    }  # fmt: skip
    return Award(**{**fields, **PAPER, **changes})


def settlement(world, **changes):
    about = {"prepared_by": world.preparer, "mandate": mandate(world.decider, "decide"), "recorded_by": world.decider}
    return Settlement(**{"award": world.award, "amount": euros(1), **about, **PAPER, **changes})


def letter(world, **changes):
    """The proposal is made before anybody gets a second role."""
    about = {
        "number": "B-eigen", "kind": "refuse", "recipient": world.hub, "plan": world.in_review.plan,
        "proposal": world.refusal, "ground": "gronden", "decided_on": DAY, "objection_until": DAY,
        "mandate": mandate(world.decider, "decide"), "recorded_by": world.decider,
    }  # fmt: skip
    return Letter(**{**about, **changes})


def payment(world):
    about = {"award": world.award, "bank_account": world.bank, "reason": "voorschot"}
    return Payment(amount=euros(1), recorded_by=world.preparer, **about)


def approval(world, **changes):
    about = {"mandate": mandate(world.decider, "approve"), "recorded_by": world.decider}
    return PaymentApproval(payment=world.proposed, **about, **changes)


def release(world, **changes):
    about = {"mandate": mandate(world.payer, "release"), "recorded_by": world.payer, "payment": world.approved_one}
    said = {"key": "eigen", "payload_hash": "x", "parts": 2, "valid_on": DAY, "reason": "x", "reference": "FA-eigen"}
    return Entry(kind="pay", **about, **said, **PAPER, **changes)


def judgement(world):
    return Judgement(delivery=world.papers.delivery, accepted=True, recorded_by=world.preparer)


def extension(world):
    duty = world.papers.duty
    about = {"award": world.award, "letter": duty.letter, "kind": duty.kind, "reason": "later"}
    # Nothing was handed in for this one.
    first = Duty.objects.create(due_on=duty.due_on, recorded_by=world.decider, **{**about, "reason": ""})
    return Duty(due_on=duty.due_on + DAY_LONG, instead_of=first, recorded_by=world.preparer, **about)


def taken_up(world):
    return PlanStep(plan=world.submitted.plan, version=world.submitted, kind="take_up", recorded_by=world.preparer)


def returned(world):
    one = world.in_review
    return PlanStep(plan=one.plan, version=one.version, kind="return", note="beter", recorded_by=world.preparer)


def sent_back(world):
    return ProposalReturn(proposal=world.refusal, note="beter", recorded_by=world.decider)


def remark(world):
    return Remark(version=world.in_review.version, section="about", text="beter", recorded_by=world.preparer)


def confirmation(world):
    about = {"organisation": world.hub, "iban": "NL02ABNA0123456789", "recorded_by": world.preparer}
    account = BankAccount.objects.create(**about, **PAPER)
    return BankAccountConfirmation(account=account, recorded_by=world.payer, **PAPER)


ACTS = {
    "sent_back": (sent_back, "decider"),
    "remark": (remark, "preparer"),
    "confirmation": (confirmation, "payer"),
    "proposal": (proposal, "preparer"),
    "award": (award, "decider"),
    "award_prepared": (award, "preparer"),
    "settlement": (settlement, "decider"),
    "settlement_prepared": (settlement, "preparer"),
    "letter": (letter, "decider"),
    "payment": (payment, "preparer"),
    "approval": (approval, "decider"),
    "release": (release, "payer"),
    "judgement": (judgement, "preparer"),
    "extension": (extension, "preparer"),
    "taken_up": (taken_up, "preparer"),
    "returned": (returned, "preparer"),
}
"""By act: the row that does it, and who does."""
WAIVED = {
    "award": "own_preparation",
    "settlement": "own_preparation",
    "letter": "own_preparation",
    "approval": "own_preparation",
    "release": "own_approval",
}


def ready(world, act):
    """The row, and who acts."""
    world.refusal = paper.propose(world, world.in_review.version, "refuse", legal_ground="4:35")
    row, who = ACTS[act]
    return row(world), getattr(world, who)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_on_an_organisation_that_they_serve(world, act):
    row, person = ready(world, act)
    serves(person, world.hub)
    assert tried(row) == RULE


@pytest.mark.parametrize("act", ACTS)
def test_who_serves_another_or_served_before_or_will_acts(world, act):
    row, person = ready(world, act)
    today = timezone.localdate()
    serves(person, world.funder)
    serves(person, world.hub, ends=today - DAY_LONG)
    serves(person, world.hub, starts=today + DAY_LONG)
    assert tried(row) == ""


@pytest.mark.parametrize("act", ACTS)
def test_the_last_day_of_a_role_counts(world, act):
    row, person = ready(world, act)
    serves(person, world.hub, ends=timezone.localdate())
    assert tried(row) == RULE


@pytest.mark.parametrize("act", WAIVED)
def test_a_waiver_is_the_only_way_round(world, act):
    row, person = ready(world, act)
    serves(person, world.hub)
    row.waiver = waiver(world, WAIVED[act])
    assert tried(row) == ""


def test_a_deputy_does_not_act_for_who_serves_the_organisation(world):
    about = {"stands_in_for": world.decider, "kind": "decide", **LONG, **PAPER}
    deputy = actions.give_mandate(by=world.controller, person=world.second, **about)
    serves(world.decider, world.hub)
    by = {"mandate": deputy, "recorded_by": world.second}
    assert tried(award(world, **by)) == RULE
    assert tried(settlement(world, **by)) == RULE
    own = {"mandate": mandate(world.second, "decide"), "recorded_by": world.second}
    assert tried(award(world, **own)) == ""


def test_the_organisation_of_the_plan_counts_as_the_recipient_does(world):
    """However the recipient is called."""
    serves(world.decider, world.hub)
    assert tried(award(world, recipient=world.funder)) == RULE


# --- At the same moment -----------------------------------------------------------------------------------------------

GIVE = (
    "INSERT INTO accounts_roleholding (person_id, organisation_id, role, starts_on) VALUES (%s, %s, 'hub_reader', %s)"
)


def wait_until_somebody_waits() -> None:
    for _ in range(200):
        if " | Lock | " in connections.waits():
            return
        time.sleep(0.05)
    raise AssertionError(connections.waits())


@pytest.fixture
def busy(fresh_database):
    return rich()


def rich():
    world = worlds.build()
    world.allot(700_000, 700_000)
    world.match(700_000)
    return world


def test_who_is_getting_a_role_waits_and_is_refused(busy):
    with connections.application() as giving, connections.Session() as deciding:
        with giving.cursor() as cursor:
            cursor.execute(GIVE, [busy.decider.pk, busy.hub.pk, DAY])
        decided = deciding.start(lambda: busy.grant(100))
        wait_until_somebody_waits()
        giving.commit()
        with pytest.raises(RuleBroken) as caught:
            connections.result(decided)
    assert (caught.value.code, Award.objects.count()) == (RULE, 0)


def test_who_is_deciding_gets_the_role_after_the_decision(busy):
    def give() -> None:
        with connections.application() as giving, giving, giving.cursor() as cursor:
            cursor.execute(GIVE, [busy.decider.pk, busy.hub.pk, DAY])

    with connections.Session() as other:
        with transaction.atomic():
            busy.grant(100)
            given = other.start(give)
            wait_until_somebody_waits()
            assert not RoleHolding.objects.filter(person=busy.decider, organisation=busy.hub).exists()
        connections.result(given)
    assert RoleHolding.objects.filter(person=busy.decider, organisation=busy.hub).exists()
    with pytest.raises(RuleBroken) as caught:
        busy.grant(100)
    assert (caught.value.code, Award.objects.count()) == (RULE, 1)


@pytest.mark.parametrize("writers", [2, 16])
def test_after_a_race_with_roles_nobody_has_decided_in_two(busy, writers):
    """Whoever decided did so before the role was there: nothing is decided after it."""

    def write(number):
        if number % 2 == 0:
            with transaction.atomic():
                busy.grant(1, by=busy.decider)
        elif number == 1:
            serves(busy.decider, busy.hub)

    results = connections.race(writers, write)
    assert set(results) <= {"admitted", RULE}
    assert Award.objects.count() == results.count("admitted") - writers // 2
    with pytest.raises(RuleBroken):
        busy.grant(1)
