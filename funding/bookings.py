"""The books as the financial administration should know them: numbers and amounts of a month, and where that stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from funding.ledger import COMMITMENTS, COMMITTED
from funding.models import Difference, Entry, Explanation, Reconciliation, Transfer
from funding.models.journal import NUMBERED
from jobs import clock
from ui.formats import date_long

LOWERS = frozenset(["decommit", "refund"])
REMINDED_ON = 10
"""Day of the month after which a month without reconciliation is late."""
Key = tuple[date, str, Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Month:
    """Where the reconciliation of a month stands. `latest` None: nothing was imported."""

    month: date
    latest: Reconciliation | None = None
    differences: int = 0
    open: int = 0

    @property
    def state(self) -> str:
        """ "missing", "open" (differences without explanation), "explained" or "equal"."""
        if self.latest is None:
            return "missing"
        if self.open:
            return "open"
        return "explained" if self.differences else "equal"


def first_day(day: date) -> date:
    return day.replace(day=1)


def month_name(month: date) -> str:
    """ "februari 2018"."""
    return date_long(month).split(" ", 1)[1]


def following(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def previous(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def of_month(month: date) -> list[tuple[str, Decimal]]:
    """(number, amount) of every entry that stands in the administration too; a correction counts the other way."""
    touched = Q(from_account__ledger=COMMITMENTS, from_account__kind=COMMITTED)
    touched |= Q(to_account__ledger=COMMITMENTS, to_account__kind=COMMITTED)
    transfers = Transfer.objects.filter(touched, _numbered("entry__")).filter(
        entry__valid_on__gte=month, entry__valid_on__lt=following(month)
    )
    columns = ("entry__reference", "entry__corrects__reference", "kind", "entry__corrects__kind", "amount")
    return [
        (own or corrected, _signed(kind, corrected_kind, amount))
        for own, corrected, kind, corrected_kind, amount in transfers.order_by("entry", "pk").values_list(*columns)
    ]


def _numbered(way: str = "") -> Q:
    return Q(**{f"{way}kind__in": NUMBERED}) | Q(**{f"{way}corrects__kind__in": NUMBERED})


def _signed(kind: str, corrected: str | None, amount: Decimal) -> Decimal:
    lowers = (corrected or kind) in LOWERS
    return -amount if lowers != (kind == "correct") else amount


def entries_with(reference: str, month: date) -> QuerySet[Entry]:
    """The entries of a month behind a number; to click through to."""
    named = Q(reference__iexact=reference) | Q(reference="", corrects__reference__iexact=reference)
    entries = Entry.objects.filter(named, _numbered(), valid_on__gte=month, valid_on__lt=following(month))
    return entries.order_by("pk")


def changed_since(one: Reconciliation) -> bool:
    """Was anything booked in this month after it was imported?"""
    entries = Entry.objects.filter(_numbered(), recorded_at__gt=one.recorded_at)
    return entries.filter(valid_on__gte=one.month, valid_on__lt=following(one.month)).exists()


def latest() -> dict[date, Reconciliation]:
    """The import that counts of each month: the last one."""
    return {one.month: one for one in _imports()}


def _imports() -> QuerySet[Reconciliation]:
    return Reconciliation.objects.order_by("month", "-pk").distinct("month").select_related("recorded_by")


def explanations(months: Iterable[date]) -> dict[Key, Explanation]:
    """What was said of a difference of these months, also when the month was imported again since; the last word."""
    found = Explanation.objects.filter(difference__reconciliation__month__in=list(months))
    found = found.select_related("difference__reconciliation", "recorded_by").order_by("pk")
    return {_key(one.difference): one for one in found}


def _key(difference: Difference) -> Key:
    return (difference.reconciliation.month, difference.reference, difference.ours, difference.theirs)


def explained(differences: Iterable[Difference]) -> list[tuple[Difference, Explanation | None]]:
    differences = list(differences)
    said = explanations({one.reconciliation.month for one in differences})
    return [(one, said.get(_key(one))) for one in differences]


def months() -> list[Month]:
    """Every month from the first numbered entry until the last one that ended, newest first; in two statements."""
    rows = Difference.objects.filter(reconciliation=OuterRef("pk"))
    counted = _imports().annotate(listed=_number(rows), unsaid=_number(rows.filter(~Exists(_said()))))
    imports = {one.month: one for one in counted}
    return [
        Month(month, one, one.listed, one.unsaid) if (one := imports.get(month)) else Month(month)
        for month in _all_months(imports)
    ]


def _number(differences: QuerySet[Difference]) -> Coalesce:
    of_import = differences.order_by().values("reconciliation").annotate(number=Count("pk"))
    return Coalesce(Subquery(of_import.values("number")), 0)


def _said() -> QuerySet[Explanation]:
    """What was said of a difference, also when its month was imported again since: as `explanations`."""
    found = Explanation.objects.filter(
        difference__reconciliation__month=OuterRef("reconciliation__month"), difference__reference=OuterRef("reference")
    )
    for side in ("ours", "theirs"):
        absent = Q(**{f"difference__{side}__isnull": True}) & Q(IsNull(OuterRef(side), rhs=True))
        found = found.filter(Q(**{f"difference__{side}": OuterRef(side)}) | absent)
    return found


def _all_months(imports: Iterable[date]) -> list[date]:
    first = Entry.objects.filter(_numbered()).aggregate(day=Min("valid_on"))["day"]
    month, wanted = previous(first_day(clock.today())), set(imports)
    while first and month >= first_day(first):
        wanted.add(month)
        month = previous(month)
    return sorted(wanted, reverse=True)


def late_month(known: Iterable[Month] | None = None) -> date | None:
    """The month that ended and that nobody imported by the 10th; None when there is none, or nothing to compare.

    `known`: the months, when they were read already.
    """
    today = clock.today()
    month = previous(first_day(today))
    if today.day < REMINDED_ON:
        return None
    known = months() if known is None else known
    return next((one.month for one in known if one.month == month and one.latest is None), None)
