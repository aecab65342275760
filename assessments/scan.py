"""A run together with the questionnaire it was begun with and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments import questionnaire, wizard
from assessments.models import Assessment
from assessments.questionnaire import Questionnaire
from assessments.scoring import Answers
from assessments.wizard import Step


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


def scan_of(run: Assessment) -> Scan | None:
    """One query. None when the portal does not have the questions that were answered."""
    try:
        questions = questionnaire.of_version(run.version)
    except LookupError:
        return None
    rows = list(run.answers.all())
    if questions.slug != run.questionnaire or not all(questions.has(row.question_id) for row in rows):
        return None
    ambitions = {row.question_id: row.ambition for row in rows if row.ambition is not None}
    return Scan(run, questions, {row.question_id: row.value for row in rows}, ambitions)
