"""The daily work on a request: who has it in hand, and what passed between desk and company."""

import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from hubs import permissions, working_days
from hubs.actions.common import RuleBroken, at_work, check, locked, write
from hubs.actions.moments import record
from hubs.models import HelpRequest, Hub, Moment
from hubs.triggers import OPEN
from jobs import clock, queue

State = HelpRequest.State
Kind = Moment.Kind
# What somebody of the desk writes down afterwards.
NOTED = (Kind.NOTE, Kind.CALL, Kind.VISIT, Kind.MEETING)
TELL = "hubs.tell_of_moment"
TELL_OF_WORK = "hubs.tell_of_work"


@transaction.atomic
def take(*, request: HelpRequest, by: User) -> HelpRequest:
    """Take it in hand. Of two who do so at once the second hears who was first: RuleBroken("taken")."""
    current = at_work(request, by)
    if current.assigned_to_id == by.pk:
        return current
    if current.assigned_to_id is not None:
        raise RuleBroken("taken", _("%(name)s has this request in hand.") % {"name": current.assigned_to.name})
    _give(current, by, by)
    return current


@transaction.atomic
def assign(*, request: HelpRequest, to: User, by: User) -> HelpRequest:
    """Give it to somebody of the same desk, who gets a letter. Raises RuleBroken("not_of_this_desk")."""
    current = at_work(request, by)
    if current.assigned_to_id == to.pk:
        return current
    if not to.is_active or not permissions.works_at(to, current.hub):
        raise RuleBroken("not_of_this_desk", _("Choose somebody who works at this desk."))
    moment = _give(current, to, by)
    if to.pk != by.pk:
        queue.add(TELL, {"moment_id": moment.pk}, owner=by)
    return current


def _give(current: HelpRequest, to: User, by: User, **details: object) -> Moment:
    first = current.state == State.NEW
    write(current, by, "assigned", state=State.TAKEN if first else current.state, assigned_to=to)
    return record(about=current, kind=Kind.ASSIGNED, by=by, public=first, details={"to": to.pk, **details})


@transaction.atomic
def hand_on(
    *, person: User, hub: Hub | None, to: Mapping[uuid.UUID, User], by: User, back: bool = False
) -> list[HelpRequest]:
    """Give open requests of this desk that `person` has in hand to colleagues, all or none; each gets one letter.

    `to`: by number of the request. What somebody else took or closed meanwhile stays as it is. `back`: it undoes an
    earlier one. Raises RuleBroken not_allowed or not_of_this_desk.
    """
    check(permissions.can_hand_on(by, hub))
    staying = {one.pk for one in permissions.people_of(hub, only_staying=True)}
    if not {one.pk for one in to.values()} <= staying:
        raise RuleBroken("not_of_this_desk", _("Choose somebody who works at this desk."))
    given = []
    for key, receiver in sorted(to.items()):
        current = locked(HelpRequest(pk=key))
        in_hand = current.assigned_to_id == person.pk and current.state in OPEN and not current.erased
        if in_hand and current.hub_id == (hub.pk if hub else None) and receiver.pk != person.pk:
            _give(current, receiver, by, **{"from": person.pk, "back": back})
            given.append(current)
    for receiver, number in Counter(one.assigned_to_id for one in given).items():
        if receiver != by.pk:
            queue.add(TELL_OF_WORK, {"person_id": receiver, "number": number}, owner=by)
    return given


@transaction.atomic
def release(*, request: HelpRequest, by: User) -> HelpRequest:
    """Put it back, for a colleague: it is new again, and what was said with the company stays."""
    current = at_work(request, by)
    if current.state == State.NEW:
        return current
    write(current, by, "put back", state=State.NEW, assigned_to=None)
    record(about=current, kind=Kind.ASSIGNED, by=by, details={"to": None})
    return current


@transaction.atomic
def note(
    *,
    request: HelpRequest,
    kind: str,
    text: str,
    happened_on: date,
    key: uuid.UUID,
    by: User,
    public: bool = False,
    signed: bool = False,
    answers: bool = False,
) -> Moment:
    """Write down a note, a call, a visit or a meeting; the same key makes one.

    `public`: the company reads it on its own page, `signed` with the first name of who wrote it. `answers`: the
    company got its first answer by it. Anything but a note means that desk and company are in contact.
    """
    current = at_work(request, by)
    if kind not in NOTED:
        raise RuleBroken("kind_unknown", _("Choose what it was."))
    if happened_on > clock.today():
        raise RuleBroken("future", _("This date is still to come."))
    made = _made(current, key)
    if made:
        return made
    if kind != Kind.NOTE:
        in_contact(current, by, answers=answers, on=happened_on)
    details = {"signed": True} if public and signed else {}
    return record(
        about=current, kind=kind, by=by, text=text, public=public, details=details, happened_on=happened_on,
        message_id=_once(key),
    )  # fmt: skip


@transaction.atomic
def answer(*, request: HelpRequest, text: str, signed: bool, key: uuid.UUID, by: User) -> Moment:
    """Write to the company on its own page; it gets a letter that says so. The same key makes one answer."""
    current = at_work(request, by)
    made = _made(current, key)
    if made:
        return made
    if not current.email:
        raise RuleBroken("no_address", _("This caller has no e-mail address: answer by telephone, and note that."))
    in_contact(current, by, answers=True)
    details = {"via": "page", "signed": signed}
    moment = record(
        about=current, kind=Kind.MAIL_OUT, by=by, text=text, public=True, details=details, message_id=_once(key)
    )
    queue.add(TELL, {"moment_id": moment.pk}, owner=by)
    return moment


@transaction.atomic
def write_to_desk(*, request: HelpRequest, text: str, key: uuid.UUID, by: User | None) -> Moment:
    """The company writes to the desk on its own page, also when the request is closed. The desk gets a letter."""
    current = locked(request)
    if current.erased:
        raise RuleBroken("removed", _("The data of this request have been removed. Ask a new question."))
    made = _made(current, key)
    if made:
        return made
    moment = record(
        about=current, kind=Kind.MAIL_IN, by=by, text=text, public=True, details={"via": "page"}, message_id=_once(key)
    )
    queue.add(TELL, {"moment_id": moment.pk}, owner=by)
    return moment


def in_contact(current: HelpRequest, by: User, *, answers: bool, on: date | None = None) -> None:
    """Desk and company heard from each other: whoever had it in hand keeps it, else `by` has it now.

    `answers` sets the first answer, if there was none; on an earlier day it counts from the end of that day.
    The request must be locked and open.
    """
    changes: dict[str, object] = {}
    if current.state in (State.NEW, State.TAKEN):
        changes |= {"state": State.CONTACT, "assigned_to": current.assigned_to or by}
    if answers and current.answered_at is None:
        changes |= {"answered_at": max(_moment_of(on), current.created_at), "answered_by": by}
    if changes:
        write(current, by, "in contact", **changes)


def _moment_of(day: date | None) -> datetime:
    now = clock.now()
    if day is None or day >= clock.today():
        return now
    return datetime.combine(day, working_days.SHUTS, working_days.ZONE)


def _once(key: uuid.UUID) -> str:
    """A form's key stands where an e-mail's own stands: no moment is written twice."""
    return f"form:{key}"


def _made(current: HelpRequest, key: uuid.UUID) -> Moment | None:
    return Moment.objects.filter(request=current, message_id=_once(key)).first()
