"""What is put into a Fieldlab. Planned, committed and realised are phases of the same euro: they are never added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fieldlabs.models.fieldlab import Fieldlab
from fieldlabs.models.parts import MONEY, Part, kept


@kept
class Investment(Part):
    """An amount in euros from one source in one year. `amount` None: unknown, which is never 0."""

    class Source(models.TextChoices):
        COMPANIES = "companies", _("companies")
        KNOWLEDGE = "knowledge", _("knowledge institutes")
        EDUCATION = "education", _("education")
        STATE = "state", pgettext_lazy("money", "State")
        REGION = "region", _("province, municipality or region")
        EUROPE = "europe", _("European Union")
        OTHER = "other", _("other")

    class Kind(models.TextChoices):
        GRANT = "grant", pgettext_lazy("money", "grant")
        LOAN = "loan", _("loan")
        CASH = "cash", _("own money")
        IN_KIND = "in_kind", _("in kind")

    class Phase(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("money", "planned")
        COMMITTED = "committed", pgettext_lazy("money", "committed")
        REALISED = "realised", pgettext_lazy("money", "realised")

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="investments")
    source = models.CharField(_("source"), max_length=10, choices=Source)
    source_name = models.CharField(_("name of the source"), max_length=150, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase)
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount"), **MONEY, null=True, blank=True)
    reference = models.CharField(_("where this is written"), max_length=300, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("investment")
        verbose_name_plural = _("investments")
        ordering = ["year", "source", "source_name", "kind", "phase", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_investment_once",
                fields=["fieldlab", "source", "source_name", "kind", "phase", "year"],
                violation_error_message=_("This source, kind, phase and year are already there: change that row."),
            ),
            models.CheckConstraint(
                name="fieldlabs_investment_amount_is_positive",
                condition=Q(amount__isnull=True) | Q(amount__gt=0),
                violation_error_message=_("An amount is above zero. Leave it empty when it is unknown."),
            ),
            models.CheckConstraint(
                name="fieldlabs_investment_year_is_possible",
                condition=Q(year__range=(2010, 2040)),
                violation_error_message=_("Give a year from 2010 to 2040."),
            ),
            models.CheckConstraint(
                name="fieldlabs_investment_company_gives_no_grant",
                condition=~Q(kind="grant") | ~Q(source="companies"),
                violation_error_message=_("A company does not give a grant: choose own money, in kind or a loan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fieldlab}: {self.source} {self.year}"
