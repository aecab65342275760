"""Attempts to do something twice, or beyond what an earlier step allows."""

from datetime import timedelta

from funding import actions
from funding.actions import places
from funding.ledger import CASH, Move
from funding.models import (
    BankAccountConfirmation,
    BudgetLine,
    Mandate,
)
from funding.rules import held_by_books
from jobs import clock
from tests.funding.attempts import end_mandate, raw, reservation, rich
from tests.funding.world import PAPER, basis, euros

# --- 7. Once ----------------------------------------------------------------------------------------------------------


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


def line_below_what_was_allotted(world):
    world.allot(700_000)
    with held_by_books():
        BudgetLine.objects.filter(pk=world.line.pk).update(amount=euros(699_999))


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
