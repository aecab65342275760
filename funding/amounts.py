"""Amounts that may be known only within bounds. Pure: Decimal in, Decimal out, euros unless said otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

ZERO = Decimal(0)


@dataclass(frozen=True)
class Range:
    """What is known of an amount: it lies between `low` and `high`, both included; `high` None is "no upper bound".

    Below zero only between two bounds: what the books held on an earlier day can be, where something took effect before
    what covers it did. Raises ValueError for bounds that cannot be: an unknown amount is the range from 0, never the
    number 0.
    """

    low: Decimal = ZERO
    high: Decimal | None = None

    def __post_init__(self) -> None:
        if self.low < 0 if self.high is None else self.high < self.low:
            raise ValueError(f"no amount lies between {self.low} and {self.high}")

    @property
    def known(self) -> bool:
        """Is it one number?"""
        return self.high == self.low

    @property
    def status(self) -> str:
        """ "exact", "range" (two bounds), "at_least" (a lower bound above zero) or "unknown" (nothing but ≥ 0)."""
        if self.known:
            return "exact"
        if self.high is not None:
            return "range"
        return "at_least" if self.low > 0 else "unknown"

    @property
    def value(self) -> Decimal | None:
        """The amount when it is one number, else None."""
        return self.low if self.known else None

    def __add__(self, other: "Range") -> "Range":
        open_ended = self.high is None or other.high is None
        return Range(self.low + other.low, None if open_ended else self.high + other.high)

    def times(self, factor: Decimal) -> "Range":
        return Range(self.low * factor, None if self.high is None else self.high * factor)

    def per(self, amount: Decimal) -> "Range":
        """Divided by an amount above zero."""
        return Range(self.low / amount, None if self.high is None else self.high / amount)

    def at_most(self, ceiling: "Range") -> "Range":
        """The same, but never above what `ceiling` can be."""
        if ceiling.high is None:
            return self
        return Range(min(self.low, ceiling.high), ceiling.high if self.high is None else min(self.high, ceiling.high))

    def left_after(self, part: "Range") -> "Range":
        """What can be left of this amount without `part`. ValueError when even the least part is more."""
        if self.high is None:
            raise ValueError("nothing can be taken from an amount without an upper bound")
        least = ZERO if part.high is None else max(ZERO, self.low - part.high)
        return Range(least, self.high - part.low)


UNKNOWN = Range()


def exactly(amount: Decimal) -> Range:
    return Range(amount, amount)


def total(parts: Iterable[Range]) -> Range:
    """Sum of parts; unknown as soon as one part is: its lower bound still counts."""
    return reduce(Range.__add__, parts, exactly(ZERO))
