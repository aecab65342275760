"""The way of a payment from desk to desk: proposed within what may be paid, approved with its letter, or stopped."""

from decimal import Decimal

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from funding import letters, notices, payments, permissions
from funding.actions.payments import approve_payment, propose_payment
from funding.actions.posting import check_amount, refuse_unless
from funding.actions.sending import once_sent
from funding.models import Award, Letter, Payment, PaymentApproval, PaymentWithdrawal, Waiver
from funding.rules import RuleBroken, held_by_books, sentence
from jobs import clock

PROPOSING = 4804
"""Of the advisory locks: proposals for awards in one line."""


@transaction.atomic
def prepare_payment(*, by: User, award: Award, amount: Decimal, reason: str, key: str) -> Payment:
    """Propose to pay within what may be paid now, to the newest confirmed number. Twice the same key proposes once."""
    refuse_unless(permissions.can_prepare_on(by, award.recipient_id))
    check_amount(amount)

    def make() -> str:
        return str(_prepare(by=by, award=award, amount=amount, reason=reason).pk)

    content = {"award": award, "amount": amount, "reason": reason}
    return Payment.objects.get(pk=once_sent(by=by, key=key, kind="propose", content=content, make=make))


def _prepare(*, by: User, award: Award, amount: Decimal, reason: str) -> Payment:
    _wait_for_other_proposals(award)
    account, _newer = payments.number_of(award.recipient)
    if account is None:
        rule = "funding_payment_goes_to_a_confirmed_account"
        raise RuleBroken(rule, sentence(rule, {}))
    shortage = payments.situation(award).shortage(amount)
    if shortage:
        raise RuleBroken(shortage.rule, sentence(shortage.rule, shortage.facts), shortage.facts)
    return propose_payment(by=by, award=award, amount=amount, bank_account=account, reason=reason)


def _wait_for_other_proposals(award: Award) -> None:
    """Of two people who propose at once for awards in one line the second sees what the first did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [PROPOSING, award.pool.line_id])


@transaction.atomic
def approve_advance(*, by: User, payment: Payment, waiver: Waiver | None = None) -> PaymentApproval:
    """Approve the payment and sign the decision on the advance. Twice by the same person is once."""
    mine = payment.approvals.filter(recorded_by=by)
    if mine.exists():
        return mine.get()
    try:
        approval = approve_payment(by=by, payment=payment, waiver=waiver)
    except RuleBroken:
        # The same click, at the same moment.
        if mine.exists():
            return mine.get()
        raise
    award = payment.award
    with translation.override("nl"):
        ground = _("An advance on award %(number)s: %(reason)s") % {"number": award.number, "reason": payment.reason}
    letter = Letter(
        mandate=approval.mandate,
        kind=Letter.Kind.ADVANCE,
        number=letters.next_number(clock.today().year, award.pool.version.scheme.demo),
        recipient=award.recipient,
        ground=ground,
        plan=award.plan_version.plan if award.plan_version else None,
        award=award,
        payment=payment,
        amount=payment.amount,
    )
    letters.send(by=by, letter=letter)
    return approval


@transaction.atomic
def stop_payment(*, by: User, payment: Payment, reason: str) -> PaymentWithdrawal:
    """Withdraw what one prepared, or refuse what another did; until it is paid. Twice by the same person is once."""
    refuse_unless(permissions.can_stop_payment(by, payment.recorded_by_id))
    mine = payment.withdrawals.filter(recorded_by=by)
    if mine.exists():
        return mine.get()
    kind = PaymentWithdrawal.Kind.WITHDRAWN if by.pk == payment.recorded_by_id else PaymentWithdrawal.Kind.REFUSED
    try:
        with held_by_books():
            stop = PaymentWithdrawal.objects.create(payment=payment, kind=kind, reason=reason, recorded_by=by)
    except RuleBroken:
        # The same click, at the same moment.
        if mine.exists():
            return mine.get()
        raise
    notices.tell("payment_stopped", payment.pk)
    return stop
