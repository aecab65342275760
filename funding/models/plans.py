"""Plans: what somebody asks money for. The content lies in versions, which freeze when they are submitted.

What happened to a plan is a list of steps, only ever added to; its state follows from the last one
(funding/plan_state.py; which step may follow which: funding/sql/plans.sql).
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation, User
from funding.models.envelope import BudgetLine
from funding.models.recorded import MONEY, Recorded
from funding.models.schemes import Origin, Pledge
from jobs import clock
from regions.models import Region


class Plan(Recorded):
    """`region`: of a regional plan. A support programme has no region and no match."""

    class Kind(models.TextChoices):
        REGIONAL = "regional", _("regional plan")
        BUSINESS = "business", _("business plan")
        SUPPORT = "support", _("support programme")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plans")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="plans", verbose_name=_("budget line"))
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="plans")

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                name="funding_plan_regional_has_region",
                condition=~Q(kind="regional") | Q(region__isnull=False),
                violation_error_message=_("A regional plan is for a region: choose it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.organisation}"


class PlanVersion(models.Model):
    """A version of a plan: open while it is written, frozen from the moment it is submitted.

    `requested` in euros, asked of the State. `revision` counts what was saved, so that of two people who write at the
    same time the second one is told.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    summary = models.TextField(_("what changes, for whom, and how"), blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    requested = models.DecimalField(_("amount asked"), **MONEY, null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of a plan")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                name="funding_planversion_number_is_unique",
                fields=["plan", "number"],
                violation_error_message=_("This version of the plan already exists."),
            ),
            models.UniqueConstraint(
                name="funding_planversion_one_is_open",
                fields=["plan"],
                condition=Q(submitted_at__isnull=True),
                violation_error_message=_("A version of this plan is already being written."),
            ),
            models.CheckConstraint(
                name="funding_planversion_ends_after_start",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes after the first."),
            ),
            models.CheckConstraint(
                name="funding_planversion_submitted_is_complete",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False, requested__isnull=False, requested__gt=0),
                violation_error_message=_("A submitted plan has an amount and somebody who submitted it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.plan} ({self.number})"


class Part(models.Model):
    """A row inside a version; frozen with it (funding/sql/plans.sql)."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class PlanActivity(Part):
    """`cost`: of the whole activity in euros, State and others together."""

    class Kind(models.TextChoices):
        FIELDLABS = "fieldlabs", _("Fieldlabs")
        KNOWLEDGE = "knowledge", _("spreading knowledge to SMEs")
        SUPPORT = "support", _("direct support to SMEs")

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="activities")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("activity"), max_length=200)
    description = models.TextField(_("what happens"), blank=True)
    cost = models.DecimalField(_("cost"), **MONEY)

    class Meta(Part.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                name="funding_planactivity_cost_is_positive",
                condition=Q(cost__gt=0),
                violation_error_message=_("The cost of an activity is above zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Counted(models.TextChoices):
    """What the portal counts by itself; what each means: reports/indicators.py, which has the same keys."""

    REACHED = "reached", _("companies reached")
    SITES = "sites", _("sites reached")
    REQUESTS = "requests", _("help requests")
    IN_TIME = "in_time", _("first answers in time")
    REFERRALS = "referrals", _("referrals")
    STEPS = "steps", _("companies that took a step")
    INVESTMENT = "investment", _("investment triggered, in euros")
    JOBS = "jobs", pgettext_lazy("work", "jobs")
    SERVICES = "services", _("services delivered")
    TRAINED = "trained", _("people trained")


class PlanIndicator(Part):
    """`target` of what is counted as `unit`, reached by `due_on`; `start`: where it stands now, None is unknown.

    `measure`: what the portal counts beside it by itself; "" when it counts nothing of the kind.
    """

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="indicators")
    name = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60)
    start = models.DecimalField(_("now"), max_digits=12, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2)
    due_on = models.DateField(_("reached by"))
    measure = models.CharField(_("counted by the portal as"), max_length=10, choices=Counted, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.name


class PlanInstalment(Part):
    """Part of the amount asked that is needed in a year; together they are the amount asked."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="instalments")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount"), **MONEY)

    class Meta(Part.Meta):
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        constraints = [
            models.UniqueConstraint(
                name="funding_planinstalment_year_is_unique",
                fields=["version", "year"],
                violation_error_message=_("This year is already in the schedule."),
            ),
            models.CheckConstraint(
                name="funding_planinstalment_amount_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("An instalment is above zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class StoredFile(Recorded):
    """A file that somebody uploaded or the portal made; `content` never changes, `sha256` (hex) is of its bytes."""

    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.CheckConstraint(
                name="funding_storedfile_size_is_allowed",
                condition=Q(size__gt=0, size__lte=10_000_000),
                violation_error_message=_("A file has at most 10 MB, and something in it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanAttachment(Part):
    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="attachments")
    title = models.CharField(_("title"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attached_to")

    class Meta(Part.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title


class PlannedPledge(Part):
    """What a co-funder is asked for or has promised. `amount` None: unknown.

    `pledge`: in the books, from the moment the version is submitted; a later version that says the same keeps it.
    """

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="pledges")
    funder = models.CharField(_("co-funder"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Pledge.Kind)
    origin = models.CharField(_("origin of the money"), max_length=30, choices=Origin)
    amount = models.DecimalField(_("amount"), **MONEY, null=True, blank=True)
    evidence = models.CharField(_("document in which it is promised"), max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    valued_on = models.DateField(_("valued on"), null=True, blank=True)
    valuation = models.CharField(_("valuation document"), max_length=200, blank=True)
    without_vat = models.BooleanField(_("without recoverable VAT"), null=True, blank=True)
    also_declared = models.CharField(_("also declared with"), max_length=200, null=True, blank=True)  # noqa: DJ001 -- unknown is NULL
    pledge = models.ForeignKey(Pledge, models.PROTECT, null=True, blank=True, related_name="planned_as")

    class Meta(Part.Meta):
        verbose_name = _("planned pledge")
        verbose_name_plural = _("planned pledges")
        constraints = [
            models.CheckConstraint(
                name="funding_plannedpledge_amount_is_positive",
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                violation_error_message=_("A pledge is above zero; leave it empty when it is unknown."),
            ),
        ]

    def __str__(self) -> str:
        return self.funder


class Section(models.TextChoices):
    """Of a plan, as it is written and reviewed."""

    ABOUT = "about", _("The plan")
    ACTIVITIES = "activities", _("Activities")
    INDICATORS = "indicators", _("Indicators and targets")
    BUDGET = "budget", _("Amount and schedule")
    MATCH = "match", _("Co-funding")
    ATTACHMENTS = "attachments", _("Attachments")


class Remark(Recorded):
    """What the ministry says of a section of a submitted version. The applicant reads it when the plan comes back."""

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="remarks")
    section = models.CharField(_("section"), max_length=12, choices=Section)
    text = models.TextField(_("remark"))

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="funding_remark_has_text",
                condition=Q(text__regex=r"\S"),
                violation_error_message=_("Write what you want to say."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.section}"


class PlanStep(Recorded):
    """What happened to a plan; `valid_on`: on which day. A decision rests on its letter.

    Which step follows which: funding/sql/plans.sql.
    """

    class Kind(models.TextChoices):
        SUBMIT = "submit", _("submitted")
        TAKE_UP = "take_up", _("taken into review")
        RETURN = "return", _("returned")
        WITHDRAW = "withdraw", _("withdrawn by the applicant")
        GRANT = "grant", _("granted")
        REFUSE = "refuse", _("refused")
        AMEND = "amend", _("award changed")
        KEEP = "keep", _("change not granted")
        SETTLE = "settle", _("settled")
        REVOKE = "revoke", _("award withdrawn by the ministry")

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="steps")
    version = models.ForeignKey(PlanVersion, models.PROTECT, null=True, blank=True, related_name="steps")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    note = models.TextField(_("explanation"), blank=True)
    valid_on = models.DateField(_("valid on"), default=clock.today)
    letter = models.ForeignKey("funding.Letter", models.PROTECT, null=True, blank=True, related_name="steps")

    @property
    def recorded_late(self) -> bool:
        """Was it recorded on another day than it took effect?"""
        return timezone.localtime(self.recorded_at).date() != self.valid_on

    class Meta:
        verbose_name = _("step of a plan")
        verbose_name_plural = _("steps of a plan")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="funding_planstep_return_says_why",
                condition=~Q(kind__in=["return", "withdraw"]) | Q(note__regex=r"\S"),
                violation_error_message=_("Say why."),
            ),
            models.CheckConstraint(
                name="funding_planstep_decision_has_a_letter",
                condition=~Q(kind__in=["grant", "refuse", "amend", "keep", "settle", "revoke"])
                | Q(letter__isnull=False),
                violation_error_message=_("A decision is sent as a letter."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_kind_display()}"
