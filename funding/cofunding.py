"""What the match allows. Pure: Decimals in, Decimals out, euros. The database holds it: funding/sql/check_pool.sql.

committed match = committed + realised + used; realised match = realised + used;
State money of an award = committed + paid, or, once settled, what it was settled at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class State:
    """The State money of one award. `granted`: committed + paid. `settled` None: not settled.

    `on_proof`: under the condition of proof of match, so it counts only once something is paid or settled.
    """

    granted: Decimal
    paid: Decimal = ZERO
    settled: Decimal | None = None
    on_proof: bool = False

    @property
    def counted(self) -> Decimal:
        if self.settled is not None:
            return self.settled
        return ZERO if self.on_proof and not self.paid else self.granted


@dataclass(frozen=True)
class Shortfall:
    """By how many euros of match a rule is broken; zero or less is what is to spare."""

    commitment: Decimal
    settlement: Decimal
    payment: Decimal

    @property
    def holds(self) -> bool:
        return max(self.commitment, self.settlement, self.payment) <= 0


@dataclass(frozen=True)
class Rules:
    """`ratio`: euros of match per euro of the State; `advance_share`: 0–1."""

    ratio: Decimal
    advance_share: Decimal


def shortfall(rules: Rules, committed: Decimal, realised: Decimal, awards: Iterable[State]) -> Shortfall:
    """Of one pool; `committed` and `realised` are the cumulative match."""
    awards = list(awards)
    settled = sum((award.settled for award in awards if award.settled is not None), ZERO)
    beyond = sum(
        (max(award.paid - rules.advance_share * award.granted, ZERO) for award in awards if award.settled is None), ZERO
    )
    return Shortfall(
        commitment=rules.ratio * sum((award.counted for award in awards), ZERO) - committed,
        settlement=rules.ratio * settled - realised,
        payment=rules.ratio * (settled + beyond) - realised,
    )


def needed(state: Decimal, ratio: Decimal) -> Decimal:
    """Euros of match that State money needs."""
    return state * ratio
