"""Every measure of money, one definition each. Pure: plain lines or balances in, ranges out.

First the measures over the envelope as the letter states it (`Envelope`, `DEFINITIONS`), then those over the books
(`Holdings`, `BOOK_MEASURES`). A measure returns a `Range` in euros, or None where it does not apply or cannot be
calculated at all. Sources: the lines' own, and the journal; design page "funding".
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from funding.amounts import UNKNOWN, ZERO, Range, exactly, total

FIXED, REMAINDER, OPEN_RESERVATION = "fixed", "remainder", "open_reservation"
COMMITTED = "committed"

DEFINITIONS = [
    (
        "amount",
        _("Amount"),
        _(
            "What the letter names for the line, or what follows from the amounts that it names. "
            "Without an amount: the bounds between which it must lie."
        ),
    ),
    (
        "set_apart",
        _("Set apart"),
        _(
            "The part of the line that is kept or considered for a named purpose: a hub with a complete plan, "
            "the Data Value Center, an assessment programme. It is not a decision and not a payment."
        ),
    ),
    ("left", _("Left"), _("The amount of the line, less what is set apart in it.")),
    (
        "match_required",
        _("Match asked"),
        _(
            "The least that others must put in: the stated ratio times the amount of the line. "
            "Without a stated ratio it cannot be calculated."
        ),
    ),
    (
        "match_stated",
        _("Match stated"),
        _(
            "What others promised or announced for the line, added up within one source. "
            "If somebody announced a contribution without an amount, the sum is a minimum."
        ),
    ),
    (
        "match_per_euro",
        _("Match per euro"),
        _("Match stated, divided by the amount of the line: euros from others for each euro of the State."),
    ),
]
"""Key, name and meaning of every measure, for people."""


@dataclass(frozen=True)
class Line:
    """A line of the envelope.

    `amount` in euros, None is unknown; `ratio`: least match per euro of the State, None is not stated; `status` and
    `phase`: as in budget_lines.csv and in the phase of its figure.
    """

    key: str
    parent: str | None
    status: str
    amount: Decimal | None = None
    ratio: Decimal | None = None
    phase: str = "planned"


@dataclass(frozen=True)
class Contribution:
    """What a co-funder adds to a line according to one source; `amount` None: announced without an amount."""

    line: str
    source: str
    amount: Decimal | None = None


class Envelope:
    """A tree of lines with one root. Raises KeyError for a line that it does not hold."""

    def __init__(self, lines: Iterable[Line], contributions: Iterable[Contribution] = ()) -> None:
        self.lines = {line.key: line for line in lines}
        self.contributions = tuple(contributions)
        (self.root,) = (line.key for line in self.lines.values() if line.parent is None)

    def children(self, key: str) -> list[str]:
        return [line.key for line in self.lines.values() if line.parent == key]

    def above(self, key: str) -> list[str]:
        """The lines above this one, nearest first."""
        parent = self.lines[key].parent
        return [] if parent is None else [parent, *self.above(parent)]

    def below(self, key: str) -> list[str]:
        """This line and all lines under it, in order of the tree."""
        return [key, *(one for child in self.children(key) for one in self.below(child))]

    def depth(self, key: str) -> int:
        return len(self.above(key))

    # --- Measures ---------------------------------------------------------------------------------------------------

    def fixed(self, key: str) -> Range | None:
        """The amount that the letter itself names for the line; None where it names none."""
        line = self.lines[key]
        return exactly(line.amount) if line.status == FIXED and line.amount is not None else None

    def amount(self, key: str) -> Range:
        line = self.lines[key]
        if line.amount is not None:
            return exactly(line.amount)
        return UNKNOWN if line.parent is None else Range(high=self.most(key, line.parent))

    def most(self, key: str, pool: str) -> Decimal | None:
        """The most that a line of unknown amount can be when it comes out of `pool`; None without an upper bound.

        That is the pool less what is set apart in it with an amount. `pool` is a parameter because the text of the
        letter and its table take the Data Value Center out of different lines.
        """
        others = [one for one in self.below(pool) if one not in (pool, key) and self._is_set_apart(one)]
        certain = total(exactly(self.lines[one].amount) for one in others if self.lines[one].amount is not None)
        whole = self.amount(pool)
        return None if whole.high is None else whole.left_after(certain).high

    def _is_set_apart(self, key: str) -> bool:
        """A reservation without an amount, or money that the source has promised to a named party."""
        line = self.lines[key]
        return line.status == OPEN_RESERVATION or (line.status == FIXED and line.phase == COMMITTED)

    def set_apart(self, key: str) -> Range | None:
        """None where the line is not set apart itself and holds nothing that is."""
        if self._is_set_apart(key):
            return self.amount(key)
        parts = [part for child in self.children(key) if (part := self.set_apart(child)) is not None]
        return total(parts).at_most(self.amount(key)) if parts else None

    def left(self, key: str) -> Range | None:
        """None for a line that is itself set apart: nothing in it is still to be given a purpose."""
        if self._is_set_apart(key):
            return None
        set_apart = self.set_apart(key)
        return self.amount(key) if set_apart is None else self.amount(key).left_after(set_apart)

    def match_required(self, key: str) -> Range | None:
        """None where no ratio is stated on the line, nor on any line below it."""
        line = self.lines[key]
        if line.ratio is not None:
            return self.amount(key).times(line.ratio)
        parts = [self.match_required(child) for child in self.children(key)]
        if not any(parts):
            return None
        # A part without a ratio is not a part without match: its share is unknown.
        return total(part or UNKNOWN for part in parts)

    def match_stated(self, key: str, source: str) -> Range | None:
        """By one source. Unknown where match is asked and none is stated; None where it is neither asked nor stated."""
        inside = set(self.below(key))
        own = [one for one in self.contributions if one.line in inside and one.source == source]
        if not own:
            return UNKNOWN if self.match_required(key) else None
        stated = total(UNKNOWN if one.amount is None else exactly(one.amount) for one in own)
        return stated if self._answered(key, source) else stated + UNKNOWN

    def _answered(self, key: str, source: str) -> bool:
        """Has every line at the bottom of `key` a contribution in this source? Else more may come."""
        answered = {one.line for one in self.contributions if one.source == source}
        return all(one in answered for one in self.below(key) if not self.children(one))

    def match_per_euro(self, key: str, source: str) -> Range | None:
        """Euros of match per euro of the State; None where either side is unknown, so that it cannot be calculated."""
        stated, amount = self.match_stated(key, source), self.amount(key).value
        if not amount or stated is None or stated.status == "unknown":
            return None
        return stated.per(amount)

    def sources(self) -> Sequence[str]:
        """Sources of contributions, in order of appearance."""
        return list(dict.fromkeys(one.source for one in self.contributions))


# --- Over the books ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Holdings:
    """What the accounts of a line, a region or any sum of them hold, in euros. Every part adds up.

    `balances`: by (ledger, kind); a kind is not in it where nothing was ever recorded. `exposed`: available euros
    beside a reservation of unknown size; `boundless`: how many of those where no budget was recorded; `unsized`: how
    many in all. `silent`: a pledge without an amount. The match has no budget year, so the rest is over all years.
    `granted`: State money of the awards; `needed`: match that it needs, None where the ratio is unknown; `short`: what
    is missing of that, pool by pool (what one pool has to spare is not there for another), None together with `needed`.
    """

    balances: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    exposed: Decimal = ZERO
    boundless: int = 0
    unsized: int = 0
    silent: bool = False
    granted: Decimal = ZERO
    needed: Decimal | None = ZERO
    short: Decimal | None = ZERO

    def __add__(self, other: "Holdings") -> "Holdings":
        keys = {*self.balances, *other.balances}
        return Holdings(
            balances={key: self.of(*key) + other.of(*key) for key in keys},
            exposed=self.exposed + other.exposed,
            boundless=self.boundless + other.boundless,
            unsized=self.unsized + other.unsized,
            silent=self.silent or other.silent,
            granted=self.granted + other.granted,
            needed=_both(self.needed, other.needed),
            short=_both(self.short, other.short),
        )

    def of(self, ledger: str, *kinds: str) -> Decimal:
        return sum((self.balances.get((ledger, kind), ZERO) for kind in kinds), ZERO)

    def records(self, ledger: str) -> bool:
        """Was anything ever recorded in this ledger? Else its measures are not zero, but not recorded."""
        return any(one == ledger for one, _kind in self.balances)


def _both(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


@dataclass(frozen=True)
class Measure:
    """`label` and `meaning` are for people; `value` gives the measure of what is held."""

    key: str
    label: str
    meaning: str
    value: Callable[[Holdings], Range | None]


def _sum_of(ledger: str, *kinds: str) -> Callable[[Holdings], Range | None]:
    return lambda held: exactly(held.of(ledger, *kinds)) if held.records(ledger) else None


def _exposed(held: Holdings) -> Decimal:
    """What a reservation of unknown size may still take: it lies between nothing and this."""
    return max(held.of("commitments", "available"), ZERO) if held.boundless else held.exposed


def _available(held: Holdings) -> Range | None:
    free = held.of("commitments", "available")
    return Range(free - _exposed(held), free) if held.records("commitments") else None


def _reserved(held: Holdings) -> Range | None:
    if not held.records("commitments"):
        return Range() if held.boundless else None
    kept = held.of("commitments", "reserved")
    return Range(kept, kept + _exposed(held))


def _intended(held: Holdings) -> Range | None:
    if held.silent:
        return Range(max(held.of("cofunding", "intended"), ZERO))
    return exactly(held.of("cofunding", "intended")) if held.records("cofunding") else None


def _over_awards(amount: Decimal | None, held: Holdings) -> Range | None:
    """None where no decision needs match, so that there is nothing to set against it, or where the ratio is unknown."""
    return exactly(amount) if held.granted and amount is not None else None


def _ratio(held: Holdings) -> Range | None:
    return exactly(held.of("cofunding", *CONFIRMED) / held.granted) if held.granted else None


CONFIRMED = ("committed", "realised", "used")
BOOK_MEASURES = [
    Measure(
        "allotted",
        _("Allotted"),
        _("All budget that the line has for commitments, in whatever state: what is below added up."),
        _sum_of("commitments", "available", "reserved", "committed", "paid", "freed"),
    ),
    Measure(
        "available",
        _("Available"),
        _("Budget that is neither set apart nor granted. Beside a reservation of unknown size: at most this."),
        _available,
    ),
    Measure(
        "reserved",
        _("Reserved"),
        _("Budget kept for a named purpose, without a decision. Of unknown size: at least its lower bound."),
        _reserved,
    ),
    Measure(
        "committed",
        _("Committed"),
        _("What decisions oblige the State to pay, paid or not yet."),
        _sum_of("commitments", "committed", "paid"),
    ),
    Measure("open", _("Still to pay"), _("Committed, less what is paid."), _sum_of("commitments", "committed")),
    Measure("paid", _("Paid"), _("Advances and payments, less what was paid back."), _sum_of("commitments", "paid")),
    Measure(
        "freed",
        _("Come free"),
        _("Lowered or paid back after its budget year. Only a budget decision makes it available again."),
        _sum_of("commitments", "freed"),
    ),
    Measure(
        "cash_available",
        _("Cash available"),
        _("What may still be paid in the budget year. It is another budget than the one for commitments."),
        _sum_of("cash", "available"),
    ),
    Measure("cash_paid", _("Cash paid"), _("What was paid in the budget year."), _sum_of("cash", "paid")),
    Measure(
        "match_intended",
        _("Match intended"),
        _("What co-funders mean to put in and nobody has confirmed. A pledge without an amount makes it a minimum."),
        _intended,
    ),
    Measure(
        "match_committed",
        _("Match committed"),
        _("What co-funders have decided to put in and they or the controller confirmed, realised or not yet."),
        _sum_of("cofunding", *CONFIRMED),
    ),
    Measure(
        "match_realised",
        _("Match realised"),
        _("What co-funders have put in, as they or the controller confirmed."),
        _sum_of("cofunding", "realised", "used"),
    ),
    Measure(
        "match_used", _("Match used"), _("Realised match that a settlement rests on."), _sum_of("cofunding", "used")
    ),
    Measure(
        "match_needed",
        _("Match needed"),
        _("The ratio of the scheme times the State money that is granted. Unknown where the ratio is."),
        lambda held: _over_awards(held.needed, held),
    ),
    Measure(
        "match_shortfall",
        _("Match short"),
        _(
            "Match needed, less match committed, for each region or plan where the match is held. "
            "What one has to spare is not there for another."
        ),
        lambda held: _over_awards(held.short, held),
    ),
    Measure(
        "match_ratio",
        _("Match for each euro"),
        _("Match committed, divided by what is committed by the State, over all budget years."),
        _ratio,
    ),
]
"""Every measure over the books, in the order of a page. Planned, committed and paid are never added together."""
