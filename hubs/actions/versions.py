"""Two people who change the same thing: the second sees what the first one saved."""

from django.db import models
from django.utils.translation import gettext as _

from hubs.actions.common import RuleBroken


class NewerVersion(RuleBroken):
    """Somebody else saved this meanwhile; `current` is what they saved."""

    def __init__(self, current: models.Model):
        super().__init__("newer_version", _("Somebody else changed this while you were working on it."))
        self.current = current


def check_version(current: models.Model, version: int) -> None:
    if current.version != version:
        raise NewerVersion(current)
