"""The five hubs, each the one desk that serves a region, and with whom they work."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from regions.models import Region


class HubQuerySet(models.QuerySet):
    def for_region(self, region: Region) -> "Hub | None":
        """The hub that serves this region."""
        return self.select_related("region").filter(region=region).first()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), context_field=pghistory.ContextJSONField())
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
    intro_nl = models.TextField(_("what the hub does, in Dutch"), max_length=3000, blank=True)
    intro_en = models.TextField(_("what the hub does, in English"), max_length=3000, blank=True)
    # Of the hub itself, never of a person: these stand on the public page.
    email = models.EmailField(_("e-mail address of the desk"), blank=True)
    telephone = models.CharField(_("telephone number of the desk"), max_length=30, blank=True)
    address = models.CharField(_("visiting address"), max_length=200, blank=True)
    # Goes up with every change; a form that started from an older version is not saved over a newer one.
    version = models.PositiveIntegerField(default=1, editable=False)

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


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    context_field=pghistory.ContextJSONField(),
)
class HubPartner(models.Model):
    """An organisation or European network with which a hub works, as it stands on the public page."""

    class Kind(models.TextChoices):
        REGIONAL = "regional", _("in the region")
        NATIONAL = "national", _("in the Netherlands")
        EUROPEAN = "european", _("in Europe")

    hub = models.ForeignKey(Hub, models.PROTECT, related_name="partners")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=150)
    role_nl = models.CharField(_("what it does here, in Dutch"), max_length=200, blank=True)
    role_en = models.CharField(_("what it does here, in English"), max_length=200, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("partner of a hub")
        verbose_name_plural = _("partners of a hub")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                name="hubs_hubpartner_once",
                fields=["hub", "name"],
                violation_error_message=_("This partner is already on the page of the hub."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
