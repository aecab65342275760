"""What the page of one Fieldlab shows: facts, what is unknown, its place on the map."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from fieldlabs import confirming, page, shown
from fieldlabs.models import Fieldlab
from regions.models import Province
from ui import charts, formats
from ui.language import local


def context(fieldlab: Fieldlab) -> dict[str, object]:
    """For a Fieldlab that `page.rows()` read."""
    parts = page.unpacked(fieldlab)
    contact = getattr(fieldlab, "contact_person", None)
    return {
        **{f"{name}_rows": rows for name, rows in parts.items()},
        **shown.context(parts),
        "facts": facts(fieldlab, parts),
        "audience_facts": audience_facts(fieldlab, parts),
        "standing": standing(fieldlab),
        "sources": [{"url": url, "site": site(url)} for url in fieldlab.sources],
        "website": site(fieldlab.website),
        "person": contact if contact and contact.public_since else None,
        "is_old": confirming.is_old(fieldlab),
        "map": place_map(fieldlab),
    }


def facts(fieldlab: Fieldlab, parts: dict[str, list]) -> list[tuple[str, object]]:
    """Terms and values; None shows as unknown."""
    area = local(fieldlab.region, "name") if fieldlab.region else None
    return [
        (_("Type"), fieldlab.get_type_display() or None),
        (_("Transformation"), ", ".join(local(one, "name") for one in parts["transformation"]) or None),
        (_("Place"), fieldlab.city or None),
        (_("Province"), local(fieldlab.province, "name") if fieldlab.province else None),
        (_("Region"), _("national") if fieldlab.national else area),
        (_("Operator"), str(fieldlab.operator) if fieldlab.operator else None),
        (_("Active since"), formats.date_long(fieldlab.started_on) if fieldlab.started_on else None),
    ]


def audience_facts(fieldlab: Fieldlab, parts: dict[str, list]) -> list[tuple[str, object]]:
    """For whom it is, in terms and values; only what is known."""
    known = [
        (_("Sectors"), ", ".join(local(one, "name") for one in parts["sector"])),
        (_("Also serves"), ", ".join(local(one, "name") for one in parts["region"])),
        (
            _("Technology readiness (TRL)"),
            f"{fieldlab.trl_min}\N{EN DASH}{fieldlab.trl_max}" if fieldlab.trl_min else "",
        ),
    ]
    return [(term, value) for term, value in known if value]


def facts_to_confirm(fieldlab: Fieldlab) -> list[tuple[str, object]]:
    """What the contact looks at before saying that the page is right."""
    return [
        (_("Topic"), local(fieldlab, "topic")),
        (_("What can a company do here?"), local(fieldlab, "description") or None),
        (_("Place"), fieldlab.city or None),
        (_("Website"), fieldlab.website or None),
        (_("Contact"), fieldlab.contact or None),
    ]


def standing(fieldlab: Fieldlab) -> dict[str, str]:
    """What may be said about its being a Smart Industry Fieldlab, and why: title, text, kind of badge."""
    if fieldlab.is_recognised:
        text = _("The steering group Smart Industry recognised this Fieldlab.")
        return {"title": _("Recognised by the steering group"), "text": text, "kind": "success"}
    open_question = _("Whether the steering group recognised it is unknown.")
    return {
        "A": {
            "title": _("A source calls it a Smart Industry Fieldlab"),
            "text": open_question,
            "kind": "info",
        },
        "B": {
            "title": _("A source calls it a fieldlab; the label is not stated"),
            "text": _("No source says that it is a Smart Industry Fieldlab.") + " " + open_question,
            "kind": "neutral",
        },
        "C": {
            "title": _("No source calls it a fieldlab"),
            "text": _("The place exists according to a source. The hub still has to confirm what it is."),
            "kind": "warning",
        },
        "U": {
            "title": _("No source"),
            "text": _("No source was found. The hub still has to confirm that it exists."),
            "kind": "warning",
        },
    }.get(
        fieldlab.evidence,
        {
            "title": _("Registered by the hub") if fieldlab.region_id else _("Registered by the national desk"),
            "text": _("The steering group has not recognised it."),
            "kind": "neutral",
        },
    )


def site(url: str) -> str:
    """`https://www.nlr.nl/x` → `nlr.nl`."""
    return urlsplit(url).netloc.removeprefix("www.")


def place_map(fieldlab: Fieldlab) -> charts.ProvinceMap | None:
    """The country with its own province shaded and a dot where it is; None when the place is unknown."""
    if fieldlab.lat is None or fieldlab.lon is None:
        return None
    provinces = [
        charts.ProvinceValue(one.iso, local(one, "name"), int(one.iso == fieldlab.province_id))
        for one in Province.objects.all()
    ]
    title = _("%(name)s lies in %(place)s") % {"name": fieldlab.name, "place": fieldlab.city or _("this province")}
    chart = charts.province_map(
        title,
        provinces,
        [charts.Place(fieldlab.city or fieldlab.name, fieldlab.lat, fieldlab.lon)],
        wording=charts.Wording(number=lambda value: ""),
        id="map",
    )
    # One place needs no key: the sentence under the map says it.
    return replace(chart, shades=())
