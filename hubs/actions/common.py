"""What every action of the desk shares."""

import pghistory

from accounts import rules
from accounts.models import User


class RuleBroken(rules.RuleBroken):
    """A rule of the desk that somebody broke. The codes are the action's own, or the names of constraints."""


def in_history(by: User | None, reason: str):
    """Why and by whom, for the rows of history that the block makes. Never anything personal."""
    return pghistory.context(reason=reason, **({"user": by.pk} if by else {}))
