"""What the comparison keeps: the published groups, what each company contributed to them, and runs left out.

Nobody reads these tables but `assessments.benchmark` and the job that writes them: every number that leaves the portal
passes the gate in `assessments.disclosure`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PeerCell(models.Model):
    """A published group of companies at one transformation: how many have which level. Exact, so not for the screen.

    Without sector and size: all participants. `transformation` "": who took part at all, whatever their levels.
    `counts`: companies by level in tenths ({"25": 12}). `as_of`: the day since when these numbers are the same.
    `shown` is False for a distribution in which over 90% have one level: its numbers count as known to everyone when
    it is decided what else can be published, and are shown to nobody.
    """

    questionnaire = models.SlugField(db_index=False)
    version = models.CharField(max_length=20)
    depth = models.CharField(max_length=5)
    transformation = models.CharField(max_length=50, blank=True)
    sector = models.ForeignKey("accounts.Sector", models.PROTECT, null=True, related_name="+")
    size = models.ForeignKey("accounts.SizeClass", models.PROTECT, null=True, related_name="+")
    companies = models.PositiveIntegerField()
    counts = models.JSONField()
    shown = models.BooleanField()
    as_of = models.DateField()

    class Meta:
        verbose_name = _("group of comparison")
        verbose_name_plural = _("groups of comparison")
        constraints = [
            models.UniqueConstraint(
                name="assessments_peercell_once_per_group",
                fields=["questionnaire", "version", "depth", "transformation", "sector", "size"],
                nulls_distinct=False,
                violation_error_message=_("This group has been published already."),
            ),
            models.CheckConstraint(
                name="assessments_peercell_at_least_10_companies",
                condition=Q(companies__gte=10),
                violation_error_message=_("A group of fewer than ten companies is not published."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transformation or 'participants'}: {self.sector_id or '*'} × {self.size_id or '*'}"


class Contribution(models.Model):
    """What one company adds to the published groups, as it was when they were last published.

    `levels`: per transformation, in tenths, null where it adds nothing; the ninth is 0 when it counts as participant.
    `company` is the organisation's number, without a foreign key (200,000 rows are written at once, and a company
    that is gone has simply left); null once the company left: then nobody can tell any more whose levels these were.
    """

    questionnaire = models.SlugField(db_index=False)
    version = models.CharField(max_length=20)
    depth = models.CharField(max_length=5)
    company = models.BigIntegerField(null=True)
    sector = models.CharField(max_length=2, blank=True)
    size = models.CharField(max_length=50, blank=True)
    levels = ArrayField(models.PositiveSmallIntegerField(null=True), size=9)

    class Meta:
        verbose_name = _("contribution to the comparison")
        verbose_name_plural = _("contributions to the comparison")
        constraints = [
            models.UniqueConstraint(
                name="assessments_contribution_once_per_company",
                fields=["company", "depth", "version", "questionnaire"],
                violation_error_message=_("A company counts once."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.depth}: {self.company or '–'}"


class LeftOut(models.Model):
    """A run that enters no comparison because too many companies came from its network at once.

    Kept apart from the run, which is frozen, and for longer than the network's digest is.
    """

    # DO_NOTHING as for answers: see assessments.actions.erase.
    assessment = models.OneToOneField(
        "assessments.Assessment", models.DO_NOTHING, primary_key=True, related_name="left_out"
    )

    class Meta:
        verbose_name = _("run left out of the comparison")
        verbose_name_plural = _("runs left out of the comparison")

    def __str__(self) -> str:
        return str(self.pk)


class QualityFigure(models.Model):
    """A figure on the quality of the questionnaire, computed by the weekly job. `value` null: too few to tell.

    `subject`: a question, a screen, a transformation, or "" for the whole questionnaire. `number`: of how many.
    """

    class Kind(models.TextChoices):
        STARTED = "started", _("started")
        FINISHED = "finished", _("finished")
        BROKEN_OFF = "broken-off", _("broken off")
        SECONDS = "seconds", _("median seconds on the screen")
        DONT_KNOW = "dont-know", _("share of ‘don't know’")
        ALPHA = "alpha", _("Cronbach's alpha")
        ITEM_REST = "item-rest", _("item-rest correlation")

    questionnaire = models.SlugField(db_index=False)
    version = models.CharField(max_length=20)
    depth = models.CharField(max_length=5)
    kind = models.CharField(max_length=10, choices=Kind)
    subject = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=10, decimal_places=3, null=True)
    as_of = models.DateField()

    class Meta:
        verbose_name = _("figure on quality")
        verbose_name_plural = _("figures on quality")
        constraints = [
            models.UniqueConstraint(
                name="assessments_qualityfigure_once_per_subject",
                fields=["questionnaire", "version", "depth", "kind", "subject"],
                violation_error_message=_("This figure exists already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}".strip()
