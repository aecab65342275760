"""A run of the self-assessment and its answers.

A run is found by its key alone: who has the address, has the run. A completed run is frozen by the database.
"""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.questionnaire import DEEP, GOALS, LEVELS, QUICK
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

# Compared as JSON, so that a later column is frozen too. Not frozen: whose run it is, what runs it follows (an earlier
# one may be erased), and what the retention job takes out of it: the remark and the origin can only be emptied.
_FROZEN_RUN = """
    IF to_jsonb(OLD) - loose IS DISTINCT FROM to_jsonb(NEW) - loose
        OR NEW.remark NOT IN (OLD.remark, '') OR NEW.origin NOT IN (OLD.origin, '')
        OR NEW.copied_from_id IS DISTINCT FROM OLD.copied_from_id AND NEW.copied_from_id IS NOT NULL
    THEN
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

    class Depth(models.TextChoices):
        """Of a run: eight questions, or any number of the forty."""

        QUICK = QUICK, _("quick scan")
        DEEP = DEEP, _("in depth")

    class Screen(models.TextChoices):
        """The screens after the questions. A run keeps which of them were answered, also with ‘I prefer not to say’."""

        SIZE = "size", _("size")
        SECTOR = "sector", _("sector")
        WHERE = "where", _("place")
        GOALS = "goals", _("goals")
        ROLE = "role", _("your role")

    class Role(models.TextChoices):
        """Who filled it in. Directors and the shop floor see different companies; the result says whose view it is."""

        DIRECTION = "direction", _("owner or director")
        PRODUCTION = "production", _("production")
        ENGINEERING = "engineering", _("engineering or work preparation")
        IT = "it", _("computers and software")
        OFFICE = "office", _("office, sales or finance")
        OTHER = "other", _("something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.SlugField(_("questionnaire"))
    version = models.CharField(_("version"), max_length=20)
    digest = models.CharField(max_length=64)
    language = models.CharField(
        _("language at the start"), max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))]
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.STARTED)
    depth = models.CharField(_("depth"), max_length=5, choices=Depth, default=Depth.QUICK)
    answered_screens = ArrayField(
        models.CharField(max_length=10, choices=Screen), default=list, blank=True, verbose_name=_("answered screens")
    )
    size = models.ForeignKey("accounts.SizeClass", models.PROTECT, null=True, blank=True, verbose_name=_("size"))
    sector = models.ForeignKey("accounts.Sector", models.PROTECT, null=True, blank=True, verbose_name=_("sector"))
    place = models.ForeignKey("regions.Place", models.PROTECT, null=True, blank=True, verbose_name=_("place"))
    province = models.ForeignKey("regions.Province", models.PROTECT, null=True, blank=True, verbose_name=_("province"))
    goals = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name=_("goals"))
    role = models.CharField(_("role of who filled it in"), max_length=15, choices=Role, blank=True)
    remark = models.CharField(_("remark"), max_length=1000, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    site = models.ForeignKey(
        "assessments.Site", models.PROTECT, null=True, blank=True, related_name="assessments", verbose_name=_("site")
    )
    # DO_NOTHING: erasing a run empties these first, see actions.erase.
    copied_from = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, blank=True, related_name="copies", verbose_name=_("copied from")
    )
    repeats = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, blank=True, related_name="repeated_by", verbose_name=_("repeats")
    )
    # A keyed digest of the network address, to see bursts of runs from one place; never the address itself.
    origin = models.CharField(max_length=32, blank=True)
    demo = models.BooleanField(_("demo"), default=False)
    started_at = models.DateTimeField(_("started at"), default=timezone.now, editable=False)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    # Per transformation, in the order of the questionnaire: the level in tenths, null where there is none.
    quick_levels = ArrayField(models.PositiveSmallIntegerField(null=True), size=8, null=True, blank=True)
    deep_levels = ArrayField(models.PositiveSmallIntegerField(null=True), size=8, null=True, blank=True)
    # Signs that a run was filled in carelessly (see assessments.quality); then it enters no comparison.
    flags = ArrayField(models.CharField(max_length=30), default=list, blank=True)

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        indexes = [
            # For the comparison: the latest completed run of each site.
            models.Index(
                name="assessments_run_of_site", fields=["site", "-completed_at"], condition=Q(state="completed")
            ),
            # For the retention job: drafts by age.
            models.Index(name="assessments_run_is_draft", fields=["started_at"], condition=Q(state="started")),
            models.Index(name="assessments_run_of_person", fields=["person"], condition=Q(person__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="assessments_assessment_completed_has_moment",
                condition=Q(state="started", completed_at__isnull=True)
                | Q(state="completed", completed_at__isnull=False),
                violation_error_message=_("A self-assessment has a moment of completion once it is completed."),
            ),
            models.CheckConstraint(
                name="assessments_assessment_completed_has_levels",
                condition=Q(state="started", quick_levels__isnull=True, deep_levels__isnull=True)
                | Q(state="completed", depth="quick", quick_levels__len=8, deep_levels__isnull=True)
                | Q(state="completed", depth="deep", quick_levels__len=8, deep_levels__len=8),
                violation_error_message=_("A completed self-assessment has its levels, and no other has."),
            ),
            models.CheckConstraint(
                name="assessments_assessment_place_has_province",
                condition=Q(place__isnull=True) | Q(province__isnull=False),
                violation_error_message=_("Give a place with its province, a province, or neither."),
            ),
            models.CheckConstraint(
                name="assessments_assessment_at_most_3_goals",
                condition=Q(goals__len__lte=3) & Q(goals__contained_by=list(GOALS)),
                violation_error_message=_("Choose at most three goals from the list."),
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
                declare=[("loose", "text[] = '{person_id,site_id,copied_from_id,repeats_id,remark,origin}'")],
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
    # Where the company wants to be in two years; asked with the first question of a transformation, may be left out.
    ambition = models.PositiveSmallIntegerField(_("ambition"), null=True, blank=True)
    # How long the screen was looked at, for the quality of the instrument; null when it cannot be told.
    seconds = models.PositiveSmallIntegerField(_("seconds on the screen"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), db_default=Now())

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
                name="assessments_answer_ambition_is_1_to_5",
                condition=Q(ambition__isnull=True) | Q(ambition__range=(LEVELS[0], LEVELS[-1])),
                violation_error_message=_("An ambition is a whole number from 1 to 5."),
            ),
            models.CheckConstraint(
                name="assessments_answer_no_ambition_where_not_applicable",
                condition=Q(ambition__isnull=True) | ~Q(no_level="not-applicable"),
                violation_error_message=_("What does not apply to you has no ambition."),
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
