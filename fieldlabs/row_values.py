"""What a row on the page of a Fieldlab holds: read, compared, and said in words. In code, what the database keeps."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.text import capfirst

from fieldlabs.models.parts import Part
from ui import formats
from ui.language import local

Values = Mapping[str, Any]


def values(row: Part, fields: Iterable[str]) -> dict[str, Any]:
    """By name of the field; a row of another table as its key, so that reading costs no statement."""
    return {name: getattr(row, row._meta.get_field(name).attname) for name in fields}


def plain(typed: Values) -> dict[str, Any]:
    """The same of what a form gave: a row of another table as its key."""
    return {name: getattr(value, "pk", value) for name, value in typed.items()}


def digest(held: Values) -> str:
    """Sixteen characters that differ when the values differ: what a form started from."""
    text = json.dumps({name: str(value) for name, value in held.items()}, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def label(model: type[Part], name: str) -> str:
    return capfirst(str(model._meta.get_field(name).verbose_name))


def text(model: type[Part], name: str, value: Any, others: Mapping[str, Mapping[Any, models.Model]]) -> str:
    """A value as it is read; "" when there is none. `others`: rows of other tables by field and key."""
    if value is None or value == "":
        return ""
    field = model._meta.get_field(name)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        other = others.get(name, {}).get(value)
        return "" if other is None else local(other, "name") or str(other)
    if isinstance(field, models.DecimalField):
        return formats.euro(value)
    return formats.date_long(value) if hasattr(value, "isoformat") else str(value)


def others(model: type[Part], rows: Iterable[Values]) -> dict[str, dict[Any, models.Model]]:
    """The rows of other tables that these values point to: one statement per table that is pointed to."""
    rows = list(rows)
    found = {}
    for field in model._meta.concrete_fields:
        if field.is_relation and field.name != "fieldlab":
            keys = {one[field.name] for one in rows if one.get(field.name) is not None}
            found[field.name] = field.related_model.objects.in_bulk(keys) if keys else {}
    return found
