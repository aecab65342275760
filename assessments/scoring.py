"""From answers to a profile. Pure: whole levels, fractions and decimals, no floats, no database.

The rules, as the accountability page tells them:
- the level of a question is the level of the chosen statement, 1 to 5;
- in the quick scan a transformation has the level of its one question;
- in depth a transformation has the mean of its questions that have a level, in tenths, half up. It needs at least
  three of them: *not applicable* leaves the mean but does not lower that number, so that every level in depth rests on
  three answers or more. Where there are fewer, the level of the quick question stands as an *indication*;
- a question may have a weight (whole per cent); the weights of the questions with a level are then rescaled to 1;
- *not applicable* leaves the count: what does not apply is no part of mean, weakest link or coverage. A transformation
  does not apply when its quick question does not and no other question of it has a level or a *don't know*;
- *don't know* and *not answered* give no level. Unknown is None and never 0;
- *don't know* lowers confidence, and never a level;
- mean and weakest link of the profile are over what is shown: the level, else the indication.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from assessments.questionnaire import DEEP, LEVELS, QUICK, Dimension, Question, Questionnaire, Statement

HUNDREDTH = Decimal("0.01")
FEWEST = 3
"""So many questions with a level a transformation needs for a level in depth."""


class NoLevel(StrEnum):
    """The two answers that name no level."""

    NOT_APPLICABLE = "not-applicable"
    DONT_KNOW = "dont-know"


class State(StrEnum):
    """What is known of a question or transformation. TOO_FEW: of a transformation in depth, see FEWEST."""

    LEVEL = "level"
    TOO_FEW = "too-few"
    NOT_APPLICABLE = "not-applicable"
    DONT_KNOW = "dont-know"
    UNANSWERED = "unanswered"


Answer = int | NoLevel
Answers = Mapping[str, Answer]
Level = int | Decimal


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
    """One transformation (by slug). `level` is None unless `state` is LEVEL: whole in the quick scan, tenths in depth.

    `indication`: the level of the quick question where a level in depth is missing. `reasons`: of every question with
    a level, in the order of the questionnaire; `reason`: the one of the weakest, None where no question has a level.
    """

    transformation: str
    state: State
    level: Level | None
    counts: Counts
    reasons: tuple[Reason, ...] = ()
    indication: int | None = None

    @property
    def reason(self) -> Reason | None:
        """The weakest question; the first of equals."""
        return min(self.reasons, key=lambda reason: reason.level, default=None)

    @property
    def standing(self) -> Level | None:
        """What is shown and counted on: the level, else the indication."""
        return self.indication if self.level is None else self.level


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """The lowest level of the profile and every transformation that has it, in the order of the profile."""

    level: Level
    transformations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The result of a scan: one score per transformation, in the order of the questionnaire.

    `counts` is of questions: eight in the quick scan, all of the questionnaire in depth. `mean` is over the standings,
    in tenths, half up; None when there is none.
    """

    transformations: tuple[TransformationScore, ...]
    counts: Counts
    mean: Decimal | None
    weakest: WeakestLink | None
    depth: str = QUICK

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Of every question with a level."""
        return tuple(reason for score in self.transformations for reason in score.reasons)

    @property
    def standings(self) -> dict[str, Level]:
        """The level, else the indication, of every transformation that has one."""
        return {score.transformation: score.standing for score in self.transformations if score.standing is not None}


def score_quick(questionnaire: Questionnaire, answers: Answers) -> Profile:
    """The profile of a quick scan. `answers` is by question id; one that is absent is unanswered.

    Answers to deep questions are left aside. Raises LookupError for an id that this version does not have and
    ValueError for an answer that is neither a whole level from 1 to 5 nor a NoLevel.
    """
    _check(questionnaire, answers)
    return _profile([_quick(question, answers.get(question.id)) for question in questionnaire.quick_questions], QUICK)


def score_deep(questionnaire: Questionnaire, answers: Answers) -> Profile:
    """The profile of a scan in depth, over the quick and the deep questions. Takes and raises as `score_quick`."""
    _check(questionnaire, answers)
    return _profile([_deep(dimension, answers) for dimension in questionnaire.dimensions], DEEP)


def score(questionnaire: Questionnaire, answers: Answers, depth: str) -> Profile:
    """`score_quick` or `score_deep`, by the depth of the run."""
    return (score_deep if depth == DEEP else score_quick)(questionnaire, answers)


def levels_in_tenths(profile: Profile) -> list[int | None]:
    """As a run keeps them: per transformation the level × 10, None where there is none. Indications are no levels."""
    return [None if score.level is None else int(score.level * 10) for score in profile.transformations]


def _check(questionnaire: Questionnaire, answers: Answers) -> None:
    for question_id, answer in answers.items():
        questionnaire.question(question_id)
        # type(), because True is an int that equals 1
        if not isinstance(answer, NoLevel) and (type(answer) is not int or answer not in LEVELS):
            raise ValueError(f"{answer!r} is no answer to {question_id}.")


def _profile(scores: list[TransformationScore], depth: str) -> Profile:
    standings = [score.standing for score in scores if score.standing is not None]
    mean = _tenths(_mean([Fraction(level) for level in standings])) if standings else None
    return Profile(tuple(scores), _sum([score.counts for score in scores]), mean, _weakest(scores), depth)


def _quick(question: Question, answer: Answer | None) -> TransformationScore:
    state = _state(answer)
    reasons = (_reason(question, answer),) if isinstance(answer, int) else ()
    level = reasons[0].level if reasons else None
    return TransformationScore(question.transformation, state, level, _count([state]), reasons)


def _deep(dimension: Dimension, answers: Answers) -> TransformationScore:
    given = {question.id: answers.get(question.id) for question in dimension.questions}
    reasons = tuple(
        _reason(question, given[question.id]) for question in dimension.questions if isinstance(given[question.id], int)
    )
    counts = _count([_state(answer) for answer in given.values()])
    first = given[dimension.quick.id]
    if len(reasons) >= FEWEST:
        level = _tenths(_mean([Fraction(one.level) for one in reasons], [one.question.weight or 1 for one in reasons]))
        return TransformationScore(dimension.slug, State.LEVEL, level, counts, reasons)
    if first == NoLevel.NOT_APPLICABLE and not counts.levels and not counts.dont_know:
        # What was not asked any more does not apply either.
        counts = Counts(0, 0, counts.asked, 0)
        return TransformationScore(dimension.slug, State.NOT_APPLICABLE, None, counts)
    indication = first if isinstance(first, int) else None
    return TransformationScore(dimension.slug, _state_of(counts), None, counts, reasons, indication)


def _state_of(counts: Counts) -> State:
    """Of a transformation without enough levels."""
    if counts.levels:
        return State.TOO_FEW
    return State.DONT_KNOW if counts.dont_know else State.UNANSWERED


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


def _sum(counts: list[Counts]) -> Counts:
    return Counts(
        levels=sum(one.levels for one in counts),
        dont_know=sum(one.dont_know for one in counts),
        not_applicable=sum(one.not_applicable for one in counts),
        unanswered=sum(one.unanswered for one in counts),
    )


def _mean(levels: Sequence[Fraction], weights: Sequence[int] = ()) -> Fraction:
    """Exact, so that a half is a half. `weights` empty: all count alike."""
    shares = weights or [1] * len(levels)
    return sum((level * share for level, share in zip(levels, shares, strict=True)), Fraction()) / sum(shares)


def _tenths(value: Fraction) -> Decimal:
    """Rounded to one decimal, half up."""
    return Decimal((value * 10 + Fraction(1, 2)).__floor__()).scaleb(-1)


def _weakest(scores: list[TransformationScore]) -> WeakestLink | None:
    lowest = min((score.standing for score in scores if score.standing is not None), default=None)
    if lowest is None:
        return None
    return WeakestLink(lowest, tuple(score.transformation for score in scores if score.standing == lowest))


def _share(part: int, whole: int) -> Decimal | None:
    if whole == 0:
        return None
    return (Decimal(part) / whole).quantize(HUNDREDTH, ROUND_HALF_UP)
