"""From priorities to a route: two or three steps, each with what is really on offer and why it is shown.

Four queries, whatever the number of steps, Fieldlabs, trainings, instruments or hubs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments import advice
from assessments.models import Assessment
from assessments.offers import FIELDLAB, INSTRUMENT, Offer
from assessments.priorities import USUAL_SIZE, Priority
from assessments.scan import Scan
from assessments.scoring import Profile, Reason
from assessments.training_offers import training_offers
from fieldlabs.nearest import ELSEWHERE, HERE, NATIONAL, Near, nearest
from hubs.models import Hub
from programme.instruments import standing
from programme.models import InstrumentPeriod
from programme.newest import Newest, newest_periods
from regions.distance import km
from ui.language import local

MOST_STEPS = 3
MOST_FIELDLABS = 3
ENOUGH_FIELDLABS = 2
"""With so many in the region or for the whole country, those of another region are left out."""
MOST_GENERAL = 4
NEAR_KM = 5
"""Nearer than this is near you."""

LARGE = "large"
"""The one size class that is no SME."""


@dataclass(frozen=True)
class Step:
    """A subject to work on: first action, effort, how to see that it works, and who can help. `none`: nobody fits."""

    number: int
    slug: str
    name: str
    question: str
    level: int
    action: str
    effort: str
    effort_text: str
    effort_reason: str
    indicator: str
    measure: str
    offers: tuple[Offer, ...]
    none: str


@dataclass(frozen=True)
class Desk:
    """The one desk of a region. Telephone and e-mail None: unknown; website "": unknown."""

    name: str
    region: str
    url: str
    website: str
    telephone: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class Route:
    """Steps in order of priority; `general`: support that fits every step, `general_none` says that there is none."""

    steps: tuple[Step, ...]
    general: tuple[Offer, ...]
    general_none: str
    desks: tuple[Desk, ...]


def route(scan: Scan, profile: Profile, priorities: Sequence[Priority], today: date) -> Route:
    """The first subjects with a next level to reach, and what is on offer for them where the company is."""
    run = scan.run
    reasons = {score.transformation: _reason(score.reasons) for score in profile.transformations}
    chosen = [one.transformation for one in priorities if reasons[one.transformation]][:MOST_STEPS]
    names = {slug: local(scan.questions.dimension(slug), "name") for slug in chosen}
    labs, trainings = _fieldlabs(run, names), training_offers(run, names, today)
    periods = [one for one in newest_periods() if _is_offered(one, run, today)]
    steps = tuple(
        _step(number, reasons[slug], scan, labs[slug] + trainings[slug] + _instruments(periods, slug, run, today))
        for number, slug in enumerate(chosen, start=1)
    )
    general = _instruments(periods, "", run, today)[:MOST_GENERAL]
    none = "" if general else _("We know of no support today that fits. Ask your hub: there may be more than we know.")
    return Route(steps, general, none, _desks(run))


def _reason(reasons: Sequence[Reason]) -> Reason | None:
    """The weakest question that has a next level."""
    return min((one for one in reasons if one.next_statement), key=lambda one: one.level, default=None)


def _step(number: int, reason: Reason, scan: Scan, offers: tuple[Offer, ...]) -> Step:
    slug, guide = reason.question.transformation, advice.of(scan.questions)
    effort = guide.efforts[slug][scan.run.size_id or USUAL_SIZE]
    kind, indicator = guide.classes[effort.points], guide.indicators[slug]
    none = _("We know of no Fieldlab, training or support for this subject near you. Ask your hub.")
    return Step(
        number=number,
        slug=slug,
        name=local(scan.questions.dimension(slug), "name"),
        question=local(reason.question, "text"),
        level=reason.level,
        action=local(reason.statement, "to_next"),
        effort=local(kind, "name"),
        effort_text=local(kind, "text"),
        effort_reason=local(effort, "reason"),
        indicator=local(indicator, "indicator"),
        measure=local(indicator, "measure"),
        offers=offers,
        none="" if offers else none,
    )


def _fieldlabs(run: Assessment, names: dict[str, str]) -> dict[str, tuple[Offer, ...]]:
    """Public Fieldlabs per subject: in the region first, then national, then the nearest. One query."""
    found: dict[str, list[Near]] = {slug: [] for slug in names}
    if names:
        region = run.province.region_id if run.province else None
        lat, lon = (run.place.lat, run.place.lon) if run.place else (None, None)
        for near in nearest(list(names), region=region, lat=lat, lon=lon, most=MOST_FIELDLABS):
            found[near.transformation].append(near)
    return {slug: tuple(_lab(near, names[slug], run) for near in _enough(nears)) for slug, nears in found.items()}


def _enough(nears: list[Near]) -> list[Near]:
    close = [near for near in nears if near.kind != ELSEWHERE]
    return close if len(close) >= ENOUGH_FIELDLABS else nears


def _lab(near: Near, subject: str, run: Assessment) -> Offer:
    area = local(near, "area") or _("the Netherlands")
    where = f"{near.city}, {area}" if near.city else area
    url = reverse("fieldlabs:fieldlab_detail", args=[near.slug])
    return Offer(FIELDLAB, near.name, url, f"{local(near, 'topic')} ({where})", _why(near, subject, run))


def _why(near: Near, subject: str, run: Assessment) -> str:
    known = run.place and near.lat is not None
    away = round(km(run.place.lat, run.place.lon, near.lat, near.lon)) if known else None
    return _why_text(near, run, away) % {"subject": subject, "km": away}


def _why_text(near: Near, run: Assessment, away: int | None) -> str:
    if run.province is None:
        return _("Works on ‘%(subject)s’. You did not say where you are.")
    if near.kind == NATIONAL:
        return _("Works on ‘%(subject)s’, for the whole country.")
    if near.kind == HERE and away is None:
        return _("Works on ‘%(subject)s’, in your region.")
    if near.kind == HERE:
        text = _("Works on ‘%(subject)s’, in your region, about %(km)s km from you.")
        return _("Works on ‘%(subject)s’, in your region, near you.") if away < NEAR_KM else text
    if away is None:
        return _("Works on ‘%(subject)s’. Not in your region.")
    return _("Works on ‘%(subject)s’. Not in your region: about %(km)s km from you.")


def _is_offered(period: Newest, run: Assessment, today: date) -> bool:
    """Where the company is, and its period covers today or it comes back often. Never what is known to be closed."""
    state = standing(period, today).status
    covers = bool(period.valid_from and period.valid_to and period.valid_from <= today <= period.valid_to)
    here = period.nationwide or run.province_id in period.provinces
    known = state in (InstrumentPeriod.Status.OPEN, InstrumentPeriod.Status.RECURRING)
    return here and (known or (covers and state != InstrumentPeriod.Status.CLOSED))


def _instruments(periods: Sequence[Newest], slug: str, run: Assessment, today: date) -> tuple[Offer, ...]:
    """Those for this subject; with "" those for any subject, of which one company can make use by itself."""
    fitting = [one for one in periods if (slug in one.transformations if slug else not one.transformations)]
    usable = [one for one in fitting if slug or one.sme_direct]
    # The one seen most recently first; unknown last.
    newest = sorted(usable, key=lambda one: one.status_as_of or date.min, reverse=True)
    return tuple(_instrument(one, run, today) for one in newest)


def _instrument(period: Newest, run: Assessment, today: date) -> Offer:
    where = _("For the whole country.") if period.nationwide else _("For your province.")
    if run.size_id == LARGE:
        who = _("We do not know if it is also for large companies.")
    elif period.sme_direct:
        who = _("One SME can apply by itself.")
    else:
        who = _("Only together with others or through others.")
    url = reverse("programme:instrument_detail", args=[period.slug])
    text = local(period, "what")
    return Offer(INSTRUMENT, period.name, url, text, f"{where} {who}", standing(period, today).text)


def _desks(run: Assessment) -> tuple[Desk, ...]:
    """The hub of the region; all of them while the region is unknown. One query."""
    hubs = Hub.objects.select_related("region")
    found = hubs.filter(region=run.province.region_id) if run.province else hubs.order_by("region__name_nl")
    return tuple(Desk(hub.name, local(hub.region, "name"), hub.get_absolute_url(), hub.website) for hub in found)
