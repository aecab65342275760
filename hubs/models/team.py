"""How a desk works together: stand-ins during leave, and its letters."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from hubs.models.hub import Hub


class Absence(models.Model):
    """That somebody is away from a day until, and including, another, and who stands in. Seen by the whole desk."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("away"))
    stand_in = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("stand-in"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until and including"))
    noted_at = models.DateTimeField(_("noted at"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="hubs_absence_ends_after_start",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day comes after the first."),
            ),
            models.CheckConstraint(
                name="hubs_absence_stand_in_is_somebody_else",
                condition=~Q(stand_in=F("person")),
                violation_error_message=_("Choose somebody else as stand-in."),
            ),
            models.CheckConstraint(
                name="hubs_absence_cancelled_has_person",
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                violation_error_message=_("A cancelled absence has who cancelled it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.starts_on}"


def _only_fields_in(column: str, fields: str) -> Q:
    """Braces stand nowhere but around a field that the portal fills in."""
    return Q(**{f"{column}__regex": rf"^(?:[^{{}}]|\{{\{{(?:{fields})\}}\}})*$"})


ANY_FIELD = "company|name|link|me|hub"
# A link has no place in a subject.
SUBJECT_FIELD = "company|name|me|hub"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), context_field=pghistory.ContextJSONField())
class LetterTemplate(models.Model):
    """A letter that a desk uses again; hub None: of the national desk, for every desk to use.

    Between double braces the portal fills in: {{company}}, {{name}}, {{link}}, {{me}}, {{hub}} (hubs/merging.py).
    It is never deleted: `retired` puts it in the archive. Nothing in it is personal, so its history keeps the texts.
    """

    # Of the form that made it, so that it is made once.
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    hub = models.ForeignKey(Hub, models.PROTECT, null=True, blank=True, related_name="letter_templates")
    title = models.CharField(_("title"), max_length=80)
    subject_nl = models.CharField(_("subject in Dutch"), max_length=150)
    subject_en = models.CharField(_("subject in English"), max_length=150)
    body_nl = models.TextField(_("text in Dutch"), max_length=4000)
    body_en = models.TextField(_("text in English"), max_length=4000)
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    retired = models.BooleanField(_("no longer offered"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                name="hubs_lettertemplate_title_is_unique",
                fields=["hub", "title"],
                condition=Q(retired=False),
                nulls_distinct=False,
                violation_error_message=_("Your desk already has a letter with this title."),
            ),
            models.CheckConstraint(
                name="hubs_lettertemplate_is_complete",
                condition=~Q(title="") & ~Q(subject_nl="") & ~Q(subject_en="") & ~Q(body_nl="") & ~Q(body_en=""),
                violation_error_message=_("Write the letter in both languages, with a title and a subject."),
            ),
            models.CheckConstraint(
                name="hubs_lettertemplate_fields_are_known",
                condition=_only_fields_in("body_nl", ANY_FIELD)
                & _only_fields_in("body_en", ANY_FIELD)
                & _only_fields_in("subject_nl", SUBJECT_FIELD)
                & _only_fields_in("subject_en", SUBJECT_FIELD),
                violation_error_message=_("Use braces only for the fields that the portal fills in."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
