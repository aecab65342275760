"""Everything on the public page of a Fieldlab in one statement: its row, and its rows of other tables as objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import Organisation, Sector, SizeClass
from fieldlabs import models as kept
from fieldlabs.models import Fieldlab
from programme.models import Transformation
from programme.papers import source_of
from regions.models import Region


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that come along: of which model, in which order, with which things they point at, and what is looked up."""

    rows: QuerySet
    order: tuple[str, ...]
    related: Mapping[str, type[models.Model]]
    without: frozenset[str] = frozenset()
    found: Mapping[str, Any] = field(default_factory=dict)


def _part(model: type[models.Model], *, without: tuple[str, ...] = (), **related: type[models.Model]) -> Rows:
    rows = model._base_manager.filter(fieldlab=OuterRef("pk"))
    return Rows(rows, tuple(model._meta.ordering), related, frozenset(without))


def _linked(model: type[models.Model], through: type[models.Model], name: str, order: str) -> Rows:
    own = through._base_manager.filter(fieldlab=OuterRef(OuterRef("pk"))).values(name)
    return Rows(model._base_manager.filter(pk__in=own), (order,), {})


PARTS: dict[str, Rows] = {
    "transformation_rows": _linked(Transformation, kept.FieldlabTransformation, "transformation", "number"),
    "sector_rows": _linked(Sector, kept.FieldlabSector, "sector", "code"),
    "region_rows": _linked(Region, kept.FieldlabRegion, "region", "slug"),
    "service_rows": _part(kept.Service),
    "equipment_rows": _part(kept.Equipment),
    "case_rows": _part(kept.EvidenceCase, sector=Sector, transformation=Transformation),
    "result_rows": _part(kept.Result),
    "partner_rows": _part(kept.Partner, organisation=Organisation, size=SizeClass),
    "investment_rows": replace(_part(kept.Investment), found={"source_url": source_of("reference")}),
    "link_rows": _part(kept.Link),
    "photo_rows": _part(kept.Photo, without=("content",)),
}


def rows() -> QuerySet[Fieldlab]:
    """Fieldlabs with all that their page shows, as plain arrays; `unpacked` makes objects of them."""
    arrays = {name: _array(part) for name, part in PARTS.items()}
    return (
        Fieldlab.objects.defer("search", "facets")
        .select_related("province", "region", "operator", "contact_person", "skillslab")
        .annotate(**arrays)
    )


def _array(part: Rows) -> ArraySubquery:
    own = {field.attname: F(field.attname) for field in _columns(part.rows.model, part.without)}
    for name, model in part.related.items():
        own.update({f"{name}__{field.attname}": F(f"{name}__{field.attname}") for field in _columns(model)})
    # `order_by()` before the values: the array keeps the order of the editors.
    return ArraySubquery(part.rows.order_by(*part.order).values(json=JSONObject(**own, **part.found)))


def _columns(model: type[models.Model], without: frozenset[str] = frozenset()) -> list[models.Field]:
    return [one for one in model._meta.concrete_fields if one.attname not in without and not one.generated]


def unpacked(fieldlab: Fieldlab) -> dict[str, list[Any]]:
    """By name without `_rows`: objects of the models, without a further statement."""
    return {
        name.removesuffix("_rows"): [_object(part.rows.model, part, row) for row in getattr(fieldlab, name)]
        for name, part in PARTS.items()
    }


def _object(model: type[models.Model], part: Rows, row: Mapping[str, Any]) -> models.Model:
    made = _plain(model, {name: value for name, value in row.items() if "__" not in name and name not in part.found})
    for name in part.found:
        setattr(made, name, row[name])
    for name, related in part.related.items():
        if getattr(made, f"{name}_id") is not None:
            values = {one.removeprefix(f"{name}__"): row[one] for one in row if one.startswith(f"{name}__")}
            setattr(made, name, _plain(related, values))
    return made


def _plain(model: type[models.Model], values: Mapping[str, Any]) -> models.Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    made = model(**{name: fields[name].to_python(value) for name, value in values.items()})
    made._state.adding = False
    return made
