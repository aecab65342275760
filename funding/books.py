"""Reads the books for the measures: what the accounts of each line hold, in six statements whatever the entries."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Sum

from funding.cofunding import State, needed
from funding.ledger import COMMITMENTS, PAID, SOURCE
from funding.measures import Holdings
from funding.models import Account, Award, Entry, Pledge, Reservation, Settlement

ZERO = Decimal(0)


def by_line(year: int | None = None) -> dict[int, Holdings]:
    """Holdings by id of the line; `year` leaves out other budget years (co-funding has none)."""
    accounts = Account.objects.exclude(kind=SOURCE)
    if year is not None:
        accounts = accounts.filter(year__isnull=True) | accounts.filter(year=year)
    balances: dict[int, dict[tuple[str, str], Decimal]] = defaultdict(dict)
    for line, ledger, kind, amount in (
        accounts.values_list("line", "ledger", "kind").annotate(Sum("balance")).order_by()
    ):
        balances[line][ledger, kind] = amount
    match = _match_needed(year)
    unknown = set(open_reservations(year).filter(size__isnull=True).values_list("line", flat=True))
    silent = set(_silent_pledges().values_list("pool__line", flat=True))
    return {
        line: Holdings(balances[line], match.get(line, ZERO), line in unknown, line in silent)
        for line in {*balances, *unknown, *silent}
    }


def open_reservations(year: int | None = None) -> QuerySet[Reservation]:
    """Not resolved, or resolved by an entry that was corrected."""
    resolving = Entry.objects.filter(resolves=OuterRef("pk"), corrected_by=None)
    reservations = Reservation.objects.filter(~Exists(resolving))
    return reservations if year is None else reservations.filter(year=year)


def _silent_pledges() -> QuerySet[Pledge]:
    """Pledges of which no amount was ever booked."""
    return Pledge.objects.filter(~Exists(Account.objects.filter(pledge=OuterRef("pk"))))


def _match_needed(year: int | None) -> dict[int, Decimal]:
    """Match that the awards of each line need. No award is without a ratio, so that it is known."""
    settled = dict(Settlement.objects.filter(replaced_by=None).values_list("award", "amount"))
    granted: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for award, kind, amount in Account.objects.filter(award__isnull=False, ledger=COMMITMENTS).values_list(
        "award", "kind", "balance"
    ):
        granted[award][kind] += amount
    totals: dict[int, Decimal] = defaultdict(Decimal)
    awards = Award.objects.filter(ordered_by="").select_related("pool__version")
    for award in awards if year is None else awards.filter(year=year):
        held = granted[award.pk]
        on_proof = award.condition == Award.Condition.PROOF_OF_MATCH
        state = State(sum(held.values(), ZERO), held[PAID], settled.get(award.pk), on_proof)
        totals[award.pool.line_id] += needed(state.counted, award.pool.version.ratio)
    return totals
