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

    Nobody stands in who is away too, so that letters always reach somebody who is there. Raises RuleBroken:
    not_allowed, not_of_this_desk, past, overlaps, stand_in_is_away, stands_in, or the name of a broken constraint.
    """
    check(permissions.can_note_absence(by, organisation))
    # Of two who note absences of these people the second waits here.
    list(User.objects.select_for_update(no_key=True).filter(pk__in=(person.pk, stand_in.pk)).order_by("pk"))
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
    _there(organisation, person, stand_in, (starts_on, ends_on))
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


def _there(organisation: Organisation, person: User, stand_in: User, days: tuple[date, date]) -> None:
    """The stand-in is not away on these days, and who goes away does not stand in for somebody then."""
    first, last = days
    kept = Absence.objects.filter(organisation=organisation, cancelled_at__isnull=True)
    then = kept.filter(starts_on__lte=last, ends_on__gte=first)
    if person.pk != stand_in.pk and then.filter(person=stand_in).exists():
        values = {"name": stand_in.name}
        raise RuleBroken("stand_in_is_away", _("%(name)s is away too on some of these days.") % values)
    for_whom = then.filter(stand_in=person).select_related("person").first()
    if for_whom:
        values = {"name": person.name, "other": for_whom.person.name}
        told = _("%(name)s stands in for %(other)s on some of these days. Let somebody else do that first.") % values
        raise RuleBroken("stands_in", told)


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
