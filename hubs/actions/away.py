"""Who is away from a desk, and who stands in."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import Organisation, User
from hubs import permissions
from hubs.actions.common import RuleBroken, check
from hubs.models import Absence
from jobs import clock


@transaction.atomic
def note_absence(
    *, organisation: Organisation, person: User, stand_in: User, starts_on: date, ends_on: date, by: User
) -> Absence:
    """Note that a colleague is away; the same one twice is one.

    Raises RuleBroken: not_allowed, not_of_this_desk, past, overlaps, or the name of a broken constraint.
    """
    check(permissions.can_note_absence(by, organisation))
    # Of two who note an absence of one person the second waits here.
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    workers = {one.pk for one in permissions.colleagues(organisation)}
    if not {person.pk, stand_in.pk} <= workers:
        raise RuleBroken("not_of_this_desk", _("Choose somebody who works at this desk."))
    if ends_on < clock.today():
        raise RuleBroken("past", _("These days are over."))
    others = Absence.objects.filter(person=person, organisation=organisation, cancelled_at__isnull=True)
    same = others.filter(starts_on=starts_on, ends_on=ends_on, stand_in=stand_in).first()
    if same:
        return same
    if others.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise RuleBroken("overlaps", _("This person is already noted as away on some of these days."))
    with rules.held_by_database(RuleBroken):
        return Absence.objects.create(
            organisation=organisation,
            person=person,
            stand_in=stand_in,
            starts_on=starts_on,
            ends_on=ends_on,
            noted_at=clock.now(),
            noted_by=by,
        )


@transaction.atomic
def cancel_absence(*, absence: Absence, by: User) -> Absence:
    """Somebody is back, or stays: from now on nobody stands in. Cancelling twice is cancelling once."""
    current = (
        Absence.objects.select_for_update(no_key=True, of=("self",)).select_related("organisation").get(pk=absence.pk)
    )
    check(permissions.can_note_absence(by, current.organisation))
    if current.cancelled_at is None:
        current.cancelled_at, current.cancelled_by = clock.now(), by
        current.save(update_fields=["cancelled_at", "cancelled_by"])
    return current
