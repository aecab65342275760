"""On and off the public list, closed and opened again. Each step has a person, a moment and a reason in the history."""

from datetime import date

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs import permissions
from fieldlabs.actions.rules import RuleBroken, check, locked
from fieldlabs.models import Fieldlab
from jobs import clock

Publication = Fieldlab.Publication


@transaction.atomic
def publish(*, by: User, fieldlab: Fieldlab, reason: str) -> Fieldlab:
    """Put it on the public list. What may stand there (a source, or recognition) is the database's rule."""
    current = locked(fieldlab)
    check(permissions.can_publish(by, current))
    _needs(reason)
    _put_on_list(by, current)
    return _save(by, current, reason)


@transaction.atomic
def take_off(*, by: User, fieldlab: Fieldlab, reason: str) -> Fieldlab:
    """Take it off the public list; strangers no longer see the page."""
    current = locked(fieldlab)
    check(permissions.can_take_off(by, current))
    _needs(reason)
    current.publication = Publication.DRAFT
    return _save(by, current, reason)


@transaction.atomic
def close(*, by: User, fieldlab: Fieldlab, day: date, reason: str) -> Fieldlab:
    """Its last day was `day`. It leaves the list; a page that was public keeps its address and says that it closed."""
    current = locked(fieldlab)
    check(permissions.can_change(by, current))
    _needs(reason)
    if day > clock.today():
        raise RuleBroken("day_to_come", _("This day is still to come."))
    current.closed_on, current.closed_at, current.closed_by = day, clock.now(), by
    current.closing_reason = reason.strip()
    if current.is_public:
        current.publication = Publication.ARCHIVE
    return _save(by, current, reason)


@transaction.atomic
def reopen(*, by: User, fieldlab: Fieldlab, reason: str) -> Fieldlab:
    """It works again; a page that was public comes back on the list."""
    current = locked(fieldlab)
    check(permissions.can_reopen(by, current))
    _needs(reason)
    current.closed_on = current.closed_at = current.closed_by = None
    current.closing_reason = ""
    if current.publication == Publication.ARCHIVE:
        _put_on_list(by, current)
    return _save(by, current, reason)


def _put_on_list(by: User, fieldlab: Fieldlab) -> None:
    fieldlab.publication = Publication.PUBLISHED
    fieldlab.published_by, fieldlab.published_at = by, clock.now()


def _needs(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("reason_missing", _("Write the reason."))


def _save(by: User, fieldlab: Fieldlab, reason: str) -> Fieldlab:
    fieldlab.version += 1
    with pghistory.context(user=by.pk, reason=reason.strip()), rules.held_by_database(RuleBroken):
        fieldlab.save()
    return fieldlab
