"""Payments: proposed by one, approved by another, released by a third who did not approve; and what comes back."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from funding import iban as ibans
from funding import ledger, notices, permissions
from funding.actions import places
from funding.actions.posting import Basis, check_amount, mandate_of, once, post, refuse_unless
from funding.ledger import CASH, Move
from funding.models import (
    Award,
    BankAccount,
    BankAccountConfirmation,
    Entry,
    Mandate,
    Payment,
    PaymentApproval,
    Waiver,
)
from funding.rules import RuleBroken, held_by_books


@transaction.atomic
def enter_bank_account(*, by: User, organisation: Organisation, iban: str, document: str, document_date) -> BankAccount:
    """A number to pay to, once somebody else confirmed it. The newest number once more is that number."""
    refuse_unless(permissions.can_enter_account(by, organisation))
    newest, number = _newest_number(organisation), ibans.plain(iban)
    if newest and newest.iban == number:
        return newest
    with held_by_books():
        account = BankAccount.objects.create(
            organisation=organisation, iban=number, document=document, document_date=document_date, recorded_by=by
        )
    notices.tell("account_number_changed", account.pk)
    return account


@transaction.atomic
def confirm_bank_account(*, by: User, account: BankAccount, document: str, document_date) -> BankAccountConfirmation:
    """A second person made sure that the number is the organisation's. `document`: how it was checked."""
    refuse_unless(permissions.can_confirm_account(by, account.organisation_id))
    if _newest_number(account.organisation) != account:
        raise RuleBroken("account_is_the_newest", _("There is a newer account number. Confirm that one."))
    with held_by_books():
        confirmation = BankAccountConfirmation.objects.create(
            account=account, document=document, document_date=document_date, recorded_by=by
        )
    notices.tell("account_number_changed", account.pk)
    return confirmation


def _newest_number(organisation: Organisation) -> BankAccount | None:
    """Of two people who enter or confirm a number at once the second sees what the first did."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    return organisation.bank_accounts.order_by("-pk").first()


@transaction.atomic
def propose_payment(*, by: User, award: Award, amount: Decimal, bank_account: BankAccount, reason: str) -> Payment:
    refuse_unless(permissions.can_prepare_on(by, award.recipient_id))
    check_amount(amount)
    with held_by_books():
        payment = Payment.objects.create(
            award=award, amount=amount, bank_account=bank_account, reason=reason, recorded_by=by
        )
    notices.tell("payment_waiting", payment.pk)
    return payment


@transaction.atomic
def approve_payment(*, by: User, payment: Payment, waiver: Waiver | None = None) -> PaymentApproval:
    refuse_unless(permissions.can_approve(by, payment, waived=waiver is not None))
    mandate = mandate_of(by, Mandate.Kind.APPROVE)
    with held_by_books():
        approval = PaymentApproval.objects.create(payment=payment, mandate=mandate, waiver=waiver, recorded_by=by)
    notices.tell("payment_waiting", payment.pk)
    return approval


@transaction.atomic
def pay(*, by: User, basis: Basis, payment: Payment, waiver: Waiver | None = None) -> Entry:
    """Release an approved payment: one entry with its commitment and its cash. Twice the same key pays once."""
    refuse_unless(permissions.can_release_payment(by, payment, waived=waiver is not None))
    award, year = payment.award, basis.valid_on.year
    moves = [
        Move(places.committed(award), places.paid(award), payment.amount),
        Move(places.available(award.pool.line_id, year, CASH), places.cash_paid(award, year), payment.amount),
    ]
    mandate = mandate_of(by, Mandate.Kind.RELEASE)
    about = {"payment": payment, "mandate": mandate, "waiver": waiver}

    def make(key: str) -> Entry:
        entry = post(key, by=by, kind="pay", basis=basis, moves=moves, **about)
        notices.tell("payment_made", payment.pk)
        return entry

    return once(basis, "pay", {"payment": payment, "waiver": waiver}, make, by=by)


@transaction.atomic
def refund(*, by: User, basis: Basis, award: Award, paid_in: int, amount: Decimal) -> Entry:
    """Book what came back of a payment of the year `paid_in`; it is committed again until it is lowered."""
    refuse_unless(permissions.can_refund(by, award))
    back = ledger.comes_back_as(paid_in, basis.valid_on)
    to = places.available if back == ledger.AVAILABLE else places.freed
    moves = [
        Move(places.paid(award), places.committed(award), amount),
        Move(places.cash_paid(award, paid_in), to(award.pool.line_id, paid_in, CASH), amount),
    ]
    content = {"award": award, "paid_in": paid_in, "amount": amount}
    return once(basis, "refund", content, lambda key: post(key, by=by, kind="refund", basis=basis, moves=moves), by=by)
