"""How a found Fieldlab is shown: as a card, and as a dot on the map."""

from django.utils.translation import gettext as _

from fieldlabs.finding import Known, address
from fieldlabs.models import Fieldlab
from fieldlabs.wish import UNKNOWN, Found, Spot
from regions.distance import km
from ui import charts, formats
from ui.language import local


def card(fieldlab: Fieldlab, known: Known, spot: Spot | None = None) -> dict[str, object]:
    """A result: the variables of components/card.html. The distance is from `spot`."""
    names = known.labels("transformation")
    away = [distance(fieldlab, spot)] if spot else []
    return {
        "title": fieldlab.name,
        "slug": fieldlab.slug,
        "text": local(fieldlab, "topic"),
        "meta": [where(fieldlab), *away, *[names[slug] for slug in fieldlab.transformation_slugs if slug in names]],
        "badge": _("closed") if fieldlab.is_closed else standing_short(fieldlab),
        "badge_kind": _kind(fieldlab),
    }


def _kind(fieldlab: Fieldlab) -> str:
    if fieldlab.is_closed:
        return "warning"
    if fieldlab.is_recognised:
        return "success"
    return "info" if fieldlab.evidence == "A" else "neutral"


def where(fieldlab: Fieldlab) -> str:
    """`Delft, Zuid-Holland`; `place unknown, Oost-Nederland`; `place unknown, national`."""
    area = local(fieldlab.province, "name") if fieldlab.province else ""
    if not area:
        area = local(fieldlab.region, "name") if fieldlab.region else _("national")
    place = fieldlab.city or _("place unknown")
    return f"{place}, {area}"


def distance(fieldlab: Fieldlab, spot: Spot) -> str:
    """`12 km from Zwolle`; `less than 1 km from Zwolle`; that it is unknown."""
    if fieldlab.lat is None or fieldlab.lon is None:
        return _("distance unknown")
    return kilometres(km(spot.lat, spot.lon, fieldlab.lat, fieldlab.lon), spot.name)


def kilometres(away: float, place: str) -> str:
    """`12 km from Zwolle`, whole kilometres."""
    if not round(away):
        return _("less than 1 km from %(place)s") % {"place": place}
    return _("%(number)s km from %(place)s") % {"number": round(away), "place": place}


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
