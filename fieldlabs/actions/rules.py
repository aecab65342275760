"""What every action of this app shares: the broken rule, the permission asked, the Fieldlab locked."""

from django.utils.translation import gettext as _

from accounts import rules
from fieldlabs import permissions
from fieldlabs.models import Fieldlab


class RuleBroken(rules.RuleBroken):
    """A Fieldlab rule that somebody broke."""


class NewerVersion(RuleBroken):
    """Somebody else saved this Fieldlab meanwhile; `current` is what they saved."""

    def __init__(self, current: Fieldlab):
        super().__init__("newer_version", _("Somebody else changed this Fieldlab while you were working on it."))
        self.current = current


def locked(fieldlab: Fieldlab) -> Fieldlab:
    """The Fieldlab as it is now; whoever else wants to change it, or one of its rows, waits."""
    return Fieldlab.objects.defer("search").select_for_update().get(pk=fieldlab.pk)


def check(answer: permissions.Answer) -> None:
    """Raises RuleBroken("not_allowed", …) with the reason of the refusal."""
    allowed, reason = answer
    if not allowed:
        raise RuleBroken("not_allowed", reason)
