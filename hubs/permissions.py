"""Who may read which help requests. Each desk reads its own; nobody changes them yet."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, User
from accounts.roles import HUB_ROLES
from hubs.models import HelpRequest

Answer = tuple[bool, str]
# Everybody who may open the inbox. What they find there is decided per request.
READERS = (*HUB_ROLES, Role.ADVISER, Role.AUDITOR)


def regions_of(user: User) -> set[int]:
    """The regions whose hub this person works for."""
    hubs = [one for one in user.organisations_as(*HUB_ROLES) if one.kind == Organisation.Kind.HUB]
    return {hub.region_id for hub in hubs}


def is_at_national_desk(user: User) -> bool:
    """Advisers of the Expertise Centre; an adviser of a research institute is none of them."""
    kinds = {one.kind for one in user.organisations_as(Role.ADVISER)}
    return Organisation.Kind.EXPERTISE in kinds


def has_desk(user: User) -> bool:
    return bool(regions_of(user)) or is_at_national_desk(user)


def own_desks(user: User) -> Q:
    """Of the requests, those at a desk where this person works."""
    own = Q(hub__region__in=regions_of(user))
    return own | Q(hub__isnull=True) if is_at_national_desk(user) else own


def can_know_of(user: User, request: HelpRequest) -> Answer:
    """Whether there is such a request, when it came and how it stands: its desk, and the auditor for every desk."""
    if Role.AUDITOR in user.roles or can_read(user, request)[0]:
        return True, ""
    return False, _("This request is at another desk.")


def can_read(user: User, request: HelpRequest) -> Answer:
    """Who asks and what: the desk alone. The company agreed to that desk and to nobody else."""
    allowed = is_at_national_desk(user) if request.hub is None else request.hub.region_id in regions_of(user)
    return (True, "") if allowed else (False, _("Only the desk itself sees who asks and what."))
