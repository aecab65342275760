"""The companies that a desk knows. Each desk has its own: staff of one hub never see those of another."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation, Sector, SizeClass
from hubs.models.hub import Hub
from hubs.models.searched import words_of
from regions.models import Place, Region

KEPT = Q(erased_at__isnull=True)
# What the history does not keep.
PERSONAL = ("name", "kvk_number", "contact_name", "email", "telephone", "place", "search")


@pghistory.track(context_field=pghistory.ContextJSONField(), exclude=list(PERSONAL))
class Company(models.Model):
    """A company at one desk (hub None: the national desk). Emptied after its term (`erased_at`), its row remains.

    `identity`: keyed digest of its KvK number, or else of its e-mail address (hubs/identity.py). It stays after the
    company is emptied, so that the programme counts a company once, however many desks it spoke to.
    """

    class Source(models.TextChoices):
        REQUEST = "request", _("help request")
        LIST = "list", _("list that was brought in")
        DESK = "desk", _("noted by the desk")
        EVENT = "event", _("event")

    hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="companies")
    name = models.CharField(_("name of the company"), max_length=200, blank=True)
    kvk_number = models.CharField(_("KvK number"), max_length=8, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone number"), max_length=30, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place"))
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    size = models.ForeignKey(SizeClass, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("size"))
    sector = models.ForeignKey(
        Sector, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    identity = models.CharField(max_length=64, blank=True, editable=False)
    source = models.CharField(_("how we know it"), max_length=10, choices=Source)
    known_since = models.DateField(_("known since"))
    added_at = models.DateTimeField(_("added at"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    # Moved on by every contact: what is not spoken to any more is emptied after its term.
    last_contact_on = models.DateField(_("last contact"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personal data removed at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Words of its name, number and contact without accents; emptied with them.
    search = words_of("name", "contact_name", "email", "kvk_number")

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(name="hubs_company_identity", fields=["identity"]),
            models.Index(name="hubs_company_address", fields=["email"], condition=~Q(email="")),
            # What the list of a desk asks: pages in each order, and how many have each value, without reading them all.
            models.Index(name="hubs_company_by_name", fields=["hub", "name", "id"], condition=KEPT),
            models.Index(name="hubs_company_by_contact", fields=["hub", "last_contact_on", "name"], condition=KEPT),
            models.Index(
                "hub", F("last_contact_on").desc(nulls_last=True), "name", name="hubs_company_latest", condition=KEPT
            ),
            models.Index(name="hubs_company_by_day", fields=["hub", "known_since", "name"], condition=KEPT),
            models.Index(name="hubs_company_by_region", fields=["hub", "region", "name"], condition=KEPT),
            models.Index(name="hubs_company_by_size", fields=["hub", "size", "name"], condition=KEPT),
            models.Index(name="hubs_company_by_sector", fields=["hub", "sector", "name"], condition=KEPT),
            GinIndex(name="hubs_company_search", fields=["search"], fastupdate=False),
        ]
        constraints = [
            models.UniqueConstraint(
                name="hubs_company_once_at_a_desk",
                fields=["hub", "identity"],
                condition=~Q(identity=""),
                nulls_distinct=False,
                violation_error_message=_("Your desk already knows this company."),
            ),
            models.CheckConstraint(
                name="hubs_company_kvk_number_has_8_digits",
                condition=Q(kvk_number="") | Q(kvk_number__regex=r"^[0-9]{8}$"),
                violation_error_message=_("A KvK number has 8 digits."),
            ),
            models.CheckConstraint(
                name="hubs_company_email_is_lower_case",
                condition=Q(email=models.functions.Lower("email")),
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                name="hubs_company_has_name_until_erased",
                condition=~Q(name="") | Q(erased_at__isnull=False),
                violation_error_message=_("Give the name of the company."),
            ),
            models.CheckConstraint(
                name="hubs_company_erased_holds_nothing",
                condition=Q(erased_at__isnull=True)
                | Q(name="", kvk_number="", contact_name="", email="", telephone="", place__isnull=True),
                violation_error_message=_("A company whose data are removed holds none of them."),
            ),
        ]

    def __str__(self) -> str:
        return f"company {self.pk}"


class CompanyImport(models.Model):
    """A list of companies that a desk brings in. `rows`: what was read, with its faults (hubs.lists.reading).

    File and rows are emptied when it is over; who brought it in, its basis and its numbers remain.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("columns are being matched")
        CHECKED = "checked", _("checked, nothing written yet")
        WRITING = "writing", pgettext_lazy("file", "being written")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("stopped: nothing was written")
        FAILED = "failed", _("failed: nothing was written")

    hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name of the file"), max_length=150)
    # Where the hub got the list, and why it may use it.
    basis = models.CharField(_("where this list comes from"), max_length=300)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    content = models.BinaryField(null=True)
    # As ui.columns.described tells of each sheet.
    columns = models.JSONField(_("columns of the file"), default=list)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    mapping = models.JSONField(_("which column is which field"), default=dict)
    failure = models.CharField(_("what went wrong"), max_length=500, blank=True)
    rows = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    uploaded_at = models.DateTimeField(_("brought in"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("list of companies")
        verbose_name_plural = _("lists of companies")
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                name="hubs_companyimport_says_where_it_comes_from",
                condition=~Q(basis=""),
                violation_error_message=_("Say where this list comes from."),
            ),
            models.CheckConstraint(
                name="hubs_companyimport_that_is_over_holds_nothing",
                condition=~Q(state__in=["done", "cancelled"]) | Q(content__isnull=True, rows=[]),
                violation_error_message=_("A list that is over keeps no companies."),
            ),
            models.CheckConstraint(
                name="hubs_companyimport_confirmed_has_person",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                violation_error_message=_("A confirmed list has who confirmed it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
