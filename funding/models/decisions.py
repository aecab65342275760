"""Who may decide, and what is set apart, granted and settled. A decision is added, never changed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from funding.models.envelope import BudgetLine
from funding.models.plans import PlanVersion
from funding.models.recorded import MONEY, Documented
from funding.models.schemes import MatchPool


class Mandate(Documented):
    """That a person may do something with money from a day until, and including, another.

    `stands_in_for`: the person whose mandate this deputy uses; both then count as having acted.
    """

    class Kind(models.TextChoices):
        DECIDE = "decide", _("decide on awards and settlements")
        APPROVE = "approve", _("approve payments")
        RELEASE = "release", _("release payments")

    person = models.ForeignKey(User, models.PROTECT, related_name="mandates")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    stands_in_for = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until and including"))

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.CheckConstraint(
                name="funding_mandate_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A mandate cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="funding_mandate_is_given_by_another",
                condition=~Q(recorded_by=F("person")),
                violation_error_message=_("Nobody gives a mandate to themselves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class MandateEnd(Documented):
    """That a mandate ends before its day: `ends_on` is the last day, yesterday when it ends at once.

    By another person than who holds it; what was done under it stands (funding/sql/mandates.sql).
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="ends")
    ends_on = models.DateField(_("until and including"))

    class Meta:
        verbose_name = _("withdrawal of a mandate")
        verbose_name_plural = _("withdrawals of mandates")
        constraints = [
            models.UniqueConstraint(
                name="funding_mandateend_is_given_once",
                fields=["mandate"],
                violation_error_message=_("This mandate has already been withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate} – {self.ends_on}"


class Waiver(Documented):
    """The only way round a rule: typed, with a reason, given by another. It covers one decision: all that is
    decided under the number of one letter (funding/sql/people.sql). Published without names.
    """

    class Kind(models.TextChoices):
        OWN_PREPARATION = "own_preparation", _("decides on what they prepared, or for an organisation of their own")
        OWN_APPROVAL = "own_approval", _("releases what they approved, or to an organisation of their own")
        HISTORICAL_RECORD = "historical_record", _("historical record")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [
            models.CheckConstraint(
                name="funding_waiver_has_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Give the reason for the exception."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Reservation(Documented):
    """Money of a line that is set apart for a named purpose. `size` None: unknown, at least `at_least` euros.

    `at_least` is kept on the reservation's own account; of a known size it is the size. Resolved once, by the entry
    that names it (Entry.resolves).
    """

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="reservations")
    year = models.PositiveSmallIntegerField(_("budget year"))
    purpose_nl = models.CharField(max_length=200)
    purpose_en = models.CharField(max_length=200)
    size = models.DecimalField(_("size"), **MONEY, null=True, blank=True)
    at_least = models.DecimalField(_("at least"), **MONEY)

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        constraints = [
            models.UniqueConstraint(
                name="funding_reservation_is_one",
                fields=["line", "year", "purpose_nl", "document"],
                violation_error_message=_("This reservation already exists."),
            ),
            models.CheckConstraint(
                name="funding_reservation_size_is_positive",
                condition=Q(size__isnull=True) | Q(size__gt=0, at_least=F("size")),
                violation_error_message=_("A reservation has a size above zero; leave it empty when it is unknown."),
            ),
            models.CheckConstraint(
                name="funding_reservation_lower_bound_is_not_negative",
                condition=Q(at_least__gte=0),
                violation_error_message=_("A lower bound is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.purpose_nl


class Award(Documented):
    """The decision to grant, in so far as the ceiling allows; `recorded_by` decides, `prepared_by` prepared it.

    `amount`: the most that this decision commits, in euros. `condition` proof_of_match: takes room under the ceiling,
    pays nothing before proof. `ordered_by`: by an objection or a court, beyond the ceiling (Awb 4:25 (3)); then
    `objection` or `ruling` is what ordered it. `document_date` is the day of the decision.
    """

    class Condition(models.TextChoices):
        NONE = "none", _("without condition")
        PROOF_OF_MATCH = "proof_of_match", _("on proof of the match")

    class OrderedBy(models.TextChoices):
        OBJECTION = "objection", _("objection")
        COURT = "court", _("court")

    number = models.CharField(_("number"), max_length=40)
    pool = models.ForeignKey(MatchPool, models.PROTECT, related_name="awards")
    plan_version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, blank=True, related_name="awards")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="awards")
    year = models.PositiveSmallIntegerField(_("budget year"))
    amount = models.DecimalField(_("amount"), **MONEY)
    condition = models.CharField(_("condition"), max_length=20, choices=Condition)
    ordered_by = models.CharField(_("ordered by"), max_length=10, choices=OrderedBy, blank=True)
    objection = models.ForeignKey("Objection", models.PROTECT, null=True, blank=True, related_name="awards")
    ruling = models.ForeignKey("Ruling", models.PROTECT, null=True, blank=True, related_name="awards")
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="awards")
    waiver = models.ForeignKey(Waiver, models.PROTECT, null=True, blank=True, related_name="awards")

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            models.CheckConstraint(
                name="funding_award_amount_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("An award is above zero."),
            ),
            models.UniqueConstraint(
                name="funding_award_number_is_unique",
                fields=["number"],
                violation_error_message=_("An award with this number already exists."),
            ),
            models.CheckConstraint(
                name="funding_award_order_names_what_ordered_it",
                condition=Q(ordered_by="", objection=None, ruling=None)
                | Q(ordered_by="objection", objection__isnull=False, ruling=None)
                | Q(ordered_by="court", objection=None, ruling__isnull=False),
                violation_error_message=_("What goes beyond the ceiling names the objection or the ruling behind it."),
            ),
            models.UniqueConstraint(
                name="funding_award_objection_orders_once",
                fields=["objection"],
                violation_error_message=_("This objection has already led to an award beyond the ceiling."),
            ),
            models.UniqueConstraint(
                name="funding_award_ruling_orders_once",
                fields=["ruling"],
                violation_error_message=_("This ruling has already led to an award beyond the ceiling."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Settlement(Documented):
    """The final determination of an award, at `amount` euros. The live one is the one that no other replaces."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="settlements")
    amount = models.DecimalField(_("amount"), **MONEY)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="settlements")
    waiver = models.ForeignKey(Waiver, models.PROTECT, null=True, blank=True, related_name="settlements")

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        constraints = [
            models.CheckConstraint(
                name="funding_settlement_amount_is_not_negative",
                condition=Q(amount__gte=0),
                violation_error_message=_("A settlement is not below zero."),
            ),
            models.UniqueConstraint(
                name="funding_settlement_first_is_one",
                fields=["award"],
                condition=Q(replaces__isnull=True),
                violation_error_message=_("This award is already settled."),
            ),
            models.UniqueConstraint(
                name="funding_settlement_is_replaced_once",
                fields=["replaces"],
                violation_error_message=_("This settlement has already been replaced."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.amount}"
