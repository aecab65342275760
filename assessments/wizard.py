"""The order of the screens: eight questions, five about the site, the check, the result. Pure.

In depth there is no order: a task list, from which each subject is opened at will.
"""

from collections.abc import Collection
from dataclasses import dataclass

from assessments.models import Assessment
from assessments.questionnaire import Dimension, Question, Questionnaire
from assessments.scoring import FEWEST

QUESTION, CHECK, RESULT, TASKS, TOPIC = "question", "check", "result", "tasks", "topic"
SCREENS: tuple[str, ...] = tuple(Assessment.Screen.values)
WHERE = "where"


@dataclass(frozen=True)
class Step:
    """A screen. `number` counts questions from 1, `slug` names the subject of a question in depth."""

    name: str
    number: int | None = None
    slug: str | None = None


def steps(questionnaire: Questionnaire) -> tuple[Step, ...]:
    """The screens of the quick scan in their order, the check last."""
    questions = (Step(QUESTION, number) for number, _ in enumerate(questionnaire.quick_questions, start=1))
    return (*questions, *(Step(name) for name in SCREENS), Step(CHECK))


def open_step(assessment: Assessment, questionnaire: Questionnaire, answered: Collection[str]) -> Step:
    """The first screen that still waits for an answer; the check when none does, the result once completed."""
    if assessment.completed:
        return Step(RESULT)
    if assessment.depth == Assessment.Depth.DEEP:
        return Step(TASKS)
    waiting = (step for step in steps(questionnaire) if not _done(step, assessment, questionnaire, answered))
    return next(waiting)


def step_after(step: Step, assessment: Assessment, questionnaire: Questionnaire, answered: Collection[str]) -> Step:
    """Where to go after this screen: straight on, or back to the check when nothing is open."""
    if assessment.depth == Assessment.Depth.DEEP:
        return Step(CHECK)
    first_open = open_step(assessment, questionnaire, answered)
    following = _neighbour(step, questionnaire, 1)
    return first_open if CHECK in (first_open.name, following.name) else following


def step_before(step: Step, questionnaire: Questionnaire) -> Step | None:
    """The screen before this one; None before the first question."""
    return None if step == Step(QUESTION, 1) else _neighbour(step, questionnaire, -1)


def step_before_check(assessment: Assessment) -> Step:
    return Step(TASKS) if assessment.depth == Assessment.Depth.DEEP else Step(SCREENS[-1])


def topic_after(step: Step, questionnaire: Questionnaire) -> Step:
    """The next question of this subject; the task list after its last."""
    last = len(questionnaire.dimension(step.slug).questions)
    return Step(TOPIC, step.number + 1, step.slug) if step.number < last else Step(TASKS)


def topic_before(step: Step) -> Step:
    return Step(TOPIC, step.number - 1, step.slug) if step.number > 1 else Step(TASKS)


def first_open_of(questions: tuple[Question, ...], answered: Collection[str]) -> int:
    """Number of the first question of a subject that waits for an answer; 1 when none does."""
    return next((number for number, one in enumerate(questions, start=1) if one.id not in answered), 1)


def has_depth(questionnaire: Questionnaire, answered: Collection[str]) -> bool:
    """Whether one subject at least has answers enough to say something in depth."""
    return any(count_of(dimension, answered) >= FEWEST for dimension in questionnaire.dimensions)


def count_of(dimension: Dimension, answered: Collection[str]) -> int:
    """How many questions of this subject are answered."""
    return sum(question.id in answered for question in dimension.questions)


def _done(step: Step, assessment: Assessment, questionnaire: Questionnaire, answered: Collection[str]) -> bool:
    if step.name == QUESTION:
        return questionnaire.quick_questions[step.number - 1].id in answered
    return step.name in assessment.answered_screens


def _neighbour(step: Step, questionnaire: Questionnaire, distance: int) -> Step:
    order = steps(questionnaire)
    return order[order.index(step) + distance]
