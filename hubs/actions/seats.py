"""Places at an event. Whoever gives or frees one holds the event's row, and the database does the counting."""

from accounts import rules
from accounts.models import User
from hubs.actions.common import RuleBroken
from hubs.models import Event, Registration
from hubs.triggers import NOT_OVERFULL
from jobs import clock, queue

State = Registration.State


def locked(event: Event) -> Event:
    """The event as it is now; whoever else wants something of it waits."""
    rows = Event.objects.select_for_update(no_key=True, of=("self",)).select_related("hub__region", "place")
    return rows.get(pk=event.pk)


def given(registration: Registration) -> bool:
    """Write it with a place; False when the event is full. The event must be locked."""
    registration.state = State.REGISTERED
    try:
        with rules.held_by_database(RuleBroken):
            registration.save()
    except RuleBroken as broken:
        if broken.code != NOT_OVERFULL:
            raise
        return False
    return True


def move_up(event: Event, by: User | None) -> int:
    """Give free places to the waiting list, the longest waiting first; returns how many. The event must be locked."""
    if event.cancelled or event.starts_at <= clock.now():
        return 0
    moved = 0
    for first in event.registrations.filter(state=State.WAITING).order_by("registered_at", "pk"):
        if not given(first):
            break
        queue.add("hubs.write_registrant", {"registration": first.pk, "kind": "moved_up"}, owner=by)
        moved += 1
    return moved
