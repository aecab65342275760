"""The journal: entries of transfers between ledger accounts. Only ever added to; admitted by funding/sql/*.sql."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from funding.models.decisions import Award, Mandate, Reservation, Settlement, Waiver
from funding.models.envelope import BudgetLine
from funding.models.payments import Payment
from funding.models.recorded import MONEY, Documented
from funding.models.schemes import MatchPool, Pledge

# Kinds of entry that stand in the ministry's financial administration too.
NUMBERED = ["commit", "order", "decommit", "pay", "refund"]


class Account(models.Model):
    """A place where money is, in euros. Only the admitting trigger writes `received` and `spent`.

    `year`: the budget year (none in the co-funding ledger). `line`: whose queue its entries wait in. `pool`: of the
    award or pledge, so that the match is added up without a join.
    """

    class Ledger(models.TextChoices):
        COMMITMENTS = "commitments", _("commitments")
        CASH = "cash", _("cash")
        COFUNDING = "cofunding", _("co-funding")

    class Kind(models.TextChoices):
        SOURCE = "source", _("outside the books")
        AVAILABLE = "available", _("available")
        RESERVED = "reserved", _("set apart")
        COMMITTED = "committed", _("committed")
        PAID = "paid", _("paid")
        FREED = "freed", _("come free from an earlier year")
        INTENDED = "intended", _("intended")
        REALISED = "realised", _("realised")
        USED = "used", _("used")

    ledger = models.CharField(_("ledger"), max_length=15, choices=Ledger)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField(_("budget year"), null=True, blank=True)
    line = models.ForeignKey(BudgetLine, models.PROTECT, null=True, blank=True, related_name="accounts")
    pool = models.ForeignKey(MatchPool, models.PROTECT, null=True, blank=True, related_name="accounts")
    award = models.ForeignKey(Award, models.PROTECT, null=True, blank=True, related_name="accounts")
    pledge = models.ForeignKey(Pledge, models.PROTECT, null=True, blank=True, related_name="accounts")
    reservation = models.ForeignKey(Reservation, models.PROTECT, null=True, blank=True, related_name="accounts")
    received = models.DecimalField(_("received"), **MONEY, default=0, editable=False)
    spent = models.DecimalField(_("gone out"), **MONEY, default=0, editable=False)
    balance = models.GeneratedField(
        expression=F("received") - F("spent"), output_field=models.DecimalField(**MONEY), db_persist=True
    )

    class Meta:
        verbose_name = _("ledger account")
        verbose_name_plural = _("ledger accounts")
        constraints = [
            models.UniqueConstraint(
                name="funding_account_is_one",
                fields=["ledger", "kind", "year", "line", "award", "pledge", "reservation"],
                nulls_distinct=False,
                violation_error_message=_("This account already exists."),
            ),
            models.CheckConstraint(
                name="funding_account_is_not_below_zero",
                condition=Q(kind="source") | Q(received__gte=F("spent")),
                violation_error_message=_("No account falls below zero."),
            ),
        ]

    def __str__(self) -> str:
        parts = [self.get_ledger_display(), self.get_kind_display(), self.year, self.award or self.pledge or self.line]
        return " · ".join(str(part) for part in parts if part)


class Entry(Documented):
    """One change of the books, of `parts` transfers. `valid_on`: when it took effect.

    `key`: the sender's own; the same key with the same `payload_hash` (SHA-256 of the content) is the same entry.
    `reference`: its number in the ministry's financial administration. `resolves`: the reservation that ends here.
    `recorded_on`: the day of `recorded_at` in the Netherlands. `kept`: euros that stay on the line for reservations of
    unknown size. `demo`: a demonstration invented it: all that touches an award or pledge under a demonstration's
    scheme, and its budget decisions.
    """

    class Kind(models.TextChoices):
        ALLOT = "allot", _("budget allotted")
        SUPPLEMENT = "supplement", _("supplementary budget")
        SHIFT = "shift", _("shift between years")
        TRANSFER = "transfer", _("transfer to another chapter")
        LAPSE = "lapse", _("lapsed")
        RESERVE = "reserve", _("set apart")
        RELEASE = "release", _("reservation released")
        COMMIT = "commit", _("committed")
        ORDER = "order", _("committed by order of an objection or a court")
        DECOMMIT = "decommit", _("commitment lowered")
        PAY = "pay", _("paid")
        REFUND = "refund", _("paid back")
        PLEDGE = "pledge", _("match pledged")
        CONFIRM_COMMITTED = "confirm_committed", _("match confirmed as committed")
        CONFIRM_REALISED = "confirm_realised", _("match confirmed as realised")
        USE = "use", _("match used for a settlement")
        WITHDRAW = "withdraw", _("match withdrawn")
        CORRECT = "correct", _("correction")

    key = models.CharField(_("key"), max_length=64)
    payload_hash = models.CharField(max_length=64)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parts = models.PositiveSmallIntegerField(_("number of transfers"))
    valid_on = models.DateField(_("valid on"))
    reason = models.CharField(_("reason"), max_length=300)
    reference = models.CharField(_("number in the financial administration"), max_length=40, blank=True)
    recorded_on = models.GeneratedField(
        expression=Cast(Func(Value("Europe/Amsterdam"), F("recorded_at"), function="timezone"), models.DateField()),
        output_field=models.DateField(_("recorded on")),
        db_persist=True,
    )
    demo = models.BooleanField(_("demonstration"), default=False, db_default=False)
    kept = models.DecimalField(_("stays for reservations of unknown size"), **MONEY, null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", db_index=False
    )
    resolves = models.ForeignKey(
        Reservation, models.PROTECT, null=True, blank=True, related_name="resolutions", db_index=False
    )
    sets_apart = models.ForeignKey(
        Reservation, models.PROTECT, null=True, blank=True, related_name="entries", db_index=False
    )
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, blank=True, related_name="entries", db_index=False)
    settlement = models.ForeignKey(
        Settlement, models.PROTECT, null=True, blank=True, related_name="entries", db_index=False
    )
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, blank=True, related_name="entries", db_index=False)
    waiver = models.ForeignKey(Waiver, models.PROTECT, null=True, blank=True, related_name="entries", db_index=False)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        # Most entries name none of the others.
        indexes = [
            models.Index(name="funding_entry_valid_on", fields=["valid_on"]),
            *(
                models.Index(name=f"funding_entry_{name}", fields=[name], condition=Q(**{f"{name}__isnull": False}))
                for name in ("resolves", "settlement", "waiver")
            ),
            # Where there is no demonstration, no row is in it.
            models.Index(name="funding_entry_of_a_demo", fields=["id"], condition=Q(demo=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="funding_entry_key_is_used_once",
                fields=["key"],
                violation_error_message=_("This was already recorded, with other content."),
            ),
            models.UniqueConstraint(
                name="funding_entry_payment_is_paid_once",
                fields=["payment"],
                condition=Q(payment__isnull=False),
                violation_error_message=_("This payment has already been made."),
            ),
            models.UniqueConstraint(
                name="funding_entry_is_corrected_once",
                fields=["corrects"],
                condition=Q(corrects__isnull=False),
                violation_error_message=_("This entry has already been corrected."),
            ),
            models.CheckConstraint(
                name="funding_entry_has_reason_and_document",
                condition=Q(reason__regex=r"\S", document__regex=r"\S", key__regex=r"\S"),
                violation_error_message=_("An entry has a reason, a document and a key."),
            ),
            models.CheckConstraint(
                name="funding_entry_money_carries_its_number",
                condition=~Q(kind__in=NUMBERED) | Q(reference__regex=r"\S"),
                violation_error_message=_(
                    "A commitment or payment carries its number in the financial administration."
                ),
            ),
            models.CheckConstraint(
                name="funding_entry_names_what_it_is_about",
                condition=Q(kind="correct", corrects__isnull=False, payment__isnull=True, resolves__isnull=True)
                | Q(kind="pay", payment__isnull=False, mandate__isnull=False, corrects__isnull=True)
                & Q(resolves__isnull=True)
                | Q(kind__in=["commit", "release"], corrects__isnull=True, payment__isnull=True)
                | Q(corrects__isnull=True, payment__isnull=True, resolves__isnull=True)
                & ~Q(kind__in=["correct", "pay", "commit", "release"]),
                violation_error_message=_("An entry names what it pays, corrects or resolves, and nothing else."),
            ),
            # Without a lower bound a reservation moves nothing: its entry carries key, reason and waiver.
            models.UniqueConstraint(
                name="funding_entry_reservation_is_set_apart_once",
                fields=["sets_apart"],
                condition=Q(sets_apart__isnull=False),
                violation_error_message=_("This reservation has already been set apart."),
            ),
            models.CheckConstraint(
                name="funding_entry_reserve_names_its_reservation",
                condition=Q(kind="reserve", sets_apart__isnull=False)
                | (~Q(kind="reserve") & Q(sets_apart__isnull=True)),
                violation_error_message=_("An entry that sets apart names its reservation; no other does."),
            ),
            models.CheckConstraint(
                name="funding_entry_has_parts",
                condition=Q(parts__gt=0)
                | Q(kind="release", resolves__isnull=False)
                | Q(kind="reserve", sets_apart__isnull=False),
                violation_error_message=_("An entry moves something."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.valid_on})"


class Transfer(models.Model):
    """`amount` euros from one account to another. `kind`: its entry's, so that the books are checked without a join.

    `valid_on`, `recorded_on`: its entry's days (in the Netherlands), which the database writes itself
    (funding/sql/transfers_are_dated.sql), so that the books of any day are added up without a join.
    """

    # No constraints of PostgreSQL: the gate has locked all three, and what is recorded is never taken away.
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="transfers", db_constraint=False)
    from_account = models.ForeignKey(Account, models.PROTECT, related_name="outgoing", db_constraint=False)
    to_account = models.ForeignKey(Account, models.PROTECT, related_name="incoming", db_constraint=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Entry.Kind)
    amount = models.DecimalField(_("amount"), **MONEY)
    valid_on = models.DateField(_("valid on"), editable=False)
    recorded_on = models.DateField(_("recorded on"), editable=False)

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        indexes = [
            # What a line was allotted is added up for every allotment, and for the audit: few rows among many.
            models.Index(
                name="funding_transfer_of_the_budget",
                fields=["from_account", "to_account"],
                condition=Q(kind__in=["allot", "lapse", "transfer", "correct"]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="funding_transfer_amount_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("An amount that is moved is above zero."),
            ),
            models.CheckConstraint(
                name="funding_transfer_goes_somewhere",
                condition=~Q(from_account=F("to_account")),
                violation_error_message=_("A transfer goes from one account to another."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_account} → {self.to_account}: {self.amount}"


class Closing(Documented):
    """Everything valid on or before `until` is closed: only typed corrections may still be valid there."""

    until = models.DateField(_("closed until and including"))

    class Meta:
        verbose_name = _("closing of a period")
        verbose_name_plural = _("closings of periods")
        ordering = ["until"]
        constraints = [
            models.UniqueConstraint(
                name="funding_closing_is_made_once",
                fields=["until"],
                violation_error_message=_("This period is already closed."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.until)
