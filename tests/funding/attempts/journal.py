"""Attempts on closed periods, and on the journal itself."""

from datetime import date, timedelta

from funding import actions
from funding.actions import places
from funding.actions.posting import open_accounts
from funding.ledger import AVAILABLE, CASH, COMMITMENTS, COMMITTED, REALISED, Move
from funding.models import (
    Account,
    Closing,
    Entry,
    Mandate,
    Settlement,
    Transfer,
)
from funding.rules import held_by_books
from jobs import clock
from tests.funding.attempts import plan, raw, rich
from tests.funding.world import DAY, PAPER, basis, euros

# --- 8. Closed periods ------------------------------------------------------------------------------------------------


def entry_in_a_closed_period(world):
    actions.close_period(by=world.controller, until=date(2018, 12, 31), **PAPER)
    world.allot(1)


def period_closed_twice(world):
    for _ in range(2):
        actions.close_period(by=world.controller, until=date(2018, 12, 31), **PAPER)


def period_closed_before_it_is_over(world):
    with held_by_books():
        Closing.objects.create(until=clock.today() + timedelta(days=1), recorded_by=world.controller, **PAPER)


# --- The journal itself -----------------------------------------------------------------------------------------------


def correction_of_a_correction(world):
    line = world.line.parent.parent
    one = actions.allot(by=world.decider, basis=basis(), line=line, year=2018, commitments=euros(5))
    correction = actions.correct(by=world.controller, basis=basis(), entry=one)
    actions.correct(by=world.controller, basis=basis(), entry=correction)


def correction_of_another_amount(world):
    line = world.line.parent.parent
    one = actions.allot(by=world.decider, basis=basis(), line=line, year=2018, commitments=euros(5))
    raw(world, "correct", Move(places.available(line, 2018), places.source(COMMITMENTS), euros(4)), corrects=one)


def demonstration_under_a_real_scheme(world):
    rich(world)
    world.grant(100, of_demo=True)


def demonstration_takes_back_what_is_real(world):
    line = world.line.parent.parent
    one = actions.allot(by=world.decider, basis=basis(), line=line, year=2018, commitments=euros(5))
    actions.correct(by=world.controller, basis=basis(demo=True), entry=one)


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


def account_of_an_unknown_kind(world):
    with held_by_books():
        Account.objects.create(ledger=CASH, kind=AVAILABLE, line=world.line)


def refers_to_what_comes_later(world):
    with held_by_books():
        Settlement.objects.create(
            award_id=10**6, amount=1, prepared_by=world.preparer, recorded_by=world.decider,
            mandate=Mandate.objects.get(person=world.decider, kind="decide"), **PAPER,
        )  # fmt: skip


def award_on_a_draft(world):
    rich(world)
    world.grant(100, plan_version=plan(world))
