"""A list of Fieldlabs that a hub brings in: the file, how its columns are read, and each row with its faults."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fieldlabs.models.fieldlab import Fieldlab
from regions.models import Region


class ImportRun(models.Model):
    """`mapping`: field → column of the file; `counts`: what the check found and what was written."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("columns are being matched")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked, nothing written yet")
        WRITING = "writing", pgettext_lazy("file", "being written")
        DONE = "done", _("done")
        FAILED = "failed", _("failed: nothing was written")
        CANCELLED = "cancelled", _("stopped: nothing was written")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    name = models.CharField(_("name of the file"), max_length=150)
    # The file itself goes when the run is over.
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    columns = models.JSONField(_("columns of the file"), default=list)
    mapping = models.JSONField(_("which column is which field"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    counts = models.JSONField(default=dict)
    failure = models.CharField(_("what went wrong"), max_length=500, blank=True)
    job = models.ForeignKey("jobs.Job", models.PROTECT, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField(_("brought in"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_importrun_written_was_confirmed",
                condition=~Q(state__in=["writing", "done"]) | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                violation_error_message=_("Nothing is written before somebody confirmed it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """A row of the file (`number` as in the file). `problems`: [{"field", "code", "facts", "warning"}].

    A row with a problem that is no warning is faulty: it is mended or left out before anything is written.
    """

    class Outcome(models.TextChoices):
        CREATE = "create", _("new")
        CHANGE = "change", _("changes")
        SAME = "same", _("already so")
        FAULTY = "faulty", _("cannot be read")
        LEFT_OUT = "left_out", _("left out")

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    # As it stands in the file, by field; mended values take their place.
    values = models.JSONField()
    mended = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    # What the cells say, by column of the Fieldlab, as the database keeps it.
    parsed = models.JSONField(default=dict)
    # What it changes in a Fieldlab that is there: [{"field", "old", "new"}].
    changes = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_importrow_number_is_unique",
                fields=["run", "number"],
                violation_error_message=_("This row was already read."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run}, {self.number}"
