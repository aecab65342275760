"""The books of one line, year and match pool in plain Python: what the database must do, without a database.

A step is applied to a state and gives a new state, or the rule that refuses it. Amounts in euros.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from funding.cofunding import Rules, State, shortfall

ZERO = Decimal(0)
RULES = Rules(Decimal(1), Decimal("0.80"))
Place = tuple[str, str]
OUTSIDE = ("outside", "")
AVAILABLE, CASH = ("available", ""), ("cash", "")
SHORT = {
    "available": "funding_line_available_covers",
    "cash": "funding_line_cash_covers",
    "reserved": "funding_reservation_covers",
    "committed": "funding_award_commitment_covers",
    "paid": "funding_award_paid_covers",
    "cash paid": "funding_award_paid_covers",
}


class Refused(Exception):  # noqa: N818 -- as the portal's RuleBroken
    """With the name of the rule."""


@dataclass(frozen=True)
class Award:
    amount: Decimal
    on_proof: bool
    settled: Decimal | None = None


@dataclass(frozen=True)
class Posted:
    kind: str
    moves: tuple[tuple[Place, Place, Decimal], ...]
    resolves: str = ""
    corrected: bool = False


@dataclass(frozen=True)
class Books:
    """`reservations`: at least how much, and whether the size is unknown; `entries` by name of the step."""

    balances: dict[Place, Decimal] = field(default_factory=dict)
    awards: dict[str, Award] = field(default_factory=dict)
    reservations: dict[str, tuple[Decimal, bool]] = field(default_factory=dict)
    entries: dict[str, Posted] = field(default_factory=dict)
    cash_known: bool = False

    def at(self, *place: str) -> Decimal:
        return self.balances.get(place, ZERO)

    def is_open(self, reservation: str) -> bool:
        return not any(one.resolves == reservation and not one.corrected for one in self.entries.values())

    def post(self, name: str, kind: str, *moves, resolves="", kept=None) -> "Books":
        """The books after this entry. Raises Refused, in the order in which the gate looks."""
        if resolves and not self.is_open(resolves):
            raise Refused("funding_reservation_resolves_once")
        if kind == "commit" and not self.cash_known:
            raise Refused("funding_line_cash_ceiling_is_known")
        balances = defaultdict(Decimal, self.balances)
        for origin, target, amount in moves:
            if origin != OUTSIDE and balances[origin] < amount:
                if origin == CASH and not self.cash_known:
                    raise Refused("funding_line_cash_ceiling_is_known")
                raise Refused(SHORT.get(origin[0], "funding_pledge_covers"))
            balances[origin] -= amount
            balances[target] += amount
        entries = {**self.entries, name: Posted(kind, moves, resolves)}
        known = self.cash_known or any(target == CASH for _origin, target, _amount in moves)
        after = replace(self, balances=dict(balances), entries=entries, cash_known=known)
        after.check_reservations(moves, resolves, kept)
        after.check_pool(kind, {place[1] for move in moves for place in move[:2] if place[0] in ("committed", "paid")})
        return after

    def check_reservations(self, moves, resolves, kept) -> None:
        if resolves and self.at("reserved", resolves):
            raise Refused("funding_reservation_resolves_whole")
        unknown = {name for name, (_bound, size) in self.reservations.items() if size and self.is_open(name)}
        # What goes to a reservation stays for that one, also when a correction puts it back there.
        if any(unknown - {target[1]} for origin, target, _amount in moves if origin == AVAILABLE):
            if kept is None:
                raise Refused("funding_line_states_what_stays")
            if kept > self.at(*AVAILABLE):
                raise Refused("funding_line_keeps_what_stays")

    def check_pool(self, kind: str, touched: set[str]) -> None:
        granted = {name: self.at("committed", name) + self.at("paid", name) for name in self.awards}
        if any(granted[name] > award.amount for name, award in self.awards.items()):
            raise Refused("funding_award_commitment_is_within_the_decision")
        here = [award for name, award in self.awards.items() if name in touched]
        if kind == "commit" and any(award.settled is not None for award in here):
            raise Refused("funding_award_is_not_settled")
        for name, award in self.awards.items():
            if (
                kind == "pay"
                and name in touched
                and award.settled is not None
                and self.at("paid", name) > award.settled
            ):
                raise Refused("funding_award_paid_is_within_the_settlement")
        self.check_match(granted)

    def check_match(self, granted: dict[str, Decimal]) -> None:
        match = defaultdict(Decimal)
        for (kind, _owner), amount in self.balances.items():
            match[kind] += amount
        realised = match["match realised"] + match["match used"]
        states = [
            State(granted[name], self.at("paid", name), award.settled, award.on_proof)
            for name, award in self.awards.items()
        ]
        short = shortfall(RULES, match["match committed"] + realised, realised, states)
        if short.commitment > 0:
            raise Refused("funding_pool_committed_match_covers")
        if short.settlement > 0:
            raise Refused("funding_pool_realised_match_covers_settlement")
        if short.payment > 0:
            raise Refused("funding_pool_realised_match_covers_payment")

    def settle(self, award: str, amount: Decimal) -> "Books":
        granted = self.at("committed", award) + self.at("paid", award)
        if amount > granted:
            raise Refused("funding_settlement_is_within_the_award")
        if self.awards[award].settled is not None:
            raise Refused("funding_settlement_first_is_one")
        after = replace(self, awards={**self.awards, award: replace(self.awards[award], settled=amount)})
        after.check_pool("settle", {award})
        return after

    def correct(self, name: str, entry: str, kept: Decimal | None) -> "Books":
        posted = self.entries[entry]
        if posted.kind in ("correct", "reserve"):
            raise Refused("funding_entry_can_be_corrected")
        if posted.corrected:
            raise Refused("funding_entry_is_corrected_once")
        mirrored = tuple((target, origin, amount) for origin, target, amount in posted.moves)
        before = replace(self, entries={**self.entries, entry: replace(posted, corrected=True)})
        return before.post(name, "correct", *mirrored, kept=kept)


@dataclass(frozen=True)
class Step:
    """`apply`: what the model does; `act`: what the portal does, given the objects of earlier steps by name."""

    name: str
    apply: Callable[[Books], Books]
    act: Callable[[dict[str, object]], object]


def outcome(books: Books, step: Step) -> tuple[str, Books]:
    """("admitted", the books after it), or (the rule, the same books)."""
    try:
        return "admitted", step.apply(books)
    except Refused as refused:
        return str(refused), books
