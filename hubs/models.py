"""The five hubs, each the one desk that serves a region, and what companies ask them."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from regions.models import Place, Region


class HubQuerySet(models.QuerySet):
    def for_region(self, region: Region) -> "Hub | None":
        """The hub that serves this region."""
        return self.select_related("region").filter(region=region).first()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Hub(models.Model):
    """A Smart Industry Hub. `host` unknown = ""; `founded` is a year, unknown = None."""

    class Evidence(models.TextChoices):
        A = "A", _("Hub, provinces and host are in a source")
        B = "B", _("The hub is in a source; its provinces, host or founding partly follow from it")
        U = "U", _("No source")

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    region = models.OneToOneField(Region, models.PROTECT, related_name="hub", verbose_name=_("region"))
    host = models.CharField(_("host"), max_length=200, blank=True)
    host_sourced = models.BooleanField(_("a source gives the host"), default=False)
    website = models.URLField(_("website"), max_length=300, blank=True)
    founded = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=1, choices=Evidence)
    sources = ArrayField(models.URLField(max_length=500), default=list, blank=True, verbose_name=_("sources"))
    note_nl = models.TextField(_("note in Dutch"), max_length=1000, blank=True)
    note_en = models.TextField(_("note in English"), max_length=1000, blank=True)
    as_of = models.DateField(_("as of"))

    objects = HubQuerySet.as_manager()

    class Meta:
        verbose_name = _("hub")
        verbose_name_plural = _("hubs")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="hubs_hub_evidence_has_source",
                condition=Q(evidence="U") | Q(sources__len__gt=0),
                violation_error_message=_("Name at least one source for this evidence."),
            ),
            models.CheckConstraint(
                name="hubs_hub_unknown_host_is_not_sourced",
                condition=~Q(host="") | Q(host_sourced=False),
                violation_error_message=_("A host that is unknown cannot have a source."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The region is the address: companies know their region, not the name of its hub."""
        return reverse("hubs:hub_detail", args=[self.region.slug])


# What the history does not keep: everything that tells who asked, and what was sent.
PERSONAL = (
    "key",
    "company_name",
    "contact_name",
    "email",
    "telephone",
    "question",
    "place",
    "subjects",
    "attachment",
)


@pghistory.track(context_field=pghistory.ContextJSONField(), exclude=list(PERSONAL))
class HelpRequest(models.Model):
    """A company's question to one desk: that of a hub, or without a hub the national desk (Expertise Centre).

    `key` opens the company's own page and is the form's key too: a form that is sent twice makes one request.
    `attachment` is what the company saw and sent along, see hubs.attachment. Once the request is withdrawn, or after
    its term, everything personal is emptied (`erased_at`); region, state and moments remain.
    """

    class State(models.TextChoices):
        NEW = "new", _("new")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, editable=False)
    hub = models.ForeignKey(
        Hub, models.PROTECT, null=True, blank=True, related_name="help_requests", verbose_name=_("hub")
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.NEW)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name=_("region of the company"))
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, verbose_name=_("place"))
    company_name = models.CharField(_("name of the company"), max_length=200, blank=True)
    contact_name = models.CharField(_("your name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone number"), max_length=30, blank=True)
    question = models.TextField(_("question"), max_length=4000, blank=True)
    language = models.CharField(_("language of letters"), max_length=2, choices=[("nl", "nl"), ("en", "en")])
    # Slugs of the transformations that the request is about; empty when it is about something else.
    subjects = ArrayField(models.SlugField(), default=list, blank=True, verbose_name=_("subjects"))
    attachment = models.JSONField(_("sent along"), null=True, blank=True)
    # Which text the company agreed to, see hubs.consent.
    consent_version = models.CharField(max_length=20)
    consented_at = models.DateTimeField(_("agreed at"))
    created_at = models.DateTimeField(_("received at"))
    # Null: a company without an account; its key is all it needs.
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(_("personal data removed at"), null=True, blank=True)
    confirmation_sent_at = models.DateTimeField(null=True, blank=True)
    confirmation_refused_at = models.DateTimeField(null=True, blank=True)
    desk_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("help request")
        verbose_name_plural = _("help requests")
        indexes = [
            models.Index(name="hubs_helprequest_of_desk", fields=["hub", "-created_at"]),
            models.Index(name="hubs_helprequest_kept", fields=["created_at"], condition=Q(erased_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                name="hubs_helprequest_state_is_known",
                condition=Q(state__in=["new", "withdrawn"]),
                violation_error_message=_("A help request is new or withdrawn."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_withdrawn_has_moment",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | ~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True),
                violation_error_message=_("A withdrawn request has the moment of its withdrawal, and no other has."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_withdrawn_is_erased",
                condition=~Q(state="withdrawn") | Q(erased_at__isnull=False),
                violation_error_message=_("What a company withdraws is removed at once."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_erased_holds_nothing",
                condition=Q(erased_at__isnull=True)
                | Q(
                    company_name="",
                    contact_name="",
                    email="",
                    telephone="",
                    question="",
                    subjects=[],
                    place__isnull=True,
                    attachment__isnull=True,
                ),
                violation_error_message=_("A request whose data are removed holds none of them."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_can_be_answered",
                condition=Q(erased_at__isnull=False)
                | ~Q(company_name="") & ~Q(contact_name="") & ~Q(email="") & ~Q(question=""),
                violation_error_message=_("Give your company, your name, your e-mail address and a question."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_email_is_lower_case",
                condition=Q(email=models.functions.Lower("email")),
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_has_consent",
                condition=~Q(consent_version="") & Q(consented_at__lte=F("created_at")),
                violation_error_message=_("A request is sent after the company agreed to it."),
            ),
            models.CheckConstraint(
                name="hubs_helprequest_place_has_region",
                condition=Q(place__isnull=True) | Q(region__isnull=False),
                violation_error_message=_("Give a place with its region."),
            ),
        ]

    def __str__(self) -> str:
        return f"help request of {self.created_at:%Y-%m-%d}"

    @property
    def withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def erased(self) -> bool:
        return self.erased_at is not None
