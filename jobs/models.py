"""Background work as rows, written in the same transaction as the change that wants it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    # Null: the portal itself wanted it (a repeat).
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(null=True)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(name="jobs_job_to_do", fields=["due_at"], condition=Q(state__in=["waiting", "running"])),
            # For what the last run of a kind did.
            models.Index(name="jobs_job_last_done", fields=["kind", "-finished_at"], condition=Q(state="done")),
        ]
        constraints = [
            models.CheckConstraint(
                name="jobs_job_finished_has_time",
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at__isnull=True),
                violation_error_message=_("A finished job has a time, an open one has none."),
            ),
            models.CheckConstraint(
                name="jobs_job_steps_within_total",
                condition=Q(steps_total__isnull=True) | Q(steps_done__lte=F("steps_total")),
                violation_error_message=_("More steps are done than there are."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"

    @property
    def percent(self) -> int | None:
        """How far it is, 0–100; None when it cannot be told."""
        if self.state == self.State.DONE:
            return 100
        return self.steps_done * 100 // self.steps_total if self.steps_total else None


class Repeat(models.Model):
    """When a job that comes back is due next. The date is in the database, so a lost tick is made up."""

    kind = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("repeat")
        verbose_name_plural = _("repeats")

    def __str__(self) -> str:
        return self.kind
