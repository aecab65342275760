"""A draft from a file becomes a run again."""

import uuid

from django.conf import settings
from django.db import transaction

from accounts.models import User
from assessments.models import Answer, Assessment
from assessments.questionnaire import Questionnaire
from assessments.resume_file import Draft
from assessments.scoring import NoLevel
from jobs import clock


@transaction.atomic
def restore(*, draft: Draft, questionnaire: Questionnaire, by: User | None, origin: str) -> Assessment:
    """A new run with what the file holds. The file's signature was checked, so that its parts fit together."""
    context = draft.context
    run = Assessment(
        id=uuid.uuid4(),
        questionnaire=questionnaire.slug,
        version=questionnaire.version,
        digest=questionnaire.digest,
        language=draft.language,
        depth=draft.depth,
        person=by,
        origin=origin,
        demo=settings.DEMO,
        started_at=clock.now(),
        answered_screens=context["answered_screens"],
        size_id=context["size"],
        sector_id=context["sector"],
        place_id=context["place"],
        province_id=context["province"],
        goals=context["goals"],
        role=context["role"],
    )
    run.save(force_insert=True)
    Answer.objects.bulk_create(
        Answer(assessment=run, question_id=question_id, ambition=ambition, **_columns(value))
        for question_id, (value, ambition) in draft.answers.items()
    )
    return run


def _columns(value: int | NoLevel) -> dict[str, object]:
    return {"no_level": value.value} if isinstance(value, NoLevel) else {"level": value}
