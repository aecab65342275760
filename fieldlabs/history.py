"""Everything that happened to a Fieldlab and its rows, as it is read: when, who, why, and what changed word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pghistory.models import Events

from accounts.models import User
from fieldlabs.models import Fieldlab
from fieldlabs.models.parts import MONEY
from ui import formats
from ui.differences import Piece, words
from ui.language import code

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
# What the portal keeps for itself, or shows elsewhere on the page.
HIDDEN = frozenset([
    "id", "slug", "fieldlab_id", "position", "version", "as_of", "lat", "lon", "city_sourced", "registration_key",
    "service_kinds", "has_training", "media_type", "width", "height", "confirmed_on",
    "registered_at", "registered_by_id", "submitted_at", "submitted_by_id", "decided_at", "decided_by_id",
    "published_at", "published_by_id", "closed_at", "closed_by_id", "submission_reason", "decision_reason",
    "closing_reason",
])  # fmt: skip
# Reasons that the portal itself writes: stored in English, shown in the reader's language.
OWN_REASONS = {
    "registered": gettext_lazy("registered"),
    "reference data": gettext_lazy("reference data"),
    "filled in": gettext_lazy("filled in"),
    "confirmed": gettext_lazy("confirmed that the page is right"),
    "confirmed by the link in the letter": gettext_lazy("confirmed by the link in the letter"),
    "photo added": gettext_lazy("photo added"),
    "photo described": gettext_lazy("photo described"),
    "photo removed": gettext_lazy("photo removed"),
    **{did: gettext_lazy("changed on the list") for did in ("row added", "row changed", "row removed")},
    "row put back": gettext_lazy("put back"),
    "order changed": gettext_lazy("order changed"),
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One field before and after, as text ("": empty); `pieces`: the words that came and went."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to the Fieldlab itself (`thing` "") or to one of its rows."""

    thing: str
    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: when, who (None: the portal), why, and what changed."""

    at: datetime
    person: str | None
    reason: str
    changes: tuple[Change, ...]


def history(fieldlab: Fieldlab) -> list[Entry]:
    """Every step, the newest first. Three statements, however long the history is."""
    events = list(Events.objects.references(fieldlab).order_by("pgh_created_at", "pgh_id"))
    names = _names(events)
    before: dict[tuple[str, str], Row] = {}
    entries = []
    # What one action wrote has the moment at which its transaction began, and one context.
    for (at, _key), step in groupby(events, key=lambda event: (event.pgh_created_at, str(event.pgh_context))):
        rows = list(step)
        about = rows[-1].pgh_context or {}
        changes = tuple(_changes(rows, before, names))
        reason = about.get("reason", "")
        person = names.get(("person", str(about.get("user"))))
        entries.append(Entry(at, person, str(OWN_REASONS.get(reason, reason)), changes))
    return entries[::-1]


def _changes(rows: Iterable[Events], before: dict[tuple[str, str], Row], names: dict) -> Iterator[Change]:
    """What the events of one step did; the last event of a row in it says how the row became."""
    first: dict[tuple[str, str], Row | None] = {}
    last: dict[tuple[str, str], tuple[Row, str]] = {}
    for event in rows:
        key = (event.pgh_model, event.pgh_obj_id)
        first.setdefault(key, before.get(key))
        last[key] = (event.pgh_data, event.pgh_label)
        before[key] = event.pgh_data
    for key, (row, label) in last.items():
        model = _model(key[0])
        old, gone = first[key], label == "delete"
        if model is Fieldlab and old is None:
            continue
        lines = _lines(model, (old or row) if gone else (old or {}), {} if gone else row, names)
        kind = REMOVED if gone else ADDED if old is None else CHANGED
        if lines:
            yield Change("" if model is Fieldlab else str(model._meta.verbose_name), kind, lines)


def _lines(model: type[models.Model], before: Row, after: Row, names: dict) -> tuple[Line, ...]:
    found = []
    for column, field in _fields(model).items():
        if column in HIDDEN or before.get(column) == after.get(column):
            continue
        old, new = (_text(field, row.get(column), names) for row in (before, after))
        if old != new:
            found.append(Line(_label(field), old, new, words(old, new)))
    return tuple(found)


def _label(field: models.Field) -> str:
    unnamed = field.is_relation and field.verbose_name == field.name
    label = str(field.related_model._meta.verbose_name if unnamed else field.verbose_name)
    return capfirst(label)


def _text(field: models.Field, value: Any, names: dict) -> str:
    if value is None or value in ("", []):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        return names.get((field.related_model._meta.label, str(value)), str(value))
    return _plain(field, value, names)


def _plain(field: models.Field, value: Any, names: dict) -> str:
    match field:
        case ArrayField():
            return ", ".join(names.get(("programme.Transformation", str(one)), str(one)) for one in value)
        case models.BooleanField():
            return _("yes") if value else _("no")
        case models.DateField():
            return formats.date_long(date.fromisoformat(value[:10]))
        case models.DecimalField():
            return formats.euro(value) if field.max_digits == MONEY["max_digits"] else formats.number(value)
        case _:
            return str(value)


@cache
def _model(event_label: str) -> type[models.Model]:
    return apps.get_model(event_label).pgh_tracked_model


@cache
def _fields(model: type[models.Model]) -> dict[str, models.Field]:
    own = {field.column: field for field in model._meta.concrete_fields}
    if model is Fieldlab:
        own["transformation_slugs"] = own["transformation_slugs"].clone()
        own["transformation_slugs"].verbose_name = Fieldlab._meta.get_field("transformations").verbose_name
    return own


def _names(events: Iterable[Events]) -> dict[tuple[str, str], str]:
    """Names of all people and things that these events point at: one statement."""
    wanted: dict[str, set[str]] = {"person": set()}
    for event in events:
        about = event.pgh_context or {}
        if about.get("user"):
            wanted["person"].add(str(about["user"]))
        for column, field in _fields(_model(event.pgh_model)).items():
            if field.is_relation and column not in HIDDEN and event.pgh_data.get(column) is not None:
                wanted.setdefault(field.related_model._meta.label, set()).add(str(event.pgh_data[column]))
            elif column == "transformation_slugs":
                wanted.setdefault("programme.Transformation", set()).update(event.pgh_data.get(column) or [])
    queries = [_named(label, keys) for label, keys in wanted.items() if keys]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    return {(label, key): name for label, key, name in rows}


def _named(label: str, keys: set[str]) -> QuerySet:
    if label == "person":
        model, key, name = User, "pk", Coalesce(NullIf("name", Value("")), "email")
    else:
        model = apps.get_model(label)
        own = {field.name for field in model._meta.concrete_fields}
        local = next((one for one in (f"name_{code()}", f"title_{code()}", "name", "title_nl") if one in own), "pk")
        key, name = ("slug" if label == "programme.Transformation" else "pk"), F(local)
    rows = model._base_manager.filter(**{f"{key}__in": keys}).order_by()
    return rows.values_list(Value(label, CharField()), Cast(F(key), CharField()), Cast(name, CharField()), named=False)
