"""What was done for a company, and on which ground it was allowed to cost less than the market asks."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fieldlabs.models import Fieldlab, Service
from fieldlabs.models.content import AidBasis
from hubs.models.companies import Company
from hubs.models.hub import Hub
from hubs.models.requests import HelpRequest
from hubs.triggers import SERVICE_IS_WITHIN_CEILING, SERVICE_SENTENCES

MONEY = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}


@pghistory.track(context_field=pghistory.ContextJSONField(), exclude=["key"])
class ServiceDelivered(models.Model):
    """`amount`: what it is worth in euros without VAT, `paid`: what the company paid; None is unknown.

    The aid is the difference. `key`: of the form, so that a double click records one. `award_number`: the award that
    paid for it; the money's own migration lets the database refuse a number that does not exist.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="services_delivered")
    company = models.ForeignKey(Company, models.PROTECT, related_name="services_delivered")
    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, null=True, blank=True, related_name="+")
    request = models.ForeignKey(HelpRequest, models.PROTECT, null=True, blank=True, related_name="services_delivered")
    kind = models.CharField(_("kind"), max_length=20, choices=Service.Kind)
    description = models.CharField(_("what was done"), max_length=300, blank=True)
    delivered_on = models.DateField(_("day"))
    amount = models.DecimalField(_("worth without VAT"), **MONEY)
    paid = models.DecimalField(_("paid by the company"), **MONEY)
    aid_basis = models.CharField(_("State aid"), max_length=10, choices=AidBasis)
    award_number = models.CharField(_("award"), max_length=40, null=True, blank=True)  # noqa: DJ001 -- a foreign key
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Taken back: it stays, and no longer counts.
    withdrawn_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal_reason = models.CharField(_("why"), max_length=300, blank=True)

    trigger_sentences = SERVICE_SENTENCES

    class Meta:
        verbose_name = _("service delivered")
        verbose_name_plural = _("services delivered")
        ordering = ["-delivered_on", "-pk"]
        triggers = [SERVICE_IS_WITHIN_CEILING]
        indexes = [models.Index(name="hubs_servicedelivered_of_hub", fields=["hub", "delivered_on"])]
        constraints = [
            models.CheckConstraint(
                name="hubs_servicedelivered_amounts_are_not_negative",
                condition=(Q(amount__isnull=True) | Q(amount__gte=0)) & (Q(paid__isnull=True) | Q(paid__gte=0)),
                violation_error_message=_("An amount is not below zero. Leave it empty when it is unknown."),
            ),
            models.CheckConstraint(
                name="hubs_servicedelivered_aid_has_amount",
                condition=Q(aid_basis__in=["unknown", "market", "none"]) | Q(amount__isnull=False),
                violation_error_message=_("For State aid the worth must be known."),
            ),
            models.CheckConstraint(
                name="hubs_servicedelivered_withdrawn_has_person_and_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason=""),
                violation_error_message=_("Say why you take this back."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.delivered_on}"
