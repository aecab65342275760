"""Who takes part in a Fieldlab, and what the composition rule counts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, SizeClass
from fieldlabs.models.fieldlab import Fieldlab
from fieldlabs.models.parts import Part, kept


@kept
class Partner(Part):
    """That an organisation takes part. `size` None: unknown, which the composition rule never counts as an SME.

    `group`: name of the group of companies to which it belongs, "" when it stands alone. Companies of one group count
    as one: the rule asks for companies that are not related (Stcrt. 2016, 68298).
    """

    class Role(models.TextChoices):
        LEAD = "lead", _("leads the consortium")
        MEMBER = "member", _("takes part")
        SUPPLIER = "supplier", _("supplies technology")
        FUNDER = "funder", _("pays")
        USER = "user", _("uses the Fieldlab")

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    size = models.ForeignKey(SizeClass, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("size"))
    group = models.CharField(_("group of companies"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until and including"), null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_partner_once",
                fields=["fieldlab", "organisation"],
                violation_error_message=_("This organisation is already a partner of this Fieldlab."),
            ),
            models.CheckConstraint(
                name="fieldlabs_partner_ends_after_start",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes after the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.fieldlab}"
