"""Everything by which a methodologist can recompute a result by hand: the bank, tables and limits, ready to show."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import SizeClass
from assessments import advice, priorities, quality, words
from assessments.advice import SIZES, EffortClass
from assessments.benchmark import WINDOW
from assessments.disclosure import LEAST, MOST_AT_ONE_LEVEL, RANKED_FROM, ROUNDED_TO
from assessments.measures import RELIABLE_FROM
from assessments.priorities import HORIZONS, NORMS
from assessments.questionnaire import FOLDER, GOALS, Dimension, Question, Questionnaire
from assessments.results.ranking import horizon_name
from assessments.retention import DRAFT_DAYS, TEXT_MONTHS
from assessments.scoring import FEWEST
from assessments.snapshot import MOST_FROM_ONE_NETWORK
from ui.language import local

BANK, ADVICE = "bank", "advice"
MONTH_DAYS = 30.4375


@dataclass(frozen=True)
class Cell:
    """An effort: points and the reason for them."""

    points: int
    reason: str


@dataclass(frozen=True)
class SubjectRow:
    """One subject in a table with a column per goal or size; `cells` are counts or `Cell`s."""

    slug: str
    name: str
    cells: tuple[object, ...]


@dataclass(frozen=True)
class QuestionRow:
    """A question with its statements: (level, text, to_next). `goals` and `tags` in words; `goal_slugs` as counted."""

    id: str
    depth: str
    text: str
    help: str
    goals: str
    tags: str
    weight: int | None
    statements: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Part:
    """A subject with its questions."""

    slug: str
    name: str
    questions: tuple[QuestionRow, ...]


@dataclass(frozen=True)
class Careless:
    """When a run is left out of the comparison: see `assessments.quality`. `pairs`: statements that exclude each other.

    Each pair is (question, level from which, other question); the other is at level 1.
    """

    fewest_times: int
    too_fast: int
    fast: int
    same: int
    pairs: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class Account:
    """What the page shows beside its fixed texts. `near`: in points of a hundred."""

    questionnaire: Questionnaire
    parts: tuple[Part, ...]
    goals: tuple[str, ...]
    gains: tuple[SubjectRow, ...]
    sizes: tuple[str, ...]
    efforts: tuple[SubjectRow, ...]
    classes: tuple[EffortClass, ...]
    norms: tuple[tuple[str, int], ...]
    indicators: tuple[tuple[str, str, str], ...]
    horizons: tuple[tuple[str, int, int, int], ...]
    weighted: bool
    near: int
    fewest: int
    least: int
    ranked_from: int
    rounded_to: int
    most_at_one_level: int
    window_months: int
    most_from_one_network: int
    draft_days: int
    text_months: int
    reliable_from: int
    careless: Careless
    advice_digest: str

    @property
    def question_count(self) -> int:
        return sum(len(part.questions) for part in self.parts)


def account(questionnaire: Questionnaire, sizes: Iterable[SizeClass]) -> Account:
    guide = advice.of(questionnaire)
    names = {size.slug: words.size_name(size) for size in sizes}
    return Account(
        questionnaire=questionnaire,
        parts=tuple(map(_part, questionnaire.dimensions)),
        goals=tuple(words.goal_name(goal) for goal in GOALS),
        gains=tuple(_gains(dimension) for dimension in questionnaire.dimensions),
        sizes=tuple(names[size] for size in SIZES),
        efforts=tuple(_efforts(dimension, guide) for dimension in questionnaire.dimensions),
        classes=tuple(guide.classes.values()),
        norms=tuple((names[size], norm) for size, norm in NORMS.items()),
        indicators=tuple(_indicator(dimension, guide) for dimension in questionnaire.dimensions),
        horizons=tuple((horizon_name(one.slug), one.effort, one.gain, one.gap) for one in HORIZONS.values()),
        weighted=any(one.weight for dimension in questionnaire.dimensions for one in dimension.questions),
        near=int(priorities.NEAR * 100),
        fewest=FEWEST,
        least=LEAST,
        ranked_from=RANKED_FROM,
        rounded_to=ROUNDED_TO,
        most_at_one_level=MOST_AT_ONE_LEVEL,
        window_months=round(WINDOW.days / MONTH_DAYS),
        most_from_one_network=MOST_FROM_ONE_NETWORK,
        draft_days=DRAFT_DAYS,
        text_months=TEXT_MONTHS,
        reliable_from=RELIABLE_FROM,
        careless=_careless(questionnaire),
        advice_digest=guide.digest,
    )


def _careless(questionnaire: Questionnaire) -> Careless:
    known = {question.id: local(question, "text") for one in questionnaire.dimensions for question in one.questions}
    pairs = tuple(
        (known[one.high], one.from_level, known[one.low])
        for one in quality.CONTRADICTIONS
        if {one.high, one.low} <= known.keys()
    )
    return Careless(quality.FEWEST_TIMES, quality.TOO_FAST_SECONDS, quality.FAST_SECONDS, quality.STRAIGHT_LINE, pairs)


def _part(dimension: Dimension) -> Part:
    return Part(dimension.slug, local(dimension, "name"), tuple(map(_question, dimension.questions)))


def _question(question: Question) -> QuestionRow:
    return QuestionRow(
        id=question.id,
        depth=question.depth,
        text=local(question, "text"),
        help=local(question, "help"),
        goals=", ".join(words.goal_name(goal) for goal in question.goals),
        tags=", ".join(words.tag_name(tag) for tag in question.tags),
        weight=question.weight,
        statements=tuple((one.level, local(one, "text"), local(one, "to_next")) for one in question.statements),
    )


def _gains(dimension: Dimension) -> SubjectRow:
    cells = tuple(priorities.gain_of(dimension, [goal]) for goal in GOALS)
    return SubjectRow(dimension.slug, local(dimension, "name"), cells)


def _efforts(dimension: Dimension, guide: advice.Advice) -> SubjectRow:
    efforts = guide.efforts[dimension.slug]
    cells = tuple(Cell(efforts[size].points, local(efforts[size], "reason")) for size in SIZES)
    return SubjectRow(dimension.slug, local(dimension, "name"), cells)


def _indicator(dimension: Dimension, guide: advice.Advice) -> tuple[str, str, str]:
    """Name of the subject, what to measure, how to count it."""
    own = guide.indicators[dimension.slug]
    return local(dimension, "name"), local(own, "indicator"), local(own, "measure")


def file_of(questionnaire: Questionnaire, kind: str) -> bytes:
    """The TOML as it is in the portal: the questionnaire (BANK) or what goes with it (ADVICE)."""
    folder = FOLDER if kind == BANK else advice.FOLDER
    return (folder / f"{questionnaire.slug}-{questionnaire.version}.toml").read_bytes()


def as_json(questionnaire: Questionnaire) -> str:
    """Questionnaire, advice and weights as one JSON document, with the digests by which they are known again."""
    content = {
        "questionnaire": tomllib.loads(file_of(questionnaire, BANK).decode()),
        "sha256": questionnaire.digest,
        "advice": tomllib.loads(file_of(questionnaire, ADVICE).decode()),
        "advice_sha256": advice.of(questionnaire).digest,
        "norms": NORMS,
        "horizons": {one.slug: {"effort": one.effort, "gain": one.gain, "gap": one.gap} for one in HORIZONS.values()},
        "licence": questionnaire.licence,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)
