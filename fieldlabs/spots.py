"""From where to measure: a place that somebody typed, with a choice where several have its name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from fieldlabs.wish import RADII, UNKNOWN, Spot
from regions import places
from regions.distance import km
from regions.models import Place
from ui.language import local

LONGEST = 80
LARGE = 20_000


@dataclass
class Where:
    """What the address says of it. `doubtful`: the places that may be meant; `problem`: what is wrong, a sentence."""

    typed: str = ""
    spot: Spot | None = None
    within: str = ""
    place: Place | None = None
    doubtful: list[Place] = field(default_factory=list)
    problem: str = ""

    @cached_property
    def options(self) -> list[dict[str, str]]:
        """The places to choose from: value and label, by province and where that is the same by a town nearby."""
        shared = Counter(one.province_id for one in self.doubtful)
        large = list(Place.objects.filter(population__gte=LARGE)) if max(shared.values(), default=0) > 1 else []
        return [
            {"value": str(one.pk), "label": _label(one, large if shared[one.province_id] > 1 else [])}
            for one in self.doubtful
        ]


def read(query: QueryDict) -> Where:
    """`plaats` is the name, `plek` the number of the one that is meant, `binnen` the distance. At most four queries."""
    where = Where(typed=query.get("plaats", "").strip())
    within = query.get("binnen", "")
    if within and within not in (*RADII, UNKNOWN):
        where.problem = _("This distance does not exist. We left it out.")
    else:
        where.within = within
    if len(where.typed) > LONGEST:
        where.problem = _("The name of this place is too long.")
    elif where.typed:
        _look_up(where, query.get("plek", ""))
    return where


def _look_up(where: Where, key: str) -> None:
    found = places.find(where.typed)
    near = [] if found else places.near(where.typed)
    meant = [one for one in [*found, *near] if str(one.pk) == key] or found
    if near and not meant:
        where.doubtful = near
        where.problem = _("We do not know the place “%(place)s”. Do you mean this one?") % {"place": where.typed}
        if near[1:]:
            where.problem = _("We do not know the place “%(place)s”. Do you mean one of these?") % {
                "place": where.typed
            }
    elif not meant:
        where.problem = _("We do not know the place “%(place)s”. Check the spelling.") % {"place": where.typed}
    elif len(meant) > 1:
        where.doubtful = meant
        where.problem = _("Several places are called “%(place)s”. Choose one.") % {"place": where.typed}
    else:
        where.place = meant[0]
        where.spot = Spot(meant[0].pk, meant[0].name, meant[0].lat, meant[0].lon)


def radii() -> list[tuple[str, str]]:
    """Value and label of each distance to choose; "" is any."""
    labels = [(value, _("within %(number)s km") % {"number": value}) for value in RADII]
    return [("", _("any distance")), *labels]


def _label(place: Place, large: Sequence[Place]) -> str:
    label = f"{place.name}, {local(place.province, 'name')}"
    others = [other for other in large if other.name != place.name]
    if not others:
        return label
    near = min(others, key=lambda other: km(place.lat, place.lon, other.lat, other.lon))
    return _("%(place)s, near %(near)s") % {"place": label, "near": near.name}
