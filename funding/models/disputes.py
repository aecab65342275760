"""What happens to a letter after it: the recipient objects, a court rules. All of it is only added to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.letters import Letter
from funding.models.plans import StoredFile
from funding.models.recorded import Recorded

ECLI = r"^ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:[0-9]{4}:[A-Z0-9.]{1,25}$"
"""European Case Law Identifier: country, court, year, number."""


class Objection(Recorded):
    """That the recipient objects to a letter; after its period it is late, which the answer judges."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="objections")
    received_on = models.DateField(_("received on"))
    text = models.TextField(_("grounds"))
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="funding_objection_is_made_once",
                fields=["letter"],
                violation_error_message=_("There is already an objection against this letter."),
            ),
            models.CheckConstraint(
                name="funding_objection_has_grounds",
                condition=Q(text__regex=r"\S"),
                violation_error_message=_("Say why you object."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.letter)


class Ruling(Recorded):
    """What a court ruled of a letter, with the judgment itself. `about`: the first letter that this goes back to.

    `number`: of the case at the court. `text`: what the court orders, in its own words. Where the appeal is upheld a
    decision follows that carries it out (Proposal, kind ruling); where not, the letter stands.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="rulings")
    about = models.ForeignKey(Letter, models.PROTECT, related_name="later_rulings")
    court = models.CharField(_("court"), max_length=120)
    number = models.CharField(_("case number"), max_length=60)
    ecli = models.CharField("ECLI", max_length=60, blank=True)
    ruled_on = models.DateField(_("date of the ruling"))
    upheld = models.BooleanField(_("the appeal is upheld"))
    text = models.TextField(_("what the court orders"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("ruling of the court")
        verbose_name_plural = _("rulings of the court")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="funding_ruling_is_recorded_once",
                fields=["letter", "number", "ruled_on"],
                violation_error_message=_("This ruling is already recorded."),
            ),
            models.CheckConstraint(
                name="funding_ruling_names_court_case_and_order",
                condition=Q(court__regex=r"\S", number__regex=r"\S", text__regex=r"\S"),
                violation_error_message=_("Name the court, the case number and what the court orders."),
            ),
            models.CheckConstraint(
                name="funding_ruling_ecli_is_one",
                condition=Q(ecli="") | Q(ecli__regex=ECLI),
                violation_error_message=_("An ECLI looks like ECLI:NL:CBB:2019:12."),
            ),
        ]

    def __str__(self) -> str:
        return self.ecli or f"{self.court} {self.number}"
