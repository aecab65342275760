"""The order of the screens: eight questions, the place, the check, the result. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from assessments.models import Assessment
from assessments.questionnaire import Questionnaire

QUESTION, WHERE, CHECK, RESULT = "question", "where", "check", "result"


@dataclass(frozen=True)
class Step:
    """A screen; `number` is that of its question, counted from 1, None for the other screens."""

    name: str
    number: int | None = None


def open_step(assessment: Assessment, questionnaire: Questionnaire, answered: Collection[str]) -> Step:
    """The first screen that still waits for an answer; the check when none does, the result once completed."""
    if assessment.completed:
        return Step(RESULT)
    for number, question in enumerate(questionnaire.quick_questions, start=1):
        if question.id not in answered:
            return Step(QUESTION, number)
    return Step(CHECK if Assessment.Screen.WHERE in assessment.answered_screens else WHERE)


def step_after(number: int, assessment: Assessment, questionnaire: Questionnaire, answered: Collection[str]) -> Step:
    """Where to go after answering question `number`: straight on, or back to the check when nothing is open."""
    first_open = open_step(assessment, questionnaire, answered)
    last = len(questionnaire.quick_questions)
    return Step(QUESTION, number + 1) if first_open.name != CHECK and number < last else first_open


def step_before(step: Step, questionnaire: Questionnaire) -> Step | None:
    """The screen before this one; None before the first question."""
    last = len(questionnaire.quick_questions)
    match step:
        case Step(name="check"):
            return Step(WHERE)
        case Step(name="where"):
            return Step(QUESTION, last)
        case Step(number=number) if number and number > 1:
            return Step(QUESTION, number - 1)
    return None
