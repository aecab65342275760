"""A plan that was granted, in the world of world.py: what is tested after an award. Amounts in euros."""

import itertools
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Role, User
from funding import actions
from funding.actions import deciding, duties
from funding.models import Award, Letter, Plan, PlannedPledge, PlanStep, PlanVersion, Proposal
from jobs import clock
from tests.funding import world as worlds
from tests.funding.world import World, euros

STARTS, ENDS = date(2018, 7, 1), date(2020, 12, 31)
_numbers = itertools.count(1)


class Granted:
    """`award` of `amount` on a submitted plan of the hub, decided by letter; `coordinator` is the hub's."""

    def __init__(self, amount=700_000, *, match=None, realised=0, condition="none", ends_on=ENDS):
        self.world: World = worlds.build()
        self.coordinator: User = worlds.person("coordinator", Role.HUB_COORDINATOR, self.world.hub)
        self.world.allot(amount, amount)
        self.plan = Plan.objects.create(
            kind="regional",
            organisation=self.world.hub,
            line=self.world.line,
            region=self.world.pool.region,
            recorded_by=self.world.editor,
        )
        self.version = PlanVersion.objects.create(plan=self.plan, number=1, starts_on=STARTS, ends_on=ends_on)
        self.pledge = self.world.match(match or amount, realised=realised)
        PlannedPledge.objects.create(
            version=self.version,
            funder="Metropoolregio",
            kind="cash",
            origin="metropolitan",
            evidence=self.pledge.evidence,
            pledge=self.pledge,
        )
        self.version.requested, self.version.title = euros(amount), "Proef"
        self.version.submitted_at, self.version.submitted_by = timezone.now(), self.coordinator
        self.version.save()
        self.step("submit", by=self.coordinator)
        self.step("take_up", by=self.world.preparer)
        self.award, self.letter = self._grant(euros(amount), condition)

    def step(self, kind, *, by, letter=None):
        return PlanStep.objects.create(plan=self.plan, version=self.version, kind=kind, letter=letter, recorded_by=by)

    def _grant(self, amount, condition) -> tuple[Award, Letter]:
        proposal = self.proposal("grant", amount=amount, pool=self.world.pool, version=self.version)
        award = self.world.grant(
            amount, day=worlds.DAY, plan_version=self.version, recipient=self.world.hub, condition=condition
        )
        letter = self.sent("grant", proposal, award=award, amount=amount)
        self.step("grant", by=self.world.decider, letter=letter)
        return award, letter

    def proposal(self, kind, *, by=None, **fields) -> Proposal:
        fields = {"ground": "past in het plan", **fields}
        return Proposal.objects.create(kind=kind, plan=self.plan, recorded_by=by or self.world.preparer, **fields)

    def sent(self, kind, proposal, *, day=worlds.DAY, **fields) -> Letter:
        mandate = fields.pop("mandate", None) or self.world.decider.mandates.get(kind="decide", stands_in_for=None)
        return Letter.objects.create(
            number=f"BR-{next(_numbers)}",
            kind=kind,
            recipient=self.world.hub,
            plan=self.plan,
            proposal=proposal,
            ground=proposal.ground,
            decided_on=day,
            objection_until=clock.today() + timedelta(weeks=6),
            mandate=mandate,
            recorded_by=self.world.decider,
            **fields,
        )

    def propose(self, kind, **fields) -> Proposal:
        """About this award, by the preparer."""
        return self.proposal(kind, award=self.award, **fields)

    def decide(self, kind, *, by=None, day=worlds.DAY, waiver=None, **fields) -> Letter:
        """Prepared by the preparer, taken by the decider on a day."""
        proposal = self.propose(kind, **fields)
        return self.take(proposal, by=by, day=day, waiver=waiver)

    def take(self, proposal, *, by=None, day=worlds.DAY, waiver=None) -> Letter:
        with clock.on(day):
            by = by or self.world.decider
            return deciding.decide(by=by, proposal=proposal, reference="FA-besluit", waiver=waiver)

    def ask(self):
        return duties.ask_for(self.award, self.letter, by=self.world.decider)

    def pay(self, amount):
        return self.world.pay(self.award, amount)


__all__ = ["ENDS", "STARTS", "Granted", "actions"]
