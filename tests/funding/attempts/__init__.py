"""Attempts to break each rule of the books, one function each (test_refusals.py); here what they share."""

from funding import actions
from funding.actions.posting import post
from funding.models import Plan, PlanVersion
from funding.rules import held_by_books
from jobs import clock
from tests.funding.world import DAY, PAPER, basis, euros


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


def reservation(world, *, of_demo=False, **changes):
    fields = {"line": world.line, "year": 2018, "purpose_nl": "doel", "purpose_en": "purpose", "size": euros(100)}
    return actions.reserve(by=world.decider, basis=basis(demo=of_demo), **{**fields, **changes})


def waiver(world, kind="own_preparation", by=None):
    return actions.waive(by=by or world.controller, kind=kind, reason="met reden", **PAPER)
