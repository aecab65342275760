"""Who may manage whose roles. Each answer comes with its reason."""

from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, User
from accounts.roles import HUB_ROLES

Answer = tuple[bool, str]


def manageable_organisations(user: User):
    """The organisations whose people this person looks after, as a queryset."""
    if Role.ADMINISTRATOR in user.roles:
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=[hub.pk for hub in user.organisations_as(Role.HUB_COORDINATOR)])


def manageable_roles(user: User) -> tuple[str, ...]:
    """The roles that this person may give somewhere."""
    if Role.ADMINISTRATOR in user.roles:
        return tuple(Role.values)
    return HUB_ROLES if Role.HUB_COORDINATOR in user.roles else ()


def can_manage(user: User, organisation: Organisation, role: str) -> Answer:
    """Whether this person may give or end this role in this organisation."""
    if Role.ADMINISTRATOR in user.roles:
        return True, ""
    own = {hub.pk for hub in user.organisations_as(Role.HUB_COORDINATOR)}
    if organisation.pk not in own:
        return False, _("You look after the people of your own hub only.")
    if role not in HUB_ROLES:
        return False, _("A hub coordinator gives and ends the roles of the hub only.")
    return True, ""


def can_read_history(user: User) -> Answer:
    """Whether this person may read who gave which role to whom, and why."""
    if user.roles & {Role.ADMINISTRATOR, Role.AUDITOR}:
        return True, ""
    return False, _("Only the administrator and the auditor read the history of roles.")
