"""What the list of payments reads: by state and words, sorted, with totals; and the same list as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from funding import asked, payments, permissions
from funding.iban import masked
from funding.models import Award, Payment
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
MOST_WORDS = 10
# Filters of the list: value in the address → (label, states).
STATES = {
    "goedkeuren": (gettext_lazy("To approve"), [payments.TO_APPROVE]),
    "vrijgeven": (gettext_lazy("To release"), [payments.TO_RELEASE]),
    "betaald": (gettext_lazy("Paid"), [payments.MADE, payments.TAKEN_BACK]),
    "gestopt": (gettext_lazy("Withdrawn or refused"), [payments.STOPPED]),
}
# Sorting: value in the address → columns. Ties by id, so that pages never overlap.
SORTS = {
    "number": ("pk",),
    "recipient": ("award__recipient__name",),
    "amount": ("amount",),
    "proposed": ("recorded_at",),
    "paid": ("paid_on",),
}
FIRST_SORT = "-number"


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    state: str = ""
    words: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        return cls(**asked.read(query, states={name: name for name in STATES}, sorts=SORTS, first=FIRST_SORT))


@dataclass(frozen=True)
class Total:
    """How many payments are in a state, and their euros."""

    count: int = 0
    amount: Decimal = payments.ZERO


def visible(user: User) -> QuerySet[Payment]:
    """All of them for the ministry and the auditor, those to the own organisation for a hub."""
    found = payments.with_state(Payment.objects.select_related("award__recipient", "award__pool__version__scheme"))
    if permissions.reads_money(user):
        return found
    own = permissions.organisations_of(user, permissions.FOLLOWERS)
    return found.filter(award__recipient__in=[one.pk for one in own])


def found(user: User, question: Question) -> QuerySet[Payment]:
    rows = _with_words(visible(user), question.words)
    if question.state:
        rows = rows.filter(state__in=STATES[question.state][1])
    return rows.select_related("bank_account").order_by(*asked.columns_of(question.sort, SORTS), "-pk")


def _with_words(rows: QuerySet[Payment], words: str) -> QuerySet[Payment]:
    for word in words.split()[:MOST_WORDS]:
        named = Q(award__recipient__name__icontains=word) | Q(award__number__icontains=word)
        rows = rows.filter(named | Q(reason__icontains=word) | Q(reference__icontains=word))
    return rows


def totals(user: User, words: str = "") -> dict[str, Total]:
    """By filter; "" is all of them. Of the payments that these words find."""
    rows = _with_words(visible(user), words).values("state").annotate(count=Count("pk"), euros=Sum("amount")).order_by()
    by_state = {row["state"]: Total(row["count"], row["euros"]) for row in rows}
    groups = {"": [state for _label, states in STATES.values() for state in states]}
    groups |= {name: states for name, (_label, states) in STATES.items()}
    return {name: _sum(by_state.get(state, Total()) for state in states) for name, states in groups.items()}


def _sum(parts: Iterable[Total]) -> Total:
    parts = list(parts)
    return Total(sum(one.count for one in parts), sum((one.amount for one in parts), payments.ZERO))


def is_demo(payment: Payment) -> bool:
    return payment.award.pool.version.scheme.demo


def orders_csv(user: User, rows: Iterable[Payment]) -> str:
    """Payment orders for the financial administration. Account numbers in full for who pays, masked for others."""
    in_full = permissions.can_see_account_numbers(user)[0]
    head = [_("Number"), _("Award"), _("Recipient"), _("Account number"), _("Amount in euros"), _("State")]
    head += [_("Proposed on"), _("Approved on"), _("Paid on"), _("Number in the financial administration")]
    return as_csv([*head, _("Reason"), _("Demonstration")], (_cells(one, in_full=in_full) for one in rows))


def _cells(payment: Payment, *, in_full: bool) -> list[object]:
    iban = payment.bank_account.iban
    return [
        payment.pk,
        payment.award.number,
        payment.award.recipient.name,
        iban if in_full else masked(iban),
        payment.amount,
        str(payments.STATES[payment.state]),
        _day(payment.recorded_at),
        _day(payment.approved_at),
        payment.paid_on.isoformat() if payment.paid_on else "",
        payment.reference or "",
        payment.reason,
        _("Demonstration: not for use") if is_demo(payment) else "",
    ]


def _day(moment) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def links_for(user: User, award: Award) -> list[tuple[str, str]]:
    """What this person may do about payments of an award: (text, address), for its pages. Nothing is proposed once all
    that it was settled at is paid.
    """
    links = []
    if permissions.can_prepare_on(user, award.recipient_id)[0] and not payments.is_paid_out(award):
        links.append((_("Propose a payment"), reverse("funding:payment_propose", args=[award.number])))
    if permissions.can_refund(user, award)[0]:
        links.append((_("Book a refund"), reverse("funding:refund_create", args=[award.number])))
    if permissions.can_see_payments(user, award.recipient)[0]:
        links.append((_("Its payments"), f"{reverse('funding:payment_list')}?{urlencode({'q': award.number})}"))
    return links
