"""Somebody registers for an event, and does not come after all."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from hubs import consent, identity, publishing
from hubs.actions.common import RuleBroken
from hubs.actions.seats import given, locked, move_up
from hubs.models import Event, Registration
from hubs.triggers import EVENT_SENTENCES, NOT_OVERFULL
from jobs import clock, queue

State = Registration.State
TWICE = "hubs_registration_once_for_an_address"


@dataclass(frozen=True)
class Attendee:
    """Who comes. `company_name` and `kvk_number` may be empty."""

    name: str
    email: str
    company_name: str = ""
    kvk_number: str = ""


@transaction.atomic
def register_for_event(
    *,
    event: Event,
    key: uuid.UUID,
    who: Attendee,
    may_wait: bool,
    language: str,
    consent_version: str,
    by: User | None,
    late_reason: str = "",
) -> Registration:
    """Take a place, or with `may_wait` stand on the waiting list when there is none.

    The same key gives the same registration: a double click makes one. Raises RuleBroken: hubs_event_is_not_overfull
    without a place and without `may_wait`, hubs_registration_once_for_an_address, not_open, consent_missing.
    """
    current = locked(event)
    made = Registration.objects.filter(key=key, event=current).first()
    if made:
        return made
    if consent_version not in consent.EVENT_TEXTS:
        raise RuleBroken("consent_missing", _("Agree to this, or we cannot register you."))
    reason = _late(current, by, late_reason)
    wanted = Registration(
        event=current,
        key=key,
        name=who.name,
        email=who.email.lower(),
        company_name=who.company_name,
        kvk_number=identity.number(who.kvk_number),
        identity=identity.of(who.kvk_number, who.email),
        language=language,
        consent_version=consent_version,
        registered_at=clock.now(),
        registered_by=by,
        late_reason=reason,
    )
    if not given(wanted):
        if not may_wait:
            raise RuleBroken(NOT_OVERFULL, str(EVENT_SENTENCES[NOT_OVERFULL]))
        wanted.state = State.WAITING
        with rules.held_by_database(RuleBroken):
            wanted.save()
    queue.add("hubs.write_registrant", {"registration": wanted.pk, "kind": wanted.state}, owner=by)
    return wanted


def _late(event: Event, by: User | None, reason: str) -> str:
    """The reason that is kept: "" while registration is open. After that only staff of the event register, with one."""
    now = clock.now()
    if event.is_open(now):
        return ""
    may = by is not None and publishing.can_write(by, event.hub)[0] and event.takes_late(now)
    if not may:
        raise RuleBroken("not_open", _("You can no longer register for this event."))
    if not reason.strip():
        raise RuleBroken("no_reason", _("Say why this person registers after registration closed."))
    return reason.strip()


@transaction.atomic
def cancel_registration(*, registration: Registration, by: User | None, for_them: bool = False) -> bool:
    """Give the place back; the first of the waiting list gets it. False when that was done before.

    `for_them`: staff did it, and the letter says so.
    """
    event = locked(registration.event)
    current = Registration.objects.select_for_update(no_key=True).get(pk=registration.pk)
    if current.state == State.CANCELLED:
        return False
    if event.ends_at <= clock.now():
        raise RuleBroken("over", _("This event is over."))
    current.state, current.cancelled_at, current.cancelled_by = State.CANCELLED, clock.now(), by
    with rules.held_by_database(RuleBroken):
        current.save(update_fields=["state", "cancelled_at", "cancelled_by"])
    kind = "cancelled_for" if for_them else "cancelled"
    queue.add("hubs.write_registrant", {"registration": current.pk, "kind": kind}, owner=by)
    move_up(event, by)
    return True


@transaction.atomic
def sign_up(
    *,
    event: Event,
    key: uuid.UUID,
    who: Attendee,
    may_wait: bool,
    language: str,
    consent_version: str,
    by: User | None,
) -> None:
    """Register from the public form. Nobody hears there whether this address was registered: its letter says so.

    Both ways read and write the same tables as often, so that the time taken does not tell either.
    Raises RuleBroken like register_for_event, but not for an address that was registered.
    """
    again = False
    try:
        register_for_event(
            event=event,
            key=key,
            who=who,
            may_wait=may_wait,
            language=language,
            consent_version=consent_version,
            by=by,
        )
    except RuleBroken as broken:
        if broken.code != TWICE:
            raise
        again = True
    known = event.registrations.exclude(state=State.CANCELLED).filter(email=who.email.lower()).first()
    if again and known:
        queue.add("hubs.write_registrant", {"registration": known.pk, "kind": f"{known.state}_before"}, owner=by)
