"""What may be paid of an award now, and why no more. Pure: Decimals in, Decimals out, euros.

The same rules as the gate (funding/sql/check_pool.sql, check_moves.sql), before anybody asks it: payments that wait
count as paid. The database decides; this says beforehand what it would say.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from funding.cofunding import Rules, State
from funding.ledger import CENT

ZERO = Decimal(0)


@dataclass(frozen=True)
class Shortage:
    """Which rule stands in the way (a name of funding/rules.py), with the amounts of its sentence."""

    rule: str
    facts: dict[str, Decimal]


@dataclass(frozen=True)
class Situation:
    """An award and what it shares with others. `waiting`: proposed or approved, not paid yet.

    `rules` None: the match is no condition here (legal instrument, ratio 0, or ordered by an objection or a court).
    `committed`, `realised`: cumulative match of the pool. `others`: the other awards that count against it, what waits
    for them included in `paid`. `cash` None: no cash ceiling is set; `cash_waiting`: what waits on the whole line.
    """

    granted: Decimal
    paid: Decimal = ZERO
    waiting: Decimal = ZERO
    settled: Decimal | None = None
    on_proof: bool = False
    rules: Rules | None = None
    committed: Decimal = ZERO
    realised: Decimal = ZERO
    others: tuple[State, ...] = ()
    cash: Decimal | None = None
    cash_waiting: Decimal = ZERO

    @property
    def advance(self) -> Decimal:
        """What may be paid before match is realised."""
        return self.granted if self.rules is None else _down(self.rules.advance_share * self.granted)

    @property
    def elsewhere(self) -> Decimal:
        """State money of other awards that rests on realised match: settled, or paid beyond their advance."""
        return self._others_settled + self._others_beyond

    @property
    def _others_settled(self) -> Decimal:
        return sum((other.settled for other in self.others if other.settled is not None), ZERO)

    @property
    def _others_beyond(self) -> Decimal:
        share = self.rules.advance_share if self.rules else Decimal(1)
        open_ones = (other for other in self.others if other.settled is None)
        return sum((max(other.paid - share * other.granted, ZERO) for other in open_ones), ZERO)

    @property
    def by_match(self) -> Decimal:
        """What the realised match allows beyond the advance, less what others rest on it."""
        if self.rules is None:
            return ZERO
        return max(_down(self.realised / self.rules.ratio - self.elsewhere), ZERO)

    @property
    def ceiling(self) -> Decimal:
        """The most that may be paid in all."""
        if self.settled is not None:
            return min(self.settled, self.granted)
        if self.rules is None:
            return self.granted
        share = self.rules.advance_share * self.granted
        match = max(self.realised / self.rules.ratio - self.elsewhere, ZERO)
        return min(self.granted, _down(share + match))

    @property
    def proof_short(self) -> Decimal:
        """Committed match that is missing before anything can be paid; zero or less when there is enough."""
        return ZERO if self.rules is None else self.rules.ratio * self._counted - self.committed

    @property
    def _counted(self) -> Decimal:
        own = self.granted if self.settled is None else self.settled
        return own + sum((other.counted for other in self.others), ZERO)

    @property
    def cash_left(self) -> Decimal | None:
        return None if self.cash is None else self.cash - self.cash_waiting

    @property
    def now(self) -> Decimal:
        """What may be paid now, in euros; never below zero."""
        if self.cash_left is None or self.proof_short > 0:
            return ZERO
        return max(min(self.ceiling - self.paid - self.waiting, self.cash_left), ZERO)

    def shortage(self, amount: Decimal) -> Shortage | None:
        """Why this amount cannot be paid now; None when it can."""
        total = self.paid + self.waiting + amount
        if total > self.granted:
            there = self.granted - self.paid - self.waiting
            return Shortage("funding_award_commitment_covers", {"short": amount - there, "there": there})
        if self.settled is not None and total > self.settled:
            facts = {"short": total - self.settled, "there": self.settled}
            return Shortage("funding_award_paid_is_within_the_settlement", facts)
        return self._match_shortage(total) or self._cash_shortage(amount)

    def _match_shortage(self, total: Decimal) -> Shortage | None:
        if self.rules is None:
            return None
        if self.proof_short > 0:
            facts = {"short": self.proof_short, "state": self._counted, "match": self.committed}
            return Shortage("funding_pool_committed_match_covers", facts)
        if self.settled is not None:
            return None
        beyond = max(total - self.rules.advance_share * self.granted, ZERO) + self._others_beyond
        short = self.rules.ratio * (beyond + self._others_settled) - self.realised
        if short <= 0:
            return None
        unused = max(self.realised - self.rules.ratio * self._others_settled, ZERO)
        facts = {"short": short, "state": beyond, "match": unused}
        return Shortage("funding_pool_realised_match_covers_payment", facts)

    def _cash_shortage(self, amount: Decimal) -> Shortage | None:
        if self.cash_left is None:
            return Shortage("funding_line_cash_ceiling_is_known", {})
        if amount > self.cash_left:
            facts = {"short": amount - self.cash_left, "there": self.cash_left}
            return Shortage("funding_line_cash_covers", facts)
        return None


def _down(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_DOWN)
