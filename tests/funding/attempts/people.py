"""Attempts to go round the second pair of eyes."""

from datetime import date

from accounts.models import Role, RoleHolding
from funding import actions
from funding.models import (
    Mandate,
)
from funding.rules import held_by_books
from tests.funding.attempts import rich, waiver
from tests.funding.world import PAPER, basis, euros

# --- 6. Two pairs of eyes ---------------------------------------------------------------------------------------------


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


def settled_for_ones_own_organisation(world):
    """The other ways, one by one: test_second_role.py."""
    rich(world, realised=700_000)
    award = world.grant(100)
    RoleHolding.objects.create(
        person=world.decider, organisation=world.hub, role=Role.HUB_READER, starts_on=date(2018, 1, 1)
    )
    world.settle(award, 1)


def waiver_of_another_kind(world):
    rich(world)
    world.grant(100, prepared_by=world.decider, waiver=waiver(world, "own_approval"))


def waiver_used_twice(world):
    rich(world, realised=700_000)
    one = waiver(world)
    award = world.grant(100, prepared_by=world.decider, waiver=one)
    world.settle(award, 1, waiver=one)
