"""The money as the letter states it: lines of the envelope, and what co-funders promised or announced."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.recorded import MONEY
from programme.models import Figure, Sourced
from regions.models import Region


@pghistory.track()
class BudgetLine(models.Model):
    """A line of the envelope; one tree. `amount` in euros, None is unknown (its bounds are in the figure).

    `match_ratio`: least match in euros per euro of the State, None where the source states none.
    That the amounts below a line fit into it is held by funding/sql/budget_line_fits.sql.
    """

    class Status(models.TextChoices):
        FIXED = "fixed", _("stated")
        REMAINDER = "remainder", _("what is left")
        OPEN_RESERVATION = "open_reservation", _("kept or considered, amount unknown")

    key = models.CharField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    amount = models.DecimalField(**MONEY, null=True, blank=True)
    amount_status = models.CharField(max_length=20, choices=Status)
    match_ratio = models.DecimalField(max_digits=6, decimal_places=4, null=True, blank=True)
    figure = models.ForeignKey(Figure, models.PROTECT, related_name="budget_lines")
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    trigger_sentences = {
        "funding_budgetline_parts_fit": _("The amounts below a line may not be more than the line itself."),
        "funding_budgetline_tree_has_no_loop": _("A line cannot lie below itself."),
    }

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="funding_budgetline_fixed_has_amount",
                condition=~Q(amount_status="fixed") | Q(amount__isnull=False),
                violation_error_message=_("A stated line has an amount."),
            ),
            models.CheckConstraint(
                name="funding_budgetline_open_reservation_has_no_amount",
                condition=~Q(amount_status="open_reservation") | Q(amount__isnull=True),
                violation_error_message=_("A reservation of unknown size has no amount."),
            ),
            models.CheckConstraint(
                name="funding_budgetline_amount_is_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message=_("An amount is not below zero."),
            ),
            models.CheckConstraint(
                name="funding_budgetline_match_ratio_is_positive",
                condition=Q(match_ratio__isnull=True) | Q(match_ratio__gt=0),
                violation_error_message=_("A match ratio is above zero; leave it empty when none is stated."),
            ),
            models.CheckConstraint(
                name="funding_budgetline_whole_is_stated",
                condition=Q(parent__isnull=False) | Q(amount_status="fixed"),
                violation_error_message=_("The line at the top has a stated amount."),
            ),
            models.UniqueConstraint(
                models.functions.Coalesce("parent_id", 0),
                condition=Q(parent__isnull=True),
                name="funding_budgetline_one_whole",
                violation_error_message=_("There is one line at the top."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_nl


@pghistory.track()
class StatedContribution(Sourced):
    """What a co-funder promised or announced for a line, according to one source. None of it is a pledge in the books.

    `amount` in euros; None: announced without an amount. `announced_on`: day of the source.
    """

    class ContributorType(models.TextChoices):
        METROPOLITAN_REGION = "metropolitan_region", _("metropolitan area")
        PROVINCE = "province", _("province")
        MUNICIPALITY = "municipality", _("municipality")

    class Status(models.TextChoices):
        STATED = "stated", _("stated")
        UNKNOWN = "unknown", _("amount unknown")

    class Phase(models.TextChoices):
        PLANNED = "planned", _("announced")
        COMMITTED = "committed", _("promised")

    key = models.CharField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="contributions")
    region = models.ForeignKey(Region, models.PROTECT, related_name="stated_contributions")
    contributor = models.CharField(max_length=100)
    contributor_type = models.CharField(max_length=30, choices=ContributorType)
    amount = models.DecimalField(**MONEY, null=True, blank=True)
    amount_status = models.CharField(max_length=10, choices=Status)
    phase = models.CharField(max_length=10, choices=Phase)
    announced_on = models.DateField()
    figure = models.ForeignKey(Figure, models.PROTECT, related_name="stated_contributions")
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)

    class Meta:
        verbose_name = _("stated contribution")
        verbose_name_plural = _("stated contributions")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="funding_statedcontribution_unknown_has_no_amount",
                condition=~Q(amount_status="unknown") | Q(amount__isnull=True),
                violation_error_message=_("A contribution of unknown size has no amount."),
            ),
            models.CheckConstraint(
                name="funding_statedcontribution_stated_has_amount",
                condition=~Q(amount_status="stated") | Q(amount__isnull=False),
                violation_error_message=_("A stated contribution has an amount."),
            ),
            models.CheckConstraint(
                name="funding_statedcontribution_amount_is_positive",
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                violation_error_message=_("A contribution is above zero; leave it empty when it is unknown."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contributor}: {self.line}"
