"""What changes a run: start, answer, place, complete, erase. Each locks the run first."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from assessments.locations import Location
from assessments.models import RUN_IS_FROZEN, Answer, Assessment, Contact, Report, Share
from assessments.questionnaire import Questionnaire
from assessments.scoring import Answers, NoLevel, levels_in_tenths, score_deep, score_quick
from jobs import clock

State, Screen = Assessment.State, Assessment.Screen


class RuleBroken(rules.RuleBroken):
    """Codes: frozen, unanswered, gone."""


@transaction.atomic
def start(*, key: uuid.UUID, questionnaire: Questionnaire, language: str, by: User | None) -> Assessment:
    """A new run, or the run that this key already has: a form that is sent twice makes one run."""
    values = {
        "questionnaire": questionnaire.slug,
        "version": questionnaire.version,
        "digest": questionnaire.digest,
        "language": language,
        "person": by,
    }
    Assessment.objects.bulk_create([Assessment(id=key, started_at=clock.now(), **values)], ignore_conflicts=True)
    return Assessment.objects.get(id=key)


@transaction.atomic
def answer(*, assessment: Assessment, question_id: str, value: int | NoLevel, by: User | None) -> Answer:
    """Give or change the answer to one question. Raises RuleBroken("frozen")."""
    _lock_open(assessment)
    level, no_level = (None, value.value) if isinstance(value, NoLevel) else (value, "")
    new = Answer(assessment=assessment, question_id=question_id, level=level, no_level=no_level)
    Answer.objects.bulk_create(
        [new],
        update_conflicts=True,
        unique_fields=["assessment", "question_id"],
        update_fields=["level", "no_level"],
    )
    return new


@transaction.atomic
def set_location(*, assessment: Assessment, location: Location, by: User | None) -> None:
    """Keep where the site is; a place brings its province. Raises RuleBroken("frozen")."""
    run = _lock_open(assessment)
    place, province = location.place, location.place.province if location.place else location.province
    screens = sorted({*run.answered_screens, Screen.WHERE})
    Assessment.objects.filter(pk=run.pk).update(place=place, province=province, answered_screens=screens)


@transaction.atomic
def complete(*, assessment: Assessment, questionnaire: Questionnaire, by: User | None) -> bool:
    """Freeze the run. False when it was complete already (a second click). Raises RuleBroken("unanswered")."""
    locked = _lock(assessment)
    if locked.completed:
        return False
    answers = {answer.question_id: answer.value for answer in Answer.objects.filter(assessment=locked)}
    open_questions = {question.id for question in questionnaire.quick_questions} - set(answers)
    if open_questions or Screen.WHERE not in locked.answered_screens:
        raise RuleBroken("unanswered", _("There are still questions without an answer."))
    Assessment.objects.filter(pk=locked.pk).update(
        state=State.COMPLETED, completed_at=clock.now(), **_levels(locked, questionnaire, answers)
    )
    return True


def _levels(run: Assessment, questionnaire: Questionnaire, answers: Answers) -> dict[str, list[int | None] | None]:
    """The quick levels of every run, the levels in depth of a deep one; see `scoring.levels_in_tenths`."""
    quick = levels_in_tenths(score_quick(questionnaire, answers))
    deep = levels_in_tenths(score_deep(questionnaire, answers)) if run.depth == Assessment.Depth.DEEP else None
    return {"quick_levels": quick, "deep_levels": deep}


@transaction.atomic
def erase(*, assessment: Assessment, by: User | None) -> None:
    """Delete the run with all its answers, completed or not. Cannot be undone; a second time does nothing."""
    key = assessment.pk
    Assessment.objects.filter(copied_from=key).update(copied_from=None)
    Assessment.objects.filter(repeats=key).update(repeats=None)
    # The run before its answers: the trigger lets the answers of a frozen run go only when the run itself is gone.
    for model in (Contact, Report, Share):
        model.objects.filter(assessment_id=key).delete()
    Assessment.objects.filter(pk=key).delete()
    Answer.objects.filter(assessment_id=key).delete()


def _lock(assessment: Assessment) -> Assessment:
    """The run as it is now, locked to the end of the transaction. Raises RuleBroken("gone")."""
    locked = Assessment.objects.select_for_update(no_key=True, of=("self",)).filter(pk=assessment.pk).first()
    if locked is None:
        raise RuleBroken("gone", _("This self-assessment has been deleted."))
    return locked


def _lock_open(assessment: Assessment) -> Assessment:
    locked = _lock(assessment)
    if locked.completed:
        raise RuleBroken("frozen", str(RUN_IS_FROZEN))
    return locked
