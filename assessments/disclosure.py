"""The gate: what may be said of a group of companies. Pure; every reader of an average passes here.

The rules, as the accountability page tells them:
- fewer than 10 companies: nothing;
- from 10: the median and the middle band (between which half of them are), in halves of a level;
- from 30: also "higher than about 6 in 10", never nearer than that;
- never the lowest or the highest, and the number of companies is rounded down to a multiple of 5;
- a group in which over 90% have one level is not described.
What can be published together is decided in `assessments.publishing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LEAST = 10
RANKED_FROM = 30
ROUNDED_TO = 5
MOST_AT_ONE_LEVEL = 90
"""Per cent."""

Counts = Mapping[int, int]
"""Companies by level in tenths."""


class Kind(StrEnum):
    NONE = "none"
    BAND = "band"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Summary:
    """What may be said of a group. `companies` rounded down; levels in halves; `higher_than`: about how many in 10."""

    kind: Kind
    companies: int = 0
    median: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    higher_than: int | None = None


def summary(counts: Counts, level: int | None = None) -> Summary:
    """Of a group, for a company at `level` (tenths) or for everyone (None)."""
    companies = sum(counts.values())
    if companies < LEAST or at_one_level(counts):
        return Summary(Kind.NONE)
    ranked = companies >= RANKED_FROM and level is not None
    return Summary(
        kind=Kind.RANK if ranked else Kind.BAND,
        companies=rounded_down(companies),
        median=_median(counts),
        low=_halves(_at(counts, _share_up(companies, 1)), down=True),
        high=_halves(_at(counts, _share_up(companies, 3)), down=False),
        higher_than=higher_than(counts, level) if ranked else None,
    )


def rounded_down(companies: int) -> int:
    """As it is shown; 0 for a group that may not be shown."""
    return companies - companies % ROUNDED_TO if companies >= LEAST else 0


def at_one_level(counts: Counts) -> bool:
    """Do over 90% have the same whole level? Tenths count as the level that they round to."""
    whole: dict[int, int] = {}
    for tenths, number in counts.items():
        whole[(tenths + 5) // 10] = whole.get((tenths + 5) // 10, 0) + number
    return max(whole.values(), default=0) * 100 > MOST_AT_ONE_LEVEL * sum(whole.values())


def higher_than(counts: Counts, level: int) -> int:
    """Of every ten companies, about how many are below this level; those at the same level count half. 0 to 10."""
    doubled = sum(number * (2 if tenths < level else tenths == level) for tenths, number in counts.items())
    companies = sum(counts.values())
    return (10 * doubled + companies) // (2 * companies)


def _at(counts: Counts, position: int) -> int:
    """The level (tenths) of the company at this place, counted from 1, from low to high."""
    seen = 0
    for tenths in sorted(counts):
        seen += counts[tenths]
        if seen >= position:
            return tenths
    raise ValueError(f"There is no company at place {position}.")


def _share_up(companies: int, quarters: int) -> int:
    return -(-companies * quarters // 4)


def _median(counts: Counts) -> Decimal:
    """Of an even number the mean of the two in the middle; to the nearest half, upwards from the middle."""
    companies = sum(counts.values())
    doubled = _at(counts, (companies + 1) // 2) + _at(counts, companies // 2 + 1)
    return Decimal((doubled + 5) // 10) / 2


def _halves(tenths: int, *, down: bool) -> Decimal:
    """In halves of a level, so that the level of a single company does not show."""
    return Decimal(tenths // 5 if down else -(-tenths // 5)) / 2
