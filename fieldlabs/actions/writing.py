"""Filling in a Fieldlab section by section. Two people may work on it: who saves last sees what was saved meanwhile."""

from typing import Any

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from fieldlabs import permissions, section_values
from fieldlabs.actions.rules import NewerVersion, RuleBroken, check, locked
from fieldlabs.models import Fieldlab, SectionDraft
from fieldlabs.section_values import PERSON, Values
from jobs import clock

FILLED_IN = "filled in"
LARGEST_DRAFT = 60_000
"""Characters of all fields together; more than the longest section can hold."""


@transaction.atomic
def save_section(*, by: User, fieldlab: Fieldlab, section: str, values: Values, base: str, reason: str) -> Fieldlab:
    """Save one section, if it still is what the form started from (`base`: section_values.digest).

    Of a public Fieldlab somebody says why. Raises NewerVersion when this section was saved meanwhile; another section
    does not matter. What this person had kept of the section unsaved is gone.
    """
    current = locked(fieldlab)
    check(permissions.can_change(by, current))
    held = section_values.values(current, section)
    if section_values.digest(held) != base:
        raise NewerVersion(current)
    if current.is_public and not reason.strip():
        raise RuleBroken("reason_missing", _("This page is public. Write why you change it."))
    if section_values.digest(held) != section_values.digest(values):
        _write(by, current, section, values, reason.strip() or FILLED_IN)
    SectionDraft.objects.filter(fieldlab=current, section=section, saved_by=by).delete()
    return current


def _write(by: User, fieldlab: Fieldlab, section: str, values: Values, reason: str) -> None:
    fieldlab.version += 1
    if section != PERSON:
        fieldlab.as_of = clock.today()
    if section == section_values.WHERE:
        fieldlab.city_sourced = bool(values["city"])
    with pghistory.context(user=by.pk, reason=reason), rules.held_by_database(RuleBroken):
        section_values.write(fieldlab, section, _with_account(section, values))


def _with_account(section: str, values: Values) -> Values:
    """A contact person with an account sees and confirms the own Fieldlab: the account of that address."""
    if section != PERSON:
        return values
    known = User.objects.filter(email=values["email"], is_active=True).first() if values["email"] else None
    return {**values, "person": known}


@transaction.atomic
def keep_draft(*, by: User, fieldlab: Fieldlab, section: str, data: dict[str, Any]) -> SectionDraft:
    """Keep what somebody typed, whole or not, for that person alone. Personal data are not kept so."""
    check(permissions.can_change(by, fieldlab))
    if section not in section_values.PROPOSABLE:
        raise RuleBroken("not_kept", _("This section is kept only when you save it."))
    if sum(len(one) for typed in data.values() for one in typed) > LARGEST_DRAFT:
        raise RuleBroken("draft_is_too_long", _("This text is too long to keep. Make it shorter."))
    kept, _made = SectionDraft.objects.update_or_create(
        fieldlab=fieldlab,
        section=section,
        saved_by=by,
        defaults={"data": data, "version": fieldlab.version, "saved_at": clock.now()},
    )
    return kept


@transaction.atomic
def drop_draft(*, by: User, fieldlab: Fieldlab, section: str) -> None:
    """Throw away what this person kept of a section."""
    SectionDraft.objects.filter(fieldlab=fieldlab, section=section, saved_by=by).delete()
