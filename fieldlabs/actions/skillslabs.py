"""The Skillslab of a Fieldlab: open one, change it, close it, open it again."""

from datetime import date

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs import training_permissions as permissions
from fieldlabs.actions.rules import RuleBroken, check, locked
from fieldlabs.models import Fieldlab, Skillslab
from fieldlabs.training_content import SkillslabContent


class NewerSkillslab(RuleBroken):
    """Somebody else saved this Skillslab meanwhile; `current` is what they saved."""

    def __init__(self, current: Skillslab):
        super().__init__("newer_version", _("Somebody else changed this Skillslab while you were working on it."))
        self.current = current


@transaction.atomic
def save_skillslab(*, by: User, fieldlab: Fieldlab, content: SkillslabContent, version: int, reason: str) -> Skillslab:
    """Make it (`version` 0) or change it, if nobody saved since `version`. The same again changes nothing.

    Raises NewerSkillslab when somebody did, RuleBroken when this person may not or the database refuses.
    """
    fieldlab = locked(fieldlab)
    check(permissions.can_keep_skillslab(by, fieldlab))
    current = Skillslab.objects.filter(fieldlab=fieldlab).first()
    if current and _has(current, content):
        return current
    if current and current.version != version:
        raise NewerSkillslab(current)
    skillslab = current or Skillslab(fieldlab=fieldlab, version=0)
    content.write_to(skillslab)
    return _save(skillslab, by, reason)


def _has(skillslab: Skillslab, content: SkillslabContent) -> bool:
    written = Skillslab()
    content.write_to(written)
    return all(getattr(skillslab, name) == getattr(written, name) for name in content.__dataclass_fields__)


@transaction.atomic
def close_skillslab(*, by: User, fieldlab: Fieldlab, on: date, reason: str) -> Skillslab:
    """From the day `on` it no longer counts. Closing twice is closing once."""
    skillslab = _own(by, fieldlab)
    if skillslab.closed_on == on:
        return skillslab
    if not reason.strip():
        raise RuleBroken("reason_missing", _("Write why the Skillslab closes."))
    skillslab.closed_on = on
    return _save(skillslab, by, reason)


@transaction.atomic
def reopen_skillslab(*, by: User, fieldlab: Fieldlab) -> Skillslab:
    """It is open (again). Twice is once."""
    skillslab = _own(by, fieldlab)
    if skillslab.closed_on is None:
        return skillslab
    skillslab.closed_on = None
    return _save(skillslab, by, "opened again")


def _own(by: User, fieldlab: Fieldlab) -> Skillslab:
    fieldlab = locked(fieldlab)
    check(permissions.can_keep_skillslab(by, fieldlab))
    skillslab = Skillslab.objects.filter(fieldlab=fieldlab).first()
    if skillslab is None:
        raise RuleBroken("no_skillslab", _("This Fieldlab has no Skillslab."))
    return skillslab


def _save(skillslab: Skillslab, by: User, reason: str) -> Skillslab:
    skillslab.version += 1
    with pghistory.context(user=by.pk, reason=reason), rules.held_by_database(RuleBroken):
        skillslab.save()
    return skillslab
