"""From answers to a profile. Pure: whole levels and decimals, no floats, no database.

The rules, as the accountability page tells them:
- the level of a question is the level of the chosen statement, 1 to 5;
- in the quick scan a transformation has the level of its one question;
- *not applicable* leaves the count: the transformation is no part of mean, weakest link or coverage;
- *don't know* and *not answered* give no level. Unknown is None and never 0;
- *don't know* lowers confidence, and never a level.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from assessments.questionnaire import LEVELS, Question, Questionnaire, Statement

TENTH = Decimal("0.1")
HUNDREDTH = Decimal("0.01")


class NoLevel(StrEnum):
    """The two answers that name no level."""

    NOT_APPLICABLE = "not-applicable"
    DONT_KNOW = "dont-know"


class State(StrEnum):
    """What is known of a question or transformation."""

    LEVEL = "level"
    NOT_APPLICABLE = "not-applicable"
    DONT_KNOW = "dont-know"
    UNANSWERED = "unanswered"


Answer = int | NoLevel
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions have which state."""

    levels: int
    dont_know: int
    not_applicable: int
    unanswered: int

    @property
    def asked(self) -> int:
        return self.levels + self.dont_know + self.not_applicable + self.unanswered

    @property
    def applicable(self) -> int:
        return self.asked - self.not_applicable

    @property
    def coverage(self) -> Decimal | None:
        """Share of the applicable questions that are answered, *don't know* included: 0 to 1 in hundredths."""
        return _share(self.levels + self.dont_know, self.applicable)

    @property
    def confidence(self) -> Decimal | None:
        """Share of the answered, applicable questions that have a level: 0 to 1 in hundredths."""
        return _share(self.levels, self.levels + self.dont_know)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a level: you are at `level` because `statement`; for the next you need `statement.to_next_*`.

    Holds both languages by reference. `next_statement` shows what the next level looks like; None at level 5.
    """

    question: Question
    statement: Statement
    next_statement: Statement | None

    @property
    def level(self) -> int:
        return self.statement.level


@dataclass(frozen=True, slots=True)
class TransformationScore:
    """One transformation (by slug). `level` and `reason` are None unless `state` is LEVEL."""

    transformation: str
    state: State
    level: int | None
    counts: Counts
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """The lowest level of the profile and every transformation that has it, in the order of the profile."""

    level: int
    transformations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The result of a scan: one score per transformation, in the order of the questionnaire.

    `mean` is over the transformations that have a level, in tenths, half up; None when none has.
    """

    transformations: tuple[TransformationScore, ...]
    counts: Counts
    mean: Decimal | None
    weakest: WeakestLink | None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(score.reason for score in self.transformations if score.reason)


def score_quick(questionnaire: Questionnaire, answers: Answers) -> Profile:
    """The profile of a quick scan. `answers` is by question id; one that is absent is unanswered.

    Answers to deep questions are left aside. Raises LookupError for an id that this version does not have and
    ValueError for an answer that is neither a whole level from 1 to 5 nor a NoLevel.
    """
    for question_id, answer in answers.items():
        questionnaire.question(question_id)
        _check(question_id, answer)
    scores = tuple(_score(question, answers.get(question.id)) for question in questionnaire.quick_questions)
    levels = [score.level for score in scores if score.level is not None]
    return Profile(scores, _count([score.state for score in scores]), _mean(levels), _weakest(scores))


def _check(question_id: str, answer: Answer) -> None:
    # type(), because True is an int that equals 1
    if not isinstance(answer, NoLevel) and (type(answer) is not int or answer not in LEVELS):
        raise ValueError(f"{answer!r} is no answer to {question_id}.")


def _score(question: Question, answer: Answer | None) -> TransformationScore:
    state = _state(answer)
    reason = _reason(question, answer) if isinstance(answer, int) else None
    level = reason.level if reason else None
    return TransformationScore(question.transformation, state, level, _count([state]), reason)


def _state(answer: Answer | None) -> State:
    if answer is None:
        return State.UNANSWERED
    return State(answer) if isinstance(answer, NoLevel) else State.LEVEL


def _reason(question: Question, level: int) -> Reason:
    following = question.statement(level + 1) if level < LEVELS[-1] else None
    return Reason(question, question.statement(level), following)


def _count(states: list[State]) -> Counts:
    return Counts(
        levels=states.count(State.LEVEL),
        dont_know=states.count(State.DONT_KNOW),
        not_applicable=states.count(State.NOT_APPLICABLE),
        unanswered=states.count(State.UNANSWERED),
    )


def _mean(levels: list[int]) -> Decimal | None:
    if not levels:
        return None
    return (Decimal(sum(levels)) / len(levels)).quantize(TENTH, ROUND_HALF_UP)


def _weakest(scores: tuple[TransformationScore, ...]) -> WeakestLink | None:
    lowest = min((score.level for score in scores if score.level is not None), default=None)
    if lowest is None:
        return None
    return WeakestLink(lowest, tuple(score.transformation for score in scores if score.level == lowest))


def _share(part: int, whole: int) -> Decimal | None:
    if whole == 0:
        return None
    return (Decimal(part) / whole).quantize(HUNDREDTH, ROUND_HALF_UP)
