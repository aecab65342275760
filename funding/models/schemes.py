"""The rules of a scheme as they were on a day, and the pledges that count under them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from funding.models.envelope import BudgetLine
from funding.models.recorded import Documented
from regions.models import Region


class Origin(models.TextChoices):
    """Where a co-funder's money comes from. What the State pays can never be match for the State."""

    PROVINCIAL = "provincial", _("own money of a province")
    MUNICIPAL = "municipal", _("own money of a municipality")
    METROPOLITAN = "metropolitan", _("own money of a metropolitan area")
    EUROPEAN = "european", _("money of the European Union")
    PRIVATE = "private", _("private money")
    STATE_SUBSIDY = "state_subsidy", _("subsidy of the State")
    STATE_SPECIFIC_GRANT = "state_specific_grant", _("specific grant of the State (SPUK)")
    STATE_CONTRACT = "state_contract", _("contract of the State")
    STATE_COFINANCING = "state_cofinancing", _("co-financing by the State")
    STATE_HOURS = "state_hours", _("hours that the State pays")
    UNKNOWN = "unknown", _("unknown")


NEVER_MATCH = [origin for origin in Origin.values if origin.startswith("state_") or origin == Origin.UNKNOWN]


class Scheme(models.Model):
    """`demo`: its rules are invented for demonstrations, and so is everything that is granted under it."""

    key = models.SlugField(unique=True)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name_nl


class SchemeVersion(Documented):
    """The rules of a scheme from a day until, and including, another.

    Nothing has a default: None (for the instrument: "unknown") is not known, and then no decision can be taken.
    `ratio`: euros of match per euro of the State, 0 is "no match asked". `level`: where the ratio is held.
    `advance_share`: part of the award that may be paid before match is realised, 0–1.
    `origins`: what counts as match. `evidence`: the evidence that is asked from an amount in euros upwards,
    [[0, "none"], [25000, "performance"], …].
    """

    class Instrument(models.TextChoices):
        SUBSIDY = "subsidy", _("subsidy")
        SPECIFIC_GRANT = "specific_grant", _("specific grant (SPUK)")
        DECENTRALISATION_GRANT = "decentralisation_grant", _("decentralisation grant")
        CONTRACT = "contract", _("contract")
        LETTER_OF_INTENT = "letter_of_intent", _("letter of intent")
        UNKNOWN = "unknown", _("unknown")

    class Level(models.TextChoices):
        AWARD = "award", _("each plan's award")
        REGION = "region", _("the region")
        LINE = "line", _("the budget line")

    class InKind(models.TextChoices):
        REFUSED = "refused", _("does not count")
        VALUED = "valued", _("counts with a dated valuation")

    # Instruments whose law allows a condition: Awb title 4.2, Financiële-verhoudingswet 15a.
    CONDITIONAL = (Instrument.SUBSIDY, Instrument.SPECIFIC_GRANT)

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_on = models.DateField(_("in force from"))
    ends_on = models.DateField(_("in force until and including"), null=True, blank=True)
    instrument = models.CharField(_("legal instrument"), max_length=30, choices=Instrument)
    ratio = models.DecimalField(_("match per euro of the State"), max_digits=6, decimal_places=4, null=True, blank=True)
    level = models.CharField(_("level of the ratio"), max_length=10, choices=Level, null=True, blank=True)  # noqa: DJ001 -- unknown is NULL
    advance_share = models.DecimalField(_("advance share"), max_digits=5, decimal_places=4, null=True, blank=True)
    origins = ArrayField(models.CharField(max_length=30, choices=Origin), null=True, blank=True)
    in_kind = models.CharField(_("match in kind"), max_length=10, choices=InKind, null=True, blank=True)  # noqa: DJ001 -- the same
    evidence = models.JSONField(_("evidence by amount"), null=True, blank=True)

    class Meta:
        verbose_name = _("version of a scheme")
        verbose_name_plural = _("versions of a scheme")
        ordering = ["scheme", "number"]
        constraints = [
            models.UniqueConstraint(
                name="funding_schemeversion_number_is_unique",
                fields=["scheme", "number"],
                violation_error_message=_("This version of the scheme already exists."),
            ),
            models.CheckConstraint(
                name="funding_schemeversion_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A scheme cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="funding_schemeversion_ratio_is_not_negative",
                condition=Q(ratio__isnull=True) | Q(ratio__gte=0),
                violation_error_message=_("A ratio is not below zero; 0 means that no match is asked."),
            ),
            models.CheckConstraint(
                name="funding_schemeversion_advance_share_is_a_part",
                condition=Q(advance_share__isnull=True) | Q(advance_share__gte=0, advance_share__lte=1),
                violation_error_message=_("An advance share lies between 0 and 1."),
            ),
            models.CheckConstraint(
                name="funding_schemeversion_origins_are_not_the_states",
                condition=Q(origins__isnull=True) | ~Q(origins__overlap=NEVER_MATCH),
                violation_error_message=_("Money of the State, or of unknown origin, never counts as match."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.number}"


class MatchPool(Documented):
    """Where a ratio is held: the awards and the pledges in one pool are set against one another, and nowhere else.

    Its shape follows the level of the scheme version: a plan (award), a region of a line, or a whole line.
    """

    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="pools")
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="pools")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="match_pools")
    plan = models.ForeignKey("funding.Plan", models.PROTECT, null=True, blank=True, related_name="pools")

    class Meta:
        verbose_name = _("match pool")
        verbose_name_plural = _("match pools")
        constraints = [
            models.UniqueConstraint(
                name="funding_matchpool_is_one",
                fields=["version", "line", "region", "plan"],
                nulls_distinct=False,
                violation_error_message=_("This pool already exists."),
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(str(part) for part in (self.line, self.region, self.plan) if part)


class Pledge(Documented):
    """A co-funder's promise of money or work; the amounts are in the journal. Unknown amount: no entry.

    `claimed_by`: the organisation (a hub) that brings it in. `evidence`: the co-funder's own number or name of the
    promise; the same one never counts twice. `without_vat`: amounts hold no recoverable or compensable VAT (None: not
    stated). `also_declared`: elsewhere, e.g. "EFRO"; "" is nowhere, None is not stated. What is not stated or unknown
    does not count: it stays *intended* (funding/sql/check_confirmation.sql).
    """

    class Kind(models.TextChoices):
        CASH = "cash", _("money")
        IN_KIND = "in_kind", _("in kind")

    pool = models.ForeignKey(MatchPool, models.PROTECT, related_name="pledges")
    funder = models.ForeignKey(Organisation, models.PROTECT, related_name="pledges_made")
    claimed_by = models.ForeignKey(Organisation, models.PROTECT, related_name="pledges_claimed")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    origin = models.CharField(_("origin"), max_length=30, choices=Origin)
    evidence = models.CharField(_("evidence"), max_length=200)
    valued_on = models.DateField(_("valued on"), null=True, blank=True)
    valuation = models.CharField(_("valuation document"), max_length=200, blank=True)
    without_vat = models.BooleanField(_("without recoverable VAT"), null=True, blank=True)
    also_declared = models.CharField(_("also declared with"), max_length=200, null=True, blank=True)  # noqa: DJ001 -- unknown is NULL

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        constraints = [
            models.CheckConstraint(
                name="funding_pledge_has_evidence",
                condition=~Q(evidence=""),
                violation_error_message=_("Name the document in which the co-funder promises this."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder}: {self.pool}"
