"""From what somebody types about the place to one place or province. Two of the same name are asked, never guessed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from regions.distance import km
from regions.models import Place, Province
from regions.places import find, plain
from ui.language import local

LARGE = 10_000
"""Inhabitants from which a place is known well enough to say that another lies near it."""


@dataclass(frozen=True)
class Location:
    """Where the site is. Neither: the company does not want to say."""

    place: Place | None = None
    province: Province | None = None


def candidates(text: str, province: Province | None) -> list[Place]:
    """The places that may be meant, the most populous first; those in the chosen province when there are any."""
    found = find(text)
    inside = [place for place in found if province and place.province_id == province.iso]
    return inside or found


def province_named(text: str, provinces: Sequence[Province]) -> Province | None:
    """The province with this name, in either language, with or without accents."""
    wanted = plain(text)
    return next((one for one in provinces if wanted in (plain(one.name_nl), plain(one.name_en))), None)


def names(places: Sequence[Place]) -> dict[Place, str]:
    """A name for each that tells it from the others: by province, and where that is the same by a town nearby."""
    shared = Counter(place.province_id for place in places)
    large = _large_places() if max(shared.values(), default=0) > 1 else []
    return {place: _name(place, large if shared[place.province_id] > 1 else []) for place in places}


def _large_places() -> list[Place]:
    return list(Place.objects.filter(population__gte=LARGE).only("name", "lat", "lon"))


def _name(place: Place, large: Sequence[Place]) -> str:
    values = {"place": place.name, "province": local(place.province, "name")}
    others = [other for other in large if other.name != place.name]
    if not others:
        return _("%(place)s (%(province)s)") % values
    near = min(others, key=lambda other: km(place.lat, place.lon, other.lat, other.lon))
    return _("%(place)s near %(near)s (%(province)s)") % {**values, "near": near.name}
