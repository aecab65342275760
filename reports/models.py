"""What the ministry answered, as it stood: annexes with their bytes, only added to (reports/sql/annexes.sql)."""

import uuid

from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from funding.models.recorded import Recorded

MOST_BYTES = 20_000_000


def _hex_digest_of(column: str) -> Func:
    """SHA-256 of a column's bytes in lower-case hex, worked out by PostgreSQL."""
    digest = Func(F(column), function="sha256", output_field=models.BinaryField())
    return Func(digest, Value("hex"), function="encode", output_field=models.CharField())


class Annex(Recorded):
    """A view as it was frozen to answer a question: its tables, and the bytes of the canonical CSV of them.

    `number`, `year` and `sequence` are given by the database, without gaps within a year. `content`: the tables, words
    and sources as reports/annex_content.py reads them. `known_at`: what was recorded later is not in it. `query`: of
    the view, its day included. `replaces`: the annex that this one takes the place of; nothing is ever changed.
    """

    number = models.CharField(pgettext_lazy("annex", "number"), max_length=12, unique=True, default="", editable=False)
    year = models.PositiveSmallIntegerField(default=0, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=150)
    question = models.TextField(_("question"), max_length=2000)
    view = models.CharField(_("view"), max_length=30)
    query = models.CharField(max_length=500, blank=True)
    made_on = models.DateField(_("made on"))
    valid_on = models.DateField(_("as valid on"))
    known_at = models.DateTimeField(_("as known at"))
    content = models.JSONField()
    csv = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    demo = models.BooleanField(_("demonstration"), default=False)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    replaces_because = models.CharField(_("why it is replaced"), max_length=300, blank=True)

    trigger_sentences = {  # noqa: RUF012 -- read by accounts.rules
        "reports_annex_is_only_added_to": _("An annex never changes. Make a new one that names it."),
    }

    class Meta:
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")
        ordering = ["-year", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                name="reports_annex_number_is_given_once",
                fields=["year", "sequence"],
                violation_error_message=_("This number was given to another annex."),
            ),
            models.CheckConstraint(
                name="reports_annex_says_what_it_answers",
                condition=Q(title__regex=r"\S", question__regex=r"\S"),
                violation_error_message=_("Give the annex a title and the question that it answers."),
            ),
            models.CheckConstraint(
                name="reports_annex_digest_is_of_its_bytes",
                condition=Q(sha256=_hex_digest_of("csv")),
                violation_error_message=_("The digest is not of these bytes."),
            ),
            models.CheckConstraint(
                name="reports_annex_says_why_it_replaces",
                condition=Q(replaces=None, replaces_because="")
                | Q(replaces__isnull=False, replaces_because__regex=r"\S"),
                violation_error_message=_("Say why the earlier annex is replaced."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AnnexFile(Recorded):
    """An annex as a document (`pdf`, PDF/UA-1) or a workbook (`xlsx`): its bytes, made once."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "XLSX"

    annex = models.ForeignKey(Annex, models.PROTECT, related_name="files")
    format = models.CharField(max_length=4, choices=Format)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of an annex")
        verbose_name_plural = _("files of an annex")
        ordering = ["annex", "format"]
        constraints = [
            models.UniqueConstraint(
                name="reports_annexfile_is_made_once",
                fields=["annex", "format"],
                violation_error_message=_("This file of the annex was made already."),
            ),
            models.CheckConstraint(
                name="reports_annexfile_digest_is_of_its_bytes",
                condition=Q(sha256=_hex_digest_of("content")),
                violation_error_message=_("The digest is not of these bytes."),
            ),
            models.CheckConstraint(
                name="reports_annexfile_size_is_of_its_bytes",
                condition=Q(
                    size=Func(F("content"), function="octet_length", output_field=models.IntegerField()),
                    size__gt=0,
                    size__lte=MOST_BYTES,
                ),
                violation_error_message=_("A file of an annex has at most 20 MB, and something in it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.annex}.{self.format}"


class AnnexRelease(Recorded):
    """That an annex is open to everyone from now on: it went to Parliament. `document`: with which letter."""

    annex = models.OneToOneField(Annex, models.PROTECT, related_name="release")
    document = models.CharField(_("letter to Parliament"), max_length=200)
    sent_on = models.DateField(_("sent on"))

    trigger_sentences = {  # noqa: RUF012 -- read by accounts.rules
        "reports_annexrelease_is_sent_after_it_was_made": _(
            "An annex cannot be sent before it was made. Give the day on which it went to Parliament."
        ),
    }

    class Meta:
        verbose_name = _("annex made public")
        verbose_name_plural = _("annexes made public")
        constraints = [
            models.CheckConstraint(
                name="reports_annexrelease_names_its_letter",
                condition=Q(document__regex=r"\S"),
                violation_error_message=_("Name the letter with which the annex went to Parliament."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.annex)
