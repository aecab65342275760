"""What cells may name: provinces, places, transformations, sectors, and the Fieldlabs of the region."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from accounts.models import Organisation, Sector
from fieldlabs.duplicates import bare
from fieldlabs.models import Fieldlab, Partner
from programme.models import Transformation
from regions.models import Place, Province, Region
from regions.places import plain

# Words that are addresses under /fieldlabs/ themselves, or may become so.
ADDRESSES = {
    "beheer",
    "bevestigen",
    "erkenning",
    "export",
    "fotos",
    "import",
    "investeringen",
    "keuzehulp",
    "nieuw",
    "vergelijken",
}


@dataclass(frozen=True)
class Spot:
    """A place of the list: where it is, in degrees WGS 84, and in which region."""

    name: str
    province: str
    region_id: int
    lat: float
    lon: float


@dataclass(frozen=True)
class There:
    """A Fieldlab that is in the register already. `city` as it is kept."""

    id: int
    slug: str
    name: str
    city: str


@dataclass
class Known:
    """The lists, by what people type in lower case without accents (regions.places.plain)."""

    region: Region
    provinces: dict[str, Province]
    places: dict[str, list[Spot]]
    transformations: dict[str, str]
    order: list[str]
    sectors: dict[str, str]
    regions: dict[str, str]
    # Plain name, and KvK number → the organisations that can run a Fieldlab of the region.
    operators: dict[str, list[int]] = field(default_factory=dict)
    by_slug: dict[str, There] = field(default_factory=dict)
    by_name: dict[str, list[There]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    # Name without the words that many share → the Fieldlab that has it.
    alike: dict[str, str] = field(default_factory=dict)

    def place_like(self, name: str) -> str:
        """A place of the region that is spelled nearly so, or ""."""
        own = {key: spots[0].name for key, spots in self.places.items() if spots[0].region_id == self.region.pk}
        near = difflib.get_close_matches(plain(name), own, n=1, cutoff=0.8)
        return own[near[0]] if near else ""

    def same(self, name: str, *cities: str) -> list[There]:
        """The Fieldlabs of the region that this name and place can mean; an unknown place fits every place."""
        named = self.by_name.get(plain(name), [])
        wanted = {plain(city) for city in cities if city}
        if not wanted or not named:
            return named
        exact = [one for one in named if plain(one.city) in wanted]
        return exact or [one for one in named if not one.city][:1]


def load(region: Region) -> Known:
    """Nine statements, whatever the number of rows."""
    known = Known(
        region=region,
        provinces=_provinces(),
        places=_places(),
        transformations={},
        order=[],
        sectors=_named(Sector.objects.all(), lambda one: one.code),
        regions=_named(Region.objects.all(), lambda one: one.slug),
    )
    for one in Transformation.objects.order_by("number"):
        known.order.append(one.slug)
        for name in (str(one.number), one.slug, one.name_nl, one.name_en):
            known.transformations[plain(name)] = one.slug
    known.operators = _operators(region)
    reload(known)
    return known


def reload(known: Known) -> None:
    """The Fieldlabs of the region as they are now, and every address that is taken."""
    known.by_slug, known.by_name, known.alike = {}, {}, {}
    rows = Fieldlab.objects.filter(region=known.region).order_by("pk").values_list("pk", "slug", "name", "city")
    for row in rows:
        there = There(*row)
        known.by_slug[there.slug] = there
        known.by_name.setdefault(plain(there.name), []).append(there)
        known.alike.setdefault(bare(there.name), there.name)
    known.taken = ADDRESSES | set(Fieldlab.objects.values_list("slug", flat=True))


def _operators(region: Region) -> dict[str, list[int]]:
    """As on the page of a Fieldlab: partners of the region's Fieldlabs, organisations that run one, and Fieldlabs."""
    labs = Fieldlab.objects.filter(region=region)
    partners = Partner.objects.filter(fieldlab__in=labs).values("organisation")
    running = labs.filter(operator__isnull=False).values("operator")
    own = Q(kind=Organisation.Kind.FIELDLAB, region=region)
    found: dict[str, list[int]] = {}
    for one in Organisation.objects.filter(own | Q(pk__in=partners) | Q(pk__in=running)).order_by("pk"):
        for name in {plain(one.name), one.kvk_number} - {""}:
            found.setdefault(name, []).append(one.pk)
    return found


def _named(rows: Iterable, code) -> dict[str, str]:
    return {plain(name): code(one) for one in rows for name in (code(one), one.name_nl, one.name_en)}


def _provinces() -> dict[str, Province]:
    found = {}
    for one in Province.objects.all():
        for name in (one.iso, one.iso.removeprefix("NL-"), one.name_nl, one.name_en):
            found[plain(name)] = one
    if "fryslan" in found:
        found.setdefault("friesland", found["fryslan"])
    return found


def _places() -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = {}
    for one in Place.objects.select_related("province"):
        spot = Spot(one.name, one.province_id, one.province.region_id, one.lat, one.lon)
        for name in {*one.search_names, plain(one.name)}:
            found.setdefault(name, []).append(spot)
    return found
