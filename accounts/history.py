"""Who gave which role to whom, when, and why: read from the event table, which the application can only add to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext as _

from accounts.models import Role, RoleHolding, User

RoleHoldingEvent = RoleHolding.pgh_event_model


@dataclass(frozen=True)
class Line:
    """One event as a person reads it. `actor` and `reason` are None when they were not recorded."""

    at: datetime
    what: str
    person: str
    role: str
    organisation: str
    starts_on: date
    ends_on: date | None
    actor: str | None
    reason: str | None


def events() -> QuerySet:
    """All events of all roles, the newest first, each with the last day that the role had before."""
    before = Window(Lag("ends_on"), partition_by="pgh_obj_id", order_by="pgh_id")
    return RoleHoldingEvent.objects.select_related("person", "organisation").annotate(before=before).order_by("-pgh_id")


def lines(rows: Iterable) -> list[Line]:
    """The events in words. One more query, for the names of those who acted."""
    rows = list(rows)
    actors = {_actor(row) for row in rows} - {None}
    names = {person.pk: str(person) for person in User.objects.filter(pk__in=actors)} if actors else {}
    return [_line(row, names) for row in rows]


def _actor(row) -> int | None:
    """Who decided: the inviter, where the role came by an invitation; else who was signed in."""
    context = row.pgh_context or {}
    return context.get("given_by") or context.get("user")


def _line(row, names: dict[int, str]) -> Line:
    return Line(
        at=row.pgh_created_at,
        what=_what(row),
        person=str(row.person),
        role=Role(row.role).label,
        organisation=str(row.organisation),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        actor=names.get(_actor(row)),
        reason=(row.pgh_context or {}).get("reason"),
    )


def _what(row) -> str:
    if row.pgh_label == "insert":
        return _("Role given")
    if row.ends_on is not None and row.before is None:
        return _("Role ended")
    return _("Role changed")
