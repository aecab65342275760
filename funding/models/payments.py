"""From proposal to approval: what must be true before an entry may pay."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from funding.models.decisions import Award, Mandate, Waiver
from funding.models.recorded import MONEY, Documented, Recorded


class BankAccount(Documented):
    """An account number that an organisation gave. The newest confirmed one is the one that is paid to."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bank_accounts")
    iban = models.CharField(_("IBAN"), max_length=34)

    class Meta:
        verbose_name = _("account number")
        verbose_name_plural = _("account numbers")
        constraints = [
            models.CheckConstraint(
                name="funding_bankaccount_iban_has_the_form_of_one",
                condition=Q(iban__regex=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$"),
                violation_error_message=_("This is not an IBAN."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} …{self.iban[-4:]}"


class BankAccountConfirmation(Documented):
    """That a second person made sure that the number is the organisation's."""

    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="confirmations")

    class Meta:
        verbose_name = _("confirmation of an account number")
        verbose_name_plural = _("confirmations of account numbers")
        constraints = [
            models.UniqueConstraint(
                name="funding_bankaccountconfirmation_is_given_once",
                fields=["account"],
                violation_error_message=_("This account number is already confirmed."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.account)


class Payment(Recorded):
    """A proposal to pay `amount` euros of an award; `recorded_by` prepared it."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="payments")
    amount = models.DecimalField(_("amount"), **MONEY)
    bank_account = models.ForeignKey(BankAccount, models.PROTECT, related_name="payments")
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.CheckConstraint(
                name="funding_payment_amount_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("A payment is above zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.amount}"


class PaymentApproval(Recorded):
    """That another person than who prepared it approves the payment."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="approvals")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="approvals")
    waiver = models.ForeignKey(Waiver, models.PROTECT, null=True, blank=True, related_name="approvals")

    class Meta:
        verbose_name = _("approval of a payment")
        verbose_name_plural = _("approvals of payments")
        constraints = [
            models.UniqueConstraint(
                name="funding_paymentapproval_is_given_once",
                fields=["payment"],
                violation_error_message=_("This payment is already approved."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.payment)


class PaymentWithdrawal(Recorded):
    """That a proposed payment does not go on: `recorded_by` withdraws what they prepared, or refuses another's."""

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        REFUSED = "refused", _("refused")

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="withdrawals")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("withdrawal of a payment")
        verbose_name_plural = _("withdrawals of payments")
        constraints = [
            models.UniqueConstraint(
                name="funding_paymentwithdrawal_is_made_once",
                fields=["payment"],
                violation_error_message=_("This payment was already withdrawn or refused."),
            ),
            models.CheckConstraint(
                name="funding_paymentwithdrawal_says_why",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the payment does not go on."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.payment)
