"""Who may write what a hub shows to everybody: its page, its events, its articles."""

from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, User
from accounts.roles import HUB_ROLES
from hubs.models import Hub
from hubs.permissions import Answer, is_at_national_desk, regions_of

EDITORS = (Role.HUB_COORDINATOR, Role.HUB_EDITOR)
# Who may open the pages for staff; which hub is decided per page. Advisers write for the whole programme.
WRITERS = (*EDITORS, Role.ADVISER)
READERS = (*HUB_ROLES, Role.ADVISER, Role.AUDITOR)


def edited_regions(user: User) -> set[int]:
    """The regions for whose hub this person writes."""
    hubs = [one for one in user.organisations_as(*EDITORS) if one.kind == Organisation.Kind.HUB]
    return {hub.region_id for hub in hubs}


def can_write(user: User, hub: Hub | None) -> Answer:
    """Change, publish and cancel in the name of this hub; None is the whole programme."""
    allowed = is_at_national_desk(user) if hub is None else hub.region_id in edited_regions(user)
    return (True, "") if allowed else (False, _("Only the coordinator and the editors of this hub change this."))


def can_read_drafts(user: User, hub: Hub | None) -> Answer:
    """See what is not public yet: everybody of the own hub, and the auditor."""
    if not user.is_authenticated:
        return False, _("Only the hub itself sees this.")
    own = is_at_national_desk(user) if hub is None else hub.region_id in regions_of(user)
    allowed = own or Role.AUDITOR in user.roles
    return (True, "") if allowed else (False, _("Only the hub itself sees this."))


def can_read_people(user: User, hub: Hub | None) -> Answer:
    """See who registered: everybody of the own hub, and nobody else."""
    own = is_at_national_desk(user) if hub is None else hub.region_id in regions_of(user)
    return (True, "") if own else (False, _("Only the hub itself sees who comes."))


def written_hubs(user: User) -> list[Hub | None]:
    """In whose name this person writes: own hubs, and None for the whole programme."""
    own: list[Hub | None] = list(Hub.objects.filter(region__in=edited_regions(user)).select_related("region"))
    return [*own, None] if is_at_national_desk(user) else own
