"""Letters by mail about payments, account numbers and the financial administration. Imported by tasks.py."""

from datetime import date

from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Role, User
from funding import payments
from funding.bookings import month_name
from funding.decision_notices import applicants
from funding.iban import masked
from funding.models import BankAccount, Payment
from funding.notices import message, notice, people_with
from ui.formats import euro

MAIL = "funding/mail"


def _payment(pk: int) -> Payment:
    return payments.with_state(Payment.objects.select_related("award__recipient")).get(pk=pk)


def _desk(payment: Payment) -> list[User]:
    """Whose turn it is: never somebody who already acted on this payment."""
    acted = {payment.recorded_by_id, *payment.approvals.values_list("recorded_by", flat=True)}
    role = {payments.TO_APPROVE: Role.MINISTRY_DECIDER, payments.TO_RELEASE: Role.MINISTRY_PAYER}.get(payment.state)
    return [person for person in people_with(role) if person.pk not in acted] if role else []


def _about(payment: Payment) -> dict[str, object]:
    return {"payment": payment, "award": payment.award, "to_approve": payment.state == payments.TO_APPROVE}


@notice("payment_waiting")
def payment_waiting(pk: int) -> list[EmailMessage]:
    """To who may approve it, and once that is done to who may release it."""
    payment = _payment(pk)
    subject = lambda: (  # noqa: E731 -- asked in each reader's language
        _("A payment waits for your approval")
        if payment.state == payments.TO_APPROVE
        else _("A payment waits for you to release it")
    )
    link = ("funding:payment_detail", {"payment": payment.pk})
    return [message(one, subject, f"{MAIL}/payment_waiting.txt", link, **_about(payment)) for one in _desk(payment)]


@notice("payment_waits_long")
def payment_waits_long(pk: int) -> list[EmailMessage]:
    """The same people once more, when it has waited for days."""
    payment = _payment(pk)
    link = ("funding:payment_detail", {"payment": payment.pk})
    values = {**_about(payment), "since": payment.approved_at or payment.recorded_at}
    return [
        message(one, lambda: _("A payment has been waiting for days"), f"{MAIL}/payment_waits_long.txt", link, **values)
        for one in _desk(payment)
    ]


@notice("payment_made")
def payment_made(pk: int) -> list[EmailMessage]:
    payment = _payment(pk)
    values = {**_about(payment), "number": masked(payment.bank_account.iban)}
    return [
        message(
            one,
            lambda: _("The ministry pays %(amount)s") % {"amount": euro(payment.amount)},
            f"{MAIL}/payment_made.txt",
            ("funding:payment_detail", {"payment": payment.pk}),
            **values,
        )
        for one in applicants(payment.award.recipient)
    ]


@notice("payment_stopped")
def payment_stopped(pk: int) -> list[EmailMessage]:
    """To who prepared and approved it; and to the recipient when the decision on the advance already went out."""
    payment = _payment(pk)
    stop = payment.withdrawals.get()
    people = [payment.recorded_by, *(one.recorded_by for one in payment.approvals.select_related("recorded_by"))]
    people = [one for one in people if one != stop.recorded_by and one.is_active]
    people += applicants(payment.award.recipient) if payment.letters.exists() else []
    link = ("funding:payment_detail", {"payment": payment.pk})
    return [
        message(
            one,
            lambda: _("A payment does not go on"),
            f"{MAIL}/payment_stopped.txt",
            link,
            reason=stop.reason,
            **_about(payment),
        )
        for one in dict.fromkeys(people)
    ]


@notice("account_number_changed")
def account_number_changed(pk: int) -> list[EmailMessage]:
    """To the coordinators of the organisation, whoever changed it: a warning against fraud."""
    account = BankAccount.objects.select_related("organisation").get(pk=pk)
    values = {
        "organisation": account.organisation,
        "number": masked(account.iban),
        "confirmed": account.confirmations.exists(),
    }
    return [
        message(
            one,
            lambda: _("The account number of your organisation changes"),
            f"{MAIL}/account_number_changed.txt",
            ("funding:bank_account_list", {}),
            **values,
        )
        for one in applicants(account.organisation)
    ]


@notice("reconciliation_late")
def reconciliation_late(month: int) -> list[EmailMessage]:
    """To the controllers. `month`: as a number, 201802."""
    first = date(month // 100, month % 100, 1)
    link = ("funding:reconciliation_import", {})
    return [
        message(
            one,
            lambda: _("The books of %(month)s are not compared yet") % {"month": month_name(first)},
            f"{MAIL}/reconciliation_late.txt",
            link,
            month_name=_in(one, first),
        )
        for one in people_with(Role.MINISTRY_CONTROLLER)
    ]


def _in(person: User, month: date) -> str:
    with translation.override(person.language):
        return month_name(month)
