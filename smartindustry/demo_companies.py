"""The stated model behind the demo companies. Every figure in it is ours; none is a measurement.

A company has one strength of its own, so that its transformations go up and down together, and one per
transformation, so that no two profiles are the same. On top of that come the effect of its size and of its sector:

    level of a question = start of the transformation + size + sector + company + company × transformation + noise

rounded to a whole level from 1 to 5. Some questions do not apply, and some answers are *don't know*.
The same seed gives the same companies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from assessments.questionnaire import GOALS, TRANSFORMATIONS, Question, Questionnaire
from assessments.scoring import Answers, NoLevel

COMPANIES = 400
SEED = 2018
DAYS_BACK = 540
"""The scans are spread over the eighteen months before the day of the demonstration."""

# Share of the companies and effect on the level, in levels.
SIZES = {"micro": (0.30, -0.45), "small": (0.42, 0.0), "medium": (0.23, 0.45), "large": (0.05, 0.9)}
SECTORS = {
    "25": (0.27, 0.0), "28": (0.17, 0.3), "22": (0.09, 0.15), "26": (0.06, 0.6), "27": (0.05, 0.3),
    "31": (0.07, -0.3), "33": (0.07, -0.2), "16": (0.06, -0.35), "10": (0.07, -0.05), "18": (0.04, 0.1),
    "30": (0.03, 0.25), "29": (0.02, 0.4),
}  # fmt: skip
START = dict(zip(TRANSFORMATIONS, (2.5, 2.3, 1.9, 1.8, 2.5, 2.0, 2.2, 2.5), strict=True))
OWN, OWN_PER_TRANSFORMATION, NOISE = 0.75, 0.45, 0.5
"""Standard deviations in levels. About half of the variance between companies is shared by all transformations."""

NOT_APPLICABLE = {"smart-products": 0.25, "servitization": 0.06, "flexible-manufacturing": 0.05}
NOT_APPLICABLE_ELSEWHERE = 0.01
DONT_KNOW = 0.04
GOES_DEEPER = 0.45
DEEPENS_A_TRANSFORMATION = 0.8
TELLS_AMBITION = 0.6
COMES_AGAIN = 0.12
STOPS_EARLY = 0.15

TRADES = {
    "25": ("Metaalbewerking", "Plaatwerk", "Constructie", "Verspaning"),
    "28": ("Machinebouw", "Apparatenbouw"),
    "22": ("Kunststoftechniek", "Spuitgieterij"),
    "26": ("Elektronica", "Meettechniek"),
    "27": ("Aandrijftechniek", "Schakelkasten"),
    "31": ("Interieurbouw", "Meubelmakerij"),
    "33": ("Onderhoudstechniek", "Industriële service"),
    "16": ("Houtbewerking", "Timmerfabriek"),
    "10": ("Voedingsmiddelen", "Bakkerij"),
    "18": ("Drukkerij", "Grafisch bedrijf"),
    "30": ("Scheepsbouw", "Carrosseriebouw"),
    "29": ("Voertuigtechniek", "Trailerbouw"),
}
ROLES = ("direction", "direction", "production", "engineering", "office", "it")


@dataclass(frozen=True)
class DemoCompany:
    """One made-up company and what it answers. `days_ago`: when it finished its first scan."""

    number: int
    name: str
    sector: str
    size: str
    goals: tuple[str, ...]
    role: str
    days_ago: int
    quick: Answers
    deep: Answers
    ambitions: dict[str, int]
    later: Answers
    """The quick answers of a second scan a year on; empty for who did not come back."""
    stops_after: int | None
    """After how many questions another visitor from such a company gave up; None: nobody did."""

    @property
    def email(self) -> str:
        return f"bedrijf{self.number}@demo.smartindustry.example"


def companies(questionnaire: Questionnaire, number: int = COMPANIES, seed: int = SEED) -> Iterator[DemoCompany]:
    """The companies, one after another, always the same for the same questionnaire, number and seed."""
    # Not for secrets: the same companies every time.
    random = Random(seed)  # noqa: S311
    for count in range(1, number + 1):
        yield _company(questionnaire, count, random)


def _company(questionnaire: Questionnaire, number: int, random: Random) -> DemoCompany:
    sector, size = _pick(SECTORS, random), _pick(SIZES, random)
    strengths = _strengths(sector, size, random)
    quick = {one.id: _answer(one, strengths, random) for one in questionnaire.quick_questions}
    goes_deeper, comes_again = random.random() < GOES_DEEPER, random.random() < COMES_AGAIN
    better = {slug: value + 0.4 for slug, value in strengths.items()}
    return DemoCompany(
        number=number,
        name=f"{random.choice(TRADES[sector])} {number} (demo)",
        sector=sector,
        size=size,
        goals=tuple(random.sample(GOALS, random.randint(1, 3))),
        role=random.choice(ROLES),
        days_ago=random.randint(380, DAYS_BACK) if comes_again else random.randint(1, DAYS_BACK),
        quick=quick,
        deep=_deep_answers(questionnaire, strengths, random) if goes_deeper else {},
        ambitions=_ambitions(quick, random),
        later={one.id: _again(quick[one.id], one, better, random) for one in questionnaire.quick_questions}
        if comes_again
        else {},
        stops_after=random.choices(range(1, 9), weights=(8, 4, 3, 2, 2, 1, 1, 2))[0]
        if random.random() < STOPS_EARLY
        else None,
    )


def _pick(shares: dict[str, tuple[float, float]], random: Random) -> str:
    return random.choices(list(shares), weights=[share for share, _effect in shares.values()])[0]


def _strengths(sector: str, size: str, random: Random) -> dict[str, float]:
    own = random.gauss(0, OWN) + SIZES[size][1] + SECTORS[sector][1]
    return {slug: start + own + random.gauss(0, OWN_PER_TRANSFORMATION) for slug, start in START.items()}


def _answer(question: Question, strengths: dict[str, float], random: Random) -> int | NoLevel:
    if random.random() < NOT_APPLICABLE.get(question.transformation, NOT_APPLICABLE_ELSEWHERE):
        return NoLevel.NOT_APPLICABLE
    if random.random() < DONT_KNOW:
        return NoLevel.DONT_KNOW
    return min(5, max(1, round(strengths[question.transformation] + random.gauss(0, NOISE))))


def _again(first: int | NoLevel, question: Question, better: dict[str, float], random: Random) -> int | NoLevel:
    """What does not apply still does not; a level seldom goes down within a year."""
    if first == NoLevel.NOT_APPLICABLE:
        return first
    now = _answer(question, better, random)
    return max(now, first) if isinstance(now, int) and isinstance(first, int) and random.random() < 0.8 else now


def _deep_answers(questionnaire: Questionnaire, strengths: dict[str, float], random: Random) -> Answers:
    chosen = [one for one in questionnaire.dimensions if random.random() < DEEPENS_A_TRANSFORMATION]
    chosen = chosen or [questionnaire.dimensions[0]]
    return {question.id: _answer(question, strengths, random) for one in chosen for question in one.deep}


def _ambitions(quick: Answers, random: Random) -> dict[str, int]:
    """By question id: one or two levels up, for those who tell it."""
    if random.random() > TELLS_AMBITION:
        return {}
    return {key: min(5, level + random.randint(0, 2)) for key, level in quick.items() if isinstance(level, int)}
