"""Rulings of a court: recorded with the judgment, carried out by who took no part; what they order beyond a ceiling."""

from datetime import timedelta

import pytest

from accounts.models import Role, RoleHolding
from funding import actions, audit, award_state, permissions, recoveries
from funding.actions import deciding
from funding.models import Award, Entry, Letter, Proposal, Ruling
from funding.plan_state import state_of
from funding.rules import held_by_books
from jobs import clock
from tests.funding import connections, planned
from tests.funding import papers as paper
from tests.funding.award_world import Granted
from tests.funding.ruled import carried_out, objected, ordered, ruling
from tests.funding.test_books_sql import copied
from tests.funding.test_settlement import refused
from tests.funding.world import DAY, LONG, PAPER, balances, euros, person
from tests.refusals import refusal

db = pytest.mark.django_db
BEYOND = {"beyond_ceiling": True}


@pytest.fixture
def one(db):
    """An award of 1000, an objection that was dismissed, and a ruling that says otherwise."""
    granted = Granted(1000)
    _objection, granted.answer = objected(granted)
    granted.ruling = ruling(granted.world.preparer, granted.answer)
    return granted


# --- Recorded ---------------------------------------------------------------------------------------------------------


def test_ruling_goes_back_to_the_first_letter_also_after_another_ruling(one):
    assert (one.ruling.letter, one.ruling.about) == (one.answer, one.letter)
    letter = carried_out(one, one.ruling)
    assert ruling(one.world.preparer, letter, number="19/1", ruled_on=letter.decided_on).about == one.letter
    assert str(one.ruling) == "ECLI:NL:CBB:2018:600"


def test_who_records_a_ruling_and_when(one):
    act = {"letter": one.answer, "number": "19/2"}
    for by in (one.coordinator, one.world.payer, one.world.giver):
        assert refused(lambda by=by: ruling(by, **act)) == "not_allowed"
    for day in (DAY - timedelta(days=1), clock.today() + timedelta(days=1)):
        late = {**act, "ruled_on": day}
        assert refused(lambda late=late: ruling(one.world.preparer, **late)) == "ruled_after_the_letter"


def test_rows_of_rulings_are_refused(one):
    rows = {
        "funding_ruling_is_recorded_once": copied(Ruling),
        "funding_ruling_names_court_case_and_order": copied(Ruling, number="' '"),
        "funding_ruling_ecli_is_one": copied(Ruling, ecli="'NL:CBB'"),
        "funding_ruling_comes_after_the_letter": copied(Ruling, number="'x'", ruled_on=f"'{DAY - timedelta(days=1)}'"),
        "funding_ruling_goes_back_to_the_first_letter": copied(Ruling, number="'x'", about_id=str(one.answer.pk)),
        "funding_entry_refers_to_what_exists": copied(Ruling, number="'x'", letter_id="-1"),
    }
    assert {rule: refusal(sql) for rule, sql in rows.items()} == {rule: rule for rule in rows}
    tomorrow = copied(Ruling, number="'x'", ruled_on="CURRENT_DATE + 2")
    assert refusal(tomorrow) == "funding_ruling_comes_after_the_letter"


def test_ruling_stays_as_it_is_recorded(one):
    """The application has no right to change or remove it; the trigger refuses the owner too (test_books_sql.py)."""
    for sql in ("UPDATE funding_ruling SET upheld = false", "DELETE FROM funding_ruling", "TRUNCATE funding_ruling"):
        assert refusal(sql) in ("42501", "funding_books_are_only_added_to")


def test_who_serves_the_recipient_does_not_record_it(one):
    RoleHolding.objects.create(person=one.world.preparer, organisation=one.world.hub, role="hub_reader", starts_on=DAY)
    assert refusal(copied(Ruling, number="'x'")) == "funding_act_is_on_anothers_organisation"


# --- Carried out ------------------------------------------------------------------------------------------------------


def test_ordered_beyond_the_ceiling_and_shown_so_for_ever(one):
    letter = carried_out(one, one.ruling, amount=euros(1400), **BEYOND)
    added = Award.objects.exclude(pk=one.award.pk).get()
    assert (added.ordered_by, added.ruling, added.amount, added.number) == ("court", one.ruling, 400, letter.number)
    assert Entry.objects.get(transfers__to_account__award=added).kind == "order"
    assert (letter.kind, letter.ruling, letter.amount, state_of(one.plan)) == ("ruling", one.ruling, 1400, "amend")
    assert award_state.terms_of(one.award).amount == euros(1400)
    assert audit.differences() == []


@db
def test_within_the_ceiling_it_is_an_award_as_any_other():
    granted = Granted(1000, match=1500)
    granted.world.allot(500, 500)
    _objection, answer = objected(granted)
    carried_out(granted, ruling(granted.world.preparer, answer), amount=euros(1400))
    added = Award.objects.exclude(pk=granted.award.pk).get()
    assert (added.ordered_by, added.ruling) == ("", None)


def test_without_an_amount_the_grounds_change_alone(one):
    before = balances(line=one.world.line)
    letter = carried_out(one, one.ruling)
    assert (letter.amount, Award.objects.count(), balances(line=one.world.line)) == (None, 1, before)
    assert award_state.terms_of(one.award).amount == euros(1000)


def test_nothing_becomes_worse_for_who_went_to_court(one):
    assert refused(lambda: carried_out(one, one.ruling, amount=euros(900))) == "objection_gives_more"


@db
def test_settled_meanwhile_the_settlement_is_raised():
    granted = Granted(1000, match=1400, realised=1400)
    _objection, answer = objected(granted)
    granted.decide("settle", amount=euros(600), legal_ground="4:46-a")
    carried_out(granted, ruling(granted.world.preparer, answer), amount=euros(1300), **BEYOND)
    assert award_state.standing_of(granted.award).settled == euros(1300)
    assert audit.differences() == []


@db
def test_refusal_that_the_court_undoes_grants():
    world = Granted(1000).world
    award = ordered(world, 800)
    assert (award.ordered_by, award.amount, award.ruling.about.kind) == ("court", 800, "refuse")
    assert audit.differences() == []


@db
def test_refusal_that_is_undone_by_the_action():
    granted = Granted(1000, match=3000)
    granted.world.allot(1000, 1000)
    plan = planned.in_review(granted.world, asked=800)
    refusal_letter = granted.take(planned.proposed(granted.world, plan, kind="refuse"))
    one = ruling(granted.world.preparer, refusal_letter)
    about = {"plan": plan, "kind": "ruling", "ruling": one, "ground": "x", "recorded_by": granted.world.preparer}
    nothing = Proposal.objects.create(**about)
    assert granted.take(nothing, by=granted.world.second).award is None
    later = ruling(granted.world.preparer, nothing.letters.get(), number="19/7")
    full = {"amount": euros(800), "pool": granted.world.pool, "version": plan.versions.get(), **BEYOND}
    letter = granted.take(Proposal.objects.create(**{**about, "ruling": later, **full}), by=granted.world.second)
    assert (letter.award.amount, letter.award.ruling, state_of(plan)) == (800, later, "grant")


@db
def test_recovery_is_lowered_again():
    granted = Granted(1000, realised=1000)
    granted.pay(1000)
    granted.decide("settle", amount=euros(600), legal_ground="4:46-a")
    recovery = granted.decide("recover", amount=euros(400), legal_ground="4:57")
    objection = actions.object_to(by=granted.coordinator, letter=recovery, text="Oneens.")
    answer = granted.take(
        granted.propose("objection", objection=objection, upheld=True, amount=euros(100)), by=granted.world.second
    )
    one = ruling(granted.world.preparer, answer)
    assert refused(lambda: carried_out(granted, one, amount=euros(100))) == "objection_asks_less_back"
    carried_out(granted, one, amount=euros(40))
    assert (recoveries.asked_by(recovery), award_state.standing_of(granted.award).asked_back) == (40, 40)


def test_who_recorded_it_or_took_the_first_decision_does_not_carry_it_out_and_no_waiver_helps(one):
    assert refused(lambda: carried_out(one, one.ruling, by=one.world.decider)) == "not_allowed"
    by_second = ruling(one.world.second, one.answer, number="19/3")
    assert refused(lambda: carried_out(one, by_second)) == "not_allowed"
    waiver = actions.waive(by=one.world.controller, kind="own_preparation", reason="ziekte", **PAPER)
    proposal = one.propose("ruling", ruling=one.ruling)
    assert refused(lambda: one.take(proposal, by=one.world.second, waiver=waiver)) == "ruling_has_no_waiver"


def test_who_a_deputy_stood_in_for_took_the_first_decision_too(one):
    """In the database: decided under the decider's mandate by the second, neither of them decides again."""
    world = one.world
    about = {"stands_in_for": world.second, "kind": "decide", **LONG, **PAPER}
    deputy = actions.give_mandate(by=world.controller, person=world.decider, **about)
    proposal = one.propose("keep")
    first = one.sent("keep", proposal, award=one.award, mandate=deputy)
    later = Proposal(kind="ruling", plan=one.plan, recorded_by=world.preparer, ruling=Ruling(about=first))
    assert permissions.can_decide_on(world.second, later)[0] is False
    assert permissions.can_decide_on(world.second, later, waived=True)[0] is False


def letter_sql(one, proposal, by, **changes) -> str:
    mandate = by.mandates.get(kind="decide", stands_in_for=None)
    fields = {
        "number": "'SQL-1'", "kind": "'ruling'", "proposal_id": str(proposal.pk), "ruling_id": str(one.ruling.pk),
        "objection_id": "NULL", "mandate_id": str(mandate.pk), "recorded_by_id": str(by.pk), **changes,
    }  # fmt: skip
    return copied(Letter, "(SELECT * FROM funding_letter ORDER BY id LIMIT 1) AS letter", **fields)


def test_letter_after_a_ruling_in_plain_sql(one):
    world, proposal = one.world, one.propose("ruling", ruling=one.ruling)
    other = ruling(world.preparer, one.answer, number="19/4")
    mine = ruling(world.second, one.answer, number="19/5")
    by_me = one.propose("ruling", ruling=mine)
    rows = {
        "funding_ruling_is_carried_out_by_another": letter_sql(one, proposal, world.decider),
        "funding_ruling_is_the_proposed_one": letter_sql(one, proposal, world.second, ruling_id=str(other.pk)),
        "funding_letter_has_its_subject": letter_sql(one, proposal, world.second, ruling_id="NULL"),
    }
    assert {rule: refusal(sql) for rule, sql in rows.items()} == {rule: rule for rule in rows}
    own = letter_sql(one, by_me, world.second, ruling_id=str(mine.pk))
    assert refusal(own) == "funding_ruling_is_carried_out_by_another"
    assert refusal(letter_sql(one, proposal, world.second)) == ""
    again = one.propose("ruling", ruling=one.ruling)
    twice = letter_sql(one, again, world.second, number="'SQL-2'")
    assert refusal(twice) == "funding_letter_ruling_is_carried_out_once"


def test_what_is_prepared_names_an_upheld_ruling_of_its_own_plan(one):
    dismissed = ruling(one.world.preparer, one.answer, number="19/6", upheld=False)
    for fields, rule in (
        ({"ruling": dismissed}, "funding_proposal_carries_out_an_upheld_appeal"),
        ({"ruling": one.ruling, **BEYOND}, "funding_proposal_only_an_order_passes_the_ceiling"),
    ):

        def prepare(fields=fields):
            with held_by_books():
                one.propose("ruling", **fields)

        assert refused(prepare) == rule
    stranger = paper.draft(one.world)
    paper.submit(one.world, stranger)
    one.propose("ruling", ruling=one.ruling)
    last = "(SELECT * FROM funding_proposal ORDER BY id DESC LIMIT 1) AS proposal"
    elsewhere = copied(Proposal, last, plan_id=str(stranger.plan_id), award_id="NULL")
    assert refusal(elsewhere) == "funding_proposal_stays_with_its_plan"


def test_award_beyond_the_ceiling_in_plain_sql(one):
    """Names what ordered it, once, within what was prepared as going beyond the ceiling."""
    proposal = one.propose("ruling", ruling=one.ruling, amount=euros(1400), **BEYOND)
    by = one.world.second
    mandate = by.mandates.get(kind="decide", stands_in_for=None)
    fields = {
        "number": "'SQL-1'", "amount": "400", "ordered_by": "'court'", "ruling_id": str(one.ruling.pk),
        "recorded_by_id": str(by.pk), "mandate_id": str(mandate.pk),
    }  # fmt: skip

    def row(**changes):
        return copied(Award, f"(SELECT * FROM funding_award WHERE id = {one.award.pk}) AS award", **fields | changes)

    assert refusal(row(ordered_by="''")) == "funding_award_order_names_what_ordered_it"
    assert refusal(row(ruling_id="NULL")) == "funding_award_order_is_as_prepared"
    assert refusal(row(amount="1400.01")) == "funding_award_order_is_as_prepared"
    assert refusal(row(ordered_by="'objection'")) == "funding_award_order_names_what_ordered_it"
    assert refusal(row()) == ""
    assert refusal(row(number="'SQL-2'")) == "funding_award_ruling_orders_once"
    later = ruling(one.world.preparer, one.answer, number="19/8")
    assert refusal(row(number="'SQL-3'", ruling_id=str(later.pk))) == "funding_award_order_is_as_prepared"
    deciding.send_back(by=by, proposal=proposal, note="anders")
    assert refusal(row(number="'SQL-4'")) == "funding_award_order_is_as_prepared"


@db
def test_order_of_an_objection_is_given_once():
    """In plain SQL: the same objection carries one award beyond the ceiling, and none once it was answered."""
    granted = Granted(1000)
    objection = actions.object_to(by=granted.coordinator, letter=granted.letter, text="Oneens.")
    prepared = granted.propose("objection", objection=objection, upheld=True, amount=euros(1200), **BEYOND)
    by = granted.world.second
    fields = {
        "amount": "200", "ordered_by": "'objection'", "objection_id": str(objection.pk), "recorded_by_id": str(by.pk),
        "mandate_id": str(by.mandates.get(kind="decide", stands_in_for=None).pk),
    }  # fmt: skip

    def row(number):
        first = f"(SELECT * FROM funding_award WHERE id = {granted.award.pk}) AS award"
        return copied(Award, first, **fields, number=f"'{number}'")

    two = "(SELECT award.* FROM funding_award award, generate_series(1, 2)) AS award"
    twice = copied(Award, two, **fields, number="gen_random_uuid()::text")
    assert refusal(twice) == "funding_award_objection_orders_once"
    granted.take(prepared, by=by)
    assert Award.objects.get(ordered_by="objection").objection == objection
    assert refusal(row("SQL-9")) == "funding_award_order_is_as_prepared"


# --- At the same moment -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("writers", [2, 16])
def test_a_ruling_is_carried_out_once_however_many_try(fresh_database, writers):
    granted = Granted(1000)
    _objection, answer = objected(granted)
    one = ruling(granted.world.preparer, answer)
    fields = {"amount": euros(1400), **BEYOND, "award": granted.award, "ground": "x", "ruling": one}
    proposal = Proposal.objects.create(kind="ruling", plan=granted.plan, recorded_by=granted.world.preparer, **fields)
    others = [granted.world.second]
    for number in range(1, writers):
        other = person(f"decider{number}", Role.MINISTRY_DECIDER, granted.world.ministry)
        actions.give_mandate(by=granted.world.controller, person=other, kind="decide", **LONG, **PAPER)
        others.append(other)
    results = connections.race(writers, lambda number: granted.take(proposal, by=others[number], day=DAY))
    assert results == ["admitted", *["funding_proposal_is_live"] * (writers - 1)]
    assert Award.objects.filter(ordered_by="court").count() == 1
    assert audit.differences() == []
