"""The steps of a Fieldlab. Each action checks who does it, writes, and leaves the reason in the history."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pghistory
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs import permissions, sections
from fieldlabs.actions.rules import NewerVersion, RuleBroken, check, locked
from fieldlabs.core import Core
from fieldlabs.imports.known import ADDRESSES
from fieldlabs.models import Fieldlab
from jobs import clock, queue
from regions.models import Region

Recognition = Fieldlab.Recognition
# Words that are addresses under /fieldlabs/ themselves.
TAKEN_SLUGS = ADDRESSES


@transaction.atomic
def register(*, by: User, region: Region | None, core: Core, key: UUID) -> Fieldlab:
    """Make a draft in the region of the hub; `region` None: a national one.

    The same key gives the same draft, so that a double click makes one.

    Raises RuleBroken when this person may not, or when the database refuses the content.
    """
    check(permissions.can_register(by, region))
    # The person's row is the lock: two sendings of one form wait for each other.
    User.objects.select_for_update().get(pk=by.pk)
    existing = Fieldlab.objects.filter(registration_key=key, registered_by=by).first()
    if existing:
        return existing
    moment = clock.now()
    fieldlab = Fieldlab(
        slug=_free_slug(core.name),
        region=region,
        national=region is None,
        registration_key=key,
        registered_by=by,
        registered_at=moment,
        as_of=clock.today(),
        city_sourced=bool(core.city),
    )
    core.write_to(fieldlab)
    with pghistory.context(user=by.pk, reason="registered"), rules.held_by_database(RuleBroken):
        fieldlab.save(force_insert=True)
        fieldlab.transformations.set(core.transformations)
    return fieldlab


@transaction.atomic
def change(*, by: User, fieldlab: Fieldlab, core: Core, version: int, reason: str) -> Fieldlab:
    """Save the core fields, if nobody saved since `version`.

    Raises NewerVersion when somebody did, RuleBroken when this person may not or the database refuses.
    """
    current = locked(fieldlab)
    check(permissions.can_change(by, current))
    if current.version != version:
        raise NewerVersion(current)
    core.write_to(current)
    current.version += 1
    current.as_of = clock.today()
    with pghistory.context(user=by.pk, reason=reason), rules.held_by_database(RuleBroken):
        current.save()
        current.transformations.set(core.transformations)
    return current


@transaction.atomic
def submit(*, by: User, fieldlab: Fieldlab, reason: str) -> Fieldlab:
    """Ask the steering group to recognise it. Asking twice is asking once."""
    current = locked(fieldlab)
    if current.recognition == Recognition.SUBMITTED and current.submitted_by_id == by.pk:
        return current
    check(permissions.can_submit(by, current))
    if not reason.strip():
        raise RuleBroken("reason_missing", _("Write why this Fieldlab should be recognised."))
    lacks = sections.missing(sections.counted(Fieldlab.objects.filter(pk=current.pk)).get(), sections.Step.SUBMIT)
    if lacks:
        told = " ".join(one.sentence for one in lacks)
        raise RuleBroken("incomplete", _("This Fieldlab is not complete yet.") + " " + told)

    def step(moment: datetime) -> None:
        current.recognition = Recognition.SUBMITTED
        current.submitted_by, current.submitted_at, current.submission_reason = by, moment, reason

    return _take(current, by, reason, step)


@transaction.atomic
def recognise(*, by: User, fieldlab: Fieldlab, reason: str) -> Fieldlab:
    """The steering group recognises it: from now on it is on the public list. The editor gets a letter."""
    return _decide(by, fieldlab, Recognition.RECOGNISED, reason)


@transaction.atomic
def send_back(*, by: User, fieldlab: Fieldlab, reason: str) -> Fieldlab:
    """The steering group sends it back to the hub with a reason. The editor gets a letter."""
    return _decide(by, fieldlab, Recognition.RETURNED, reason)


def _decide(by: User, fieldlab: Fieldlab, decision: str, reason: str) -> Fieldlab:
    current = locked(fieldlab)
    if current.recognition == decision and current.decided_by_id == by.pk:
        return current
    check(permissions.can_decide(by, current))
    if not reason.strip():
        raise RuleBroken("reason_missing", _("Write the reason of your decision."))

    def step(moment: datetime) -> None:
        current.recognition = decision
        current.decided_by, current.decided_at, current.decision_reason = by, moment, reason
        if decision == Recognition.RECOGNISED and not current.is_public:
            current.publication = Fieldlab.Publication.PUBLISHED
            current.published_by, current.published_at = by, moment

    decided = _take(current, by, reason, step)
    queue.add("fieldlabs.tell_editor", {"fieldlab_id": current.pk, "decision": decision}, owner=by)
    return decided


def _take(fieldlab: Fieldlab, by: User, reason: str, step: Callable[[datetime], None]) -> Fieldlab:
    """Write one step of the way to recognition."""
    step(clock.now())
    fieldlab.version += 1
    with pghistory.context(user=by.pk, reason=reason), rules.held_by_database(RuleBroken):
        fieldlab.save()
    return fieldlab


def _free_slug(name: str) -> str:
    """The name as part of an address; with a number when that is taken."""
    start = slugify(name)[:70] or "lab"
    taken = TAKEN_SLUGS | set(Fieldlab.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    return next(slug for slug in (start, *(f"{start}-{number}" for number in range(2, 10_000))) if slug not in taken)
