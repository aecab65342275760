"""Fieldlabs: what they are, how sure we are of that, whether they are on the public list, and their recognition."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fieldlabs.models.parts import Added, kept
from fieldlabs.triggers import COPY_TRANSFORMATIONS, KEEP_FINDABLE, TRIGGER_SENTENCES, TRIGGERS

TIMES = {"null": True, "blank": True, "editable": False}
PERSON = {**TIMES, "related_name": "+"}


class FieldlabQuerySet(models.QuerySet):
    def public(self) -> "FieldlabQuerySet":
        """What a visitor may see; without the search vector, which no page needs."""
        return self.defer("search").filter(publication=Fieldlab.Publication.PUBLISHED)


@pghistory.track(
    Added(),
    pghistory.UpdateEvent(),
    context_field=pghistory.ContextJSONField(),
    exclude=["search", "facets"],
)
class Fieldlab(models.Model):
    """A place where companies and knowledge institutes develop, test and apply. lat, lon: degrees WGS 84.

    `evidence` is what the sources say, `publication` whether visitors see it, `recognition` what the steering group
    decided: three separate things.
    """

    class Evidence(models.TextChoices):
        A = "A", _("A source calls it a Smart Industry Fieldlab")
        B = "B", _("A source calls it a fieldlab; the label is not stated")
        C = "C", _("A sourced place; no source calls it a fieldlab")
        U = "U", _("No source")

    class Publication(models.TextChoices):
        DRAFT = "draft", _("not public")
        PUBLISHED = "published", _("public")
        # A Fieldlab that closed: off the list, but its address still tells what it was.
        ARCHIVE = "archive", _("off the list, its page kept")

    class Recognition(models.TextChoices):
        UNKNOWN = "unknown", _("recognition unknown")
        DRAFT = "draft", _("not yet submitted")
        SUBMITTED = "submitted", _("submitted to the steering group")
        RECOGNISED = "recognised", _("recognised by the steering group")
        RETURNED = "returned", _("sent back by the steering group")

    class Type(models.TextChoices):
        KNOWLEDGE = "knowledge", _("knowledge and technology")
        DEMONSTRATION = "demonstration", _("demonstration and business")
        SKILLS = "skills", _("skills")
        COMBINATION = "combination", _("combination")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    city = models.CharField(_("place"), max_length=80, blank=True)
    city_sourced = models.BooleanField(_("a source gives the place"), default=False)
    province = models.ForeignKey("regions.Province", models.PROTECT, null=True, blank=True, verbose_name=_("province"))
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, blank=True, verbose_name=_("region"))
    national = models.BooleanField(_("works nationally"), default=False)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    topic_nl = models.CharField(_("topic in Dutch"), max_length=200)
    topic_en = models.CharField(_("topic in English"), max_length=200)
    description_nl = models.TextField(_("description in Dutch"), max_length=4000, blank=True)
    description_en = models.TextField(_("description in English"), max_length=4000, blank=True)
    operator = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("operator")
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    contact = models.CharField(_("how to get in touch"), max_length=200, blank=True)
    type = models.CharField(_("type"), max_length=15, choices=Type, blank=True)
    address = models.CharField(_("street and number"), max_length=150, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=7, blank=True)
    audience_nl = models.TextField(_("for whom, in Dutch"), max_length=1000, blank=True)
    audience_en = models.TextField(_("for whom, in English"), max_length=1000, blank=True)
    access_nl = models.TextField(_("how a company gets in, in Dutch"), max_length=2000, blank=True)
    access_en = models.TextField(_("how a company gets in, in English"), max_length=2000, blank=True)
    # Words of the field itself, each once: "lasrobots", "digital twin".
    technologies = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name=_("technologies"))
    trl_min = models.PositiveSmallIntegerField(_("TRL from"), null=True, blank=True)
    trl_max = models.PositiveSmallIntegerField(_("TRL up to"), null=True, blank=True)
    # What the steering group judges, beside the consortium: the goal, and a plan for three years or longer.
    goal = models.TextField(_("goal"), max_length=4000, blank=True)
    plan = models.TextField(_("plan"), max_length=8000, blank=True)
    plan_starts_on = models.DateField(_("first day of the plan"), null=True, blank=True)
    plan_ends_on = models.DateField(_("last day of the plan"), null=True, blank=True)
    started_on = models.DateField(_("active since"), null=True, blank=True)
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True, editable=False)
    evidence = models.CharField(_("evidence"), max_length=1, choices=Evidence, blank=True)
    sources = ArrayField(models.URLField(max_length=500), default=list, blank=True, verbose_name=_("sources"))
    note_nl = models.TextField(_("note in Dutch"), max_length=1000, blank=True)
    note_en = models.TextField(_("note in English"), max_length=1000, blank=True)
    as_of = models.DateField(_("as of"))
    publication = models.CharField(_("publication"), max_length=10, choices=Publication, default=Publication.DRAFT)
    recognition = models.CharField(_("recognition"), max_length=10, choices=Recognition, default=Recognition.DRAFT)
    registered_at = models.DateTimeField(_("registered"), **TIMES)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    submitted_at = models.DateTimeField(_("submitted"), **TIMES)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    submission_reason = models.TextField(_("why it should be recognised"), max_length=2000, blank=True)
    decided_at = models.DateTimeField(_("decided"), **TIMES)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    decision_reason = models.TextField(_("reason of the decision"), max_length=2000, blank=True)
    published_at = models.DateTimeField(_("made public"), **TIMES)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    closed_on = models.DateField(_("closed on"), **TIMES)
    closed_at = models.DateTimeField(_("closing recorded"), **TIMES)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    closing_reason = models.TextField(_("why it closed"), max_length=2000, blank=True)
    # Made with the form, so that sending it twice registers once.
    registration_key = models.UUIDField(unique=True, null=True, editable=False)
    # Goes up with every change; a form that started from an older version is not saved over a newer one.
    version = models.PositiveIntegerField(default=1, editable=False)
    transformations = models.ManyToManyField(
        "programme.Transformation",
        through="FieldlabTransformation",
        related_name="fieldlabs",
        blank=True,
        verbose_name=_("transformations"),
    )
    sectors = models.ManyToManyField(
        "accounts.Sector", through="FieldlabSector", related_name="+", blank=True, verbose_name=_("sectors")
    )
    # Besides its own region.
    regions_served = models.ManyToManyField(
        "regions.Region", through="FieldlabRegion", related_name="+", blank=True, verbose_name=_("regions served")
    )
    # Copied by a trigger from `transformations`, so that search counts without joins and history shows them.
    transformation_slugs = ArrayField(models.SlugField(), default=list, editable=False)
    # The same from `services`, and whether a training is on offer.
    service_kinds = ArrayField(models.SlugField(), default=list, editable=False)
    has_training = models.BooleanField(default=False, editable=False)
    search = models.GeneratedField(
        expression=Func(
            *map(F, ("name", "city", "province_id", "topic_nl", "topic_en", "description_nl", "description_en")),
            F("technologies"),
            function="fieldlabs_search",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    # All facets in one text, so that counting needs one narrow index; sql/finding.sql says how it reads.
    facets = models.GeneratedField(
        expression=Func(
            *map(F, ("region_id", "province_id", "recognition", "evidence", "transformation_slugs")),
            *map(F, ("service_kinds", "has_training", "trl_min", "trl_max", "lat")),
            function="fieldlabs_facets",
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = FieldlabQuerySet.as_manager()
    trigger_sentences = TRIGGER_SENTENCES

    class Meta:
        verbose_name = _("Fieldlab")
        verbose_name_plural = _("Fieldlabs")
        ordering = ["name"]
        triggers = [*TRIGGERS, *KEEP_FINDABLE]
        indexes = [
            # fastupdate off: a search must not first walk a list of pending words.
            GinIndex(name="fieldlabs_fieldlab_search", fields=["search"], fastupdate=False),
            models.Index(
                name="fieldlabs_fieldlab_facets",
                fields=["publication", "facets"],
                include=["id"],
                condition=Q(publication__in=["published", "archive"]),
            ),
            # With all that a list by distance needs, so that it need not read the rows.
            models.Index(
                name="fieldlabs_fieldlab_position",
                fields=["lat", "lon"],
                include=["id", "name", "city", "region"],
                condition=Q(publication="published"),
            ),
            models.Index(
                F("region_id").asc(nulls_last=True),
                F("lat").asc(nulls_last=True),
                "city",
                "name",
                "id",
                name="fieldlabs_fieldlab_by_place",
                condition=Q(publication="published"),
            ),
            models.Index(
                name="fieldlabs_fieldlab_by_name", fields=["name", "id"], condition=Q(publication="published")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_fieldlab_published_has_evidence_or_is_recognised",
                condition=~Q(publication="published") | Q(evidence__in=["A", "B"]) | Q(recognition="recognised"),
                violation_error_message=_("Only a Fieldlab with a source or with recognition can be public."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_evidence_has_source",
                condition=~Q(evidence__in=["A", "B", "C"]) | Q(sources__len__gt=0),
                violation_error_message=_("Name at least one source for this evidence."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_published_has_region_or_is_national",
                condition=~Q(publication="published") | Q(region__isnull=False) | Q(national=True),
                violation_error_message=_("A public Fieldlab has a region or works nationally."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_national_has_no_region",
                condition=Q(national=False) | Q(region__isnull=True),
                violation_error_message=_("A Fieldlab has a region or works nationally, not both."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_registered_has_person_and_time",
                condition=~Q(recognition="draft") | Q(registered_at__isnull=False, registered_by__isnull=False),
                violation_error_message=_("A registered Fieldlab has who registered it, and when."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_submitted_has_person_and_time",
                condition=~Q(recognition__in=["submitted", "recognised", "returned"])
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                violation_error_message=_("A submitted Fieldlab has who submitted it, and when."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_decision_has_person_time_and_reason",
                condition=~Q(recognition__in=["recognised", "returned"])
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(decision_reason="")),
                violation_error_message=_("A decision has who decided, when and why."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_trl_is_a_range",
                condition=Q(trl_min__isnull=True, trl_max__isnull=True)
                | Q(trl_min__isnull=False, trl_max__isnull=False, trl_min__gte=1, trl_max__lte=9)
                & Q(trl_max__gte=F("trl_min")),
                violation_error_message=_("Give both ends of the TRL range, from 1 to 9, the lowest first."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_plan_ends_after_start",
                condition=Q(plan_starts_on__isnull=True)
                | Q(plan_ends_on__isnull=True)
                | Q(plan_ends_on__gt=F("plan_starts_on")),
                violation_error_message=_("The last day of the plan comes after the first."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_postal_code_is_dutch",
                condition=Q(postal_code="") | Q(postal_code__regex=r"^[1-9][0-9]{3} [A-Z]{2}$"),
                violation_error_message=_("Write a postal code as 1234 AB."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_closed_has_day_person_and_reason",
                condition=Q(closed_on__isnull=True, closed_at__isnull=True, closed_by__isnull=True, closing_reason="")
                | Q(closed_on__isnull=False, closed_at__isnull=False, closed_by__isnull=False) & ~Q(closing_reason=""),
                violation_error_message=_("A closed Fieldlab has the day, who recorded it and why."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_closes_after_start",
                condition=Q(started_on__isnull=True) | Q(closed_on__isnull=True) | Q(closed_on__gte=F("started_on")),
                violation_error_message=_("A Fieldlab does not close before it started."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_closed_is_off_the_list",
                condition=Q(publication="draft")
                | Q(publication="published", closed_on__isnull=True)
                | Q(publication="archive", closed_on__isnull=False),
                violation_error_message=_("A Fieldlab that closed is off the public list; only its page is kept."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_publisher_has_moment",
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
                violation_error_message=_("Who made it public has a moment."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_position_is_whole",
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False),
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlab_lies_in_the_netherlands",
                condition=Q(lat__isnull=True) | Q(lat__range=(50.7, 53.6), lon__range=(3.3, 7.3)),
                violation_error_message=_("This position is not in the Netherlands."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("fieldlabs:fieldlab_detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.publication == self.Publication.PUBLISHED

    @property
    def has_public_page(self) -> bool:
        """Whether a visitor with the address sees the page: of one on the list, or of one that closed."""
        return self.publication in (self.Publication.PUBLISHED, self.Publication.ARCHIVE)

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def is_recognised(self) -> bool:
        return self.recognition == self.Recognition.RECOGNISED


class FieldlabTransformation(models.Model):
    """That a Fieldlab is about a transformation."""

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT)
    transformation = models.ForeignKey("programme.Transformation", models.PROTECT)

    class Meta:
        verbose_name = _("transformation of a Fieldlab")
        verbose_name_plural = _("transformations of Fieldlabs")
        triggers = COPY_TRANSFORMATIONS
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_fieldlabtransformation_once",
                fields=["fieldlab", "transformation"],
                violation_error_message=_("This Fieldlab already has this transformation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fieldlab}: {self.transformation}"


@kept
class FieldlabSector(models.Model):
    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="+")
    sector = models.ForeignKey("accounts.Sector", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sector of a Fieldlab")
        verbose_name_plural = _("sectors of Fieldlabs")
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_fieldlabsector_once",
                fields=["fieldlab", "sector"],
                violation_error_message=_("This Fieldlab already has this sector."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fieldlab}: {self.sector}"


@kept
class FieldlabRegion(models.Model):
    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="+")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("region that a Fieldlab serves")
        verbose_name_plural = _("regions that Fieldlabs serve")
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_fieldlabregion_once",
                fields=["fieldlab", "region"],
                violation_error_message=_("This Fieldlab already serves this region."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fieldlab}: {self.region}"


class FieldlabContact(models.Model):
    """The person to ask. Personal, so outside the history; on the public page only with their own consent.

    `person`: their account, when they have one: then they see and confirm their Fieldlab.
    """

    fieldlab = models.OneToOneField(Fieldlab, models.PROTECT, related_name="contact_person")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone number"), max_length=30, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, choices=settings.LANGUAGES, default="nl")
    public_since = models.DateField(_("agreed to be on the public page on"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_fieldlabcontact_email_is_lower_case",
                condition=Q(email=models.functions.Lower("email")),
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                name="fieldlabs_fieldlabcontact_public_has_name",
                condition=Q(public_since__isnull=True) | ~Q(name=""),
                violation_error_message=_("Give the name of the person who agreed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fieldlab}"
