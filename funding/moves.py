"""What moved money: the accounts of a place, what they held on a day, and the entries between two days."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import BigIntegerField, Case, Count, DateField, DecimalField, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Coalesce, TruncMonth

from funding.models import Account, Entry, Transfer

NOTHING = Value(Decimal(0), output_field=DecimalField())


@dataclass(frozen=True)
class Place:
    """Accounts on `lines` (ids). Of one hub: where its pool is in `region`, or in no region on its `own` lines.

    `own` None: all accounts on the lines, whatever their region.
    """

    lines: tuple[int, ...]
    region: int | None = None
    own: tuple[int, ...] | None = None

    def has(self, line: int, region: int | None) -> bool:
        """Does money of this line and region (of its pool) lie here?"""
        if line not in self.lines:
            return False
        return self.own is None or (line in self.own if region is None else region == self.region)


@dataclass(frozen=True)
class Day:
    """The books as valid on a day and as known at the end of another (None: as known now).

    `known_at`: as known at a moment within a day.
    """

    valid_on: date
    known_on: date | None = None
    known_at: datetime | None = None

    @property
    def counts(self) -> Q:
        """The transfers that count."""
        return self._counts("entry__recorded_at")

    @property
    def entries(self) -> Q:
        """The entries that count."""
        return self._counts("recorded_at")

    def _counts(self, moment: str) -> Q:
        """Both carry their days; `moment`: the field that says when the entry was recorded."""
        found = Q(valid_on__lte=self.valid_on)
        if self.known_on is not None:
            found &= Q(recorded_on__lte=self.known_on)
        if self.known_at is not None:
            found &= Q(**{f"{moment}__lt": self.known_at})
        return found


def accounts(place: Place, ledger: str, kinds: Sequence[str], *, year: int | None = None) -> QuerySet[Account]:
    """The accounts of these kinds in a place; `year` leaves out other budget years, where accounts have one."""
    found = Account.objects.filter(line__in=place.lines, ledger=ledger, kind__in=kinds)
    if place.own is not None:
        found = found.annotate(region=Coalesce("pool__region", "pool__plan__region"))
        own = Q(region=None, line__in=place.own)
        found = found.filter(own if place.region is None else own | Q(region=place.region))
    return found if year is None else found.filter(Q(year=year) | Q(year=None))


def transfers(day: Day, *, since: Day | None = None, demo: bool = True) -> QuerySet[Transfer]:
    """What counts on a day; with `since`: and did not count on that earlier one. `demo` False: no demonstrations."""
    found = Transfer.objects.filter(day.counts)
    if since is not None:
        found = found.exclude(since.counts)
    return found if demo else found.exclude(entry__in=_of_demo())


def _of_demo() -> QuerySet[Entry]:
    return Entry.objects.filter(demo=True).values("pk")


@dataclass(frozen=True)
class Course:
    """`held`: by id of each account that took part, what it held after all, in euros; `invented`: how much of that a
    demonstration moved, below zero where it took it away, and accounts without any are not in it.

    `rises`: by first day of each month in which anything is valid, what all accounts of each kind rose by.
    """

    held: dict[int, Decimal]
    rises: dict[date, tuple[Decimal, ...]]
    invented: dict[int, Decimal]


def course(inside: QuerySet[Account], moved: QuerySet[Transfer], kinds: Sequence[str]) -> Course:
    """How these accounts, which are of `kinds`, came to hold what they do.

    One statement that passes over the transfers twice, however many accounts there are. A row for each pair of accounts
    (`into`, `out`; None: not one of these), or for a month, with as many sums as there are kinds.
    """
    touched, (into, out) = _between(inside, moved)
    none = dict.fromkeys(range(1, len(kinds)), NOTHING)
    pairs = touched.values_list(into, out, Value(None, output_field=DateField())).annotate(
        sum_0=Sum("amount"),
        **{f"sum_{place}": zero for place, zero in none.items()},
        of_demo=Sum("amount", filter=Q(entry__in=_of_demo()), default=NOTHING),
    )
    no_account = Value(None, output_field=BigIntegerField())
    months = touched.values_list(no_account, no_account, Cast(TruncMonth("valid_on"), DateField())).annotate(
        **{f"sum_{place}": _rise(inside.filter(kind=kind)) for place, kind in enumerate(kinds)}, of_demo=NOTHING
    )
    held: dict[int, Decimal] = defaultdict(Decimal)
    invented: dict[int, Decimal] = defaultdict(Decimal)
    rises = {}
    for to_account, from_account, month, *sums, of_demo in pairs.union(months, all=True):
        if month is not None:
            rises[month] = tuple(sums)
        for account, sign in ((to_account, 1), (from_account, -1)):
            if account is not None:
                held[account] += sign * sums[0]
                invented[account] += sign * of_demo
    return Course(dict(held), rises, {account: amount for account, amount in invented.items() if amount})


def _rise(inside: QuerySet[Account]) -> CombinedExpression:
    """What came into these accounts together, less what went out."""
    own = inside.order_by().values("pk")
    into, out = (
        Sum(Case(When(**{f"{side}__in": own}, then="amount"), default=NOTHING))
        for side in ("to_account", "from_account")
    )
    return into - out


def held(inside: QuerySet[Account], moved: QuerySet[Transfer]) -> dict[int, Decimal]:
    """By id of each of these accounts that took part, what it held after all, in euros. One statement."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    touched, sides = _between(inside, moved)
    for to_account, from_account, amount in touched.values_list(*sides).annotate(sum=Sum("amount")):
        for account, change in ((to_account, amount), (from_account, -amount)):
            if account is not None:
                found[account] += change
    return dict(found)


def _between(inside: QuerySet[Account], moved: QuerySet[Transfer]) -> tuple[QuerySet[Transfer], tuple[Case, Case]]:
    """The transfers into and out of these accounts, and which of them each went to and came from; None: another."""
    own = inside.order_by().values("pk")
    touched = moved.filter(Q(to_account__in=own) | Q(from_account__in=own)).order_by()
    into, out = (Case(When(**{f"{side}__in": own}, then=side)) for side in ("to_account", "from_account"))
    return touched, (into, out)


def entries(inside: QuerySet[Account], moved: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """For each entry that changed what these accounts hold together: its id as `entry`, its days, and `moved` euros.

    Oldest first. What an entry moves between two of them changes nothing, so those that only do that are left out.
    """
    own = inside.order_by().values("pk")
    touched = moved.filter(Q(to_account__in=own) | Q(from_account__in=own)).order_by()
    found = touched.values("entry", "valid_on", "recorded_on").annotate(moved=_rise(inside)).exclude(moved=0)
    return found.order_by("valid_on", "entry")


def summed(found: QuerySet[Transfer]) -> tuple[int, Decimal]:
    """How many entries they are, and what they moved together in euros."""
    sums = found.aggregate(number=Count("entry"), total=Sum("moved"))
    return sums["number"], sums["total"] or Decimal(0)
