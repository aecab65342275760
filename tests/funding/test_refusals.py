"""Each rule of the books, broken once, with the sentence that people read in Dutch and in English.

The rules of one row are broken in plain SQL in test_books_sql.py.
"""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from accounts.models import Role, RoleHolding
from funding import actions
from funding.actions import places
from funding.actions.posting import open_accounts, post
from funding.ledger import AVAILABLE, CASH, COMMITMENTS, COMMITTED, INTENDED, REALISED, Move
from funding.models import (
    Account,
    BankAccountConfirmation,
    BudgetLine,
    Entry,
    Mandate,
    MatchPool,
    Plan,
    PlanVersion,
    Settlement,
    Transfer,
)
from funding.rules import SENTENCES, RuleBroken, held_by_books
from jobs import clock
from tests.funding import world as worlds
from tests.funding.world import DAY, PAPER, basis, euros

pytestmark = pytest.mark.django_db
LATER = date(2019, 3, 1)


@pytest.fixture
def world():
    return worlds.build()


def end_mandate(world, **changes):
    """The decider's, from tomorrow."""
    mandate = world.decider.mandates.get(kind="decide")
    return actions.end_mandate(
        **{"by": world.controller, "mandate": mandate, "ends_on": clock.today(), **PAPER, **changes}
    )


def raw(world, kind, *moves, day=DAY, **about):
    """An entry straight into the journal: no action and no permission in between."""
    with held_by_books():
        return post("hash", by=about.pop("by", world.decider), kind=kind, basis=basis(day), moves=moves, **about)


def rich(world, *, match=700_000, realised=0):
    """Budget, cash and match for the whole line."""
    world.allot(700_000, 700_000)
    return world.match(match, realised=realised) if match else None


def plan(world, *, submitted_by=None):
    """A plan with one version."""
    one = Plan.objects.create(
        kind="regional", organisation=world.hub, line=world.line, region=world.pool.region, recorded_by=world.editor
    )
    moment = "2018-05-01T12:00Z" if submitted_by else None
    return PlanVersion.objects.create(plan=one, number=1, requested=1, submitted_at=moment, submitted_by=submitted_by)


def reservation(world, **changes):
    fields = {"line": world.line, "year": 2018, "purpose_nl": "doel", "purpose_en": "purpose", "size": euros(100)}
    return actions.reserve(by=world.decider, basis=basis(), **{**fields, **changes})


def waiver(world, kind="own_preparation", by=None):
    return actions.waive(by=by or world.controller, kind=kind, reason="met reden", **PAPER)


# --- 1. What is recorded stays --------------------------------------------------------------------------------------


def submitted_plan_changes(world):
    version = plan(world, submitted_by=world.editor)
    with held_by_books():
        PlanVersion.objects.filter(pk=version.pk).update(requested=2)


# --- 2. Ceilings ----------------------------------------------------------------------------------------------------


def line_beyond_the_line_above(world):
    world.allot(700_000)
    line = BudgetLine.objects.get(key="sme_support")
    actions.allot(by=world.decider, basis=basis(), line=line, year=2018, commitments=euros("0.01"))


def commitment_beyond_available(world):
    world.allot(100, 100)
    world.match(500)
    world.grant(150)


def commitment_beyond_the_decision(world):
    rich(world)
    award = world.grant(100)
    actions.commit(by=world.decider, basis=basis(), award=award, amount=euros(25))


def payment_beyond_the_commitment(world):
    rich(world, realised=700_000)
    world.pay(world.grant(100), 130)


def payment_beyond_the_cash_year(world):
    world.allot(1000, 40)
    world.match(1000, realised=1000)
    world.pay(world.grant(100), 75)


def refund_beyond_what_was_paid(world):
    rich(world)
    award = world.grant(100)
    world.pay(award, 50)
    actions.refund(by=world.payer, basis=basis(), award=award, paid_in=2018, amount=euros(60))


def settlement_beyond_the_award(world):
    rich(world, realised=700_000)
    world.settle(world.grant(100), 101)


def budget_that_came_free_runs_out(world):
    rich(world)
    about = {"line": world.line, "ledger": COMMITMENTS, "from_year": 2018, "to_year": 2019, "amount": euros(1)}
    actions.shift(by=world.decider, basis=basis(), freed=True, **about)


def earlier_year_becomes_available_by_itself(world):
    rich(world)
    award = world.grant(100)
    back = Move(places.committed(award), places.available(world.line, 2018), euros(10))
    raw(world, "decommit", back, day=LATER)


def commitment_in_another_year(world):
    for year in (2018, 2019):
        world.allot(100, 100, year=year)
    world.match(200)
    award = world.grant(100, day=LATER)
    move = Move(places.available(world.line, 2019), places.committed(award), euros(1))
    actions.decommit(by=world.decider, basis=basis(LATER), award=award, amount=euros(1))
    raw(world, "commit", move, day=DAY)


def budget_moves_between_years(world):
    rich(world)
    raw(world, "allot", Move(places.available(world.line.parent, 2018), places.available(world.line, 2019), euros(1)))


def budget_skips_the_line_above(world):
    raw(world, "allot", Move(places.source(COMMITMENTS), places.available(world.line, 2018), euros(1)))


def order_without_an_order(world):
    rich(world)
    award = world.grant(100)
    actions.decommit(by=world.decider, basis=basis(), award=award, amount=euros(1))
    raw(world, "order", Move(places.source(COMMITMENTS), places.committed(award), euros(1)))


# --- 3. Unknown is not zero -----------------------------------------------------------------------------------------


def commitment_beside_an_unknown_reservation(world):
    rich(world)
    reservation(world, size=None)
    world.grant(100)


def commitment_out_of_what_must_stay(world):
    rich(world)
    reservation(world, size=None, at_least=euros(10))
    world.grant(100, kept=euros(699_900))


def commitment_without_a_cash_ceiling(world):
    world.allot(100)
    world.match(100)
    world.grant(100)


def payment_without_a_cash_ceiling(world):
    rich(world)
    world.pay(world.grant(100), 50, day=LATER)


def decision_without_known_rules(world):
    world.pool = world.pool_for(ratio=None, advance_share=None)
    rich(world)
    world.grant(1)


# --- 4. The match ---------------------------------------------------------------------------------------------------


def commitment_beyond_committed_match(world):
    rich(world, match=100)
    world.grant(150)


def payment_beyond_realised_match(world):
    rich(world, realised=10)
    world.pay(world.grant(100), 95)


def settlement_beyond_realised_match(world):
    rich(world, realised=40)
    world.settle(world.grant(100), 60)


def condition_that_the_law_forbids(world):
    world.pool = world.pool_for(instrument="decentralisation_grant")
    rich(world, match=0)
    world.grant(100, condition="proof_of_match")


def decision_before_the_rules(world):
    rich(world)
    world.grant(100, day=date(2017, 12, 31))


def pool_of_another_level(world):
    with held_by_books():
        MatchPool.objects.create(version=world.version, line=world.line, recorded_by=world.controller, **PAPER)


# --- 5. A co-funding euro -------------------------------------------------------------------------------------------


def origin_outside_the_list(world):
    world.match(100, origin="private")


def in_kind_without_valuation(world):
    world.match(100, kind="in_kind")


def amounts_with_vat(world):
    world.match(100, without_vat=None)


def declared_elsewhere(world):
    world.match(100, also_declared="EFRO")


def confirmed_before_it_was_promised(world):
    pledge = world.pledge()
    actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(100))
    earlier = basis(date(2018, 5, 31))
    actions.confirm_committed(by=world.giver, basis=earlier, pledge=pledge, amount=euros(100))


def same_evidence_twice(world):
    world.match(100, evidence="besluit 7")
    world.match(100, evidence=" Besluit 7")


def withdrawal_taken_back_while_its_evidence_counts_elsewhere(world):
    first = world.match(100, evidence="besluit 7")
    gone = actions.withdraw(by=world.giver, basis=basis(), pledge=first, kind=COMMITTED, amount=euros(100))
    world.match(100, evidence="besluit 7")
    actions.correct(by=world.controller, basis=basis(), entry=gone)


def confirmed_by_who_claims(world):
    pledge = world.pledge()
    actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(100))
    move = Move(places.match(pledge, INTENDED), places.match(pledge, COMMITTED), euros(100))
    raw(world, "confirm_committed", move, by=world.editor)


def pledge_runs_out(world):
    pledge = world.match(100)
    actions.confirm_realised(by=world.giver, basis=basis(), pledge=pledge, amount=euros(130))


# --- 6. Two pairs of eyes -------------------------------------------------------------------------------------------


def decided_by_who_prepared(world):
    rich(world)
    world.grant(100, prepared_by=world.decider)


def settled_by_who_prepared(world):
    rich(world, realised=700_000)
    about = {"award": world.grant(100), "amount": euros(1), **PAPER}
    actions.settle(by=world.decider, prepared_by=world.decider, **about)


def approved_by_who_prepared(world):
    rich(world)
    payment = actions.propose_payment(
        by=world.decider, award=world.grant(100), amount=euros(1), bank_account=world.bank, reason="x"
    )
    actions.approve_payment(by=world.decider, payment=payment)


def released_by_who_approved(world):
    rich(world)
    payment = actions.propose_payment(
        by=world.preparer, award=world.grant(100), amount=euros(1), bank_account=world.bank, reason="x"
    )
    actions.approve_payment(by=world.second, payment=payment)
    RoleHolding.objects.create(
        person=world.second, organisation=world.ministry, role=Role.MINISTRY_PAYER, starts_on=date(2018, 1, 1)
    )
    del world.second.holdings
    actions.pay(by=world.second, basis=basis(), payment=payment)


def decided_without_mandate(world):
    rich(world)
    mandate = Mandate.objects.get(person=world.second, kind="decide")
    with held_by_books():
        world.pool.awards.create(
            number="x", recipient=world.hub, year=2018, amount=1, condition="none", mandate=mandate,
            prepared_by=world.preparer, recorded_by=world.decider, **PAPER,
        )  # fmt: skip


def waiver_of_another_kind(world):
    rich(world)
    world.grant(100, prepared_by=world.decider, waiver=waiver(world, "own_approval"))


def waiver_used_twice(world):
    rich(world, realised=700_000)
    one = waiver(world)
    award = world.grant(100, prepared_by=world.decider, waiver=one)
    world.settle(award, 1, waiver=one)


# --- 7. Once --------------------------------------------------------------------------------------------------------


def reservation_resolved_twice(world):
    rich(world)
    one = reservation(world)
    actions.release(by=world.decider, basis=basis(), reservation=one)
    actions.release(by=world.decider, basis=basis(), reservation=one)


def reservation_resolved_in_part(world):
    rich(world)
    one = reservation(world)
    move = Move(places.reserved(one), places.available(world.line, 2018), euros(40))
    raw(world, "release", move, resolves=one)


def reservation_without_its_money(world):
    with held_by_books():
        world.line.reservations.create(
            year=2018, purpose_nl="x", purpose_en="x", size=5, at_least=5, recorded_by=world.decider, **PAPER
        )


def reservation_filled_again(world):
    rich(world)
    one = reservation(world)
    with held_by_books():
        about = {"purpose_nl": "y", "purpose_en": "y", "at_least": 0, "recorded_by": world.decider}
        other = world.line.reservations.create(year=2018, **about, **PAPER)
        move = Move(places.available(world.line, 2018), places.reserved(one), euros(1))
        raw(world, "reserve", move, sets_apart=other)


def reservation_set_apart_twice(world):
    raw(world, "reserve", sets_apart=reservation(world, size=None))


def mandate_withdrawn_by_its_holder(world):
    end_mandate(world, by=world.decider)


def mandate_withdrawn_in_the_past(world):
    end_mandate(world, ends_on=clock.today() - timedelta(days=2))


def mandate_withdrawn_twice(world):
    end_mandate(world)
    end_mandate(world)


def line_above_its_amount(world):
    world.allot(700_000)
    world.allot(1)


def reservation_overdrawn(world):
    rich(world)
    one = reservation(world)
    move = Move(places.reserved(one), places.available(world.line, 2018), euros(130))
    raw(world, "release", move, resolves=one)


def settlement_replaces_anothers(world):
    rich(world, realised=700_000)
    other = world.settle(world.grant(100), 50)
    world.settle(world.grant(100), 50, replaces=other)


def commitment_on_a_settled_award(world):
    rich(world, realised=700_000)
    award = world.grant(100)
    world.settle(award, 50)
    actions.decommit(by=world.decider, basis=basis(), award=award, amount=euros(50))
    actions.commit(by=world.decider, basis=basis(), award=award, amount=euros(10))


def payment_beyond_the_settlement(world):
    rich(world, realised=700_000)
    award = world.grant(100)
    world.settle(award, 50)
    world.pay(award, 60)


def payment_to_a_number_that_nobody_confirmed(world):
    rich(world)
    award = world.grant(100)
    world.bank = actions.enter_bank_account(
        by=world.preparer, organisation=world.hub, iban="NL02ABNA0123456789", **PAPER
    )
    world.pay(award, 10)


def number_confirmed_by_who_entered_it(world):
    account = actions.enter_bank_account(by=world.preparer, organisation=world.hub, iban="NL02ABNA0123456789", **PAPER)
    with held_by_books():
        BankAccountConfirmation.objects.create(account=account, recorded_by=world.preparer, **PAPER)


def payment_to_a_strangers_number(world):
    rich(world)
    bank = actions.enter_bank_account(by=world.preparer, organisation=world.funder, iban="NL02ABNA0123456789", **PAPER)
    actions.propose_payment(by=world.preparer, award=world.grant(100), amount=euros(1), bank_account=bank, reason="x")


def payment_that_nobody_approved(world):
    rich(world)
    payment = actions.propose_payment(
        by=world.preparer, award=world.grant(100), amount=euros(1), bank_account=world.bank, reason="x"
    )
    actions.pay(by=world.payer, basis=basis(), payment=payment)


def payment_of_another_amount(world):
    rich(world)
    award = world.grant(100)
    payment, mandate = world.approved(award, 10), Mandate.objects.get(person=world.payer)
    moves = [
        Move(places.committed(award), places.paid(award), euros(11)),
        Move(places.available(world.line, 2018, CASH), places.cash_paid(award, 2018), euros(11)),
    ]
    raw(world, "pay", *moves, by=world.payer, payment=payment, mandate=mandate)


def same_key_with_other_content(world):
    one = basis()
    line = world.line.parent.parent
    actions.allot(by=world.decider, basis=one, line=line, year=2018, commitments=euros(5))
    actions.allot(by=world.decider, basis=one, line=line, year=2018, commitments=euros(6))


def payment_paid_twice(world):
    rich(world)
    payment = world.approved(world.grant(100), 10)
    actions.pay(by=world.payer, basis=basis(), payment=payment)
    actions.pay(by=world.payer, basis=basis(), payment=payment)


def payment_approved_twice(world):
    rich(world)
    payment = world.approved(world.grant(100), 10)
    actions.approve_payment(by=world.second, payment=payment)


def withdrawn_payment_is_approved(world):
    rich(world)
    payment = actions.propose_payment(
        by=world.preparer, award=world.grant(100), amount=euros(1), bank_account=world.bank, reason="x"
    )
    actions.stop_payment(by=world.preparer, payment=payment, reason="dubbel")
    actions.approve_payment(by=world.decider, payment=payment)


def paid_payment_is_withdrawn(world):
    rich(world)
    payment = world.approved(world.grant(100), 10)
    actions.pay(by=world.payer, basis=basis(), payment=payment)
    actions.stop_payment(by=world.preparer, payment=payment, reason="dubbel")


def number_with_a_typing_error(world):
    actions.enter_bank_account(by=world.preparer, organisation=world.hub, iban="NL92ABNA0417164300", **PAPER)


def number_confirmed_twice(world):
    actions.confirm_bank_account(by=world.payer, account=world.bank, **PAPER)


def two_awards_with_one_number(world):
    rich(world)
    fields = {"pool": world.pool, "recipient": world.hub, "prepared_by": world.preparer}
    for _ in range(2):
        decision = actions.Decision(number="V-2018", amount=euros(1), **fields)
        actions.grant(by=world.decider, basis=basis(), decision=decision)


def settlement_replaced_twice(world):
    rich(world, realised=700_000)
    award = world.grant(100)
    first = world.settle(award, 50)
    world.settle(award, 60, replaces=first)
    world.settle(award, 70, replaces=first)


def entry_corrected_twice(world):
    line = world.line.parent.parent
    one = actions.allot(by=world.decider, basis=basis(), line=line, year=2018, commitments=euros(5))
    actions.allot(by=world.decider, basis=basis(), line=line, year=2018, commitments=euros(5))
    actions.correct(by=world.controller, basis=basis(), entry=one)
    actions.correct(by=world.controller, basis=basis(), entry=one)


# --- 8. Closed periods ----------------------------------------------------------------------------------------------


def entry_in_a_closed_period(world):
    actions.close_period(by=world.controller, until=date(2018, 12, 31), **PAPER)
    world.allot(1)


def period_closed_twice(world):
    for _ in range(2):
        actions.close_period(by=world.controller, until=date(2018, 12, 31), **PAPER)


# --- The journal itself ---------------------------------------------------------------------------------------------


def correction_of_a_correction(world):
    line = world.line.parent.parent
    one = actions.allot(by=world.decider, basis=basis(), line=line, year=2018, commitments=euros(5))
    correction = actions.correct(by=world.controller, basis=basis(), entry=one)
    actions.correct(by=world.controller, basis=basis(), entry=correction)


def correction_of_another_amount(world):
    line = world.line.parent.parent
    one = actions.allot(by=world.decider, basis=basis(), line=line, year=2018, commitments=euros(5))
    raw(world, "correct", Move(places.available(line, 2018), places.source(COMMITMENTS), euros(4)), corrects=one)


def transfer_added_later(world):
    world.allot(5)
    one = Transfer.objects.select_related("entry").first()
    with held_by_books():
        Transfer.objects.create(
            entry=one.entry,
            kind=one.kind,
            from_account_id=one.from_account_id,
            to_account_id=one.to_account_id,
            amount=1,
        )


def transfer_missing(world):
    entry = Entry(
        key="x", payload_hash="x", kind="allot", parts=1, valid_on=DAY, reason="x", recorded_by=world.decider, **PAPER
    )
    with held_by_books():
        entry.save()


def transfer_to_an_account_that_comes_later(world):
    source = places.source(COMMITMENTS)
    accounts = open_accounts([source])
    with held_by_books():
        entry = Entry.objects.create(
            key="x", payload_hash="x", kind="allot", parts=1, valid_on=DAY, reason="x", recorded_by=world.decider,
            **PAPER,
        )  # fmt: skip
        Transfer.objects.create(entry=entry, kind="allot", from_account=accounts[source], to_account_id=10**6, amount=5)


def transfer_into_another_ledger(world):
    raw(world, "allot", Move(places.source(CASH), places.available(world.line.parent.parent, 2018), euros(1)))


def transfer_that_the_kind_does_not_make(world):
    rich(world)
    award = world.grant(100)
    raw(world, "pay", Move(places.available(world.line, 2018), places.paid(award), euros(1)),
        by=world.payer, payment=world.approved(award, 1), mandate=Mandate.objects.get(person=world.payer))  # fmt: skip


def money_of_one_award_to_another(world):
    rich(world)
    one, other = world.pledge(), world.match(100)
    move = Move(places.match(other, COMMITTED), places.match(one, REALISED), euros(1))
    raw(world, "confirm_realised", move, by=world.giver)


def account_of_another_pool(world):
    rich(world)
    award, other = world.grant(100), world.pool_for()
    with held_by_books():
        Account.objects.create(ledger=CASH, kind="paid", year=2020, line=world.line, award=award, pool=other)


def account_with_money(world):
    with held_by_books():
        Account.objects.create(ledger=CASH, kind=AVAILABLE, year=2030, line=world.line, received=5)


def refers_to_what_comes_later(world):
    with held_by_books():
        Settlement.objects.create(
            award_id=10**6, amount=1, prepared_by=world.preparer, recorded_by=world.decider,
            mandate=Mandate.objects.get(person=world.decider, kind="decide"), **PAPER,
        )  # fmt: skip


def award_on_a_draft(world):
    rich(world)
    world.grant(100, plan_version=plan(world))


BROKEN = {
    "funding_planversion_submitted_is_frozen": (submitted_plan_changes, ""),
    "funding_line_available_covers": (commitment_beyond_available, "€ 50"),
    "funding_award_commitment_is_within_the_decision": (commitment_beyond_the_decision, "€ 25"),
    "funding_award_commitment_covers": (payment_beyond_the_commitment, "€ 30"),
    "funding_line_cash_covers": (payment_beyond_the_cash_year, "€ 35"),
    "funding_award_paid_covers": (refund_beyond_what_was_paid, "€ 10"),
    "funding_settlement_is_within_the_award": (settlement_beyond_the_award, "€ 1"),
    "funding_line_freed_covers": (budget_that_came_free_runs_out, "€ 1"),
    "funding_line_earlier_year_is_not_available": (earlier_year_becomes_available_by_itself, ""),
    "funding_entry_is_valid_in_its_budget_year": (commitment_in_another_year, ""),
    "funding_transfer_stays_in_its_year": (budget_moves_between_years, ""),
    "funding_line_gets_its_money_from_above": (budget_skips_the_line_above, ""),
    "funding_award_beyond_the_ceiling_is_ordered": (order_without_an_order, ""),
    "funding_line_states_what_stays": (commitment_beside_an_unknown_reservation, ""),
    "funding_line_keeps_what_stays": (commitment_out_of_what_must_stay, "€ 10"),
    "funding_line_cash_ceiling_is_known": (commitment_without_a_cash_ceiling, ""),
    "funding_award_is_under_known_rules": (decision_without_known_rules, ""),
    "funding_pool_committed_match_covers": (commitment_beyond_committed_match, "€ 50"),
    "funding_pool_realised_match_covers_payment": (payment_beyond_realised_match, "€ 5"),
    "funding_pool_realised_match_covers_settlement": (settlement_beyond_realised_match, "€ 20"),
    "funding_award_condition_is_allowed": (condition_that_the_law_forbids, ""),
    "funding_award_is_under_rules_in_force": (decision_before_the_rules, ""),
    "funding_matchpool_has_the_shape_of_its_level": (pool_of_another_level, ""),
    "funding_pledge_origin_counts": (origin_outside_the_list, ""),
    "funding_pledge_in_kind_is_valued": (in_kind_without_valuation, ""),
    "funding_pledge_is_without_vat": (amounts_with_vat, ""),
    "funding_pledge_is_declared_here_alone": (declared_elsewhere, ""),
    "funding_pledge_is_confirmed_after_it_is_made": (confirmed_before_it_was_promised, "1 juni 2018"),
    "funding_pledge_counts_once": (same_evidence_twice, ""),
    "funding_pledge_is_confirmed_by_its_funder": (confirmed_by_who_claims, ""),
    "funding_pledge_covers": (pledge_runs_out, "€ 30"),
    "funding_award_is_decided_by_another": (decided_by_who_prepared, ""),
    "funding_settlement_is_decided_by_another": (settled_by_who_prepared, ""),
    "funding_payment_is_approved_by_another": (approved_by_who_prepared, ""),
    "funding_payment_is_released_by_another": (released_by_who_approved, ""),
    "funding_mandate_covers_the_act": (decided_without_mandate, ""),
    "funding_waiver_is_of_this_kind_and_by_another": (waiver_of_another_kind, ""),
    "funding_waiver_is_used_once": (waiver_used_twice, ""),
    "funding_reservation_resolves_once": (reservation_resolved_twice, ""),
    "funding_reservation_resolves_whole": (reservation_resolved_in_part, ""),
    "funding_reservation_is_set_apart": (reservation_without_its_money, ""),
    "funding_entry_reservation_is_set_apart_once": (reservation_set_apart_twice, ""),
    "funding_mandateend_is_given_by_another": (mandate_withdrawn_by_its_holder, ""),
    "funding_mandateend_lies_ahead": (mandate_withdrawn_in_the_past, ""),
    "funding_mandateend_is_given_once": (mandate_withdrawn_twice, ""),
    "funding_line_is_within_its_amount": (line_above_its_amount, "€ 1"),
    "funding_reservation_is_set_apart_once": (reservation_filled_again, ""),
    "funding_reservation_covers": (reservation_overdrawn, "€ 30"),
    "funding_settlement_replaces_its_own": (settlement_replaces_anothers, ""),
    "funding_award_is_not_settled": (commitment_on_a_settled_award, ""),
    "funding_award_paid_is_within_the_settlement": (payment_beyond_the_settlement, "€ 10"),
    "funding_payment_goes_to_a_confirmed_account": (payment_to_a_number_that_nobody_confirmed, ""),
    "funding_bankaccount_is_confirmed_by_another": (number_confirmed_by_who_entered_it, ""),
    "funding_payment_goes_to_the_recipient": (payment_to_a_strangers_number, ""),
    "funding_payment_is_approved_first": (payment_that_nobody_approved, ""),
    "funding_entry_moves_the_same_on_both_ledgers": (payment_of_another_amount, ""),
    "funding_entry_payment_is_paid_once": (payment_paid_twice, ""),
    "funding_paymentapproval_is_given_once": (payment_approved_twice, ""),
    "funding_payment_withdrawn_stays_so": (withdrawn_payment_is_approved, ""),
    "funding_payment_paid_is_not_withdrawn": (paid_payment_is_withdrawn, ""),
    "funding_bankaccount_check_digits_are_right": (number_with_a_typing_error, ""),
    "funding_bankaccountconfirmation_is_given_once": (number_confirmed_twice, ""),
    "funding_award_number_is_unique": (two_awards_with_one_number, ""),
    "funding_settlement_is_replaced_once": (settlement_replaced_twice, ""),
    "funding_entry_is_corrected_once": (entry_corrected_twice, ""),
    "funding_closing_is_made_once": (period_closed_twice, ""),
    "funding_entry_key_is_used_once": (same_key_with_other_content, ""),
    "funding_entry_is_valid_in_an_open_period": (entry_in_a_closed_period, "31 december 2018"),
    "funding_entry_can_be_corrected": (correction_of_a_correction, ""),
    "funding_entry_correction_mirrors": (correction_of_another_amount, ""),
    "funding_transfer_comes_with_its_whole_entry": (transfer_added_later, ""),
    "funding_entry_is_whole": (transfer_missing, ""),
    "funding_transfer_accounts_exist": (transfer_to_an_account_that_comes_later, ""),
    "funding_transfer_stays_in_its_ledger": (transfer_into_another_ledger, ""),
    "funding_transfer_fits_the_kind_of_entry": (transfer_that_the_kind_does_not_make, ""),
    "funding_transfer_stays_with_its_owner": (money_of_one_award_to_another, ""),
    "funding_account_lies_where_its_owner_is": (account_of_another_pool, ""),
    "funding_account_opens_empty": (account_with_money, ""),
    "funding_entry_refers_to_what_exists": (refers_to_what_comes_later, ""),
    "funding_award_is_on_a_submitted_plan": (award_on_a_draft, ""),
}
# Broken where a connection of its own is needed (test_books_sql.py), or with a plan's papers and evidence.
WITH_PAPERS = ("test_plan_rules.py", "test_evidence_actions.py", "test_objections.py")
ELSEWHERE = {
    *(
        rule
        for name in WITH_PAPERS
        for rule in re.findall("funding_[a-z_]+", Path(__file__).with_name(name).read_text())
    ),
    "funding_books_are_only_added_to",
    "funding_books_are_written_read_committed",
    "funding_account_stays",
    # Broken in test_schemes.py.
    "funding_schemeversion_number_follows",
    "funding_schemeversion_begins_after_the_last",
    "funding_schemeversion_changes_no_decision",
    "funding_schemeversion_evidence_is_a_ladder",
    "funding_matchpool_lies_where_its_plan_does",
}


@pytest.mark.parametrize("rule", BROKEN)
def test_rule_is_refused_with_a_sentence_in_both_languages(world, rule):
    attempt, amount = BROKEN[rule]
    with pytest.raises(RuleBroken) as caught:
        attempt(world)
    assert caught.value.code == rule
    assert amount in caught.value.message
    assert "%(" not in caught.value.message
    assert caught.value.message.endswith(".")
    if rule in SENTENCES:
        with translation.override("en"):
            english = str(SENTENCES[rule])
        assert english != str(SENTENCES[rule])


def test_every_rule_of_the_books_is_broken_somewhere():
    assert (set(BROKEN) | ELSEWHERE) >= set(SENTENCES)


def test_every_rule_in_the_sql_files_has_a_sentence():
    files = (Path(settings.BASE_DIR) / "funding" / "sql").glob("*.sql")
    names = set(re.findall(r"'(funding_[a-z_]+)'", "".join(file.read_text() for file in files)))
    assert {name for name in names if not name.startswith("funding_budgetline")} == set(SENTENCES)


@pytest.mark.parametrize(
    "attempt",
    [
        line_beyond_the_line_above,
        payment_without_a_cash_ceiling,
        withdrawal_taken_back_while_its_evidence_counts_elsewhere,
    ],
)
def test_same_rules_refuse_this_too(world, attempt):
    with pytest.raises(RuleBroken) as caught:
        attempt(world)
    expected = {
        "line_beyond_the_line_above": "funding_line_available_covers",
        "withdrawal_taken_back_while_its_evidence_counts_elsewhere": "funding_pledge_counts_once",
    }
    assert caught.value.code == expected.get(attempt.__name__, "funding_line_cash_ceiling_is_known")


def test_withdrawal_is_taken_back_while_its_evidence_counts_nowhere_else(world):
    pledge = world.match(100, evidence="besluit 7")
    gone = actions.withdraw(by=world.giver, basis=basis(), pledge=pledge, kind=COMMITTED, amount=euros(40))

    actions.correct(by=world.controller, basis=basis(), entry=gone)

    assert worlds.balances(pledge=pledge) == {("cofunding", "committed"): 100}
