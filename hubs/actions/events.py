"""The life of an event: made, changed, published, called off; and what everybody who comes is told."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs.models import Fieldlab
from hubs import publishing
from hubs.actions.common import RuleBroken, in_history
from hubs.actions.seats import locked, move_up
from hubs.actions.versions import check_version
from hubs.models import Event, EventMessage, EventTransformation, Hub, Registration
from hubs.slugs import free_slug
from hubs.triggers import EVENT_SENTENCES, EVENT_WAS_PUBLIC
from jobs import clock, queue
from programme.models import Transformation
from regions.models import Place

# When one of these changes, who comes must know.
TOLD = ("starts_at", "ends_at", "place_id", "address", "online_url")


@dataclass(frozen=True)
class Plan:
    """What an event is, as staff type it. `seats` None: no limit; without `place` it is online."""

    title_nl: str
    text_nl: str
    starts_at: datetime
    ends_at: datetime
    title_en: str = ""
    text_en: str = ""
    fieldlab: Fieldlab | None = None
    place: Place | None = None
    address: str = ""
    online_url: str = ""
    seats: int | None = None
    registration: bool = True
    closes_at: datetime | None = None
    transformations: tuple[Transformation, ...] = ()

    def write_to(self, event: Event) -> None:
        for one in fields(self):
            if one.name != "transformations":
                setattr(event, one.name, getattr(self, one.name))


def _check(answer: publishing.Answer) -> None:
    allowed, reason = answer
    if not allowed:
        raise RuleBroken("not_allowed", reason)


@transaction.atomic
def create_event(*, by: User, hub: Hub | None, plan: Plan, key: uuid.UUID) -> Event:
    """Make an event that is not public yet. The same key gives the same event: a double click makes one."""
    _check(publishing.can_write(by, hub))
    # The person's row is the lock: two sendings of one form wait for each other.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    made = Event.objects.filter(uid=key, hub=hub).first()
    if made:
        return made
    event = Event(uid=key, slug=free_slug(Event, plan.title_nl), hub=hub)
    plan.write_to(event)
    with in_history(by, "made"), rules.held_by_database(RuleBroken):
        event.save(force_insert=True)
        event.transformations.set(plan.transformations)
    return event


@transaction.atomic
def change_event(*, by: User, event: Event, plan: Plan, version: int) -> Event:
    """Save what was typed, if nobody saved since `version`. Who comes is told when day, time or place changed.

    More places go to the waiting list at once. Raises NewerVersion, or RuleBroken with the name of a broken rule.
    """
    current = locked(event)
    _check(publishing.can_write(by, current.hub))
    _refuse_cancelled(current)
    check_version(current, version)
    before = {name: getattr(current, name) for name in TOLD}
    plan.write_to(current)
    current.version += 1
    with in_history(by, "changed"), rules.held_by_database(RuleBroken):
        current.save()
        current.transformations.set(plan.transformations)
    if current.is_public and any(getattr(current, name) != value for name, value in before.items()):
        _tell(current, "changed", by)
    move_up(current, by)
    return current


@transaction.atomic
def publish_event(*, by: User, event: Event) -> Event:
    """Show it to everybody. Twice is once."""
    current = locked(event)
    _check(publishing.can_write(by, current.hub))
    _refuse_cancelled(current)
    if current.is_public:
        return current
    current.publication = Event.Publication.PUBLISHED
    current.version += 1
    with in_history(by, "published"), rules.held_by_database(RuleBroken):
        current.save(update_fields=["publication", "version"])
    return current


@transaction.atomic
def remove_draft(*, by: User, event: Event) -> None:
    """Delete what nobody outside the hub saw; the history keeps that it was there. Raises RuleBroken for the rest."""
    current = locked(event)
    _check(publishing.can_write(by, current.hub))
    current.version += 1
    with in_history(by, "draft removed"), rules.held_by_database(RuleBroken):
        current.save(update_fields=["version"])
        if current.is_public or current.cancelled:
            raise RuleBroken(EVENT_WAS_PUBLIC, str(EVENT_SENTENCES[EVENT_WAS_PUBLIC]))
        EventTransformation.objects.filter(event=current).delete()
        current.delete()


@transaction.atomic
def cancel_event(*, by: User, event: Event, reason: str) -> Event:
    """It does not take place: everybody who registered or waits is told why. Twice is once."""
    current = locked(event)
    _check(publishing.can_write(by, current.hub))
    if current.cancelled:
        return current
    if current.ends_at <= clock.now():
        raise RuleBroken("over", _("This event is over."))
    current.cancelled_at, current.cancelled_by, current.cancel_reason = clock.now(), by, reason.strip()
    current.version += 1
    with in_history(by, "cancelled"), rules.held_by_database(RuleBroken):
        current.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason", "version"])
    _tell(current, "called_off", by)
    return current


@transaction.atomic
def write_to_all(
    *, by: User, event: Event, key: uuid.UUID, subject_nl: str, text_nl: str, subject_en: str = "", text_en: str = ""
) -> EventMessage:
    """A letter to everybody who comes or waits, one by one: nobody sees the addresses of the others."""
    current = locked(event)
    _check(publishing.can_write(by, current.hub))
    sent = EventMessage.objects.filter(key=key, event=current).first()
    if sent:
        return sent
    people = _reached(current)
    if not people:
        raise RuleBroken("nobody", _("Nobody has registered yet."))
    with rules.held_by_database(RuleBroken):
        message = EventMessage.objects.create(
            event=current,
            key=key,
            subject_nl=subject_nl,
            subject_en=subject_en,
            text_nl=text_nl,
            text_en=text_en,
            number=len(people),
            sent_at=clock.now(),
            sent_by=by,
        )
    for person in people:
        queue.add("hubs.write_registrant", {"registration": person, "kind": "message", "message": message.pk}, owner=by)
    return message


@transaction.atomic
def note_attendance(*, by: User, event: Event, shown: Collection[int], came: Collection[int]) -> int:
    """Of the registrations on the page (`shown`) those of `came` were there and the others were not.

    Keys of another event do nothing. Returns how many were there.
    """
    current = locked(event)
    _check(publishing.can_write(by, current.hub))
    if current.starts_at > clock.now():
        raise RuleBroken("not_begun", _("You can note who was there from the moment that the event begins."))
    rows = current.registrations.filter(state=Registration.State.REGISTERED, pk__in=shown)
    rows.exclude(pk__in=came).update(attended=False)
    return rows.filter(pk__in=came).update(attended=True)


def _refuse_cancelled(event: Event) -> None:
    if event.cancelled:
        raise RuleBroken("cancelled", _("This event has been cancelled."))


def _reached(event: Event) -> list[int]:
    wanted = event.registrations.exclude(state=Registration.State.CANCELLED).filter(erased_at__isnull=True)
    return list(wanted.order_by("pk").values_list("pk", flat=True))


def _tell(event: Event, kind: str, by: User) -> None:
    for person in _reached(event):
        queue.add("hubs.write_registrant", {"registration": person, "kind": kind}, owner=by)
