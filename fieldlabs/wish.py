"""What a visitor asks of the list of Fieldlabs, and what the database answers. No database here."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from fieldlabs.tally import FACETS
from fieldlabs.words import words

PAGE_SIZE = 24
NATIONAL = "landelijk"
UNKNOWN = "onbekend"
RECOGNISED = "erkend"
SORTS = ("relevance", "distance", "place", "name")
RADII = ("10", "20", "30", "50", "100")
MOST_COMPARED = 4


@dataclass(frozen=True)
class Spot:
    """A place to measure from. lat, lon: degrees WGS 84; `key`: its number at GeoNames."""

    key: int
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Wish:
    """Text, one value per facet ("" is any), from where and how far, order and page (from 1).

    `within`: kilometres, one of RADII, or UNKNOWN for those without a known position; "" is any distance.
    `nearly`: words of names to look for instead of the text, when nothing has all its words.
    `closed`: the Fieldlabs that closed instead of those on the list. `labs`: slugs chosen to compare.
    """

    text: str = ""
    region: str = ""
    province: str = ""
    transformation: str = ""
    service: str = ""
    training: str = ""
    trl: str = ""
    standing: str = ""
    spot: Spot | None = None
    within: str = ""
    closed: bool = False
    nearly: tuple[str, ...] = ()
    labs: tuple[str, ...] = ()
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """The order that holds: relevance needs words, distance a place."""
        possible = {"relevance": bool(words(self.text)), "distance": self.spot is not None}
        if self.sort in SORTS and possible.get(self.sort, True):
            return self.sort
        return next((order for order, can in possible.items() if can), "place")

    @property
    def radius(self) -> int | None:
        """Kilometres; None without a place or with any distance."""
        return int(self.within) if self.spot and self.within in RADII else None

    @property
    def unplaced_only(self) -> bool:
        return self.within == UNKNOWN

    @property
    def chosen(self) -> dict[str, str]:
        return {facet: getattr(self, facet) for facet in FACETS if getattr(self, facet)}


@dataclass(frozen=True)
class Codes:
    """Keys of the regions in the database: slug → id."""

    regions: dict[str, int]

    @cached_property
    def slugs(self) -> dict[str, str]:
        """The other way round, as the column `facets` writes them; without a region a Fieldlab is national."""
        return {"": NATIONAL, **{str(key): slug for slug, key in self.regions.items()}}

    def written(self, facet: str, value: str) -> str:
        """As the column `facets` writes it."""
        if facet == "region":
            return "" if value == NATIONAL else str(self.regions[value])
        return "" if facet == "province" and value == UNKNOWN else value

    def read(self, facet: str, value: str) -> str:
        """The other way round."""
        if facet == "region":
            return self.slugs.get(value, value)
        return UNKNOWN if facet == "province" and not value else value


@dataclass(frozen=True)
class Dot:
    city: str
    lat: float
    lon: float
    number: int


@dataclass
class Found:
    """The answer: ids of this page in order, total, counts per facet value, dots of the map.

    `hits`: how many the text and the distance give whatever the filters. `unplaced`: how many fit but for the
    distance, which is unknown.
    """

    wish: Wish
    total: int = 0
    hits: int = 0
    ids: list[int] = field(default_factory=list)
    counts: dict[str, Counter] = field(default_factory=dict)
    by_province: Counter = field(default_factory=Counter)
    unplaced: int = 0
    dots: list[Dot] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))
