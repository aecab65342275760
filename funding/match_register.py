"""Pledges as a list: what each holds by now, who waits for whom, and the match of each pool."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Organisation, Role, RoleHolding, User
from funding import readers
from funding.asked import read
from funding.ledger import COMMITTED, INTENDED, REALISED, USED
from funding.models import Award, MatchPool, Pledge
from funding.permissions import reads_money
from funding.pool_books import PoolState, of_pools
from funding.words import in_euros
from ui import formats
from ui.language import local
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
ZERO = Decimal(0)
UNKNOWN, TO_CONFIRM, PROMISED, PAID_IN, WITHDRAWN = "unknown", "to_confirm", "promised", "paid_in", "withdrawn"
# State → (name in the address, label, kind of badge).
STATES = {
    TO_CONFIRM: ("te-bevestigen", gettext_lazy("To be confirmed"), "warning"),
    PROMISED: ("toegezegd", pgettext_lazy("match", "Committed"), "info"),
    PAID_IN: ("ingelegd", gettext_lazy("Realised"), "success"),
    UNKNOWN: ("onbekend", gettext_lazy("Amount unknown"), "neutral"),
    WITHDRAWN: ("ingetrokken", gettext_lazy("Withdrawn"), "neutral"),
}
KINDS = (INTENDED, COMMITTED, REALISED, USED)
SORTS = {
    "funder": lambda row: (row.pledge.funder.name.lower(), row.pledge.pk),
    "claimant": lambda row: (row.pledge.claimed_by.name.lower(), row.pledge.pk),
    "intended": lambda row: (row.held[INTENDED], row.pledge.pk),
    "committed": lambda row: (row.held[COMMITTED], row.pledge.pk),
    "realised": lambda row: (row.held[REALISED], row.pledge.pk),
    "date": lambda row: (row.pledge.document_date, row.pledge.pk),
}
FIRST_SORT = "-date"
ABOUT = ("funder", "claimed_by", "pool__line", "pool__region", "pool__version__scheme", "pool__plan__organisation")


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    state: str = ""
    words: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        names = {name: key for key, (name, _label, _kind) in STATES.items()}
        return cls(**read(query, states=names, sorts=SORTS, first=FIRST_SORT))


@dataclass(frozen=True)
class Row:
    """A pledge with the euros that it holds by kind; `booked`: was an amount ever recorded?"""

    pledge: Pledge
    held: dict[str, Decimal]
    booked: bool

    @property
    def state(self) -> str:
        if not self.booked:
            return UNKNOWN
        for state, kinds in ((TO_CONFIRM, [INTENDED]), (PROMISED, [COMMITTED]), (PAID_IN, [REALISED, USED])):
            if any(self.held[kind] for kind in kinds):
                return state
        return WITHDRAWN

    @property
    def badge(self) -> dict[str, str]:
        _name, label, kind = STATES[self.state]
        return {"text": str(label), "kind": kind}

    @property
    def words(self) -> str:
        one = self.pledge
        return f"{one.funder.name} {one.claimed_by.name} {one.evidence} {pool_name(one.pool)}".lower()


def with_amounts(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """Adds what each pledge holds: `sum_<kind>` in euros, None where nothing was ever booked."""
    sums = {f"sum_{kind}": Sum("accounts__balance", filter=Q(accounts__kind=kind)) for kind in KINDS}
    return pledges.select_related(*ABOUT).annotate(**sums)


def row_of(pledge: Pledge) -> Row:
    sums = {kind: getattr(pledge, f"sum_{kind}") for kind in KINDS}
    booked = any(one is not None for one in sums.values())
    return Row(pledge, {kind: one or ZERO for kind, one in sums.items()}, booked)


def rows(user: User) -> list[Row]:
    """All pledges that this person may open: one statement."""
    return [row_of(pledge) for pledge in with_amounts(readers.pledges(user))]


def found(all_rows: Iterable[Row], asked: Question) -> list[Row]:
    fitting = [row for row in all_rows if not asked.state or row.state == asked.state]
    for word in asked.words.lower().split()[:10]:
        fitting = [row for row in fitting if word in row.words]
    return sorted(fitting, key=SORTS[asked.sort.removeprefix("-")], reverse=asked.sort.startswith("-"))


def numbers(all_rows: Iterable[Row]) -> dict[str, int]:
    """How many there are by state; "all" is all of them."""
    counts = dict.fromkeys(("all", *STATES), 0)
    for row in all_rows:
        counts["all"] += 1
        counts[row.state] += 1
    return counts


# --- Who waits for whom -----------------------------------------------------------------------------------------------


def to_confirm_by(user: User) -> QuerySet[Pledge]:
    """Pledges with an amount that this person's organisation funds, did not claim, and has not confirmed wholly."""
    held = [one.organisation_id for one in user.holdings]
    mine = Pledge.objects.filter(funder__in=readers.funders(user)).exclude(claimed_by__in=held)
    return with_amounts(mine).filter(sum_intended__gt=0).order_by("document_date", "pk")


def without_people() -> QuerySet[Pledge]:
    """Pledges to confirm whose co-funder has nobody who can: the ministry's controller does it."""
    somebody = RoleHolding.objects.current().filter(organisation=OuterRef("funder"), role=Role.COFUNDER)
    orphans = Pledge.objects.filter(~Exists(somebody.filter(person__is_active=True)))
    return with_amounts(orphans).filter(sum_intended__gt=0).order_by("document_date", "pk")


# --- Pools ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PoolRow:
    """A pool with its measures in words; `needed` counts awards on proof too."""

    pool: MatchPool
    name: str
    state: PoolState

    @property
    def needed(self) -> str:
        return formats.euro(self.state.asked)

    @property
    def short(self) -> str:
        return formats.euro(self.state.short)

    @property
    def intended(self) -> str:
        return in_euros(self.state.value("match_intended"))

    @property
    def committed(self) -> str:
        return in_euros(self.state.value("match_committed"))

    @property
    def realised(self) -> str:
        return in_euros(self.state.value("match_realised"))

    @property
    def used(self) -> str:
        return in_euros(self.state.value("match_used"))


def pools_of(user: User) -> QuerySet[MatchPool]:
    """The pools in which this person's organisations claim match or hold an award; the ministry's are all."""
    pools = MatchPool.objects.select_related("line", "region", "plan__organisation", "version__scheme")
    if reads_money(user):
        return pools.order_by("line__position", "region__name_nl", "pk")
    own = readers.recipients(user)
    mine = Q(Exists(Pledge.objects.filter(pool=OuterRef("pk"), claimed_by__in=own)))
    mine |= Q(Exists(Award.objects.filter(pool=OuterRef("pk"), recipient__in=own)))
    return pools.filter(mine).order_by("line__position", "pk")


def pool_rows(pools: QuerySet[MatchPool]) -> list[PoolRow]:
    """Each pool with what it holds and needs: two statements."""
    pools = list(pools)
    states = of_pools([one.pk for one in pools])
    return [PoolRow(one, pool_name(one), states.get(one.pk, PoolState())) for one in pools]


def pool_name(pool: MatchPool) -> str:
    """ "Regional plans, Zuid-Holland (scheme, version 1)"."""
    parts = [local(pool.line, "name")]
    if pool.region:
        parts.append(local(pool.region, "name"))
    if pool.plan:
        parts.append(pool.plan.organisation.name)
    scheme = _("%(scheme)s, version %(number)s") % {
        "scheme": local(pool.version.scheme, "name"),
        "number": pool.version.number,
    }
    return f"{', '.join(parts)} ({scheme})"


def funders_known() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Organisation.Kind.COFUNDER).order_by("name")


# --- As a file --------------------------------------------------------------------------------------------------------


def pledges_csv(shown: Iterable[Row]) -> str:
    columns = [
        _("Pledge"),
        _("Co-funder"),
        _("Brought in by"),
        _("Counts towards"),
        _("Kind"),
        _("Origin"),
        _("Document"),
        _("Date of the document"),
        _("Intended (euros)"),
        _("Committed, not yet realised (euros)"),
        _("Realised, not yet used (euros)"),
        _("Used (euros)"),
        _("State"),
        _("Demonstration"),
    ]
    return as_csv(columns, (_cells(row) for row in shown))


def _cells(row: Row) -> list[object]:
    one = row.pledge
    amounts = [row.held[kind] if row.booked else None for kind in KINDS]
    return [
        one.pk,
        one.funder.name,
        one.claimed_by.name,
        pool_name(one.pool),
        one.get_kind_display(),
        one.get_origin_display(),
        one.evidence,
        one.document_date.isoformat(),
        *amounts,
        row.badge["text"],
        _("Demonstration: invented") if one.pool.version.scheme.demo else "",
    ]
