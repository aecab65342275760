"""Going deeper: a frozen run is copied to a new one, so that the first result stays what it was."""

import uuid

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.actions.run import RuleBroken, locked
from assessments.models import Assessment, Contact
from jobs import clock

COPIED = (
    "questionnaire", "version", "digest", "language", "answered_screens", "size_id", "sector_id", "place_id",
    "province_id", "goals", "role", "person_id", "site_id", "repeats_id", "origin",
)  # fmt: skip

# With ambition; the time on the screen belongs to the run in which it was measured.
_COPY_ANSWERS = """
    INSERT INTO assessments_answer (assessment_id, question_id, level, no_level, ambition)
    SELECT %s, question_id, level, no_level, ambition FROM assessments_answer WHERE assessment_id = %s
"""


@transaction.atomic
def deepen(*, assessment: Assessment, by: User | None) -> Assessment:
    """A run in depth with everything that this completed one has; the open copy when there is one already.

    Raises RuleBroken("unfinished" or "gone").
    """
    source = locked(assessment)
    if not source.completed:
        raise RuleBroken("unfinished", _("Finish this self-assessment first. Then you can go deeper."))
    deep = Assessment.Depth.DEEP
    copy = Assessment.objects.filter(copied_from=source, depth=deep, state=Assessment.State.STARTED).first()
    return copy or _copy(source)


def _copy(source: Assessment) -> Assessment:
    """The source is locked, so that two clicks make one copy."""
    copy = Assessment(
        id=uuid.uuid4(),
        depth=Assessment.Depth.DEEP,
        copied_from=source,
        started_at=clock.now(),
        demo=source.demo or settings.DEMO,
        **{name: getattr(source, name) for name in COPIED},
    )
    copy.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(_COPY_ANSWERS, [copy.pk, source.pk])
    contact = Contact.objects.filter(pk=source.pk).first()
    if contact:
        contact.pk = copy.pk
        contact.save(force_insert=True)
    return copy
