"""A link that shows the result to whoever has it: made, withdrawn, and told from a link that is not ours.

The link carries the signed number of its own row, never the key of the run: it shows the result and opens nothing else.
"""

import uuid
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.actions.run import RuleBroken, locked
from assessments.models import Assessment, Share
from jobs import clock

MOST = 20
"""Links of one run that are valid at the same time."""

_signer = signing.Signer(salt="assessments.share", sep=".")


def token_of(share: Share) -> str:
    return _signer.sign(share.pk.hex)


def id_in(token: str) -> uuid.UUID | None:
    """The number of the share behind a link; None for a link that the portal never gave out."""
    try:
        return uuid.UUID(hex=_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


@transaction.atomic
def share(*, assessment: Assessment, days: int, by: User | None) -> Share:
    """Make a link to the result of a completed run, valid for 7, 30 or 90 days.

    Raises RuleBroken: gone, unfinished, days, too-many.
    """
    run = locked(assessment)
    if not run.completed:
        raise RuleBroken("unfinished", _("There is no result to share yet. Finish the self-assessment first."))
    if days not in Share.DAYS:
        raise RuleBroken("days", _("A link is valid for 7, 30 or 90 days."))
    moment = clock.now()
    if valid(run).count() >= MOST:
        raise RuleBroken("too-many", _("There are 20 links to this result already. Withdraw one first."))
    return Share.objects.create(assessment=run, made_at=moment, expires_at=moment + timedelta(days=days))


@transaction.atomic
def withdraw(*, share: Share, by: User | None) -> bool:
    """End a link at once. False when it had ended already."""
    return bool(valid(share.assessment_id).filter(pk=share.pk).update(withdrawn_at=clock.now()))


def valid(run: Assessment | uuid.UUID):
    """The links of this run that show something now."""
    return Share.objects.filter(assessment=run, withdrawn_at=None, expires_at__gt=clock.now())


def is_valid(share: Share) -> bool:
    return share.withdrawn_at is None and share.expires_at > clock.now()
