"""Attempts on the match, and on a co-funding euro."""

from datetime import date

from funding import actions
from funding.actions import places
from funding.ledger import COMMITTED, INTENDED, Move
from funding.models import (
    MatchPool,
)
from funding.rules import held_by_books
from tests.funding.attempts import raw, rich
from tests.funding.world import PAPER, basis, euros

# --- 4. The match -----------------------------------------------------------------------------------------------------


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


# --- 5. A co-funding euro ---------------------------------------------------------------------------------------------


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
