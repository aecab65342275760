"""What the programme is: goals, projects, transformations, partners, support instruments and sourced figures."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ui.language import local

MONEY = {"max_digits": 14, "decimal_places": 2}


@pghistory.track()
class Source(models.Model):
    """A document that facts come from; `date` is the day of publication, None where it is not established."""

    slug = models.SlugField(unique=True)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    url = models.URLField(max_length=300, unique=True)
    date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title_nl


class Sourced(models.Model):
    """Something with a source and the place in that source."""

    source = models.ForeignKey(Source, models.PROTECT)
    locator_nl = models.CharField(max_length=250, blank=True)
    locator_en = models.CharField(max_length=250, blank=True)

    class Meta:
        abstract = True

    @property
    def locator(self) -> str:
        """The place in the source, in the visitor's language; "" for a web page."""
        return local(self, "locator")


class Numbered(Sourced):
    """One of a numbered list in the letter or the article."""

    number = models.PositiveSmallIntegerField(unique=True)
    slug = models.SlugField(unique=True)
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    class Meta:
        abstract = True
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name_nl


class Described(Numbered):
    description_nl = models.TextField()
    description_en = models.TextField()

    class Meta(Numbered.Meta):
        abstract = True


@pghistory.track()
class Goal(Described):
    """One of the three goals of the agenda (letter)."""

    class Meta(Described.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("goals")


@pghistory.track()
class Priority(Described):
    """One of the three accents of the State Secretary; another list than the goals."""

    class Meta(Described.Meta):
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")


@pghistory.track()
class ActionLine(Described):
    """One of the five action lines, by which the article groups the agenda; the letter does not know them."""

    class Meta(Described.Meta):
        verbose_name = _("action line")
        verbose_name_plural = _("action lines")


@pghistory.track()
class Project(Numbered):
    """One of the nine acceleration projects in the table of the letter; no action line where the article names none.

    `topics`: the topics of the figures that belong on its page.
    """

    goal_nl = models.TextField()
    goal_en = models.TextField()
    ezk_contribution_nl = models.TextField()
    ezk_contribution_en = models.TextField()
    partners_nl = ArrayField(models.CharField(max_length=80), default=list)
    partners_en = ArrayField(models.CharField(max_length=80), default=list)
    action_line = models.ForeignKey(ActionLine, models.PROTECT, null=True, blank=True, related_name="projects")
    topics = models.ManyToManyField("Topic", blank=True, related_name="projects")
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta(Numbered.Meta):
        verbose_name = _("acceleration project")
        verbose_name_plural = _("acceleration projects")

    def get_absolute_url(self) -> str:
        return reverse("programme:project_detail", args=[self.slug])


@pghistory.track()
class Transformation(models.Model):
    """One of eight directions of change. The letter gives the number only; the definitions are the project's own."""

    class Status(models.TextChoices):
        NAMES_CORROBORATED = "names_corroborated_definitions_ours", _("name supported by a source, definition our own")
        NAME_OURS = "name_nl_ours_definitions_ours", _("Dutch name and definition our own")

    number = models.PositiveSmallIntegerField(unique=True)
    slug = models.SlugField(unique=True)
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    definition_nl = models.TextField()
    definition_en = models.TextField()
    status = models.CharField(max_length=40, choices=Status)
    sources = ArrayField(models.URLField(max_length=300), default=list)

    class Meta:
        verbose_name = _("transformation")
        verbose_name_plural = _("transformations")
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name_nl

    def get_absolute_url(self) -> str:
        return reverse("programme:transformation_detail", args=[self.slug])


@pghistory.track()
class Partner(Sourced):
    """A party of the programme: founder in 2015, in the Expertise Centre, or approaching companies."""

    class Kind(models.TextChoices):
        RESEARCH = "research", _("research organisation")
        PUBLIC_BODY = "public_body", _("public body")
        TRADE_ASSOCIATION = "trade_association", _("trade association")
        EMPLOYERS = "employers_organisation", _("employers' organisation")
        MINISTRY = "ministry", _("ministry")

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=150)
    kind = models.CharField(max_length=30, choices=Kind)
    founder = models.BooleanField()
    expertise_centre = models.BooleanField()
    assessment_outreach = models.BooleanField()
    role_nl = models.TextField()
    role_en = models.TextField()
    website = models.URLField(max_length=300)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class InstrumentQuerySet(models.QuerySet):
    def known(self) -> "InstrumentQuerySet":
        """Those of which at least one period is known; of the others there is nothing to show."""
        return self.filter(models.Exists(InstrumentPeriod.objects.filter(instrument=models.OuterRef("pk"))))


@pghistory.track()
class Instrument(models.Model):
    """A support scheme; its terms differ per period. `sme_direct`: a single SME can apply or be helped."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    what_nl = models.TextField()
    what_en = models.TextField()
    for_whom_nl = models.TextField()
    for_whom_en = models.TextField()
    sme_direct = models.BooleanField()

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programme:instrument_detail", args=[self.slug])


@pghistory.track()
class InstrumentPeriod(models.Model):
    """The terms of an instrument in one period. Amount in euros and percentage: None when none or not found."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        RECURRING = "recurring", _("comes back often")
        UNKNOWN = "unknown", _("not known")
        CLOSED = "closed", _("closed")

    key = models.SlugField(unique=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="periods")
    name = models.CharField(max_length=100)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status)
    status_as_of = models.DateField(null=True, blank=True)
    max_amount_eur = models.DecimalField(**MONEY, null=True, blank=True)
    percentage = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    nationwide = models.BooleanField()
    provinces = models.ManyToManyField("regions.Province", blank=True, related_name="instrument_periods")
    transformations = models.ManyToManyField(Transformation, blank=True, related_name="instrument_periods")
    sources = ArrayField(models.URLField(max_length=400), default=list)
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        verbose_name = _("period of an instrument")
        verbose_name_plural = _("periods of instruments")
        ordering = [F("valid_from").desc(nulls_last=True), "key"]
        constraints = [
            models.CheckConstraint(
                name="programme_instrumentperiod_ends_after_start",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("A period cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="programme_instrumentperiod_open_is_dated",
                condition=~Q(status="open") | Q(status_as_of__isnull=False),
                violation_error_message=_("Say on which day it was seen that the instrument is open."),
            ),
            models.CheckConstraint(
                name="programme_instrumentperiod_amount_is_positive",
                condition=Q(max_amount_eur__isnull=True) | Q(max_amount_eur__gt=0),
                violation_error_message=_("The maximum amount is above zero; leave it empty when it is unknown."),
            ),
            models.CheckConstraint(
                name="programme_instrumentperiod_percentage_is_a_share",
                condition=Q(percentage__isnull=True) | Q(percentage__gt=0, percentage__lte=100),
                violation_error_message=_("The percentage is above 0 and at most 100; leave it empty when unknown."),
            ),
        ]

    def __str__(self) -> str:
        return self.key


@pghistory.track()
class Topic(models.Model):
    """What a set of figures is about; figures on one topic share a unit and stand side by side."""

    class Theme(models.TextChoices):
        STATE = "state", _("Money of 2018")
        HUBS = "hubs", _("Hubs and SMITZH")
        DATA = "data", _("Data Value Center")
        FIELDLABS = "fieldlabs", _("Fieldlabs: how many and how much money")
        RESULTS = "results", _("Fieldlabs and SMITZH: results and aims")
        WORK = "work", _("Work and turnover")
        AGENDA = "agenda", _("The agenda and its parties")

    slug = models.SlugField(primary_key=True)
    theme = models.CharField(max_length=20, choices=Theme)
    position = models.PositiveSmallIntegerField()
    name_nl = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("topic of figures")
        verbose_name_plural = _("topics of figures")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_nl


@pghistory.track()
class Figure(Sourced):
    """A sourced number. `value`, `lower` and `upper` are in `unit`; None is unknown, never zero."""

    class Unit(models.TextChoices):
        EUR = "EUR", _("euros")
        COUNT = "count", pgettext_lazy("count", "number")
        PERCENT = "percent", _("percent")
        YEAR = "year", _("year")

    class Precision(models.TextChoices):
        EXACT = "exact", _("exact")
        APPROXIMATE = "approximate", _("approximate")
        AT_LEAST = "at_least", _("minimum")
        UNKNOWN = "unknown", _("unknown")

    class Kind(models.TextChoices):
        STATED = "stated", _("stated in the source")
        DERIVED = "derived", _("derived by us")

    class Phase(models.TextChoices):
        PLANNED = "planned", _("planned")
        COMMITTED = "committed", pgettext_lazy("figure", "committed")
        REALISED = "realised", pgettext_lazy("figure", "realised")
        UNCLEAR = "unclear", _("phase unclear")

    key = models.CharField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="figures")
    label_nl = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    value = models.DecimalField(**MONEY, null=True, blank=True)
    lower = models.DecimalField(**MONEY, null=True, blank=True)
    upper = models.DecimalField(**MONEY, null=True, blank=True)
    unit = models.CharField(max_length=10, choices=Unit)
    precision = models.CharField(max_length=12, choices=Precision)
    kind = models.CharField(max_length=10, choices=Kind)
    formula = models.CharField(max_length=200, blank=True)
    basis_nl = models.TextField()
    basis_en = models.TextField()
    phase = models.CharField(max_length=10, choices=Phase)
    as_of = models.DateField()
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["topic__position", "position"]
        constraints = [
            models.CheckConstraint(
                name="programme_figure_unknown_has_no_value",
                condition=Q(precision="unknown", value__isnull=True)
                | (~Q(precision="unknown") & Q(value__isnull=False)),
                violation_error_message=_("An unknown figure has no value, and any other figure has one."),
            ),
            models.CheckConstraint(
                name="programme_figure_at_least_starts_at_value",
                condition=~Q(precision="at_least") | Q(lower__isnull=False, lower=F("value")),
                violation_error_message=_("The lower bound of a minimum is the minimum itself."),
            ),
            models.CheckConstraint(
                name="programme_figure_bounds_in_order",
                condition=Q(lower__isnull=True) | Q(upper__isnull=True) | Q(lower__lte=F("upper")),
                violation_error_message=_("The lower bound is not above the upper bound."),
            ),
            models.CheckConstraint(
                name="programme_figure_bounds_contain_value",
                condition=Q(value__isnull=True)
                | (
                    (Q(lower__isnull=True) | Q(lower__lte=F("value")))
                    & (Q(upper__isnull=True) | Q(upper__gte=F("value")))
                ),
                violation_error_message=_("The value lies within its bounds."),
            ),
            models.CheckConstraint(
                name="programme_figure_derived_has_formula",
                condition=(Q(kind="derived") & ~Q(formula="")) | (Q(kind="stated") & Q(formula="")),
                violation_error_message=_("A derived figure has a formula, and a stated figure has none."),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return f"{reverse('programme:figure_list')}#{self.key}"
