"""Signs that a run was filled in carelessly. Pure, and conservative: who is in doubt is not flagged.

A flagged run enters no comparison. Its own result and report never change, and the company is not accused of anything.
The limits are published on the accountability page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Protocol

FEWEST_TIMES = 5
"""Of fewer screens the time says nothing."""
TOO_FAST_SECONDS = 3
"""Median per screen: nobody reads a question with five statements in that time."""
FAST_SECONDS = 6
STRAIGHT_LINE = 8
"""As many answers, all at one level, given fast."""
TOO_FAST, SAME_LEVEL, CONTRADICTORY = "too-fast", "same-level", "contradictory"


class Given(Protocol):
    """An answer: `level` None where there is none, `seconds` None where it cannot be told."""

    question_id: str
    level: int | None
    seconds: int | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both be so: `high` at `from_level` or above, while `low` is at level 1."""

    high: str
    from_level: int
    low: str


CONTRADICTIONS = (
    # The product sends its measurements, and there is no sensor in it.
    Contradiction("smart-products-1", 4, "smart-products-2"),
    # Order data go from program to program with other companies, and on paper within one's own.
    Contradiction("connected-factories-1", 4, "digital-factory-1"),
    # The costs of a running order are seen every day, and its data are on paper or in separate lists.
    Contradiction("digital-factory-5", 4, "digital-factory-1"),
    # The machine sets itself up, and works without a program.
    Contradiction("flexible-manufacturing-1", 5, "advanced-manufacturing-1"),
)


def signs(answers: Iterable[Given]) -> list[str]:
    """The signs that these answers show, in a fixed order; an empty list for nearly every run."""
    given = list(answers)
    levels = {answer.question_id: answer.level for answer in given if answer.level is not None}
    times = [answer.seconds for answer in given if answer.seconds is not None]
    middle = median(times) if len(times) >= FEWEST_TIMES else None
    found = []
    if middle is not None and middle < TOO_FAST_SECONDS:
        found.append(TOO_FAST)
    if middle is not None and middle < FAST_SECONDS and len(levels) >= STRAIGHT_LINE and len({*levels.values()}) == 1:
        found.append(SAME_LEVEL)
    if any(levels.get(one.high, 0) >= one.from_level and levels.get(one.low) == 1 for one in CONTRADICTIONS):
        found.append(CONTRADICTORY)
    return found
