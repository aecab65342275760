"""One figure of the dashboard: what it is made of, account by account, and the entries that moved it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from funding import books, moves, papers
from funding.account_names import OWNERS
from funding.account_register import MEASURED_ON
from funding.amounts import exactly
from funding.ledger import COFUNDING, PAID
from funding.measures import Measure
from funding.models import Account, Award, BudgetLine, Entry, Pledge, Transfer
from funding.moves import Course, Day
from regions.models import Region
from reports import budget
from reports.budget import Spot, View
from ui import formats

PAGE_SIZE = 100
HUB_OWNERS = ("pool__region", "pool__plan__region")


@dataclass(frozen=True)
class Figure:
    """An amount of a table: a measure of a row, in a view. `since`: the earlier view that it is compared with."""

    view: View
    group: str
    spot: Spot
    measure: Measure
    since: View | None = None

    @property
    def title(self) -> str:
        return f"{self.measure.label}: {self.spot.name}"

    @property
    def adjusted(self) -> bool:
        """Does the dashboard show bounds around this amount where something of unknown size is recorded?"""
        return self.measure.key in ("available", "reserved", "match_intended")

    @property
    def accounts(self) -> QuerySet[Account]:
        ledger, kinds = MEASURED_ON[self.measure.key]
        return moves.accounts(self.spot.place, ledger, kinds, year=self.view.year)

    @property
    def moved(self) -> QuerySet[Transfer]:
        """The transfers that count in the view and, compared with an earlier one, not in that."""
        since = None if self.since is None else day_of(self.since)
        return moves.transfers(day_of(self.view), since=since, demo=self.view.demo)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its accounts; what is paid comes first, as on the dashboard."""
        _ledger, kinds = MEASURED_ON[self.measure.key]
        return tuple(sorted(kinds, key=lambda kind: kind != PAID))

    @cached_property
    def course(self) -> Course:
        """What each of its accounts held, and month by month how that came about."""
        return moves.course(self.accounts, self.moved, self.kinds)

    @property
    def held(self) -> dict[int, Decimal]:
        """What each of its accounts that took part held, in euros by id."""
        return self.course.held

    @property
    def invented(self) -> dict[int, Decimal]:
        """What of that a demonstration moved; accounts without any are not in it."""
        return self.course.invented

    @property
    def holders(self) -> QuerySet[Account]:
        """The accounts that `held` names, in the order of lines, hubs and awards."""
        found = self.accounts.filter(pk__in=self.held)
        own = ("year", "award__number", "pledge", "reservation", "kind", "pk")
        found = found.order_by("line__position", "pool__region__slug", "pool__plan__region__slug", *own)
        return found.select_related(*OWNERS, *HUB_OWNERS)

    def entries(self, account: Account | None = None) -> QuerySet[Transfer]:
        """What moved the figure, or one of its accounts (moves.entries)."""
        inside = self.accounts if account is None else self.accounts.filter(pk=account.pk)
        return moves.entries(inside, self.moved)

    def query(self, **more: object) -> str:
        earlier = {} if self.since is None else since_query(self.since)
        return self.view.query(groep=self.group, rij=self.spot.key, maat=self.measure.key, **earlier, **more)

    def url(self) -> str:
        return f"{reverse('reports:budget_figure')}?{self.query()}"

    def entries_url(self, **more: object) -> str:
        return f"{reverse('reports:budget_entries')}?{self.query(**more)}"


def day_of(view: View) -> Day:
    return Day(view.valid_on, view.known_on, view.known_at)


def since_query(view: View) -> dict[str, str]:
    """The earlier day of a comparison, as its form names it."""
    known = {} if view.known_on is None else {"van_bekend": view.known_on.isoformat()}
    return {"van": view.valid_on.isoformat(), **known}


Places = tuple[Sequence[BudgetLine], Sequence[Region]]


def asked(query: Mapping[str, str], where: Places, view: View, since: View | None = None) -> Figure | None:
    """The figure that an address names; None when there is no such."""
    group, measure = query.get("groep", ""), query.get("maat", "")
    spots = budget.spots(*where).get(group, [])
    spot = next((one for one in spots if one.key == query.get("rij")), None)
    shown = budget.STATE_OF_HUBS + budget.MATCH if group == "hubs" else budget.MEASURES
    if spot is None or measure not in MEASURED_ON or measure not in shown:
        return None
    return Figure(view, group, spot, budget.MEASURES[measure], since)


def hub_of(account: Account, regions: Mapping[int, Region]) -> Region | None:
    """The region of its pool, else the one whose own line it is on."""
    pool = account.pool
    region = pool and (pool.region or (pool.plan and pool.plan.region))
    if region:
        return region
    return next((one for one in regions.values() if account.line_id in one.own_lines), None)


def unsized(figure: Figure) -> list[Entry]:
    """The entries that set something of unknown size apart here, for as long as that stood open on the day.

    What puts the bounds around what is available or reserved. Compared with an earlier day: none, they move no euros.
    """
    found = papers.with_papers(unsized_here(figure)).select_related("sets_apart__line")
    return list(found.order_by("sets_apart__line__position", "pk"))


def unsized_here(figure: Figure) -> QuerySet[Entry]:
    """The same, to look for in a statement."""
    place, day = figure.spot.place, day_of(figure.view)
    if figure.measure.key not in budget.OF_LINES or figure.since is not None:
        return Entry.objects.none()
    counted = Entry.objects.filter(day.entries)
    corrected = counted.filter(corrects=OuterRef("pk"))
    resolved = counted.filter(~Exists(corrected), resolves=OuterRef("sets_apart"))
    lines = [line for line in place.lines if place.has(line, None)]
    found = counted.filter(~Exists(resolved), sets_apart__size=None, sets_apart__line__in=lines)
    return found if figure.view.year is None else found.filter(sets_apart__year=figure.view.year)


def awards(figure: Figure) -> list[tuple[Award, Decimal]]:
    """The awards whose accounts it is made of, by number, each with what it holds of it in euros."""
    if MEASURED_ON[figure.measure.key][0] == COFUNDING:
        return []
    sums: dict[Award, Decimal] = defaultdict(Decimal)
    own = Account.objects.filter(pk__in=figure.held, award__isnull=False).select_related("award__recipient")
    for account in own.order_by("award__number"):
        sums[account.award] += figure.held[account.pk]
    return list(sums.items())


def silent(figure: Figure) -> list[Pledge]:
    """The pledges here of which no amount was booked by the day: why the dashboard says "at least"."""
    place, view, day = figure.spot.place, figure.view, day_of(figure.view)
    if figure.measure.key != "match_intended" or figure.since is not None:
        return []
    booked = Transfer.objects.filter(day.counts, to_account__pledge=OuterRef("pk"))
    found = Pledge.objects.filter(~Exists(booked), document_date__lte=view.valid_on, pool__line__in=place.lines)
    until = [one for one in (view.known_at, view.known_on and books.end_of(view.known_on)) if one]
    if until:
        found = found.filter(recorded_at__lt=min(until))
    if not view.demo:
        found = found.filter(pool__version__scheme__demo=False)
    found = found.select_related("funder", "pool__line", "pool__plan", "pool__version__scheme")
    return [one for one in found.order_by("pool__line__position", "pk") if place.has(one.pool.line_id, _region(one))]


def _region(pledge: Pledge) -> int | None:
    return pledge.pool.region_id or (pledge.pool.plan.region_id if pledge.pool.plan else None)


def mark(amount: Decimal) -> str:
    """How much of an amount a demonstration moved, in words; nothing for none."""
    return budget.part_in_words(exactly(amount)) if amount else ""


def signed(amount: Decimal) -> str:
    """Euros with a sign: what came in or went out."""
    return f"+{formats.euro(amount)}" if amount > 0 else formats.euro(amount)
