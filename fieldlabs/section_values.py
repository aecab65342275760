"""What the form sections of a Fieldlab hold: read, compared, written. In code a value is what the database keeps."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.text import capfirst

from fieldlabs.models import Fieldlab, FieldlabContact
from ui import formats
from ui.language import local

Values = Mapping[str, Any]
ABOUT, WHERE, OFFER, RECOGNITION, CONTACT, PERSON = "about", "where", "offer", "recognition", "contact", "person"
FIELDS: dict[str, tuple[str, ...]] = {
    ABOUT: (
        "name", "topic_nl", "topic_en", "description_nl", "description_en", "transformations", "type", "started_on",
        "operator",
    ),
    WHERE: ("city", "province", "lat", "lon", "address", "postal_code", "regions_served"),
    OFFER: (
        "technologies", "trl_min", "trl_max", "sectors", "audience_nl", "audience_en", "access_nl", "access_en",
    ),
    RECOGNITION: ("goal", "plan", "plan_starts_on", "plan_ends_on"),
    CONTACT: ("website", "contact"),
    PERSON: ("name", "email", "telephone", "language", "public_since"),
}  # fmt: skip
MANY = frozenset(["transformations", "sectors", "regions_served"])
HIDDEN = frozenset(["lat", "lon"])
PROPOSABLE = (ABOUT, WHERE, OFFER, RECOGNITION, CONTACT)
"""What the contact of a Fieldlab can propose. The contact person is personal, so no proposal may hold it."""


def model_of(section: str) -> type[Fieldlab] | type[FieldlabContact]:
    return FieldlabContact if section == PERSON else Fieldlab


def values(fieldlab: Fieldlab, section: str) -> dict[str, Any]:
    """What is saved now, by name of the field; rows of other tables as lists in their own order."""
    if section == PERSON:
        kept = getattr(fieldlab, "contact_person", None) or FieldlabContact()
        return {name: getattr(kept, name) for name in FIELDS[PERSON]}
    return {
        name: list(getattr(fieldlab, name).order_by("pk")) if name in MANY else getattr(fieldlab, name)
        for name in FIELDS[section]
    }


def digest(held: Values) -> str:
    """Sixteen characters that differ when the values differ: what a form started from."""
    plain = {name: _plain(value) for name, value in held.items()}
    return hashlib.sha256(json.dumps(plain, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()[:16]


def _plain(value: object) -> object:
    if isinstance(value, list | tuple):
        return sorted(str(_plain(one)) for one in value)
    return getattr(value, "pk", value)


def write(fieldlab: Fieldlab, section: str, new: Values) -> None:
    """Put the values on the row and save it; rows of other tables after it."""
    if section == PERSON:
        FieldlabContact.objects.update_or_create(fieldlab=fieldlab, defaults=dict(new))
    else:
        for name in FIELDS[section]:
            if name not in MANY:
                setattr(fieldlab, name, new[name])
    fieldlab.save()
    for name in MANY.intersection(FIELDS[section]) if section != PERSON else ():
        getattr(fieldlab, name).set(new[name])


def label(section: str, name: str) -> str:
    return capfirst(str(model_of(section)._meta.get_field(name).verbose_name))


def text(section: str, name: str, value: object) -> str:
    """A value as it is read; "" when there is none."""
    if value is None or value in ("", []):
        return ""
    choices = model_of(section)._meta.get_field(name).choices
    if choices:
        return str(dict(choices)[value])
    if isinstance(value, list | tuple):
        return ", ".join(one if isinstance(one, str) else local(one, "name") for one in value)
    if hasattr(value, "name_nl"):
        return local(value, "name")
    return formats.date_long(value) if hasattr(value, "isoformat") else str(value)
