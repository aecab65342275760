"""A run together with the questionnaire it was begun with and what was answered."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from assessments import questionnaire, wizard
from assessments.models import Answer, Assessment
from assessments.questionnaire import Questionnaire
from assessments.scoring import Answers, NoLevel
from assessments.wizard import Step

_COLUMNS = ("question_id", "level", "no_level", "ambition")


@dataclass(frozen=True)
class Scan:
    """`answers` and `ambitions` (levels from 1 to 5) are by question id."""

    run: Assessment
    questions: Questionnaire
    answers: Answers
    ambitions: Mapping[str, int] = field(default_factory=dict)

    @property
    def open_step(self) -> Step:
        return wizard.open_step(self.run, self.questions, self.answers)


def with_answers(runs: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Runs that bring their answers along as `given`, so that a screen needs one query for both."""
    rows = Answer.objects.filter(assessment=OuterRef("pk")).order_by()
    row = JSONObject(**{name: name for name in _COLUMNS})
    return runs.annotate(given=ArraySubquery(rows.values_list(row)))


# Every screen of the journey begins with this one; as a statement it costs a third of what the ORM takes to write it.
_RUN_WITH_ANSWERS = """
    SELECT run.*, (
        SELECT json_agg(json_build_object(
            'question_id', question_id, 'level', level, 'no_level', no_level, 'ambition', ambition))
        FROM assessments_answer WHERE assessment_id = run.id
    ) AS given
    FROM assessments_assessment AS run WHERE run.id = %s
"""


def run_with_answers(key: uuid.UUID) -> Assessment | None:
    """The run of this key with its answers and nothing else, as `with_answers`."""
    for run in Assessment.objects.raw(_RUN_WITH_ANSWERS, [key]):
        run.given = run.given or []
        return run
    return None


def scan_of(run: Assessment) -> Scan | None:
    """One query, or none `with_answers`. None when the portal does not have the questions that were answered."""
    try:
        questions = questionnaire.of_version(run.version)
    except LookupError:
        return None
    rows = run.given if hasattr(run, "given") else list(run.answers.values(*_COLUMNS))
    if questions.slug != run.questionnaire or not all(questions.has(row["question_id"]) for row in rows):
        return None
    answers = {
        row["question_id"]: row["level"] if row["level"] is not None else NoLevel(row["no_level"]) for row in rows
    }
    ambitions = {row["question_id"]: row["ambition"] for row in rows if row["ambition"] is not None}
    return Scan(run, questions, answers, ambitions)
