"""A run of the self-assessment and its answers.

A run is found by its key alone: who has the address, has the run. A completed run is frozen by the database.
"""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.questionnaire import LEVELS
from assessments.scoring import NoLevel

RUN_IS_FROZEN = _("This self-assessment is finished and can no longer be changed.")

# The run is locked before its state is read: an answer and the completion that race wait for each other.
# No row means that the whole run has just been deleted: then its answers go with it.
_ANSWERS_OF_FROZEN_RUN = """
    FOREACH run IN ARRAY (
        CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.assessment_id]
                   WHEN 'DELETE' THEN ARRAY[OLD.assessment_id]
                   ELSE ARRAY[OLD.assessment_id, NEW.assessment_id] END
    ) LOOP
        SELECT state INTO run_state FROM assessments_assessment WHERE id = run FOR NO KEY UPDATE;
        IF run_state = 'completed' THEN
            RAISE EXCEPTION 'The answers of a completed self-assessment are frozen.'
            USING ERRCODE = '23514', CONSTRAINT = 'assessments_answer_run_is_open';
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
"""

# Compared as JSON without the owner, so that a later column is frozen too; only taking a run into one's account is not.
_FROZEN_RUN = """
    IF to_jsonb(OLD) - 'person_id' IS DISTINCT FROM to_jsonb(NEW) - 'person_id' THEN
        RAISE EXCEPTION 'A completed self-assessment is frozen.'
        USING ERRCODE = '23514', CONSTRAINT = 'assessments_assessment_completed_is_frozen';
    END IF;
    RETURN NEW;
"""


class Assessment(models.Model):
    """One run through one version of a questionnaire. `digest`: SHA-256 of the questionnaire when the run began."""

    class State(models.TextChoices):
        STARTED = "started", _("started")
        COMPLETED = "completed", _("completed")

    class Where(models.TextChoices):
        """How the question about the place was answered."""

        NOT_ASKED = "not-asked", _("not asked yet")
        PLACE = "place", _("place")
        PROVINCE = "province", _("province")
        WITHHELD = "withheld", _("does not want to say")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.SlugField(_("questionnaire"))
    version = models.CharField(_("version"), max_length=20)
    digest = models.CharField(max_length=64)
    language = models.CharField(
        _("language at the start"), max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))]
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.STARTED)
    where = models.CharField(_("answer about the place"), max_length=10, choices=Where, default=Where.NOT_ASKED)
    place = models.ForeignKey("regions.Place", models.PROTECT, null=True, blank=True, verbose_name=_("place"))
    province = models.ForeignKey("regions.Province", models.PROTECT, null=True, blank=True, verbose_name=_("province"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    started_at = models.DateTimeField(_("started at"), default=timezone.now, editable=False)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        constraints = [
            models.CheckConstraint(
                name="assessments_assessment_completed_has_moment",
                condition=Q(state="started", completed_at__isnull=True)
                | Q(state="completed", completed_at__isnull=False),
                violation_error_message=_("A self-assessment has a moment of completion once it is completed."),
            ),
            models.CheckConstraint(
                name="assessments_assessment_where_is_consistent",
                condition=Q(where__in=["not-asked", "withheld"], place__isnull=True, province__isnull=True)
                | Q(where="province", place__isnull=True, province__isnull=False)
                | Q(where="place", place__isnull=False, province__isnull=False),
                violation_error_message=_("Give a place with its province, a province, or neither."),
            ),
            models.CheckConstraint(
                name="assessments_assessment_digest_is_sha256",
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("The digest of a questionnaire has 64 hexadecimal digits."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="completed_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="completed"),
                func=_FROZEN_RUN,
            )
        ]

    trigger_sentences = {"assessments_assessment_completed_is_frozen": RUN_IS_FROZEN}

    def __str__(self) -> str:
        return f"{self.questionnaire} {self.version}, {self.started_at:%Y-%m-%d}"

    @property
    def completed(self) -> bool:
        return self.state == self.State.COMPLETED


class Answer(models.Model):
    """The answer to one question: a level, or one of the two answers that name no level."""

    # DO_NOTHING: deleting a run deletes its row first and its answers after it, see actions.erase. The foreign key is
    # checked at the end of the transaction, so that answers without a run cannot stay behind.
    assessment = models.ForeignKey(
        Assessment, models.DO_NOTHING, related_name="answers", verbose_name=_("self-assessment")
    )
    question_id = models.CharField(_("question"), max_length=60)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    no_level = models.CharField(
        _("answer without a level"),
        max_length=15,
        blank=True,
        default="",
        choices=[(kind.value, kind.value) for kind in NoLevel],
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                name="assessments_answer_once_per_question",
                fields=["assessment", "question_id"],
                violation_error_message=_("This question has been answered already."),
            ),
            models.CheckConstraint(
                name="assessments_answer_level_or_reason",
                condition=Q(level__isnull=False, no_level="") | Q(level__isnull=True) & ~Q(no_level=""),
                violation_error_message=_("Choose one answer."),
            ),
            models.CheckConstraint(
                name="assessments_answer_level_is_1_to_5",
                condition=Q(level__isnull=True) | Q(level__range=(LEVELS[0], LEVELS[-1])),
                violation_error_message=_("A level is a whole number from 1 to 5."),
            ),
            models.CheckConstraint(
                name="assessments_answer_reason_is_known",
                condition=Q(no_level__in=["", *(kind.value for kind in NoLevel)]),
                violation_error_message=_("This is not one of the answers."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="run_is_open",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("run", "uuid"), ("run_state", "text")],
                func=_ANSWERS_OF_FROZEN_RUN,
            )
        ]

    trigger_sentences = {"assessments_answer_run_is_open": RUN_IS_FROZEN}

    def __str__(self) -> str:
        return f"{self.question_id}: {self.level or self.no_level}"

    @property
    def value(self) -> int | NoLevel:
        """As `scoring.score_quick` takes it."""
        return self.level if self.level is not None else NoLevel(self.no_level)
