"""A plan as it lies at the ministry, for tests of what the ministry does with it. Extends the world of world.py."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from accounts.models import Role, User
from funding.models import (
    MatchPool,
    Plan,
    PlanActivity,
    PlanIndicator,
    PlanInstalment,
    PlanStep,
    PlanVersion,
    Proposal,
    Scheme,
    SchemeVersion,
)
from jobs import clock
from tests.funding.world import KNOWN_RULES, PAPER, World, euros, person

ASKED = 100_000


def coordinator(world: World) -> User:
    return person("coordinator", Role.HUB_COORDINATOR, world.hub)


def drafted(world: World, *, asked=ASKED, title="Regioplan", **changes) -> PlanVersion:
    """An open first version with something in every section."""
    fields = {"kind": "regional", "organisation": world.hub, "line": world.line, "region": world.pool.region}
    plan = Plan.objects.create(**{**fields, **changes}, recorded_by=world.editor)
    return version_of(world, plan, asked=asked, title=title)


def version_of(world: World, plan: Plan, *, asked=ASKED, title="Regioplan") -> PlanVersion:
    year = clock.today().year
    version = PlanVersion.objects.create(
        plan=plan,
        number=plan.versions.count() + 1,
        title=title,
        summary="Twintig bedrijven beginnen met smart industry.",
        starts_on=date(year, 1, 1),
        ends_on=date(year + 1, 12, 31),
        requested=euros(asked),
    )
    PlanActivity.objects.create(version=version, kind="support", name="Adviesgesprekken", cost=euros(asked) * 2)
    PlanIndicator.objects.create(
        version=version, name="Bedrijven geholpen", unit="bedrijven", target=Decimal(20), due_on=date(year + 1, 12, 31)
    )
    first = (euros(asked) / 2).quantize(Decimal("0.01"))
    for when, amount in ((year, first), (year + 1, euros(asked) - first)):
        PlanInstalment.objects.create(version=version, year=when, amount=amount)
    return version


def submit(version: PlanVersion, by: User) -> Plan:
    version.submitted_at, version.submitted_by = timezone.now(), by
    version.save()
    PlanStep.objects.create(plan=version.plan, version=version, kind="submit", recorded_by=by)
    return version.plan


def submitted(world: World, **changes) -> Plan:
    return submit(drafted(world, **changes), world.editor)


def in_review(world: World, **changes) -> Plan:
    plan = submitted(world, **changes)
    PlanStep.objects.create(plan=plan, version=plan.versions.get(), kind="take_up", recorded_by=world.preparer)
    return plan


def proposed(world: World, plan: Plan, *, kind="grant", amount=ASKED, **changes) -> Proposal:
    fields = {"version": plan.versions.order_by("-number").first(), "ground": "Het plan past bij de regio."}
    if kind == "grant":
        fields |= {"pool": world.pool, "amount": euros(amount)}
    else:
        fields |= {"legal_ground": "4:35"}
    return Proposal.objects.create(plan=plan, kind=kind, **{"recorded_by": world.preparer, **fields, **changes})


def demo_pool(world: World) -> MatchPool:
    """A pool like the world's, under an invented scheme."""
    scheme = Scheme.objects.create(key="verzonnen", name_nl="verzonnen", name_en="invented", demo=True)
    paper = {**PAPER, "recorded_by": world.controller}
    version = SchemeVersion.objects.create(scheme=scheme, number=1, starts_on=date(2018, 1, 1), **KNOWN_RULES, **paper)
    return MatchPool.objects.create(version=version, line=world.line, region=world.pool.region, **paper)
