"""A plan with its papers for tests of the rules: submitted, reviewed, proposed, granted, and something handed in."""

from dataclasses import dataclass
from datetime import date

from funding.models import (
    CostLine,
    Delivery,
    Duty,
    Judgement,
    Letter,
    Plan,
    PlanActivity,
    PlanInstalment,
    PlanStep,
    PlanVersion,
    Proposal,
    StoredFile,
)
from funding.rules import held_by_books
from jobs import clock
from tests.funding.world import DAY, World, euros


@dataclass
class Papers:
    plan: Plan
    version: PlanVersion
    proposal: Proposal
    letter: Letter | None = None
    duty: Duty | None = None
    delivery: Delivery | None = None
    cost: CostLine | None = None


def draft(world: World, *, amount=1000) -> PlanVersion:
    """A plan of the hub that is being written, with an activity and an instalment."""
    plan = Plan.objects.create(
        kind="regional", organisation=world.hub, line=world.line, region=world.pool.region, recorded_by=world.editor
    )
    version = PlanVersion.objects.create(plan=plan, number=1, title="Plan", requested=euros(amount))
    PlanActivity.objects.create(version=version, kind="knowledge", name="Bijeenkomsten", cost=euros(2 * amount))
    PlanInstalment.objects.create(version=version, year=2018, amount=euros(amount))
    return version


def submit(world: World, version: PlanVersion) -> None:
    PlanVersion.objects.filter(pk=version.pk).update(submitted_at=clock.now(), submitted_by=world.editor)
    step(world.editor, version, "submit")


def step(by, version: PlanVersion, kind: str, *, letter=None) -> PlanStep:
    return PlanStep.objects.create(
        plan=version.plan, version=version, kind=kind, note="omdat", letter=letter, recorded_by=by
    )


def proposed(world: World, *, amount=1000) -> Papers:
    """In review, with a grant that the preparer proposes."""
    version = draft(world, amount=amount)
    submit(world, version)
    step(world.preparer, version, "take_up")
    return Papers(version.plan, version, propose(world, version, "grant", amount=euros(amount), pool=world.pool))


def propose(world: World, version: PlanVersion, kind: str, **fields) -> Proposal:
    about = {"plan": version.plan, "about": version, "ground": "gronden", "recorded_by": world.preparer, **fields}
    about["version"] = about.pop("about")
    return Proposal.objects.create(kind=kind, **about)


def letter_of(world: World, proposal: Proposal, **fields) -> Letter:
    """The letter with which the decider takes what was proposed."""
    by = fields.pop("by", world.decider)
    about = {
        "number": f"B-{proposal.pk}",
        "kind": proposal.kind,
        "recipient": world.hub,
        "plan": proposal.plan,
        "proposal": proposal,
        "ground": "gronden",
        "decided_on": DAY,
        "objection_until": date(2018, 7, 13),
        "mandate": by.mandates.get(kind="decide"),
        "recorded_by": by,
    }
    return Letter.objects.create(**{**about, **fields})


def granted(world: World) -> Papers:
    """Granted, with a report that was handed in and waits to be judged. Needs budget and match on the world's line."""
    papers = proposed(world)
    award = world.grant(1000, plan_version=papers.version)
    papers.letter = letter_of(world, papers.proposal, award=award, amount=euros(1000))
    step(world.decider, papers.version, "grant", letter=papers.letter)
    papers.duty = Duty.objects.create(
        award=award, letter=papers.letter, kind="costs", due_on=date(2019, 4, 1), recorded_by=world.decider
    )
    papers.delivery = Delivery.objects.create(duty=papers.duty, note="verslag", recorded_by=world.editor)
    papers.cost = CostLine.objects.create(
        delivery=papers.delivery, kind="knowledge", description="zaal", reported=euros(100), recorded_by=world.editor
    )
    return papers


def file(by) -> StoredFile:
    return StoredFile.objects.create(
        name="a.pdf", media_type="application/pdf", size=1, sha256="0", content=b"x", recorded_by=by
    )


def judged(by, delivery) -> Judgement:
    with held_by_books():
        return Judgement.objects.create(delivery=delivery, accepted=True, recorded_by=by)
