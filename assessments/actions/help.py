"""Sending a question with the result to a desk."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.actions.run import RuleBroken, locked
from assessments.helping import Sent, desk_of
from assessments.models import Assessment, HelpAsked
from hubs import actions as hub_actions
from hubs.actions import Sender
from hubs.models import HelpRequest
from ui.language import code


@transaction.atomic
def ask_for_help(
    *,
    assessment: Assessment,
    key: uuid.UUID,
    sender: Sender,
    question: str,
    sent: Sent,
    consent_version: str,
    by: User | None,
) -> HelpRequest:
    """Send the question with the result to the desk of the run's region. The same key makes one request.

    Raises RuleBroken("gone" or "unfinished") and hubs.actions.RuleBroken.
    """
    run = locked(assessment)
    if not run.completed:
        raise RuleBroken("unfinished", _("Finish the self-assessment first."))
    request = hub_actions.ask_for_help(
        key=key,
        hub=desk_of(assessment),
        region=assessment.province.region if assessment.province else None,
        place=assessment.place,
        sender=sender,
        question=question,
        language=code(),
        subjects=sent.subjects,
        attachment=sent.attachment,
        consent_version=consent_version,
        by=by,
    )
    HelpAsked.objects.bulk_create([HelpAsked(assessment=run, request=request)], ignore_conflicts=True)
    return request
