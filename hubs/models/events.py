"""Events of a hub, and who comes. Places are given out by the database, so that the last one goes to one person."""

import uuid
from datetime import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fieldlabs.models import Fieldlab
from hubs.models.hub import Hub
from hubs.triggers import (
    EVENT_IS_NOT_OVERFULL,
    EVENT_KEEPS_ITS_SEATS,
    EVENT_SENTENCES,
    ONLY_A_DRAFT_OF_AN_EVENT_GOES,
)
from programme.models import Transformation
from regions.models import Place

PERSON = {"null": True, "blank": True, "related_name": "+"}


@pghistory.track(context_field=pghistory.ContextJSONField())
class Event(models.Model):
    """`seats` None: no limit. Without a place it is online; hub None: of the whole programme."""

    class Publication(models.TextChoices):
        DRAFT = "draft", _("not public")
        PUBLISHED = "published", _("public")

    # In the addresses of calendars, and the UID of its entry there.
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="gatherings")
    fieldlab = models.ForeignKey(
        Fieldlab, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Fieldlab")
    )
    title_nl = models.CharField(_("title in Dutch"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    text_nl = models.TextField(_("what happens, in Dutch"), max_length=4000)
    text_en = models.TextField(_("what happens, in English"), max_length=4000, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place"))
    address = models.CharField(_("address"), max_length=200, blank=True)
    # Only for who registered.
    online_url = models.URLField(_("address of the online meeting"), max_length=300, blank=True)
    seats = models.PositiveIntegerField(_("number of places"), null=True, blank=True)
    registration = models.BooleanField(_("people register here"), default=True)
    closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    transformations = models.ManyToManyField(
        Transformation, through="EventTransformation", related_name="+", blank=True, verbose_name=_("transformations")
    )
    publication = models.CharField(_("publication"), max_length=10, choices=Publication, default=Publication.DRAFT)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    cancel_reason = models.CharField(_("why it does not take place"), max_length=300, blank=True)
    # Goes up with every change: the SEQUENCE of the calendar entry, and the guard against two editors.
    version = models.PositiveIntegerField(default=1, editable=False)

    trigger_sentences = EVENT_SENTENCES

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["starts_at", "pk"]
        triggers = [EVENT_KEEPS_ITS_SEATS, ONLY_A_DRAFT_OF_AN_EVENT_GOES]
        constraints = [
            models.CheckConstraint(
                name="hubs_event_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("An event ends after it begins."),
            ),
            models.CheckConstraint(
                name="hubs_event_registration_closes_before_end",
                condition=Q(closes_at__isnull=True) | Q(closes_at__lte=F("ends_at")),
                violation_error_message=_("Registration closes before the event ends."),
            ),
            models.CheckConstraint(
                name="hubs_event_seats_are_positive",
                condition=Q(seats__isnull=True) | Q(seats__gt=0),
                violation_error_message=_("Give at least one place, or leave it empty for no limit."),
            ),
            models.CheckConstraint(
                name="hubs_event_cancelled_has_person_and_reason",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancel_reason="")
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason=""),
                violation_error_message=_("Say why the event does not take place."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_nl

    def get_absolute_url(self) -> str:
        return reverse("hubs:event_detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.publication == self.Publication.PUBLISHED

    @property
    def cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_online(self) -> bool:
        return self.place_id is None

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody can register now, for a place or for the waiting list."""
        closes = self.closes_at or self.starts_at
        return self.is_public and self.registration and not self.cancelled and moment < closes

    def takes_late(self, moment: datetime) -> bool:
        """Whether staff can still put somebody down, although registration closed."""
        return self.is_public and self.registration and not self.cancelled and moment < self.ends_at


class EventTransformation(models.Model):
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    transformation = models.ForeignKey(Transformation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("transformation of an event")
        verbose_name_plural = _("transformations of events")
        constraints = [
            models.UniqueConstraint(
                name="hubs_eventtransformation_once",
                fields=["event", "transformation"],
                violation_error_message=_("This event already has this transformation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.transformation}"


class Registration(models.Model):
    """Somebody who wants to come. `key` opens their own page and is the form's key; names go after the event's term."""

    class State(models.TextChoices):
        REGISTERED = "registered", _("registered")
        WAITING = "waiting", _("on the waiting list")
        CANCELLED = "cancelled", _("cancelled")

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations")
    key = models.UUIDField(unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State)
    name = models.CharField(_("your name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    company_name = models.CharField(_("name of the company"), max_length=200, blank=True)
    kvk_number = models.CharField(_("KvK number"), max_length=8, blank=True)
    # As hubs.Company.identity, so that a company that comes to an event is counted once.
    identity = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(_("language of letters"), max_length=2, choices=settings.LANGUAGES, default="nl")
    # Which text the person agreed to, see hubs.consent; "" for who was put down by the desk.
    consent_version = models.CharField(max_length=20, blank=True, default="")
    registered_at = models.DateTimeField(_("registered at"))
    # None: without an account.
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    # Why staff put this person down after registration closed. Goes with the name.
    late_reason = models.CharField(_("why after registration closed"), max_length=300, blank=True)
    attended = models.BooleanField(_("was there"), null=True, blank=True)
    # The mail server does not know the address.
    refused_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(_("personal data removed at"), null=True, blank=True)

    trigger_sentences = EVENT_SENTENCES

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["registered_at", "pk"]
        triggers = [EVENT_IS_NOT_OVERFULL]
        indexes = [models.Index(name="hubs_registration_identity", fields=["identity"], condition=~Q(identity=""))]
        constraints = [
            models.UniqueConstraint(
                name="hubs_registration_once_for_an_address",
                fields=["event", "email"],
                condition=~Q(state="cancelled") & ~Q(email=""),
                violation_error_message=_("This e-mail address is already registered for this event."),
            ),
            models.CheckConstraint(
                name="hubs_registration_cancelled_has_moment",
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True),
                violation_error_message=_("A cancelled registration has its moment, and no other has."),
            ),
            models.CheckConstraint(
                name="hubs_registration_has_name_until_erased",
                condition=Q(erased_at__isnull=False, name="", email="", company_name="", kvk_number="")
                | Q(erased_at__isnull=True) & ~Q(name="") & ~Q(email=""),
                violation_error_message=_("Give your name and your e-mail address."),
            ),
            models.CheckConstraint(
                name="hubs_registration_erased_keeps_no_reason",
                condition=Q(erased_at__isnull=True) | Q(late_reason=""),
                violation_error_message=_("A registration whose data are removed holds none of them."),
            ),
            models.CheckConstraint(
                name="hubs_registration_email_is_lower_case",
                condition=Q(email=models.functions.Lower("email")),
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk}"


class EventMessage(models.Model):
    """A letter to everybody who comes to an event or waits for a place. `key`: of the form, so that it goes once."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="messages")
    key = models.UUIDField(unique=True, editable=False)
    subject_nl = models.CharField(_("subject in Dutch"), max_length=150)
    subject_en = models.CharField(_("subject in English"), max_length=150, blank=True)
    text_nl = models.TextField(_("text in Dutch"), max_length=4000)
    text_en = models.TextField(_("text in English"), max_length=4000, blank=True)
    number = models.PositiveIntegerField(_("letters"))
    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("letter about an event")
        verbose_name_plural = _("letters about events")
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.subject_nl
