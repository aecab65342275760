"""Skillslabs, and what people can learn where."""

from functools import partial

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fieldlabs.models.fieldlab import Fieldlab
from fieldlabs.models.parts import MONEY, kept
from fieldlabs.triggers import COPY_TRAINING
from programme.models import Transformation
from regions.models import Place, Region


@kept
class Skillslab(models.Model):
    """The place beside a Fieldlab where people learn to work with what is developed there."""

    fieldlab = models.OneToOneField(Fieldlab, models.PROTECT, related_name="skillslab")
    name = models.CharField(_("name"), max_length=120)
    text_nl = models.TextField(_("what people learn here, in Dutch"), max_length=2000, blank=True)
    text_en = models.TextField(_("what people learn here, in English"), max_length=2000, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    opened_on = models.DateField(_("open since"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("Skillslab")
        verbose_name_plural = _("Skillslabs")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_skillslab_closes_after_opening",
                condition=Q(opened_on__isnull=True) | Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("The last day comes after the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@partial(kept, exclude=["search"])
class TrainingOffer(models.Model):
    """A training. `hours` None and `price` None: unknown; price 0: free. Either of a Fieldlab, or of a region."""

    class Level(models.TextChoices):
        WORKFLOOR = "workfloor", _("work floor, no diploma needed")
        MBO = "mbo", _("vocational (mbo)")
        HBO = "hbo", _("higher professional (hbo)")
        WO = "wo", _("university")
        MANAGEMENT = "management", _("management")

    class Language(models.TextChoices):
        DUTCH = "nl", _("Dutch")
        ENGLISH = "en", _("English")
        BOTH = "both", _("Dutch or English")

    class Publication(models.TextChoices):
        DRAFT = "draft", _("not public")
        PUBLISHED = "published", _("public")

    slug = models.SlugField(max_length=80, unique=True)
    # Of the form that made it, so that sending the form twice makes one training.
    key = models.UUIDField(unique=True, null=True, editable=False)
    fieldlab = models.ForeignKey(
        Fieldlab, models.PROTECT, null=True, blank=True, related_name="trainings", verbose_name=_("Fieldlab")
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="trainings", verbose_name=_("region"))
    title_nl = models.CharField(_("title in Dutch"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    text_nl = models.TextField(_("what you learn, in Dutch"), max_length=2000)
    text_en = models.TextField(_("what you learn, in English"), max_length=2000, blank=True)
    audience_nl = models.CharField(_("for whom, in Dutch"), max_length=200)
    audience_en = models.CharField(_("for whom, in English"), max_length=200, blank=True)
    level = models.CharField(_("level"), max_length=12, choices=Level)
    hours = models.DecimalField(_("duration in hours"), max_digits=6, decimal_places=1, null=True, blank=True)
    price = models.DecimalField(_("price without VAT"), **MONEY, null=True, blank=True)
    language = models.CharField(_("language"), max_length=4, choices=Language, default=Language.DUTCH)
    provider = models.CharField(_("given by"), max_length=150)
    url = models.URLField(_("where to register"), max_length=300, blank=True)
    skills = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("skills"))
    transformations = models.ManyToManyField(
        Transformation, through="TrainingTransformation", related_name="trainings", verbose_name=_("transformations")
    )
    publication = models.CharField(_("publication"), max_length=10, choices=Publication, default=Publication.DRAFT)
    ends_on = models.DateField(_("offered until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    search = models.GeneratedField(
        expression=Func(
            *map(F, ("title_nl", "provider", "audience_nl", "title_en", "audience_en", "text_nl", "text_en")),
            function="fieldlabs_training_search",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["title_nl"]
        triggers = [COPY_TRAINING]
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_trainingoffer_hours_are_positive",
                condition=Q(hours__isnull=True) | Q(hours__gt=0),
                violation_error_message=_("The duration is above zero. Leave it empty when it is unknown."),
            ),
            models.CheckConstraint(
                name="fieldlabs_trainingoffer_price_is_not_negative",
                condition=Q(price__isnull=True) | Q(price__gte=0),
                violation_error_message=_("A price is not below zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_nl

    def get_absolute_url(self) -> str:
        return reverse("fieldlabs:training_detail", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.publication == self.Publication.PUBLISHED


class TrainingTransformation(models.Model):
    training = models.ForeignKey(TrainingOffer, models.PROTECT, related_name="+")
    transformation = models.ForeignKey(Transformation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("transformation of a training")
        verbose_name_plural = _("transformations of trainings")
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_trainingtransformation_once",
                fields=["training", "transformation"],
                violation_error_message=_("This training already has this transformation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training}: {self.transformation}"


@kept
class TrainingDate(models.Model):
    """When and where a training is given. Without a place it is online. `participants` None: not known (yet)."""

    training = models.ForeignKey(TrainingOffer, models.PROTECT, related_name="dates")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place"))

    participants = models.PositiveIntegerField(_("people who took part"), null=True, blank=True)

    class Meta:
        verbose_name = _("date of a training")
        verbose_name_plural = _("dates of trainings")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_trainingdate_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes after the first."),
            ),
            models.UniqueConstraint(
                name="fieldlabs_trainingdate_once",
                fields=["training", "starts_on", "place"],
                nulls_distinct=False,
                violation_error_message=_("This date is already there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training}, {self.starts_on}"
