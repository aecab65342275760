"""What match pools hold, and what their awards need: one statement, whatever the number of pools."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Subquery, Value

from funding.amounts import Range
from funding.cofunding import State, needed
from funding.ledger import COFUNDING, COMMITMENTS, COMMITTED, PAID
from funding.measures import BOOK_MEASURES, CONFIRMED, Holdings, Measure
from funding.models import Account, Award, MatchPool, Pledge, Settlement

ZERO = Decimal(0)
MEASURES: dict[str, Measure] = {one.key: one for one in BOOK_MEASURES}


@dataclass(frozen=True)
class PoolState:
    """`held`: balances, as the measures read them. `to_prove`: match that awards on proof need before their first euro.

    Both in euros. The database counts an award on proof from its first payment; who must bring the match counts it now.
    """

    held: Holdings = field(default_factory=Holdings)
    to_prove: Decimal = ZERO

    @property
    def committed(self) -> Decimal:
        return self.held.of(COFUNDING, *CONFIRMED)

    @property
    def asked(self) -> Decimal | None:
        """Match that all awards ask, those on proof too; None: the ratio is unknown."""
        return None if self.held.needed is None else self.held.needed + self.to_prove

    @property
    def short(self) -> Decimal | None:
        return None if self.asked is None else max(self.asked - self.committed, ZERO)

    def value(self, measure: str) -> Range | None:
        """A measure over this pool in euros (the ratio: euros for each euro)."""
        return MEASURES[measure].value(self.held)


def live_settlement() -> Subquery:
    """The amount that an award (by "award") is settled at, if it is."""
    return Subquery(Settlement.objects.filter(award=OuterRef("award"), replaced_by=None).values("amount")[:1])


def of_pools(pools: QuerySet[MatchPool] | Iterable[int]) -> dict[int, PoolState]:
    """By id of the pool, for each pool that holds anything; others hold nothing."""
    balances: dict[int, dict[tuple[str, str], Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    granted: dict[tuple, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    silent = set()
    for pool, ledger, kind, balance, *award in _accounts(pools).union(_never_booked(pools), all=True):
        if not ledger:
            silent.add(pool)
            continue
        balances[pool][ledger, kind] += balance
        if ledger == COMMITMENTS:
            granted[(pool, *award)][kind] += balance
    need: dict[int, list[tuple[Decimal | None, Decimal]]] = defaultdict(list)
    for (pool, _award, condition, ordered_by, ratio, settled), held in granted.items():
        need[pool].append((ZERO, ZERO) if ordered_by else _need(held, condition, ratio, settled))
    return {pool: _state(balances[pool], need[pool], pool in silent) for pool in {*balances, *silent}}


def _accounts(pools) -> QuerySet:
    about = ("award", "award__condition", "award__ordered_by", "pool__version__ratio", "settled")
    found = Account.objects.filter(pool__in=pools).annotate(settled=live_settlement())
    return found.order_by().values_list("pool", "ledger", "kind", "balance", *about)


def _never_booked(pools) -> QuerySet:
    """The same columns, all of them empty but the pool, for each pledge of which nothing is known in euros."""
    never = Pledge.objects.filter(~Exists(Account.objects.filter(pledge=OuterRef("pk"))), pool__in=pools)
    return never.order_by().values_list("pool", Value(""), Value(""), Value(ZERO), *[Value(None, IntegerField())] * 5)


def _need(held, condition: str, ratio: Decimal | None, settled: Decimal | None) -> tuple[Decimal | None, Decimal]:
    """What an award needs now, and what it needs besides before it is paid anything."""
    if ratio is None:
        return None, ZERO
    total, on_proof = sum(held.values(), ZERO), condition == Award.Condition.PROOF_OF_MATCH
    state = State(total, held[PAID], settled, on_proof)
    whole = State(total, held[PAID], settled)
    now = needed(state.counted, ratio)
    return now, needed(whole.counted, ratio) - now


def _state(balances, need: list[tuple[Decimal | None, Decimal]], silent: bool) -> PoolState:
    unknown = any(now is None for now, _later in need)
    total = None if unknown else sum((now for now, _later in need), ZERO)
    held = Holdings(balances=dict(balances), silent=silent)
    held = replace(
        held,
        granted=held.of(COMMITMENTS, COMMITTED, PAID),
        needed=total,
        short=None if total is None else max(total - held.of(COFUNDING, *CONFIRMED), ZERO),
    )
    return PoolState(held, sum((later for _now, later in need), ZERO))
