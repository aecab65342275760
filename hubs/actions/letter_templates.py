"""The letters that a desk uses again: written, changed, put in the archive and taken out of it."""

import uuid
from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from hubs import merging, permissions
from hubs.actions.common import RuleBroken, check, in_history
from hubs.actions.versions import check_version
from hubs.models import Hub, LetterTemplate
from jobs import clock


@dataclass(frozen=True)
class Letter:
    """What somebody of the desk types. Subjects are one line."""

    title: str
    subject_nl: str
    body_nl: str
    subject_en: str
    body_en: str

    def columns(self) -> dict[str, str]:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        lines = {name: merging.one_line(values[name]) for name in ("title", "subject_nl", "subject_en")}
        return values | lines


def _locked(template: LetterTemplate, by: User) -> LetterTemplate:
    rows = LetterTemplate.objects.select_for_update(no_key=True, of=("self",)).select_related("hub__region")
    current = rows.get(pk=template.pk)
    check(permissions.can_write_letters(by, current.hub))
    return current


@transaction.atomic
def write_letter(*, hub: Hub | None, letter: Letter, key: uuid.UUID, by: User) -> LetterTemplate:
    """A new letter of this desk (None: the national one, for every desk to use). The same key gives the same one."""
    check(permissions.can_write_letters(by, hub))
    # The person's row is the lock: two sendings of one form wait for each other.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    made = LetterTemplate.objects.filter(uid=key, hub=hub).first()
    if made:
        return made
    with in_history(by, "written"), rules.held_by_database(RuleBroken):
        return LetterTemplate.objects.create(
            uid=key, hub=hub, saved_at=clock.now(), saved_by=by, **letter.columns()
        )  # fmt: skip


@transaction.atomic
def change_letter(*, template: LetterTemplate, letter: Letter, version: int, by: User) -> LetterTemplate:
    """Save what was typed, if nobody saved since `version`. Raises NewerVersion, or RuleBroken."""
    current = _locked(template, by)
    check_version(current, version)
    if current.retired:
        raise RuleBroken("archived", _("This letter is in the archive. Take it out first."))
    return _save(current, by, "changed", **letter.columns())


@transaction.atomic
def archive_letter(*, template: LetterTemplate, by: User) -> LetterTemplate:
    """It is no longer offered, and stays readable. Twice is once."""
    current = _locked(template, by)
    return current if current.retired else _save(current, by, "archived", retired=True)


@transaction.atomic
def restore_letter(*, template: LetterTemplate, by: User) -> LetterTemplate:
    """It is offered again, unless another letter took its title meanwhile. Twice is once."""
    current = _locked(template, by)
    return _save(current, by, "restored", retired=False) if current.retired else current


def _save(current: LetterTemplate, by: User, reason: str, **changes: object) -> LetterTemplate:
    for name, value in changes.items():
        setattr(current, name, value)
    current.version += 1
    current.saved_at, current.saved_by = clock.now(), by
    with in_history(by, reason), rules.held_by_database(RuleBroken):
        current.save(update_fields=[*changes, "version", "saved_at", "saved_by"])
    return current
