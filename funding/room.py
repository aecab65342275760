"""How much can be awarded to a plan in a pool: what the line, the match and the cash of the year leave.

A view of the books for who prepares and who decides. What it shows can change until the decision is taken: the
database has the last word (funding/sql/transfers_are_admitted.sql, check_pool.sql, check_reservations.sql).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal

from django.db.models import Q

from funding import books, schemes
from funding.cofunding import State
from funding.ledger import AVAILABLE, CASH, CENT, COFUNDING, COMMITMENTS, PAID
from funding.measures import CONFIRMED
from funding.models import Account, Award, MatchPool, Plan, Reservation, SchemeVersion, Settlement
from jobs import clock

ZERO = Decimal(0)


@dataclass(frozen=True)
class Room:
    """Amounts in euros. `match`: committed in the pool, cumulative; `state`: State money that rests on it already.

    `cash` None: the cash ceiling of the year is unknown. `reservations`: open ones on the line in this year.
    """

    pool: MatchPool
    year: int
    available: Decimal
    cash: Decimal | None
    match: Decimal
    state: Decimal
    reservations: tuple[Reservation, ...] = field(default_factory=tuple)

    @property
    def is_held(self) -> bool:
        """Whether the match limits what can be awarded."""
        version = self.pool.version
        return version.instrument in SchemeVersion.CONDITIONAL and bool(version.ratio)

    @property
    def by_match(self) -> Decimal | None:
        """What the committed match still allows; None where it is no limit."""
        if not self.is_held:
            return None
        allowed = (self.match / self.pool.version.ratio).quantize(CENT, rounding=ROUND_DOWN)
        return max(allowed - self.state, ZERO)

    @property
    def unknown_rules(self) -> list[str]:
        return schemes.unknown_rules(self.pool.version)

    @property
    def is_open_ended(self) -> bool:
        """A reservation of unknown size: who decides must say what stays for it."""
        return any(one.size is None for one in self.reservations)

    @property
    def most(self) -> Decimal:
        """The most that can be awarded without a condition and without using a reservation."""
        return self.available if self.by_match is None else min(self.available, self.by_match)

    def beyond(self, amount: Decimal) -> Decimal:
        """The part of an amount that passes the ceiling."""
        return max(amount - self.most, ZERO)


def pools_of(plan: Plan, on: date | None = None) -> list[MatchPool]:
    """Where the match of this plan can be held: its line and region or itself, under rules in force that day."""
    pools = MatchPool.objects.filter(
        Q(region=None) | Q(region=plan.region_id),
        Q(plan=None) | Q(plan=plan.pk),
        line=plan.line_id,
        version__in=schemes.in_force(on or clock.today()),
    )
    return list(pools.select_related("version__scheme", "region", "line", "plan").order_by("pk"))


def of(pools: Iterable[MatchPool], year: int) -> list[Room]:
    """The room in each pool, in six statements however many there are."""
    pools = list(pools)
    lines = {pool.line_id for pool in pools}
    line_accounts = Account.objects.filter(line__in=lines, year=year, kind=AVAILABLE, ledger__in=(COMMITMENTS, CASH))
    there = {(one.line_id, one.ledger): one for one in line_accounts}
    reserved = defaultdict(list)
    for one in books.open_reservations(year).filter(line__in=lines).order_by("pk"):
        reserved[one.line_id].append(one)
    match, state = _match(pools), _state(pools)
    rooms = []
    for pool in pools:
        money, cash = there.get((pool.line_id, COMMITMENTS)), there.get((pool.line_id, CASH))
        rooms.append(
            Room(
                pool=pool,
                year=year,
                available=money.balance if money else ZERO,
                cash=cash.balance if cash and cash.received else None,
                match=match[pool.pk],
                state=state[pool.pk],
                reservations=tuple(reserved[pool.line_id]),
            )
        )
    return rooms


def _match(pools: list[MatchPool]) -> dict[int, Decimal]:
    totals: dict[int, Decimal] = defaultdict(Decimal)
    accounts = Account.objects.filter(pool__in=pools, ledger=COFUNDING, kind__in=CONFIRMED)
    for pool, balance in accounts.values_list("pool", "balance"):
        totals[pool] += balance
    return totals


def _state(pools: list[MatchPool]) -> dict[int, Decimal]:
    """State money of each pool that its match must cover: as funding_check_pool counts it."""
    held: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    accounts = Account.objects.filter(pool__in=pools, ledger=COMMITMENTS, award__isnull=False)
    for award, kind, balance in accounts.values_list("award", "kind", "balance"):
        held[award][kind] += balance
    settled = dict(Settlement.objects.filter(award__in=held, replaced_by=None).values_list("award", "amount"))
    totals: dict[int, Decimal] = defaultdict(Decimal)
    for award in Award.objects.filter(pk__in=held, ordered_by=""):
        money = held[award.pk]
        on_proof = award.condition == Award.Condition.PROOF_OF_MATCH
        totals[award.pool_id] += State(sum(money.values(), ZERO), money[PAID], settled.get(award.pk), on_proof).counted
    return totals
