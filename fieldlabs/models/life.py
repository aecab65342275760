"""The life of a Fieldlab beside its own row: unfinished texts, proposals of its contact, and the yearly confirmation.

The steps themselves (registered, submitted, recognised, published, closed …) are in the history of the Fieldlab.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fieldlabs.models.fieldlab import Fieldlab

PERSON = {"related_name": "+"}


class SectionDraft(models.Model):
    """What somebody typed in one section of a Fieldlab and did not save yet: theirs alone, gone once it is saved.

    `data`: the fields of the form as they were typed; `version`: of the Fieldlab when the form was opened.
    """

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="drafts")
    section = models.SlugField(max_length=30)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    saved_at = models.DateTimeField(_("kept at"))
    version = models.PositiveIntegerField()
    data = models.JSONField()

    class Meta:
        verbose_name = _("unfinished section")
        verbose_name_plural = _("unfinished sections")
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_sectiondraft_one_for_each_person",
                fields=["fieldlab", "section", "saved_by"],
                violation_error_message=_("You already have an unfinished text here."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fieldlab}: {self.section}"


class ChangeProposal(models.Model):
    """What the contact of a Fieldlab would like to see changed in one section; an editor of the hub decides."""

    class State(models.TextChoices):
        OPEN = "open", _("waiting for the hub")
        ACCEPTED = "accepted", _("taken over")
        DECLINED = "declined", _("not taken over")

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="proposals")
    section = models.SlugField(max_length=30)
    data = models.JSONField(_("what it should become"))
    version = models.PositiveIntegerField(editable=False)
    note = models.TextField(_("why"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    proposed_at = models.DateTimeField(_("proposed"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, **PERSON)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, **PERSON)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                name="fieldlabs_changeproposal_decided_has_person_and_moment",
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
                violation_error_message=_("A decided proposal has who decided, and when."),
            ),
            models.CheckConstraint(
                name="fieldlabs_changeproposal_declined_has_answer",
                condition=~Q(state="declined") | ~Q(answer=""),
                violation_error_message=_("Write why you do not take this over."),
            ),
            models.UniqueConstraint(
                name="fieldlabs_changeproposal_one_open_per_section",
                fields=["fieldlab", "section", "proposed_by"],
                condition=Q(state="open"),
                violation_error_message=_("Your earlier proposal for this part is still waiting."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fieldlab}: {self.section}"


class Confirmation(models.Model):
    """The yearly question whether a page is still right. `key` goes into the signed link of the letter.

    `confirmed_by` is None when the answer came through the link. Answered or replaced, its link no longer works.
    """

    fieldlab = models.ForeignKey(Fieldlab, models.PROTECT, related_name="confirmations")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    asked_on = models.DateField(_("asked on"))
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(_("link valid until"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, **PERSON)
    replaced = models.BooleanField(_("replaced by a later question"), default=False)

    class Meta:
        verbose_name = _("yearly confirmation")
        verbose_name_plural = _("yearly confirmations")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="fieldlabs_confirmation_one_is_open",
                fields=["fieldlab"],
                condition=Q(confirmed_at__isnull=True, replaced=False),
                violation_error_message=_("This Fieldlab was already asked to confirm its page."),
            ),
            models.CheckConstraint(
                name="fieldlabs_confirmation_expires_after_asking",
                condition=Q(expires_on__gt=models.F("asked_on")),
                violation_error_message=_("The link of a question is valid for some time."),
            ),
            models.CheckConstraint(
                name="fieldlabs_confirmation_person_has_moment",
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                violation_error_message=_("A confirmation by a person has its moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fieldlab}, {self.asked_on}"
