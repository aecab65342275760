"""An award of 100,000 with 60,000 of committed match and people at each desk, for tests of payments.

The clock of the portal stands on 1 June of the award's year: cash and dates are of that year.
"""

from dataclasses import dataclass
from datetime import date

from accounts.models import Role, RoleHolding, User
from funding import actions
from funding.models import Award, Payment
from tests.funding import world as worlds
from tests.funding.world import World, euros

YEAR = date.today().year  # noqa: DTZ011 -- mandates and budget years are judged on the database's own day
TODAY = date.today()  # noqa: DTZ011


@dataclass
class Payments:
    """`award`: 100,000; the advance is 80,000."""

    world: World
    award: Award
    coordinator: User

    def propose(self, amount=1000, *, key=None, by=None, **changes) -> Payment:
        about = {"award": self.award, "amount": euros(amount), "reason": "eerste voorschot", **changes}
        key = key or f"voorstel-{next(worlds._numbers)}"
        return actions.prepare_payment(by=by or self.world.preparer, key=key, **about)

    def approve(self, payment: Payment) -> Payment:
        actions.approve_advance(by=self.world.decider, payment=payment)
        return payment

    def approved(self, amount=1000) -> Payment:
        return self.approve(self.propose(amount))

    def pay(self, payment: Payment, **changes):
        return actions.pay(by=self.world.payer, basis=worlds.basis(TODAY, **changes), payment=payment)


def build(*, match=100_000, realised=0, cash=500_000, award=100_000, **changes) -> Payments:
    world = worlds.build()
    world.allot(500_000, cash, year=YEAR)
    world.match(match, realised=realised)
    coordinator = worlds.person("coordinator", Role.HUB_COORDINATOR, world.hub)
    return Payments(world, world.grant(award, day=TODAY, **changes), coordinator)


def also(person: User, role: str, organisation) -> None:
    """One person holds one role more."""
    RoleHolding.objects.create(person=person, organisation=organisation, role=role, starts_on=date(2018, 1, 1))
    person.__dict__.pop("holdings", None)
