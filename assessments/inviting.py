"""Inviting companies to do the scan again: whom and when, and the links in the letter.

The links are signed and carry the number of the run only; each has its own salt, so that one cannot be used as another.
"""

import uuid
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from assessments.models import Assessment, Contact
from jobs import clock, queue

FIRST_MONTHS, SECOND_MONTHS = 12, 24
"""After so many months a company is invited to repeat, once for each."""
VALID_FOR = timedelta(days=90)
"""How long the link in an invitation works."""
BATCH = 500
KIND = "assessments.send_invitation"
ID = BigIntegerField()

_again = signing.TimestampSigner(salt="assessments.again")
_stop = signing.Signer(salt="assessments.no-more-letters")


class Expired(Exception):  # noqa: N818 -- read as a sentence
    """The link was ours, and its time is over."""


def again_token(run_id: uuid.UUID) -> str:
    return _again.sign(run_id.hex)


def run_to_repeat(token: str) -> uuid.UUID | None:
    """The run behind the link in an invitation; None for a link that the portal never gave out. Raises Expired."""
    try:
        return uuid.UUID(hex=_again.unsign(token, max_age=VALID_FOR))
    except signing.SignatureExpired as expired:
        raise Expired from expired
    except (signing.BadSignature, ValueError):
        return None


def stop_token(run_id: uuid.UUID) -> str:
    return _stop.sign(run_id.hex)


def run_to_stop(token: str) -> uuid.UUID | None:
    """The run behind the link that ends the letters; it works as long as we have the address."""
    try:
        return uuid.UUID(hex=_stop.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


@transaction.atomic
def stop(*, run_id: uuid.UUID) -> int:
    """No more invitations to this address, for whatever run. Returns for how many runs that was new."""
    email = Contact.objects.filter(pk=run_id).values("email")[:1]
    return Contact.objects.filter(email=email, wants_invitation=True).update(wants_invitation=False)


def due() -> QuerySet[Contact]:
    """Who should get a letter now: confirmed, wanting it, reachable, in time, and not ahead of us."""
    first, second = clock.months_ago(FIRST_MONTHS), clock.months_ago(SECOND_MONTHS)
    in_time = Q(invitations_sent=0, assessment__completed_at__lte=first) | Q(
        invitations_sent=1, assessment__completed_at__lte=second
    )
    own = Q(repeats=OuterRef("pk")) | Q(repeats=OuterRef("assessment__copied_from"))
    # Whoever has since completed another scan for the same place is invited for that one.
    later = Contact.objects.alias(
        # The same, also where one of the two is unknown.
        mine=Coalesce(OuterRef("assessment__site_id"), F("assessment__site_id"), Value(-1), output_field=ID),
        theirs=Coalesce(F("assessment__site_id"), OuterRef("assessment__site_id"), Value(-1), output_field=ID),
    ).filter(
        email=OuterRef("email"),
        mine=F("theirs"),
        assessment__state=Assessment.State.COMPLETED,
        assessment__completed_at__gt=OuterRef("assessment__completed_at"),
    )
    return Contact.objects.filter(
        in_time,
        ~Exists(Assessment.objects.filter(own)),
        ~Exists(later),
        wants_invitation=True,
        confirmed_at__isnull=False,
        refused_at__isnull=True,
        assessment__state=Assessment.State.COMPLETED,
    )


def invite() -> int:
    """Put a letter in the queue for each that is due, and note it at once, so that a second run finds nobody."""
    invited = 0
    while number := _batch():
        invited += number
    return invited


@transaction.atomic
def _batch() -> int:
    second: datetime = clock.months_ago(SECOND_MONTHS)
    # Locked, so that two workers at once do not both invite; who is locked elsewhere waits for tomorrow.
    found = due().select_for_update(skip_locked=True, of=("self",)).select_related("assessment")[:BATCH]
    contacts = list(found)
    for contact in contacts:
        contact.invitations_sent = 2 if contact.assessment.completed_at <= second else 1
        queue.add(KIND, {"run_id": str(contact.pk), "number": contact.invitations_sent})
    Contact.objects.bulk_update(contacts, ["invitations_sent"])
    return len(contacts)
