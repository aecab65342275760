"""What a version of a plan says, section by section; read whole in one statement.

A row is a dict of the fields in PARTS, with amounts as Decimal, days as date, and a file as {"id", "name"}.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject

from funding.models import (
    PlanActivity,
    PlanAttachment,
    PlanIndicator,
    PlanInstalment,
    PlannedPledge,
    PlanVersion,
    Section,
)

Row = dict[str, object]


@dataclass(frozen=True)
class Part:
    """The rows of a section. `key`: the field by which a row of two versions is known as the same."""

    model: type[models.Model]
    related: str
    fields: tuple[str, ...]
    key: str


PARTS: dict[str, Part] = {
    Section.ACTIVITIES: Part(PlanActivity, "activities", ("kind", "name", "description", "cost"), "name"),
    Section.INDICATORS: Part(
        PlanIndicator, "indicators", ("name", "unit", "start", "target", "due_on", "measure"), "name"
    ),
    Section.BUDGET: Part(PlanInstalment, "instalments", ("year", "amount"), "year"),
    Section.MATCH: Part(
        PlannedPledge,
        "pledges",
        (
            "funder",
            "kind",
            "origin",
            "amount",
            "evidence",
            "file",
            "valued_on",
            "valuation",
            "without_vat",
            "also_declared",
            "pledge",
        ),
        "funder",
    ),
    Section.ATTACHMENTS: Part(PlanAttachment, "attachments", ("title", "file"), "title"),
}
FIELDS: dict[str, tuple[str, ...]] = {
    Section.ABOUT: ("title", "summary", "starts_on", "ends_on"),
    Section.BUDGET: ("requested",),
}


def with_parts(versions: QuerySet[PlanVersion]) -> QuerySet[PlanVersion]:
    """Brings the rows of every section along, as `rows_<section>`, in the same statement."""
    return versions.annotate(**{f"rows_{section}": _rows_of(part) for section, part in PARTS.items()})


def _rows_of(part: Part) -> ArraySubquery:
    shown = {}
    for name in part.fields:
        field = part.model._meta.get_field(name)
        if name == "file":
            shown |= {"file": "file_id", "file_name": "file__name"}
        elif field.is_relation:
            shown[name] = f"{name}_id"
        else:
            # As text: a number of JSON would lose cents.
            shown[name] = Cast(name, models.TextField()) if isinstance(field, models.DecimalField) else name
    own = part.model.objects.filter(version=OuterRef("pk")).order_by("position", "pk")
    return ArraySubquery(own.values(row=JSONObject(**shown)))


def rows(version: PlanVersion, section: str) -> list[Row]:
    """The rows of a section of a version that `with_parts` read."""
    part = PARTS.get(section)
    return [_row(part, found) for found in getattr(version, f"rows_{section}")] if part else []


def _row(part: Part, found: Row) -> Row:
    row: Row = {}
    for name in part.fields:
        field, value = part.model._meta.get_field(name), found[name]
        if name == "file":
            row[name] = None if value is None else {"id": value, "name": found["file_name"]}
        else:
            row[name] = value if value is None or field.is_relation else field.to_python(value)
    return row


def values(version: PlanVersion, section: str) -> Row:
    """The fields of the version itself that belong to a section."""
    return {name: getattr(version, name) for name in FIELDS.get(section, ())}


def digest(version: PlanVersion, section: str) -> str:
    """Of what a section says (SHA-256, hex): equal as long as nobody saved something else there."""
    said = {"values": values(version, section), "rows": rows(version, section)}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def total(some: Iterable[Row], name: str):
    """Sum of an amount over rows; rows in which it is unknown are left out."""
    return sum((row[name] for row in some if row[name] is not None), start=0)
