"""What stands on the page of a Fieldlab: services, equipment, cases, results, links and photos."""

from functools import partial

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Sector
from fieldlabs.models.fieldlab import Fieldlab
from fieldlabs.models.parts import MONEY, Part, kept
from fieldlabs.triggers import COPY_SERVICES
from programme.models import Transformation


class AidBasis(models.TextChoices):
    """Why a price below the market is allowed, or that it is not below it."""

    UNKNOWN = "unknown", _("not stated")
    MARKET = "market", _("market price: no State aid")
    NONE = "none", _("no economic activity: no State aid")
    DE_MINIMIS = "de_minimis", _("de minimis Regulation")
    GBER_INNOVATION = "gber_28", _("General Block Exemption, article 28: innovation aid for SMEs")
    GBER_ADVICE = "gber_18", _("General Block Exemption, article 18: consultancy for SMEs")
    GBER_TRAINING = "gber_31", _("General Block Exemption, article 31: training aid")
    GBER_INFRASTRUCTURE = "gber_26a", _("General Block Exemption, article 26a: testing and experimentation")


@kept
class Service(Part):
    """What a company can have done here. `price` in euros without VAT, None: unknown or on request."""

    class Kind(models.TextChoices):
        ADVICE = "advice", _("advice")
        DEMONSTRATION = "demonstration", _("demonstration")
        VALIDATION = "validation", _("test and validation")
        PROOF_OF_CONCEPT = "proof_of_concept", _("proof of concept")
        PROTOTYPE = "prototype", _("prototype")
        PILOT_LINE = "pilot_line", _("pilot line or small series")
        CERTIFICATION = "certification", _("help with certification")
        TRAINING = "training", _("training")
        USE = "use", _("use of equipment or space")
        NETWORK = "network", _("network and finding partners")

    class PriceBasis(models.TextChoices):
        UNKNOWN = "unknown", _("not stated")
        FREE = "free", _("free")
        FIXED = "fixed", _("fixed price")
        HOUR = "hour", _("per hour")
        DAY = "day", _("per day")
        MEMBERSHIP = "membership", _("with a membership")
        REQUEST = "request", _("on request")

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="services")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name_nl = models.CharField(_("name in Dutch"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    text_nl = models.TextField(_("what you get, in Dutch"), max_length=1500, blank=True)
    text_en = models.TextField(_("what you get, in English"), max_length=1500, blank=True)
    price_basis = models.CharField(_("price"), max_length=12, choices=PriceBasis, default=PriceBasis.UNKNOWN)
    price = models.DecimalField(_("amount without VAT"), **MONEY, null=True, blank=True)
    aid_basis = models.CharField(_("State aid"), max_length=10, choices=AidBasis, default=AidBasis.UNKNOWN)
    trl_min = models.PositiveSmallIntegerField(_("TRL from"), null=True, blank=True)
    trl_max = models.PositiveSmallIntegerField(_("TRL up to"), null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
        triggers = COPY_SERVICES
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_service_amount_fits_its_basis",
                condition=Q(price__isnull=True)
                | Q(price_basis__in=["fixed", "hour", "day", "membership"], price__gt=0),
                violation_error_message=_("Give an amount above zero, and only with a price that has an amount."),
            ),
            models.CheckConstraint(
                name="fieldlabs_service_trl_is_a_range",
                condition=Q(trl_min__isnull=True, trl_max__isnull=True)
                | Q(trl_min__isnull=False, trl_max__isnull=False, trl_min__gte=1, trl_max__lte=9)
                & Q(trl_max__gte=F("trl_min")),
                violation_error_message=_("Give both ends of the TRL range, from 1 to 9, the lowest first."),
            ),
            models.UniqueConstraint(
                name="fieldlabs_service_name_is_unique",
                fields=["fieldlab", "name_nl"],
                violation_error_message=_("This Fieldlab already has a service with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_nl


@kept
class Equipment(Part):
    """A machine or installation. `amount`: what it cost in euros, None: unknown."""

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="equipment")
    name_nl = models.CharField(_("name in Dutch"), max_length=150)
    name_en = models.CharField(_("name in English"), max_length=150, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), **MONEY, null=True, blank=True)
    url = models.URLField(_("more about it"), max_length=300, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_equipment_amount_is_positive",
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                violation_error_message=_("An amount is above zero. Leave it empty when it is unknown."),
            ),
            models.CheckConstraint(
                name="fieldlabs_equipment_year_is_possible",
                condition=Q(year__isnull=True) | Q(year__range=(1980, 2040)),
                violation_error_message=_("Give a year from 1980 to 2040."),
            ),
            models.UniqueConstraint(
                name="fieldlabs_equipment_name_is_unique",
                fields=["fieldlab", "name_nl"],
                violation_error_message=_("This Fieldlab already has equipment with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_nl


@kept
class EvidenceCase(Part):
    """What a company asked here and what came of it. The company's name only with its consent."""

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="cases")
    title_nl = models.CharField(_("title in Dutch"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    company = models.CharField(_("company"), max_length=150, blank=True)
    consented_on = models.DateField(_("the company agreed on"), null=True, blank=True)
    question_nl = models.TextField(_("question in Dutch"), max_length=2000)
    question_en = models.TextField(_("question in English"), max_length=2000, blank=True)
    result_nl = models.TextField(_("result in Dutch"), max_length=2000)
    result_en = models.TextField(_("result in English"), max_length=2000, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, verbose_name=_("sector"))
    transformation = models.ForeignKey(
        Transformation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("transformation")
    )
    url = models.URLField(_("more about it"), max_length=300, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("evidence case")
        verbose_name_plural = _("evidence cases")
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_evidencecase_named_company_agreed",
                condition=Q(company="") | Q(consented_on__isnull=False),
                violation_error_message=_("Name a company only if it agreed, and say when."),
            ),
            models.UniqueConstraint(
                name="fieldlabs_evidencecase_title_is_unique",
                fields=["fieldlab", "title_nl"],
                violation_error_message=_("This Fieldlab already has a case with this title."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_nl


@kept
class Result(Part):
    """How many times in one year something came of the work. 0 is a count; what is unknown has no row."""

    class Kind(models.TextChoices):
        PRODUCT = "product", _("new products")
        PROCESS = "process", _("improved processes")
        BUSINESS = "business", _("new business")

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="results")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(pgettext_lazy("count", "number"))
    basis = models.CharField(_("how this was counted"), max_length=300)

    class Meta(Part.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_result_once",
                fields=["fieldlab", "kind", "year"],
                violation_error_message=_("This kind and year are already there: change that row."),
            ),
            models.CheckConstraint(
                name="fieldlabs_result_year_is_possible",
                condition=Q(year__range=(2010, 2040)),
                violation_error_message=_("Give a year from 2010 to 2040."),
            ),
            models.CheckConstraint(
                name="fieldlabs_result_says_how_it_was_counted",
                condition=~Q(basis=""),
                violation_error_message=_("Say how this was counted."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fieldlab}: {self.kind} {self.year}"


@kept
class Link(Part):
    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="links")
    title_nl = models.CharField(_("title in Dutch"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    url = models.URLField(_("address"), max_length=300)

    class Meta(Part.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_link_once",
                fields=["fieldlab", "url"],
                violation_error_message=_("This Fieldlab already has this link."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_nl


@partial(kept, exclude=["content"])
class Photo(Part):
    """A picture, made small and without the data that a camera adds (fieldlabs/photos.py)."""

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="photos")
    content = models.BinaryField()
    media_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    alt_nl = models.CharField(_("what is in the picture, in Dutch"), max_length=250)
    alt_en = models.CharField(_("what is in the picture, in English"), max_length=250, blank=True)
    credit = models.CharField(_("maker"), max_length=120, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_photo_has_alternative_text",
                condition=~Q(alt_nl=""),
                violation_error_message=_("Say what is in the picture, for people who cannot see it."),
            ),
        ]

    def __str__(self) -> str:
        return self.alt_nl
