"""Who may move money. Each answer comes with its reason; the database checks persons and mandates once more."""

from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, User
from funding.models import Pledge

Answer = tuple[bool, str]


def _needs(user: User, *roles: str) -> Answer:
    if user.roles.intersection(roles):
        return True, ""
    return False, _("Your role does not allow this.")


def can_set_budget(user: User) -> Answer:
    """Allot, shift, reserve, release."""
    return _needs(user, Role.MINISTRY_DECIDER)


def can_prepare(user: User) -> Answer:
    return _needs(user, Role.MINISTRY_PREPARER, Role.MINISTRY_DECIDER)


def can_decide(user: User) -> Answer:
    """Grant, lower, settle, approve a payment."""
    return _needs(user, Role.MINISTRY_DECIDER)


def can_release(user: User) -> Answer:
    """Pay, and book what was paid back."""
    return _needs(user, Role.MINISTRY_PAYER)


def can_keep_books(user: User) -> Answer:
    """Correct, close a period."""
    return _needs(user, Role.MINISTRY_CONTROLLER)


def can_waive(user: User) -> Answer:
    return _needs(user, Role.MINISTRY_DECIDER, Role.MINISTRY_CONTROLLER)


def can_claim(user: User, organisation: Organisation) -> Answer:
    """Bring in a pledge for a hub: its editors and coordinators; the ministry for the historical record."""
    mine = user.organisations_as(Role.HUB_COORDINATOR, Role.HUB_EDITOR)
    return (True, "") if organisation in mine else _needs(user, Role.MINISTRY_PREPARER)


def can_confirm(user: User, pledge: Pledge) -> Answer:
    """The co-funder itself, or the ministry's controller; never somebody of the organisation that claims it."""
    if pledge.claimed_by_id in {holding.organisation_id for holding in user.holdings}:
        return False, _("Nobody who claims a pledge confirms it.")
    if pledge.funder in user.organisations_as(Role.COFUNDER):
        return True, ""
    return _needs(user, Role.MINISTRY_CONTROLLER)


def can_withdraw(user: User, pledge: Pledge) -> Answer:
    if pledge.funder in user.organisations_as(Role.COFUNDER):
        return True, ""
    if pledge.claimed_by in user.organisations_as(Role.HUB_COORDINATOR, Role.HUB_EDITOR):
        return True, ""
    return _needs(user, Role.MINISTRY_CONTROLLER)
