"""Who may do what with a Fieldlab. Each answer is (allowed, reason)."""

from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, User
from fieldlabs.models import Fieldlab
from regions.models import Region

EDITORS = (Role.HUB_EDITOR, Role.HUB_COORDINATOR)
HUB = (*EDITORS, Role.HUB_READER)
OVERSEERS = (Role.STEERING, Role.AUDITOR)
Answer = tuple[bool, str]
YES: Answer = (True, "")
Recognition = Fieldlab.Recognition


def regions_of(user: User, *roles: str) -> list[Region]:
    """The regions that this person serves as staff of a hub."""
    if not user.is_authenticated:
        return []
    serving = [one for one in user.organisations_as(*roles) if one.kind == Organisation.Kind.HUB and one.region]
    return list({one.region_id: one.region for one in serving}.values())


def _serves(user: User, fieldlab: Fieldlab, *roles: str) -> bool:
    return fieldlab.region_id in {region.pk for region in regions_of(user, *roles)}


def is_insider(user: User, fieldlab: Fieldlab) -> bool:
    """Staff of the hub of its region, the steering group, or an auditor: they see drafts and the history."""
    if not user.is_authenticated:
        return False
    return bool(user.roles & set(OVERSEERS)) or _serves(user, fieldlab, *HUB)


def is_contact(user: User, fieldlab: Fieldlab) -> bool:
    """Who speaks for it: a Fieldlab contact of the organisation that runs it, or its own contact person."""
    if not user.is_authenticated:
        return False
    organisations = {one.pk for one in user.organisations_as(Role.FIELDLAB_CONTACT)}
    if fieldlab.operator_id in organisations:
        return True
    person = getattr(fieldlab, "contact_person", None)
    return person is not None and person.person_id == user.pk


def can_see(user: User, fieldlab: Fieldlab) -> Answer:
    if fieldlab.has_public_page or is_insider(user, fieldlab) or is_contact(user, fieldlab):
        return YES
    return False, _("This Fieldlab is not public.")


def can_register(user: User, region: Region | None) -> Answer:
    """Hub editors and coordinators, in the region that their hub serves."""
    if region is not None and region in regions_of(user, *EDITORS):
        return YES
    return False, _("You can only register a Fieldlab in the region of your own hub.")


def can_change(user: User, fieldlab: Fieldlab) -> Answer:
    """Hub editors and coordinators of its region, not while the steering group is looking at it, nor once closed."""
    if not _serves(user, fieldlab, *EDITORS):
        return False, _("Only editors of the hub in this region can change this Fieldlab.")
    if fieldlab.is_closed:
        return False, _("This Fieldlab is closed. Open it again before you change it.")
    if fieldlab.recognition == Recognition.SUBMITTED:
        return False, _("The steering group is looking at this Fieldlab. You can change it again after its decision.")
    return YES


def can_submit(user: User, fieldlab: Fieldlab) -> Answer:
    allowed, reason = can_change(user, fieldlab)
    if not allowed:
        return allowed, reason
    if fieldlab.recognition == Recognition.RECOGNISED:
        return False, _("This Fieldlab is already recognised.")
    return YES


def can_decide(user: User, fieldlab: Fieldlab) -> Answer:
    """The steering group, on what was submitted to it; never on one's own submission."""
    if not (user.is_authenticated and Role.STEERING in user.roles):
        return False, _("Only the steering group decides on recognition.")
    if fieldlab.recognition != Recognition.SUBMITTED:
        return False, _("This Fieldlab is not waiting for a decision.")
    if user.pk in (fieldlab.registered_by_id, fieldlab.submitted_by_id):
        return False, _("You registered or submitted this Fieldlab, so somebody else must decide.")
    return YES


def can_publish(user: User, fieldlab: Fieldlab) -> Answer:
    """Its editors put it on the public list; what may stand there is the database's rule."""
    allowed, reason = can_change(user, fieldlab)
    if allowed and fieldlab.is_public:
        return False, _("This Fieldlab is already public.")
    return allowed, reason


def can_take_off(user: User, fieldlab: Fieldlab) -> Answer:
    allowed, reason = can_change(user, fieldlab)
    if allowed and not fieldlab.is_public:
        return False, _("This Fieldlab is not public.")
    return allowed, reason


def can_reopen(user: User, fieldlab: Fieldlab) -> Answer:
    if not _serves(user, fieldlab, *EDITORS):
        return False, _("Only editors of the hub in this region can change this Fieldlab.")
    return (True, "") if fieldlab.is_closed else (False, _("This Fieldlab is not closed."))


def can_confirm(user: User, fieldlab: Fieldlab) -> Answer:
    """Its contact, or an editor of the hub who asked them."""
    if not (is_contact(user, fieldlab) or _serves(user, fieldlab, *EDITORS)):
        return False, _("Only the contact of this Fieldlab or an editor of the hub confirms its page.")
    if not fieldlab.is_public:
        return False, _("Only a public page is confirmed.")
    return YES


def can_propose(user: User, fieldlab: Fieldlab) -> Answer:
    """The contact of the Fieldlab; editors of the hub change it themselves."""
    if not is_contact(user, fieldlab):
        return False, _("Only the contact of this Fieldlab proposes changes.")
    if fieldlab.is_closed:
        return False, _("This Fieldlab is closed.")
    return YES


def can_see_proposals(user: User, fieldlab: Fieldlab) -> Answer:
    if is_insider(user, fieldlab) or is_contact(user, fieldlab):
        return YES
    return False, _("Only the contact, the hub and auditors see proposals.")


def can_see_history(user: User, fieldlab: Fieldlab) -> Answer:
    if is_insider(user, fieldlab) or is_contact(user, fieldlab):
        return YES
    return False, _("Only the hub, the contact, the steering group and auditors see the history.")


def steps(user: User, fieldlab: Fieldlab) -> dict[str, Answer]:
    """What this person may do with it now, for the buttons on its page."""
    return {
        "change": can_change(user, fieldlab),
        "submit": can_submit(user, fieldlab),
        "decide": can_decide(user, fieldlab),
        "publish": can_publish(user, fieldlab),
        "take_off": can_take_off(user, fieldlab),
        "close": can_change(user, fieldlab),
        "reopen": can_reopen(user, fieldlab),
        "confirm": can_confirm(user, fieldlab),
        "propose": can_propose(user, fieldlab),
    }
