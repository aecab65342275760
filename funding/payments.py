"""Reads the books for payments: their state, what waits, what may be paid of an award."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from funding import payable
from funding.cofunding import Rules, State
from funding.ledger import AVAILABLE, CASH, COFUNDING, COMMITMENTS, COMMITTED, PAID, REALISED, USED
from funding.models import Account, Award, BankAccount, Entry, Payment, PaymentApproval, PaymentWithdrawal, Settlement
from jobs import clock

ZERO = Decimal(0)
TO_APPROVE, TO_RELEASE, MADE, STOPPED, TAKEN_BACK = "to_approve", "to_release", "paid", "stopped", "taken_back"
OPEN = (TO_APPROVE, TO_RELEASE)
STATES = {
    TO_APPROVE: _("To approve"),
    TO_RELEASE: _("To release"),
    MADE: _("Paid"),
    STOPPED: _("Withdrawn or refused"),
    TAKEN_BACK: _("Paid, and corrected"),
}
KINDS = {TO_APPROVE: "warning", TO_RELEASE: "info", MADE: "success", STOPPED: "neutral", TAKEN_BACK: "neutral"}
"""By state: how its badge looks."""


def with_state(payments: QuerySet[Payment]) -> QuerySet[Payment]:
    """Adds `state`, `approved_at`, `paid_on` and `reference` (None: not yet) to each payment, in the same statement."""
    about = {"payment": OuterRef("pk")}
    entries, approvals = Entry.objects.filter(**about), PaymentApproval.objects.filter(**about)
    return payments.annotate(
        paid_on=Subquery(entries.values("valid_on")[:1]),
        reference=Subquery(entries.values("reference")[:1]),
        approved_at=Subquery(approvals.values("recorded_at")[:1]),
        state=Case(
            When(Exists(PaymentWithdrawal.objects.filter(**about)), then=Value(STOPPED)),
            When(Exists(entries.filter(corrected_by__isnull=False)), then=Value(TAKEN_BACK)),
            When(Exists(entries), then=Value(MADE)),
            When(Exists(approvals), then=Value(TO_RELEASE)),
            default=Value(TO_APPROVE),
        ),
    )


def waiting() -> QuerySet[Payment]:
    """Proposed or approved, and neither paid nor stopped."""
    return Payment.objects.filter(entries=None, withdrawals=None)


def situation(award: Award) -> payable.Situation:
    """Of an award with its pool and scheme version at hand; in five statements."""
    pool = award.pool
    held = _held(pool.pk)
    waits = dict(_sums(waiting().filter(award__pool__line=pool.line_id), "award"))
    awards = {one.pk: one for one in Award.objects.filter(pool=pool)}
    settled = dict(Settlement.objects.filter(award__pool=pool, replaced_by=None).values_list("award", "amount"))
    states = {pk: _state(one, held[pk], settled.get(pk), waits.get(pk, ZERO)) for pk, one in awards.items()}
    own, match = states.pop(award.pk), held[None]
    rules = _rules(award)
    return payable.Situation(
        granted=own.granted,
        paid=held[award.pk][PAID],
        waiting=waits.get(award.pk, ZERO),
        settled=own.settled,
        on_proof=own.on_proof,
        rules=rules,
        committed=match[COMMITTED] + match[REALISED] + match[USED],
        realised=match[REALISED] + match[USED],
        others=tuple(state for pk, state in states.items() if not awards[pk].ordered_by),
        cash=_cash(pool.line_id),
        cash_waiting=sum(waits.values(), ZERO),
    )


def _held(pool: int) -> dict[int | None, dict[str, Decimal]]:
    """Balances by award and kind; under None the match."""
    held: dict[int | None, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    rows = Account.objects.filter(pool=pool, ledger__in=[COMMITMENTS, COFUNDING])
    for award, kind, amount in rows.values_list("award", "kind").annotate(Sum("balance")).order_by():
        held[award][kind] += amount
    return held


def _sums(payments: QuerySet[Payment], by: str) -> QuerySet:
    return payments.values_list(by).annotate(Sum("amount")).order_by()


def _state(award: Award, held: dict[str, Decimal], settled: Decimal | None, waits: Decimal) -> State:
    on_proof = award.condition == Award.Condition.PROOF_OF_MATCH
    return State(held[COMMITTED] + held[PAID], held[PAID] + waits, settled, on_proof)


def _rules(award: Award) -> Rules | None:
    version = award.pool.version
    conditional = version.instrument in version.CONDITIONAL and version.ratio and not award.ordered_by
    return Rules(version.ratio, version.advance_share) if conditional else None


def _cash(line: int) -> Decimal | None:
    """Of this year; None where no cash ceiling was ever set."""
    account = Account.objects.filter(ledger=CASH, kind=AVAILABLE, line=line, year=clock.today().year).first()
    return account.balance if account and account.received else None


def is_paid_out(award: Award) -> bool:
    """Whether it is settled and nothing of that is left to pay."""
    left = Account.objects.filter(award=award, ledger=COMMITMENTS, kind=COMMITTED, balance__gt=0)
    return Settlement.objects.filter(~Exists(left), award=award, replaced_by=None).exists()


def years_paid(award: Award) -> dict[int, Decimal]:
    """What was paid of an award by cash year, less what came back."""
    accounts = Account.objects.filter(award=award, ledger=CASH, kind=PAID, balance__gt=0).order_by("year")
    return dict(accounts.values_list("year", "balance"))


def number_of(organisation: Organisation) -> tuple[BankAccount | None, BankAccount | None]:
    """The account number that is paid to (newest confirmed), and a newer one that nobody confirmed yet."""
    numbers = BankAccount.objects.filter(organisation=organisation).order_by("-pk")
    confirmed = numbers.filter(confirmations__isnull=False).first()
    newer = numbers.filter(Q() if confirmed is None else Q(pk__gt=confirmed.pk)).first()
    return confirmed, newer
