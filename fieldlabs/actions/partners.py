"""A partner of a Fieldlab: which organisation it is, found again or made, and its row."""

from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import Organisation, User
from fieldlabs import permissions
from fieldlabs.actions.rows import add_row
from fieldlabs.actions.rules import RuleBroken, check, locked
from fieldlabs.models import Fieldlab, Partner
from fieldlabs.row_values import Values


@dataclass(frozen=True, slots=True)
class Who:
    """An organisation as somebody gave it: `kvk_number` "" when it has none."""

    kvk_number: str
    name: str
    kind: str


@transaction.atomic
def add_partner(*, by: User, fieldlab: Fieldlab, who: Who, given: Values, key: str, reason: str) -> Partner:
    """The organisation of this number, or of this very name and kind, else a new one; and its row as a partner."""
    check(permissions.can_change(by, locked(fieldlab)))
    with pghistory.context(user=by.pk, reason="partner of a Fieldlab"), rules.held_by_database(RuleBroken):
        organisation = _organisation(who)
    return add_row(
        by=by, fieldlab=fieldlab, model=Partner, given=given, key=key, reason=reason, organisation=organisation
    )


def _organisation(who: Who) -> Organisation:
    if who.kvk_number:
        found = Organisation.objects.filter(kvk_number=who.kvk_number).first()
        if found is None and not who.name:
            raise RuleBroken("name_missing", _("Give the name of this organisation."))
        return found or Organisation.objects.create(kvk_number=who.kvk_number, name=who.name, kind=who.kind)
    # A company that made itself known by e-mail is somebody else's until it gives its number.
    same = Organisation.objects.filter(kvk_number="", email_digest="", name__iexact=who.name, kind=who.kind)
    return same.first() or Organisation.objects.create(name=who.name, kind=who.kind)
