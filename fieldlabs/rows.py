"""Rows of one kind on the page of a Fieldlab, for its editors: the list, what was removed, and their history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from fieldlabs import row_values
from fieldlabs.actions import rows as acting
from fieldlabs.kinds import Kind
from fieldlabs.models import Fieldlab
from fieldlabs.models.parts import Part
from ui.differences import words

MOST_REMOVED = 5
DID = {
    acting.ADDED: _("added"),
    acting.CHANGED: _("changed"),
    acting.REMOVED: _("removed"),
    acting.PUT_BACK: _("put back"),
}
# Rows that came without an action of a person: an import, reference data.
BY_LABEL = {"insert": acting.ADDED, "update": acting.CHANGED, "delete": acting.REMOVED}


@dataclass(frozen=True, slots=True)
class Removed:
    """A row that was taken away and is not back: `event` puts it back."""

    event: int
    name: str
    at: datetime
    person: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the history of a row; `lines`: label, before, after and the words that differ."""

    at: datetime
    person: str | None
    name: str
    did: str
    reason: str
    lines: list[dict[str, object]]


def of(fieldlab: Fieldlab, kind: Kind) -> list[Part]:
    """All rows in their order. One statement."""
    return list(kind.model.objects.filter(fieldlab=fieldlab).select_related(*kind.related))


def name_of(kind: Kind, row: Any) -> str:
    """By what an editor knows a row, or an event of it."""
    if kind.key == "partner":
        return row.organisation.name
    if kind.key == "investment":
        return f"{row.year}, {row.get_source_display()}, {row.get_kind_display()}, {row.get_phase_display()}"
    if kind.key == "result":
        return f"{row.year}, {row.get_kind_display()}"
    return getattr(row, "name_nl", "") or row.title_nl


def removed(fieldlab: Fieldlab, kind: Kind, rows: list[Part]) -> list[Removed]:
    """What was taken away last, newest first. Two statements."""
    events = acting.events_of(kind.model).objects.filter(fieldlab=fieldlab, pgh_label="delete")
    gone = events.exclude(pgh_obj_id__in=[one.pk for one in rows]).order_by("-pgh_id")
    if kind.key == "partner":
        gone = gone.select_related("organisation")
    latest: dict[int, Any] = {}
    for event in gone[: MOST_REMOVED * 3]:
        latest.setdefault(event.pgh_obj_id, event)
    found = list(latest.values())[:MOST_REMOVED]
    people = _people(found)
    return [Removed(one.pgh_id, name_of(kind, one), one.pgh_created_at, _person(people, one)) for one in found]


def history(fieldlab: Fieldlab, kind: Kind) -> list[Step]:
    """Every step of every row of this kind, the newest first. Moves are left out: they change no word."""
    events = acting.events_of(kind.model).objects.filter(fieldlab=fieldlab).order_by("pgh_id")
    if kind.key == "partner":
        events = events.select_related("organisation")
    found = list(events)
    held = {one.pgh_id: row_values.values(one, kind.fields) for one in found}
    others = row_values.others(kind.model, held.values())
    people = _people(found)
    steps, before = [], {}
    for event in found:
        about = event.pgh_context or {}
        did = about.get("did", BY_LABEL[event.pgh_label])
        if did != acting.MOVED:
            old = before.get(event.pgh_obj_id) if event.pgh_label == "update" else {}
            lines = [] if event.pgh_label == "delete" else differences(kind, old or {}, held[event.pgh_id], others)
            reason = about.get("reason", "")
            said = "" if reason in (*DID, acting.MOVED) else reason
            name = name_of(kind, event)
            steps.append(Step(event.pgh_created_at, _person(people, event), name, str(DID[did]), said, lines))
        before[event.pgh_obj_id] = held[event.pgh_id]
    return steps[::-1]


def last_step(kind: Kind, pk: int, fieldlab: Fieldlab | None = None) -> Step | None:
    """Who wrote on this row last; with `fieldlab`, only if the row was of that one. None when there never was one."""
    events = acting.events_of(kind.model).objects.filter(pgh_obj_id=pk)
    if fieldlab is not None:
        events = events.filter(fieldlab=fieldlab)
    event = events.order_by("-pgh_id").first()
    if event is None:
        return None
    did = (event.pgh_context or {}).get("did", BY_LABEL[event.pgh_label])
    person = _person(_people([event]), event)
    return Step(event.pgh_created_at, person, name_of(kind, event), str(DID.get(did, "")), "", [])


def differences(
    kind: Kind, old: row_values.Values, new: row_values.Values, others: dict[str, Any]
) -> list[dict[str, object]]:
    """The fields in which two contents of a row differ, as they are read."""
    lines = []
    for name in kind.fields:
        before = row_values.text(kind.model, name, old.get(name), others)
        after = row_values.text(kind.model, name, new.get(name), others)
        if before != after:
            label = row_values.label(kind.model, name)
            lines.append({"label": label, "before": before, "after": after, "pieces": words(before, after)})
    return lines


def _people(events: list[Any]) -> dict[int, User]:
    keys = {(one.pgh_context or {}).get("user") for one in events} - {None}
    return User.objects.in_bulk(keys) if keys else {}


def _person(people: dict[int, User], event: Any) -> str | None:
    person = people.get((event.pgh_context or {}).get("user"))
    return str(person) if person else None
