"""The list page: from an address to a wish, and from what was found to filters and order."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fieldlabs import spots
from fieldlabs.models import Service
from fieldlabs.wish import MOST_COMPARED, NATIONAL, RECOGNISED, UNKNOWN, Codes, Found, Wish
from fieldlabs.words import MOST_CHARACTERS
from programme.models import Transformation
from regions.models import Province, Region
from ui.filters import options
from ui.language import local

# Facet → parameter in the address, in the order of the page.
PARAMETERS = {
    "service": "dienst",
    "transformation": "transformatie",
    "training": "training",
    "trl": "trl",
    "region": "regio",
    "province": "provincie",
    "standing": "status",
}
LONGEST_PAGE_NUMBER = 6


@dataclass(frozen=True)
class Known:
    """Regions, provinces and transformations: two queries a page."""

    provinces: list[Province]
    transformations: list[Transformation]

    @classmethod
    def read(cls) -> "Known":
        return cls(list(Province.objects.select_related("region")), list(Transformation.objects.order_by("number")))

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {one.region.slug: one.region for one in self.provinces}

    @cached_property
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
        return FIXED[facet]()


def _services() -> dict[str, str]:
    return {value: capfirst(str(label)) for value, label in Service.Kind.choices}


def _standings() -> dict[str, str]:
    return {
        RECOGNISED: _("Recognised by the steering group"),
        "A": _("A source calls it a Smart Industry Fieldlab"),
        "B": _("A source calls it a fieldlab"),
    }


def _trl() -> dict[str, str]:
    return {
        "1-3": _("TRL 1–3: idea and research"),
        "4-6": _("TRL 4–6: try and test"),
        "7-9": _("TRL 7–9: ready for use"),
    }


FIXED = {
    "service": _services,
    "standing": _standings,
    "trl": _trl,
    "training": lambda: {"ja": _("Offers training")},
}


@dataclass
class Asked:
    """What the address asks: the wish, what was wrong with it (sentences), and the status of the answer."""

    wish: Wish
    where: spots.Where
    problems: list[str] = field(default_factory=list)
    status: int = 200
    typed: str = ""


def read(query: QueryDict, known: Known) -> Asked:
    """The wish in this address. What cannot be is left out and said, never an error."""
    asked = Asked(Wish(), spots.read(query), typed=query.get("q", ""))
    if asked.where.problem:
        asked.status = 422
        asked.problems.append(asked.where.problem)
    values = {facet: _facet(facet, query.get(name, ""), known, asked) for facet, name in PARAMETERS.items()}
    if len(asked.typed) > MOST_CHARACTERS:
        asked.problems.append(
            _("Your search text is too long. We used the first %(number)s characters.") % {"number": MOST_CHARACTERS}
        )
    asked.wish = Wish(
        text=asked.typed[:MOST_CHARACTERS],
        spot=asked.where.spot,
        within=asked.where.within if asked.where.spot or asked.where.within == UNKNOWN else "",
        closed=bool(query.get("gesloten")),
        labs=tuple(dict.fromkeys(slug[:80] for slug in query.getlist("lab")))[:MOST_COMPARED],
        sort=query.get("sort", ""),
        page=_page(query.get("page", "1"), asked),
        **values,
    )
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


def parameters(wish: Wish) -> list[tuple[str, str]]:
    """Name and value of everything that this wish says in an address, its text and page left out."""
    spot = [("plaats", wish.spot.name), ("plek", str(wish.spot.key))] if wish.spot else []
    parts = [*spot, ("binnen", wish.within), *((name, getattr(wish, facet)) for facet, name in PARAMETERS.items())]
    parts += [("gesloten", "ja" if wish.closed else ""), ("sort", wish.sort), *(("lab", slug) for slug in wish.labs)]
    return [(name, value) for name, value in parts if value]


def address(wish: Wish, **changes: object) -> str:
    """The query string of this wish with changes; a change other than of the page goes back to page 1."""
    kept = [(name, value) for name, value in parameters(wish) if name not in changes]
    parts = [("q", wish.text.strip()), *kept, *changes.items()]
    return f"?{urlencode([(name, value) for name, value in parts if value])}"


def filters(found: Found, known: Known) -> list[dict[str, object]]:
    """Groups for components/filters.html. An option that would give nothing is not shown."""
    titles = {
        "service": _("What you can do there"),
        "transformation": _("Transformation"),
        "training": _("Training"),
        "trl": _("How far your idea is"),
        "region": _("Region"),
        "province": _("Province"),
        "standing": _("What is known"),
    }
    groups = [{"title": titles[facet], "options": _options(facet, found, known)} for facet in PARAMETERS]
    return [group for group in groups if group["options"]]


def _options(facet: str, found: Found, known: Known) -> list[dict[str, object]]:
    wish, name, now = found.wish, PARAMETERS[facet], getattr(found.wish, facet)
    counted = [(value, label, found.counts[facet][value]) for value, label in known.labels(facet).items()]
    useful = [one for one in counted if one[2] or one[0] == now]
    # A second click takes the filter off.
    return options(useful, now, lambda value: address(wish, **{name: "" if value == now else value}))


def chosen(wish: Wish, known: Known) -> list[dict[str, str]]:
    """The filters that are on: label, and the address without it."""
    on = [
        {"label": known.labels(facet)[getattr(wish, facet)], "url": address(wish, **{name: ""})}
        for facet, name in PARAMETERS.items()
        if getattr(wish, facet)
    ]
    if wish.unplaced_only:
        on.append({"label": _("Position unknown"), "url": address(wish, binnen="")})
    elif wish.spot:
        on.append({"label": near(wish), "url": address(wish, plaats="", plek="", binnen="")})
    if wish.closed:
        on.append({"label": _("Closed"), "url": address(wish, gesloten="")})
    return on


def near(wish: Wish) -> str:
    """`within 30 km of Zwolle`, or `distance from Zwolle`."""
    if wish.radius is None:
        return _("distance from %(place)s") % {"place": wish.spot.name}
    return _("within %(number)s km of %(place)s") % {"number": wish.radius, "place": wish.spot.name}


def orders(wish: Wish, *, has_words: bool) -> list[dict[str, object]]:
    """The orders to choose from."""
    labels = {
        "relevance": _("Best match"),
        "distance": _("Distance"),
        "place": _("Region and place"),
        "name": _("Name"),
    }
    if not has_words:
        del labels["relevance"]
    if wish.spot is None:
        del labels["distance"]
    first = next(iter(labels))
    return [
        {
            "label": label,
            "url": address(wish, sort="" if sort == first else sort),
            "current": wish.order == sort,
        }
        for sort, label in labels.items()
    ]
