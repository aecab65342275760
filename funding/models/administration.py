"""Beside the journal: papers of an entry, reminders that went out, and what the financial administration says."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.journal import Entry
from funding.models.plans import StoredFile
from funding.models.recorded import MONEY, Recorded


class EntryFile(Recorded):
    """A document behind an entry, such as a co-funder's decision."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = _("document of an entry")
        verbose_name_plural = _("documents of entries")

    def __str__(self) -> str:
        return str(self.file)


class SentForm(Recorded):
    """A form that did its work: `key` is the form's own, so that sending it again does nothing more.

    `digest`: SHA-256 (hex) of what was sent; `result`: address of the page that shows what came of it.
    """

    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    result = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")
        constraints = [
            models.UniqueConstraint(
                name="funding_sentform_key_is_used_once",
                fields=["key"],
                violation_error_message=_("This was already recorded, with other content."),
            ),
        ]

    def __str__(self) -> str:
        return self.result


class Reminder(models.Model):
    """That a reminder went out: `key` names what it was about, so that it goes once."""

    key = models.CharField(max_length=100, unique=True)
    sent_on = models.DateField(_("sent on"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self) -> str:
        return self.key


class Reconciliation(Recorded):
    """What the ministry's financial administration says of a month, as it was imported. A later import replaces it."""

    month = models.DateField(_("month"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("reconciliation")
        verbose_name_plural = _("reconciliations")
        ordering = ["month", "pk"]
        constraints = [
            models.CheckConstraint(
                name="funding_reconciliation_month_is_its_first_day",
                condition=Q(month__day=1),
                violation_error_message=_("Choose a month."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Difference(Recorded):
    """Where the books and the administration differ on one number; `ours`/`theirs` None: it is not there."""

    reconciliation = models.ForeignKey(Reconciliation, models.PROTECT, related_name="differences")
    reference = models.CharField(_("number in the financial administration"), max_length=40)
    ours = models.DecimalField(_("in the portal"), **MONEY, null=True, blank=True)
    theirs = models.DecimalField(_("in the administration"), **MONEY, null=True, blank=True)

    class Meta:
        verbose_name = _("difference")
        verbose_name_plural = _("differences")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="funding_difference_is_listed_once",
                fields=["reconciliation", "reference"],
                violation_error_message=_("This difference is already listed."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Explanation(Recorded):
    """Why a difference is there, and what is done about it."""

    difference = models.ForeignKey(Difference, models.PROTECT, related_name="explanations")
    text = models.TextField(_("explanation"))

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="funding_explanation_has_text",
                condition=Q(text__regex=r"\S"),
                violation_error_message=_("Write the explanation."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
