"""Where to invest next: which transformation first, from three columns. Pure: exact fractions, no floats, no database.

The rules, as the accountability page tells them. Each transformation that applies has
- gain: how often its questions serve the chosen goals, counted over question × chosen goal;
- effort: points for its transformation and the size of the company; the column holds 1 ÷ points;
- gap: the target less the level, never below 0. The target is the ambition, else the median of the participants
  compared with, else the norm of the size class. Where the level is unknown, the cell is the mean of the known gaps,
  so that not knowing moves a subject neither up nor down.

Each column is divided by its sum. A column without anything in it (no goals, no gap) is dropped and the weights of the
others are divided by their sum. The priority is the weighted sum of the three; all priorities together are 1.
In order of priority, whoever differs less than `NEAR` from the first of a rank shares that rank.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.questionnaire import Dimension, Questionnaire
from assessments.scoring import Level, Profile, State

NEAR = Fraction(1, 100)
"""Priorities that differ less are called equal."""

NORMS = {"micro": 3, "small": 3, "medium": 4, "large": 4}
"""By size class: the level to aim for where there is neither an ambition nor a comparison. Ours."""
USUAL_SIZE = "small"
"""Whose effort and norm count while the size is unknown."""

AMBITION, PEERS, NORM = "ambition", "peers", "norm"
GAIN, EFFORT, GAP = "gain", "effort", "gap"


@dataclass(frozen=True, slots=True)
class Horizon:
    """Within what time the company wants to see result; weights in whole per cent, together 100."""

    slug: str
    effort: int
    gain: int
    gap: int


HORIZONS = {
    horizon.slug: horizon
    for horizon in (
        Horizon("this-year", 60, 20, 20),
        Horizon("two-years", 45, 30, 25),
        Horizon("four-years", 30, 40, 30),
    )
}
USUAL_HORIZON = "two-years"

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Target:
    """The level to aim for, and where it comes from: AMBITION, PEERS or NORM."""

    level: Level
    source: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A transformation that applies, with its three raw values.

    `gain`: a count; None: no goals chosen. `effort`: points above 0. `gap`: levels, None: the level is unknown.
    """

    transformation: str
    gain: int | None
    effort: Number
    gap: Number | None
    target: Target


@dataclass(frozen=True, slots=True)
class Factor:
    """A cell of a column: its `share` of the sum, the `weight` of the column, and its `part` in the priority.

    `part` is weight × share. `estimated`: the raw value is unknown and counted as the mean of the known ones.
    """

    share: Fraction
    weight: Fraction
    estimated: bool = False

    @property
    def part(self) -> Fraction:
        return self.share * self.weight


@dataclass(frozen=True, slots=True)
class Priority:
    """`value` is between 0 and 1. `rank` counts from 1; `shared`: another has the same rank. A factor None: dropped."""

    candidate: Candidate
    value: Fraction
    rank: int
    shared: bool
    gain: Factor | None
    effort: Factor
    gap: Factor | None

    @property
    def transformation(self) -> str:
        return self.candidate.transformation


def candidates(
    questionnaire: Questionnaire,
    profile: Profile,
    *,
    goals: Sequence[str],
    efforts: Mapping[str, int],
    norm: int,
    ambitions: Mapping[str, int],
    medians: Mapping[str, Decimal | None],
) -> tuple[Candidate, ...]:
    """The transformations that apply, in the order of the questionnaire.

    `efforts` by transformation; `ambitions` by question id (that of the quick question counts); `medians` by
    transformation, absent or None where there is no comparison.
    """
    found = []
    for score in profile.transformations:
        if score.state == State.NOT_APPLICABLE:
            continue
        dimension = questionnaire.dimension(score.transformation)
        target = target_of(ambitions.get(dimension.quick.id), medians.get(dimension.slug), norm)
        gap = None if score.standing is None else max(target.level - score.standing, 0)
        gain = gain_of(dimension, goals) if goals else None
        found.append(Candidate(dimension.slug, gain, efforts[dimension.slug], gap, target))
    return tuple(found)


def gain_of(dimension: Dimension, goals: Sequence[str]) -> int:
    """How often the questions of a transformation, quick and deep, serve these goals."""
    return sum(goal in question.goals for question in dimension.questions for goal in set(goals))


def target_of(ambition: int | None, median: Decimal | None, norm: int) -> Target:
    if ambition is not None:
        return Target(ambition, AMBITION)
    return Target(norm, NORM) if median is None else Target(median, PEERS)


def prioritise(candidates: Sequence[Candidate], horizon: Horizon) -> tuple[Priority, ...]:
    """Highest priority first, equals in the order given. Empty when nothing applies."""
    if not candidates:
        return ()
    columns = {
        GAIN: _column([one.gain for one in candidates]),
        EFFORT: _column([1 / Fraction(one.effort) for one in candidates]),
        GAP: _column([one.gap for one in candidates]),
    }
    weights = _weights({name for name, column in columns.items() if column}, horizon)
    rows = [
        {name: _factor(name, column[index], weights, one) if column else None for name, column in columns.items()}
        for index, one in enumerate(candidates)
    ]
    values = [sum((factor.part for factor in row.values() if factor), Fraction()) for row in rows]
    order = sorted(range(len(rows)), key=lambda index: -values[index])
    ranks = _ranks([values[index] for index in order])
    return tuple(
        Priority(candidates[index], values[index], rank, ranks.count(rank) > 1, **rows[index])
        for index, rank in zip(order, ranks, strict=True)
    )


def _column(cells: Sequence[Number | None]) -> list[Fraction]:
    """Shares that sum to 1, an unknown cell at the mean of the known ones; [] when there is nothing in it."""
    known = [Fraction(cell) for cell in cells if cell is not None]
    if not sum(known):
        return []
    mean = sum(known, Fraction()) / len(known)
    filled = [mean if cell is None else Fraction(cell) for cell in cells]
    return [cell / sum(filled) for cell in filled]


def _weights(kept: set[str], horizon: Horizon) -> dict[str, Fraction]:
    """The weights of the columns that are kept, rescaled to sum 1."""
    given = {name: getattr(horizon, name) for name in kept}
    return {name: Fraction(weight, sum(given.values())) for name, weight in given.items()}


def _factor(name: str, share: Fraction, weights: Mapping[str, Fraction], one: Candidate) -> Factor:
    return Factor(share, weights[name], estimated=name == GAP and one.gap is None)


def _ranks(values: Sequence[Fraction]) -> list[int]:
    """Of values from high to low: 1, 2, 2, 4… A rank is shared by all that differ less than NEAR from its first."""
    ranks: list[int] = []
    first = 0
    for index, value in enumerate(values):
        if values[first] - value >= NEAR:
            first = index
        ranks.append(first + 1)
    return ranks
