"""The next trainings for the steps of a result, each with why it is shown. One query."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment
from assessments.offers import TRAINING, Offer
from fieldlabs.training_near import ELSEWHERE, NEAR, ONLINE, UNDATED, NearTraining, next_trainings
from regions.distance import km
from ui import formats
from ui.language import local

MOST_TRAININGS = 2
NEAR_KM = 5
"""Nearer than this is near you."""


def training_offers(run: Assessment, names: Mapping[str, str], today: date) -> dict[str, tuple[Offer, ...]]:
    """Public trainings per subject (`names`: slug → name); those far away only where there is no other."""
    found: dict[str, list[NearTraining]] = {slug: [] for slug in names}
    if names:
        region = run.province.region_id if run.province else None
        lat, lon = (run.place.lat, run.place.lon) if run.place else (None, None)
        where = {"region": region, "lat": lat, "lon": lon}
        for one in next_trainings(list(names), **where, today=today, most=MOST_TRAININGS):
            found[one.transformation].append(one)
    return {slug: tuple(_offer(one, names[slug], run) for one in _close(own)) for slug, own in found.items()}


def _close(own: list[NearTraining]) -> list[NearTraining]:
    return [one for one in own if one.kind != ELSEWHERE] or own


def _offer(one: NearTraining, subject: str, run: Assessment) -> Offer:
    text = _("for %(audience)s, by %(provider)s") % {"audience": local(one, "audience"), "provider": one.provider}
    url = reverse("fieldlabs:training_detail", args=[one.slug])
    return Offer(TRAINING, local(one, "title"), url, text, _why(one, subject, run), _starts(one))


def _starts(one: NearTraining) -> str:
    if one.starts_on is None:
        return _("No date known yet.")
    given = {"date": formats.date_long(one.starts_on), "place": one.place}
    return _("Next on %(date)s in %(place)s.") % given if one.place else _("Next on %(date)s, online.") % given


def _why(one: NearTraining, subject: str, run: Assessment) -> str:
    known = run.place and one.lat is not None
    away = round(km(run.place.lat, run.place.lon, one.lat, one.lon)) if known else None
    return _why_text(one, run, away) % {"subject": subject, "km": away}


def _why_text(one: NearTraining, run: Assessment, away: int | None) -> str:
    if one.kind == ONLINE:
        return _("Is about ‘%(subject)s’, and you follow it from where you are.")
    if run.province is None:
        return _("Is about ‘%(subject)s’. You did not say where you are.")
    if one.kind == UNDATED or (one.kind == NEAR and away is None):
        return _("Is about ‘%(subject)s’, in your region.")
    if one.kind == NEAR:
        text = _("Is about ‘%(subject)s’, in your region, about %(km)s km from you.")
        return _("Is about ‘%(subject)s’, in your region, near you.") if away < NEAR_KM else text
    if away is None:
        return _("Is about ‘%(subject)s’. Not in your region.")
    return _("Is about ‘%(subject)s’. Not in your region: about %(km)s km from you.")
