"""The list page: from an address to a wish, and from what was found to filters, order and map."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from fieldlabs.models import Fieldlab
from fieldlabs.search import NATIONAL, RECOGNISED, UNKNOWN, Codes, Found, Wish
from fieldlabs.words import MOST_CHARACTERS
from programme.models import Transformation
from regions.models import Province, Region
from ui import charts, formats
from ui.language import local

# Facet → parameter in the address.
PARAMETERS = {"region": "regio", "province": "provincie", "transformation": "transformatie", "standing": "status"}
LONGEST_PAGE_NUMBER = 6


@dataclass(frozen=True)
class Known:
    """Regions, provinces and transformations: two queries a page."""

    provinces: list[Province]
    transformations: list[Transformation]

    @classmethod
    def read(cls) -> "Known":
        return cls(list(Province.objects.select_related("region")), list(Transformation.objects.order_by("number")))

    @property
    def regions(self) -> dict[str, Region]:
        return {one.region.slug: one.region for one in self.provinces}

    @property
    def codes(self) -> Codes:
        return Codes({slug: region.pk for slug, region in self.regions.items()})

    def labels(self, facet: str) -> dict[str, str]:
        """Value → name on screen, in the order of the page."""
        if facet == "region":
            own = sorted((local(region, "name"), slug) for slug, region in self.regions.items())
            return {**{slug: name for name, slug in own}, NATIONAL: _("National")}
        if facet == "province":
            own = sorted((local(province, "name"), province.iso) for province in self.provinces)
            return {**{iso: name for name, iso in own}, UNKNOWN: _("Place unknown")}
        if facet == "transformation":
            return {one.slug: local(one, "name") for one in self.transformations}
        return {
            RECOGNISED: _("Recognised by the steering group"),
            "A": _("A source calls it a Smart Industry Fieldlab"),
            "B": _("A source calls it a fieldlab"),
        }


@dataclass
class Asked:
    """What the address asks: the wish, what was wrong with it (sentences), and the status of the answer."""

    wish: Wish
    problems: list[str] = field(default_factory=list)
    status: int = 200
    typed: str = ""


def read(query: QueryDict, known: Known) -> Asked:
    """The wish in this address. What cannot be is left out and said, never an error."""
    asked = Asked(Wish(), typed=query.get("q", ""))
    values = {facet: _facet(facet, query.get(name, ""), known, asked) for facet, name in PARAMETERS.items()}
    if len(asked.typed) > MOST_CHARACTERS:
        asked.status = 400
        asked.problems.append(
            _("Your search text is too long. Use at most %(number)s characters.") % {"number": MOST_CHARACTERS}
        )
    asked.wish = Wish(text=asked.typed, sort=query.get("sort", ""), page=_page(query.get("page", "1"), asked), **values)
    return asked


def _facet(facet: str, value: str, known: Known, asked: Asked) -> str:
    if not value or value in known.labels(facet):
        return value
    asked.status = 404
    asked.problems.append(_("The filter “%(value)s” does not exist. We left it out.") % {"value": value[:40]})
    return ""


def _page(value: str, asked: Asked) -> int:
    if value.isascii() and value.isdigit() and len(value) <= LONGEST_PAGE_NUMBER and int(value) > 0:
        return int(value)
    asked.status = 404
    asked.problems.append(_("This page number does not exist. You see page 1."))
    return 1


def address(wish: Wish, **changes: object) -> str:
    """The query string of this wish with changes; a change other than of the page goes back to page 1."""
    parts = {"q": wish.text.strip(), **{name: getattr(wish, facet) for facet, name in PARAMETERS.items()}}
    parts |= {"sort": wish.sort, **changes}
    return f"?{urlencode({name: value for name, value in parts.items() if value})}"


def filters(found: Found, known: Known) -> list[dict[str, object]]:
    """Groups for components/filters.html. An option that would give nothing is not shown."""
    titles = {
        "region": _("Region"),
        "province": _("Province"),
        "transformation": _("Transformation"),
        "standing": _("What is known"),
    }
    groups = [{"title": titles[facet], "options": _options(facet, found, known)} for facet in PARAMETERS]
    return [group for group in groups if group["options"]]


def _options(facet: str, found: Found, known: Known) -> list[dict[str, object]]:
    chosen = getattr(found.wish, facet)
    return [
        {
            "label": label,
            "url": address(found.wish, **{PARAMETERS[facet]: "" if value == chosen else value}),
            "count": found.counts[facet][value],
            "selected": value == chosen,
        }
        for value, label in known.labels(facet).items()
        if found.counts[facet][value] or value == chosen
    ]


def chosen(wish: Wish, known: Known) -> list[dict[str, str]]:
    """The filters that are on: label, and the address without it."""
    return [
        {"label": known.labels(facet)[getattr(wish, facet)], "url": address(wish, **{name: ""})}
        for facet, name in PARAMETERS.items()
        if getattr(wish, facet)
    ]


def orders(wish: Wish, *, has_words: bool) -> list[dict[str, object]]:
    """The orders to choose from."""
    labels = {"relevance": _("Best match"), "place": _("Region and place"), "name": _("Name")}
    if not has_words:
        del labels["relevance"]
    first = next(iter(labels))
    return [
        {
            "label": label,
            "url": address(wish, sort="" if sort == first else sort),
            "current": wish.order == sort,
        }
        for sort, label in labels.items()
    ]


def card(fieldlab: Fieldlab, known: Known) -> dict[str, object]:
    """A result: the variables of components/card.html."""
    names = known.labels("transformation")
    return {
        "title": fieldlab.name,
        "slug": fieldlab.slug,
        "text": local(fieldlab, "topic"),
        "meta": [where(fieldlab), *[names[slug] for slug in fieldlab.transformation_slugs if slug in names]],
        "badge": standing_short(fieldlab),
        "badge_kind": "success" if fieldlab.is_recognised else "info" if fieldlab.evidence == "A" else "neutral",
    }


def where(fieldlab: Fieldlab) -> str:
    """`Delft, Zuid-Holland`; `place unknown, Oost-Nederland`; `place unknown, national`."""
    area = local(fieldlab.province, "name") if fieldlab.province else ""
    if not area:
        area = local(fieldlab.region, "name") if fieldlab.region else _("national")
    place = fieldlab.city or _("place unknown")
    return f"{place}, {area}"


def standing_short(fieldlab: Fieldlab) -> str:
    """What may be said about the label, in a few words."""
    if fieldlab.is_recognised:
        return _("recognised Fieldlab")
    return {
        "A": _("Smart Industry Fieldlab according to a source"),
        "B": _("fieldlab according to a source"),
    }.get(fieldlab.evidence, _("not confirmed"))


def country_map(found: Found, known: Known) -> charts.ProvinceMap:
    """How many of the found Fieldlabs lie in each province, and where."""
    names = known.labels("province")
    provinces = [
        charts.ProvinceValue(
            iso,
            name,
            found.by_province[iso],
            url=address(found.wish, provincie=iso) if found.by_province[iso] else "",
        )
        for iso, name in names.items()
        if iso != UNKNOWN
    ]
    return charts.province_map(
        _("Where are these Fieldlabs?"),
        provinces,
        [charts.Place(dot.city, dot.lat, dot.lon, dot.number) for dot in found.dots],
        description=_("Map of the Netherlands with the number of Fieldlabs in each province and a dot for each place."),
        columns=(_("Province"), _("Fieldlabs")),
        wording=formats.wording(),
        id="map",
    )
