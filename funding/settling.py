"""At what an award is settled, and what is then paid too much. Pure: Decimals in euros, rounded down to the cent.

What an official fills in is theirs; this is the working that is shown beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Protocol, TypeVar

from funding.ledger import CENT

ZERO = Decimal(0)


@dataclass(frozen=True)
class Facts:
    """Of one award. `granted`: what it is now. `costs` None: no account of the costs was asked or accepted.

    `match`: realised by the co-funders of this plan and not used for another award. `ratio` 0: no match is asked.
    `held`: whether the law lets the match be a condition (else it is shown and does not bound the settlement).
    """

    granted: Decimal
    costs: Decimal | None
    match: Decimal
    ratio: Decimal
    held: bool = True


@dataclass(frozen=True)
class Suggestion:
    """`by_costs`: what others did not pay of the accepted costs; `by_match`: what the realised match allows.

    None: does not bound the settlement. `amount`: the least of the three.
    """

    granted: Decimal
    by_costs: Decimal | None
    by_match: Decimal | None

    @property
    def amount(self) -> Decimal:
        return min(one for one in (self.granted, self.by_costs, self.by_match) if one is not None)


def suggest(facts: Facts) -> Suggestion:
    by_costs = None if facts.costs is None else _cents(max(facts.costs - facts.match, ZERO))
    by_match = _cents(facts.match / facts.ratio) if facts.held and facts.ratio else None
    return Suggestion(facts.granted, by_costs, by_match)


class Granted(Protocol):
    granted: Decimal


Part = TypeVar("Part", bound=Granted)


def spread(parts: Iterable[Part], amount: Decimal) -> list[tuple[Part, Decimal]]:
    """An amount over the awards of a plan, the first decision first."""
    shares = []
    for part in parts:
        share = min(part.granted, amount)
        shares.append((part, share))
        amount -= share
    return shares


def too_much(paid: Decimal, settled: Decimal) -> Decimal:
    """What was paid above the settlement."""
    return max(paid - settled, ZERO)


def above(committed: Decimal, paid: Decimal, settled: Decimal) -> Decimal:
    """What is committed and will never be paid: it is lowered."""
    return max(committed - max(settled - paid, ZERO), ZERO)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_DOWN)
