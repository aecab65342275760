"""What goes with a version of the questionnaire: how much work a next level is by size, and what to measure. Ours."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assessments.questionnaire import PUBLISHED, TRANSFORMATIONS, Questionnaire, digest_of

FOLDER = Path(__file__).parent
SIZES = ("micro", "small", "medium", "large")
POINTS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class EffortClass:
    """What a number of points means, in both languages."""

    points: int
    name_nl: str
    name_en: str
    text_nl: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work the next level is for a company of this size, and why."""

    points: int
    reason_nl: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What shows that a step works (`indicator_*`) and how to count it (`measure_*`)."""

    indicator_nl: str
    indicator_en: str
    measure_nl: str
    measure_en: str


@dataclass(frozen=True)
class Advice:
    """`efforts` by transformation and size class, `indicators` by transformation. `digest`: SHA-256 of the content."""

    classes: dict[int, EffortClass]
    efforts: dict[str, dict[str, Effort]]
    indicators: dict[str, Indicator]
    digest: str

    def points(self, size: str) -> dict[str, int]:
        """The points of every transformation for this size class."""
        return {transformation: efforts[size].points for transformation, efforts in self.efforts.items()}


def of(questionnaire: Questionnaire) -> Advice:
    """The advice of this version, frozen with it. Read once per process; raises ValueError or KeyError when faulty."""
    return _load(questionnaire.slug, questionnaire.version, published=questionnaire.status == PUBLISHED)


@cache
def _load(name: str, version: str, *, published: bool) -> Advice:
    data = tomllib.loads((FOLDER / f"{name}-{version}.toml").read_text(encoding="utf-8"))
    digest = digest_of(data)
    if published and data.get("sha256") != digest:
        raise ValueError(f"The advice of a published questionnaire does not change, or needs its sha256: {digest}.")
    advice = Advice(
        {points: EffortClass(points, **data["classes"][str(points)]) for points in POINTS},
        {slug: _efforts(data["transformations"][slug]["effort"]) for slug in TRANSFORMATIONS},
        {slug: _indicator(data["transformations"][slug]) for slug in TRANSFORMATIONS},
        digest,
    )
    if any(effort.points not in POINTS for efforts in advice.efforts.values() for effort in efforts.values()):
        raise ValueError(f"The points of an effort are {POINTS[0]} to {POINTS[-1]}.")
    return advice


def _efforts(data: dict[str, dict]) -> dict[str, Effort]:
    return {size: Effort(**data[size]) for size in SIZES}


def _indicator(data: dict) -> Indicator:
    return Indicator(**{name: text for name, text in data.items() if name != "effort"})
