"""What the page of the indicators reads: four statements, however much there is."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import F, OuterRef, Subquery
from django.utils.text import capfirst

from accounts.models import Role, User
from funding.models import PlanIndicator, PlanStep
from funding.plan_state import RUNNING
from hubs.desks import read_by
from hubs.letters import name_of
from hubs.models import Hub
from hubs.permissions import DESK
from reports import facts, indicator_board
from reports.access import MINISTRY
from reports.indicator_board import COUNTRY, Board, Names, Place, Planned, View
from reports.indicator_period import Period
from ui.language import code, local

READERS = (*DESK, *MINISTRY, Role.STEERING, Role.AUDITOR, Role.ADMINISTRATOR)
COUNTRY_SLUG, NATIONAL_SLUG = "nederland", "landelijk"
IN_FORCE = (PlanStep.Kind.GRANT, PlanStep.Kind.AMEND)
NAMES = """
    SELECT 'size', slug, name_nl, name_en, rank::text FROM accounts_sizeclass
    UNION ALL SELECT 'sector', code, name_nl, name_en, code FROM accounts_sector
    UNION ALL SELECT 'province', iso, name_nl, name_en, name_nl FROM regions_province
    ORDER BY 1, 5
"""


def desks() -> list[Place]:
    """The five hubs and the national desk. One statement."""
    hubs = Hub.objects.select_related("region").order_by("region__name_nl")
    places = [Place(hub.pk, hub.region.slug, local(hub.region, "name")) for hub in hubs]
    return [*places, Place(None, NATIONAL_SLUG, name_of(None))]


def own_desks(user: User, places: Iterable[Place]) -> frozenset[int | None]:
    """The desks where this person works or reads. No statement for who has none."""
    found = read_by(user)
    hubs = {hub.pk for hub in found.hubs}
    return frozenset(place.hub for place in places if place.hub in hubs or (place.hub is None and found.national))


def board(view: View, places: list[Place]) -> Board:
    plans = planned()
    year = Period(view.period.year)
    since = min([year.since, *(one.since for one in plans)])
    until = max([year.until, *(one.due_on for one in plans)])
    return indicator_board.board(view, facts.between(since, until), places, names(), plans)


def names() -> Names:
    """Sizes, sectors and provinces. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        rows = cursor.fetchall()
    found: dict[str, dict[str, str]] = {name: {} for name in facts.TRAITS}
    for split, key, dutch, english, _order in rows:
        found[split][key] = capfirst(dutch if code() == "nl" else english)
    return found


def planned() -> list[Planned]:
    """Targets that the portal counts, of the granted version of each regional plan that runs. One statement."""
    steps = PlanStep.objects.filter(plan=OuterRef("version__plan")).order_by("-pk")
    found = (
        PlanIndicator.objects.exclude(measure="")
        .annotate(
            in_force=Subquery(steps.filter(kind__in=IN_FORCE).values("version")[:1]),
            last=Subquery(steps.values("kind")[:1]),
            hub=F("version__plan__region__hub"),
        )
        .filter(version=F("in_force"), last__in=[*RUNNING, PlanStep.Kind.SETTLE], hub__isnull=False)
        .select_related("version__plan__region")
        .order_by("version__plan__region__name_nl", "version__plan", "position", "pk")
    )
    return [_planned(one) for one in found]


def _planned(one: PlanIndicator) -> Planned:
    region, since = one.version.plan.region, one.version.starts_on or date(2018, 1, 1)
    return Planned(
        one.pk,
        one.hub,
        local(region, "name"),
        one.name,
        one.unit,
        one.start,
        one.target,
        since,
        one.due_on,
        one.measure,
    )


def place_of(slug: str, places: list[Place], own: frozenset[int | None], country: Place) -> Place:
    """The chosen place: the country, or an own desk. Of other desks nothing is split, so they are not chosen."""
    return next((one for one in places if one.slug == slug and one.hub in own), country)


def country(name: str) -> Place:
    return Place(COUNTRY, COUNTRY_SLUG, name)
