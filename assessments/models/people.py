"""Whose run it is: the site of a company, and how to reach who filled it in.

Both come after the result and only when the company wants it. A run without a site stays anonymous and enters no
comparison. What is personal stands in `Contact` alone, so that it can be erased without touching a frozen run.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation

if TYPE_CHECKING:
    from assessments.models.run import Assessment


class SiteQuerySet(models.QuerySet):
    def of(self, organisation: Organisation, run: "Assessment") -> "Site":
        """The site of this company where this run says that it is; made when it is new."""
        where = {"organisation": organisation, "place_id": run.place_id, "province_id": run.province_id}
        self.bulk_create([Site(**where)], ignore_conflicts=True)
        return self.get(**where)


class Site(models.Model):
    """A vestiging: a company at a place, else in a province, else somewhere. A scan is about a site."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="sites", verbose_name=_("company")
    )
    place = models.ForeignKey("regions.Place", models.PROTECT, null=True, blank=True, verbose_name=_("place"))
    province = models.ForeignKey("regions.Province", models.PROTECT, null=True, blank=True, verbose_name=_("province"))

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        constraints = [
            models.UniqueConstraint(
                name="assessments_site_once_per_location",
                fields=["organisation", "place", "province"],
                nulls_distinct=False,
                violation_error_message=_("This site of the company is known already."),
            ),
            models.CheckConstraint(
                name="assessments_site_place_has_province",
                condition=Q(place__isnull=True) | Q(province__isnull=False),
                violation_error_message=_("Give the place of a site with its province."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.place or self.province or '–'})"


class Contact(models.Model):
    """How to reach who filled in a run, and for which company. Personal: erased on request and after its term.

    An address is confirmed by following the link in the letter; only then does the run belong to a company.
    `refused_at`: the mail server did not accept the address, so that the page can say so.
    """

    # DO_NOTHING as for answers: see assessments.actions.erase.
    assessment = models.OneToOneField(
        "assessments.Assessment", models.DO_NOTHING, primary_key=True, related_name="contact"
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("your name"), max_length=150, blank=True)
    company_name = models.CharField(_("name of the company"), max_length=200, blank=True)
    kvk_number = models.CharField(_("KvK number"), max_length=8, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, choices=[("nl", "nl"), ("en", "en")])
    wants_invitation = models.BooleanField(_("wants to be invited to repeat the scan"), default=False)
    given_at = models.DateTimeField(_("given at"))
    sent_at = models.DateTimeField(_("last letter at"), null=True, blank=True)
    refused_at = models.DateTimeField(_("refused by the mail server at"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    # How many of the two invitations (after 12 and 24 months) have gone out.
    invitations_sent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            models.Index(
                name="assessments_contact_invited", fields=["confirmed_at"], condition=Q(wants_invitation=True)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="assessments_contact_email_is_lower_case",
                condition=Q(email=models.functions.Lower("email")),
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                name="assessments_contact_kvk_number_has_8_digits",
                condition=Q(kvk_number="") | Q(kvk_number__regex=r"^[0-9]{8}$"),
                violation_error_message=_("A KvK number has 8 digits."),
            ),
            models.CheckConstraint(
                name="assessments_contact_confirmed_after_given",
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("given_at")),
                violation_error_message=_("An address is confirmed after it was given."),
            ),
            models.CheckConstraint(
                name="assessments_contact_two_invitations",
                condition=Q(invitations_sent__lte=2),
                violation_error_message=_("A company is invited twice at most."),
            ),
        ]

    def __str__(self) -> str:
        return f"contact of {self.assessment_id}"
