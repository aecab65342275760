"""What is made of a run: reports, links to share it, and what is remembered of drafts that were removed."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """The result of a run as PDF/UA in one language; made by a job, removed after its term and made anew on demand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # DO_NOTHING as for answers: see assessments.actions.erase.
    assessment = models.ForeignKey("assessments.Assessment", models.DO_NOTHING, related_name="reports")
    language = models.CharField(max_length=2, choices=[("nl", "nl"), ("en", "en")])
    horizon = models.CharField(max_length=20)
    job = models.ForeignKey("jobs.Job", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    pdf = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                name="assessments_report_once_per_language_and_horizon",
                fields=["assessment", "language", "horizon"],
                violation_error_message=_("This report is being made already."),
            ),
            models.CheckConstraint(
                name="assessments_report_made_has_pdf",
                condition=Q(made_at__isnull=True, pdf__isnull=True) | Q(made_at__isnull=False, pdf__isnull=False),
                violation_error_message=_("A report that is made has its document."),
            ),
        ]

    def __str__(self) -> str:
        return f"report of {self.assessment_id} ({self.language})"


class Share(models.Model):
    """A link that shows the result to whoever has it, until it expires or is withdrawn. Reads only.

    `DAYS`: how long one may be valid.
    """

    DAYS = (7, 30, 90)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # DO_NOTHING as for answers: see assessments.actions.erase.
    assessment = models.ForeignKey("assessments.Assessment", models.DO_NOTHING, related_name="shares")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("valid until"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="assessments_share_expires_after_making",
                condition=Q(expires_at__gt=F("made_at")),
                violation_error_message=_("A share link must be valid for some time."),
            ),
        ]

    def __str__(self) -> str:
        return f"share link of {self.assessment_id}"


class DraftTally(models.Model):
    """How many drafts of one month stopped before one screen, kept when the drafts themselves are removed.

    `screen`: a question id or the name of a screen of the wizard.
    """

    version = models.CharField(max_length=20)
    depth = models.CharField(max_length=5)
    started_in = models.DateField(_("month of the start"))
    screen = models.CharField(max_length=60)
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("tally of drafts")
        verbose_name_plural = _("tallies of drafts")
        constraints = [
            models.UniqueConstraint(
                name="assessments_drafttally_once_per_screen_and_month",
                fields=["version", "depth", "started_in", "screen"],
                violation_error_message=_("This tally exists already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} × {self.screen}, {self.started_in:%Y-%m}"
