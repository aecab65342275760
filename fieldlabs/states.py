"""How a Fieldlab stands, for the list of staff and for what waits for them: one definition of each state."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fieldlabs import confirming
from fieldlabs.models import ChangeProposal, Confirmation
from jobs import clock

# Value in the address → label.
STATES = {
    "bevestigen": _("To confirm"),
    "concept": _("Draft"),
    "ingediend": _("Submitted"),
    "teruggestuurd": _("Sent back"),
    "erkend": _("Recognised"),
    "openbaar": _("Public with a source"),
    "voorstel": _("With a proposal that waits"),
    "verouderd": _("Not confirmed for a year"),
}


def condition(state: str) -> Q:
    """The Fieldlabs in this state today."""
    return {
        "bevestigen": Q(publication="draft", recognition="unknown"),
        "concept": Q(recognition="draft"),
        "ingediend": Q(recognition="submitted"),
        "teruggestuurd": Q(recognition="returned"),
        "erkend": Q(recognition="recognised"),
        "openbaar": Q(publication="published", recognition="unknown"),
        "voorstel": Q(Exists(ChangeProposal.objects.filter(fieldlab=OuterRef("pk"), state="open"))),
        "verouderd": Q(publication="published") & confirming.old() & ~Q(Exists(_asked())),
    }[state]


def _asked():
    """Who was asked and may still answer is left alone."""
    return Confirmation.objects.filter(
        fieldlab=OuterRef("pk"), confirmed_at=None, replaced=False, expires_on__gte=clock.today()
    )
