"""Awards as everyone may read them: the list with its search, filters and sorting, and what an award has come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, CharField, DecimalField, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import asked
from funding.amounts import Range
from funding.ledger import CENT, COMMITMENTS, PAID
from funding.models import MONEY, Account, Award, Settlement
from funding.pool_books import MEASURES, PoolState, of_pools
from ui import filters
from ui.language import local
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
MATCH = ("match_intended", "match_committed", "match_realised", "match_needed", "match_shortfall")
"""Measures of the pool that an award's line in the file ends with."""
MOST_WORDS = 10
RUNNING, SETTLED, ENDED = "running", "settled", "ended"
# State → (name in the address, label, kind of badge).
STATES = {
    RUNNING: ("lopend", gettext_lazy("Running"), "info"),
    SETTLED: ("vastgesteld", gettext_lazy("Settled"), "success"),
    ENDED: ("ingetrokken", gettext_lazy("Withdrawn"), "neutral"),
}
# Sorting: value in the address → columns. Ties by id, so that pages never overlap.
SORTS = {
    "date": ("document_date",),
    "number": ("number",),
    "recipient": ("recipient__name",),
    "amount": ("amount",),
    "paid": ("paid",),
}
FIRST_SORT = "-date"


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    state: str = ""
    words: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        names = {name: key for key, (name, _label, _kind) in STATES.items()}
        return cls(**asked.read(query, states=names, sorts=SORTS, first=FIRST_SORT))


def known() -> filters.Known:
    """What the list can be asked."""
    states = [name for name, _label, _kind in STATES.values()]
    return {"stand": (_("State"), states), "sort": filters.sorting(SORTS)}


def with_state() -> QuerySet[Award]:
    """Awards with what they hold in euros (`granted` = committed + paid, `paid`, `settled` None: not) and `state`."""
    held = Account.objects.filter(award=OuterRef("pk"), ledger=COMMITMENTS).order_by().values("award")
    money, zero = DecimalField(**MONEY), Value(Decimal(0), DecimalField(**MONEY))
    settled = Settlement.objects.filter(award=OuterRef("pk"), replaced_by=None)
    awards = Award.objects.select_related("recipient", "pool__version__scheme", "pool__line", "pool__region")
    return awards.select_related("plan_version__plan").annotate(
        granted=Coalesce(Subquery(held.annotate(total=Sum("balance")).values("total"), money), zero),
        paid=Coalesce(Subquery(held.filter(kind=PAID).annotate(total=Sum("balance")).values("total"), money), zero),
        settled=Subquery(settled.values("amount")[:1], money),
        state=Case(
            When(Exists(settled), Value(SETTLED)),
            When(granted=0, then=Value(ENDED)),
            default=Value(RUNNING),
            output_field=CharField(),
        ),
    )


def found(question: Question) -> QuerySet[Award]:
    awards = with_state()
    if question.state:
        awards = awards.filter(state=question.state)
    for word in question.words.split()[:MOST_WORDS]:
        awards = awards.filter(
            Q(number__icontains=word)
            | Q(recipient__name__icontains=word)
            | Q(plan_version__title__icontains=word)
            | Q(pool__line__name_nl__icontains=word)
            | Q(pool__line__name_en__icontains=word)
        )
    return awards.order_by(*asked.columns_of(question.sort, SORTS), "-pk")


def numbers() -> dict[str, int]:
    """How many awards there are by state; "all" is all of them, "demo" those that are invented."""
    counts = dict.fromkeys(("all", "demo", *STATES), 0)
    for state, demo in with_state().values_list("state", "pool__version__scheme__demo").order_by():
        counts["all"] += 1
        counts["demo"] += demo
        counts[state] += 1
    return counts


def purpose(award: Award) -> str:
    """What it is for: the title of the plan, else the budget line."""
    title = award.plan_version.title if award.plan_version else ""
    return title or local(award.pool.line, "name")


def _exact(amount: Range | None) -> Decimal | None:
    return amount.value.quantize(CENT) if amount and amount.known else None


def is_demo(award: Award) -> bool:
    """Was it granted under a scheme that is invented for demonstrations?"""
    return award.pool.version.scheme.demo


def badge(award: Award) -> dict[str, str]:
    _name, label, kind = STATES[award.state]
    return {"text": str(label), "kind": kind}


def where_match_is_held(award: Award) -> str:
    """The level of the ratio, in words."""
    pool = award.pool
    if pool.plan_id:
        return _("this plan alone")
    if pool.region:
        return _("all awards of %(line)s in %(region)s together") % {
            "line": local(pool.line, "name"),
            "region": local(pool.region, "name"),
        }
    return _("all awards of %(line)s together") % {"line": local(pool.line, "name")}


def awards_csv(awards: Iterable[Award]) -> str:
    """The list as open data, one line for each award; euros with a dot.

    The match is that of the pool in which the award's match is held: awards of one pool show the same, so that these
    columns are not to be added up. Empty where it is unknown or nothing is recorded.
    """
    columns = [
        _("Number"),
        _("Recipient"),
        _("Scheme"),
        _("Purpose"),
        _("Budget line"),
        _("Date of the decision"),
        _("Granted (euros)"),
        _("Committed (euros)"),
        _("Paid (euros)"),
        _("Settled (euros)"),
        *(_("%(measure)s, of its pool (euros)") % {"measure": MEASURES[key].label} for key in MATCH),
        _("State"),
        _("Ordered by"),
        _("Demonstration"),
    ]
    awards = list(awards)
    pools = of_pools({award.pool_id for award in awards})
    return as_csv(columns, (_cells(award, pools.get(award.pool_id, PoolState())) for award in awards))


def _cells(award: Award, pool: PoolState) -> list[object]:
    return [
        award.number,
        award.recipient.name,
        local(award.pool.version.scheme, "name"),
        purpose(award),
        local(award.pool.line, "name"),
        award.document_date.isoformat(),
        award.amount,
        award.granted,
        award.paid,
        award.settled,
        *(_exact(pool.value(key)) for key in MATCH),
        badge(award)["text"],
        award.get_ordered_by_display(),
        _("Demonstration: invented") if is_demo(award) else "",
    ]
