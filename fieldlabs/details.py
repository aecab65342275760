"""What the page of one Fieldlab shows: facts, what is unknown, its place on the map, its history."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from fieldlabs.models import Fieldlab, FieldlabEvent
from programme.models import Transformation
from regions.models import Province
from ui import charts
from ui.language import local


def context(fieldlab: Fieldlab) -> dict[str, object]:
    transformations = list(fieldlab.transformations.order_by("number"))
    return {
        "facts": facts(fieldlab, transformations),
        "transformations": transformations,
        "standing": standing(fieldlab),
        "sources": [{"url": url, "site": site(url)} for url in fieldlab.sources],
        "website": site(fieldlab.website),
        "map": place_map(fieldlab),
    }


def facts(fieldlab: Fieldlab, transformations: list[Transformation]) -> list[tuple[str, object]]:
    """Terms and values; None shows as unknown."""
    area = local(fieldlab.region, "name") if fieldlab.region else None
    return [
        (_("Topic"), local(fieldlab, "topic")),
        (_("Transformation"), ", ".join(local(one, "name") for one in transformations) or None),
        (_("Place"), fieldlab.city or None),
        (_("Province"), local(fieldlab.province, "name") if fieldlab.province else None),
        (_("Region"), _("national") if fieldlab.national else area),
        (_("Operator"), str(fieldlab.operator) if fieldlab.operator else None),
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
            "title": _("Registered by the hub"),
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


@dataclass(frozen=True)
class Entry:
    """One step of the history: when, who (None: the portal), why, and what it changed (label, before, after)."""

    at: datetime
    person: str | None
    reason: str
    changes: list[tuple[str, str, str]]


SHOWN = (
    "name",
    "city",
    "province_id",
    "region_id",
    "topic_nl",
    "topic_en",
    "description_nl",
    "description_en",
    "website",
    "contact",
    "evidence",
    "sources",
    "note_nl",
    "note_en",
    "publication",
    "recognition",
    "transformation_slugs",
)


# Reasons that the portal itself writes: stored in English, shown in the reader's language.
OWN_REASONS = {"registered": gettext_lazy("registered"), "reference data": gettext_lazy("reference data")}


def history(fieldlab: Fieldlab) -> list[Entry]:
    """Every step, the newest first. Two queries."""
    events = list(FieldlabEvent.objects.filter(pgh_obj=fieldlab.pk).order_by("pgh_id"))
    # One action may write several rows: they have the moment at which its transaction began.
    steps = [list(rows) for _key, rows in groupby(events, key=lambda event: (event.pgh_created_at, event.pgh_context))]
    meta = [step[-1].pgh_context or {} for step in steps]
    people = User.objects.in_bulk({one["user"] for one in meta if one.get("user")})
    entries, before = [], None
    for step, about in zip(steps, meta, strict=True):
        after = step[-1]
        person = people.get(about.get("user"))
        changes = _changes(before, after) if before else []
        reason = about.get("reason", "")
        said = str(OWN_REASONS.get(reason, reason))
        entries.append(Entry(after.pgh_created_at, str(person) if person else None, said, changes))
        before = after
    return entries[::-1]


def _changes(before: FieldlabEvent, after: FieldlabEvent) -> list[tuple[str, str, str]]:
    return [
        (str(Fieldlab._meta.get_field(_field(name)).verbose_name), _shown(before, name), _shown(after, name))
        for name in SHOWN
        if getattr(before, name) != getattr(after, name)
    ]


def _field(name: str) -> str:
    return "transformations" if name == "transformation_slugs" else name.removesuffix("_id")


def _shown(event: FieldlabEvent, name: str) -> str:
    display = getattr(event, f"get_{name}_display", None)
    value = display() if display else getattr(event, name)
    return ", ".join(value) if isinstance(value, list) else str(value if value is not None else "")
