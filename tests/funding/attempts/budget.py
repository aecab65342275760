"""Attempts on the ceilings, and on what is unknown."""

from datetime import date

from funding import actions
from funding.actions import places
from funding.ledger import COMMITMENTS, Move
from funding.models import (
    BudgetLine,
    PlanVersion,
)
from funding.rules import held_by_books
from tests.funding.attempts import plan, raw, reservation, rich
from tests.funding.world import DAY, basis, euros

LATER = date(2019, 3, 1)

# --- 1. What is recorded stays ----------------------------------------------------------------------------------------


def submitted_plan_changes(world):
    version = plan(world, submitted_by=world.editor)
    with held_by_books():
        PlanVersion.objects.filter(pk=version.pk).update(requested=2)


# --- 2. Ceilings ------------------------------------------------------------------------------------------------------


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


# --- 3. Unknown is not zero -------------------------------------------------------------------------------------------


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
