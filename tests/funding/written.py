"""A plan as its applicant writes it, for tests of the applicant's side. Extends the world of world.py."""

from datetime import date
from decimal import Decimal

from funding import actions, plan_content
from funding.actions import Content
from funding.models import PlanVersion, Section
from tests.funding.world import World

METROPOLE = {
    "funder": "Metropoolregio",
    "kind": "cash",
    "origin": "metropolitan",
    "amount": Decimal(60_000),
    "evidence": "besluit 12",
    "file": None,
    "valued_on": None,
    "valuation": "",
    "without_vat": True,
    "also_declared": "",
}
PROVINCE = {**METROPOLE, "funder": "Provincie", "origin": "provincial", "amount": None, "evidence": "brief 3"}
WHOLE = {
    Section.ABOUT: Content(
        {
            "title": "Slimme fabrieken",
            "summary": "Twintig bedrijven beginnen.",
            "starts_on": date(2018, 1, 1),
            "ends_on": date(2019, 12, 31),
        }
    ),
    Section.ACTIVITIES: Content(
        rows=[{"kind": "support", "name": "Advies", "description": "Gesprekken", "cost": Decimal(200_000)}]
    ),
    Section.INDICATORS: Content(
        rows=[
            {
                "name": "Geholpen",
                "unit": "bedrijven",
                "start": None,
                "target": Decimal(20),
                "due_on": date(2019, 12, 31),
            }
        ]
    ),
    Section.BUDGET: Content(
        {"requested": Decimal(100_000)},
        [{"year": 2018, "amount": Decimal(40_000)}, {"year": 2019, "amount": Decimal(60_000)}],
    ),
    Section.MATCH: Content(rows=[METROPOLE, PROVINCE]),
    Section.ATTACHMENTS: Content(),
}


def started(world: World, *, by=None, **changes) -> PlanVersion:
    """An empty first version of a regional plan of the world's hub."""
    fields = {"organisation": world.hub, "kind": "regional", "line": world.line, "region": world.pool.region}
    return fresh(actions.start_plan(by=by or world.editor, **{**fields, **changes}))


def fresh(version: PlanVersion) -> PlanVersion:
    """As it is now, with its parts."""
    versions = PlanVersion.objects.select_related("plan__organisation", "plan__line", "plan__region")
    return plan_content.with_parts(versions).get(pk=version.pk)


def save(version: PlanVersion, section: str, content: Content, *, by, base=None) -> PlanVersion:
    version = fresh(version)
    base = plan_content.digest(version, section) if base is None else base
    return actions.save_section(by=by, version=version, section=section, base=base, content=content)


def written(world: World, *, version=None, leave_out=(), **instead) -> PlanVersion:
    """A whole plan with two co-funders, one of an unknown amount. `instead`: other content by section."""
    version = version or started(world)
    for section, content in WHOLE.items():
        if section not in leave_out:
            version = save(version, section, instead.get(section, content), by=world.editor)
    return version


def submitted(world: World, by, **changes) -> PlanVersion:
    version = written(world, **changes)
    return actions.submit_plan(by=by, version=version, revision=version.revision)
