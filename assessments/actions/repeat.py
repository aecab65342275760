"""Doing the scan again: a new run that follows an earlier one, with the company filled in and no answers."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.actions.run import RuleBroken, locked
from assessments.models import Assessment, Contact
from assessments.permissions import can_open
from assessments.questionnaire import Questionnaire
from jobs import clock

Screen = Assessment.Screen
# Goals and who fills it in change; they are asked again, with what was said before filled in.
KEPT_SCREENS = (Screen.SIZE, Screen.SECTOR, Screen.WHERE)
COPIED = ("size_id", "sector_id", "place_id", "province_id", "goals", "role", "site_id")


@transaction.atomic
def repeat(*, assessment: Assessment, questionnaire: Questionnaire, language: str, by: User | None) -> Assessment:
    """A started run that repeats this completed one; the open repeat when there is one already that `by` may open.

    Raises RuleBroken("unfinished" or "gone").
    """
    # The lock makes two clicks one repeat.
    source = locked(assessment)
    if not source.completed:
        raise RuleBroken("unfinished", _("Finish this self-assessment first. Then you can do it again."))
    started = Assessment.objects.filter(repeats=source, state=Assessment.State.STARTED, copied_from__isnull=True)
    started = started.select_related("site").order_by("started_at", "pk")
    mine = [run for run in started if can_open(by or AnonymousUser(), run)[0]]
    # A person's own repeat goes before one of nobody's.
    mine.sort(key=lambda run: run.person_id is None)
    return mine[0] if mine else _new(source, questionnaire, language, by)


def _new(source: Assessment, questionnaire: Questionnaire, language: str, by: User | None) -> Assessment:
    run = Assessment(
        id=uuid.uuid4(),
        questionnaire=questionnaire.slug,
        version=questionnaire.version,
        digest=questionnaire.digest,
        language=language,
        person=by,
        repeats=source,
        started_at=clock.now(),
        demo=source.demo or settings.DEMO,
        answered_screens=[screen for screen in KEPT_SCREENS if screen in source.answered_screens],
        **{name: getattr(source, name) for name in COPIED},
    )
    run.save(force_insert=True)
    contact = Contact.objects.filter(pk=source.pk).first()
    if contact:
        contact.pk, contact.sent_at, contact.refused_at, contact.invitations_sent = run.pk, None, None, 0
        contact.save(force_insert=True)
    return run
