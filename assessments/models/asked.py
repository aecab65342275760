"""What a company did with its result: which questions to a desk went out with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HelpAsked(models.Model):
    """That a request at a desk came from this run. The request holds a copy of the result, so it outlives the run."""

    assessment = models.ForeignKey("assessments.Assessment", models.PROTECT, related_name="help_asked")
    request = models.OneToOneField("hubs.HelpRequest", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("question from a result")
        verbose_name_plural = _("questions from results")

    def __str__(self) -> str:
        return f"{self.assessment_id} → {self.request_id}"
