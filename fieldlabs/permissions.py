"""Who may do what with a Fieldlab. Each answer is (allowed, reason).

A Fieldlab is kept by the hub of its region; one without a region by the national desk.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, RoleHolding, User
from accounts.refusals import NotNow, NotYou
from accounts.roles import is_at_national_desk
from fieldlabs.models import Fieldlab
from regions.models import Region

HUB_EDITORS = (Role.HUB_EDITOR, Role.HUB_COORDINATOR)
HUB = (*HUB_EDITORS, Role.HUB_READER)
# Who may open the pages for editors and for staff. Which Fieldlabs they find there is decided per Fieldlab.
EDITORS = (*HUB_EDITORS, Role.ADVISER)
READERS = (*HUB, Role.ADVISER)
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


def keeps_national(user: User) -> bool:
    """Whether this person keeps the Fieldlabs that no hub keeps: those without a region."""
    return user.is_authenticated and is_at_national_desk(user)


def looks_after_some(user: User) -> bool:
    """Whether there can be Fieldlabs in this person's list; an adviser of a research institute has none."""
    return bool(user.roles & {*HUB, *OVERSEERS}) or keeps_national(user)


def kept_by(user: User, *roles: str, at: str = "") -> Q:
    """Of Fieldlabs, those that this person serves: with one of these roles at a hub, or at the national desk.

    `at`: the way to the Fieldlab from the row that is asked for, like `fieldlab__`.
    """
    own = Q(**{f"{at}region__in": regions_of(user, *roles)})
    return own | Q(**{f"{at}region__isnull": True}) if keeps_national(user) else own


def editors_of(fieldlab: Fieldlab) -> list[User]:
    """Who can change it today: editors of the hub of its region, or who is at the national desk."""
    held = RoleHolding.objects.current()
    if fieldlab.region_id is None:
        held = held.filter(role=Role.ADVISER, organisation__kind=Organisation.Kind.EXPERTISE)
    else:
        own = {"organisation__kind": Organisation.Kind.HUB, "organisation__region": fieldlab.region_id}
        held = held.filter(role__in=HUB_EDITORS, **own)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))


def _serves(user: User, fieldlab: Fieldlab, *roles: str) -> bool:
    if fieldlab.region_id is None:
        return keeps_national(user)
    return fieldlab.region_id in {region.pk for region in regions_of(user, *roles)}


def _no_editor(fieldlab: Fieldlab) -> Answer:
    if fieldlab.region_id is None:
        return False, _("Only advisers at the national desk can change this Fieldlab.")
    return False, _("Only editors of the hub in this region can change this Fieldlab.")


def _not_now(fieldlab: Fieldlab, sentence: str) -> Answer:
    return False, NotNow(sentence, fieldlab.get_absolute_url())


def _no_decision(fieldlab: Fieldlab) -> str:
    """In which state it is, instead of waiting for the steering group."""
    if fieldlab.recognition == Recognition.RECOGNISED:
        return _("The steering group has recognised this Fieldlab already. Nothing is left to decide.")
    if fieldlab.recognition == Recognition.RETURNED:
        return _("The steering group sent this Fieldlab back. You can decide once its hub has submitted it again.")
    return _("The hub has not submitted this Fieldlab yet. You can decide once it has.")


def is_insider(user: User, fieldlab: Fieldlab) -> bool:
    """Staff who keep it, the steering group, or an auditor: they see drafts and the history."""
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
    """Hub editors and coordinators in the region that their hub serves; without a region the national desk."""
    if keeps_national(user) if region is None else region in regions_of(user, *HUB_EDITORS):
        return YES
    if region is None:
        return False, _("Only advisers at the national desk register a national Fieldlab.")
    return False, _("You can only register a Fieldlab in the region of your own hub.")


def can_change(user: User, fieldlab: Fieldlab) -> Answer:
    """Who keeps it, not while the steering group is looking at it, nor once closed."""
    if not _serves(user, fieldlab, *HUB_EDITORS):
        return _no_editor(fieldlab)
    if fieldlab.is_closed:
        return _not_now(fieldlab, _("This Fieldlab is closed. Open it again before you change it."))
    if fieldlab.recognition == Recognition.SUBMITTED:
        return _not_now(
            fieldlab, _("The steering group is looking at this Fieldlab. You can change it again after its decision.")
        )
    return YES


def can_submit(user: User, fieldlab: Fieldlab) -> Answer:
    allowed, reason = can_change(user, fieldlab)
    if not allowed:
        return allowed, reason
    if fieldlab.recognition == Recognition.RECOGNISED:
        return _not_now(fieldlab, _("This Fieldlab is already recognised. You do not have to submit it again."))
    return YES


def can_decide(user: User, fieldlab: Fieldlab) -> Answer:
    """The steering group, on what was submitted to it; never on one's own submission."""
    if not (user.is_authenticated and Role.STEERING in user.roles):
        return False, _("Only the steering group decides on recognition.")
    if fieldlab.recognition != Recognition.SUBMITTED:
        return _not_now(fieldlab, _no_decision(fieldlab))
    if user.pk in (fieldlab.registered_by_id, fieldlab.submitted_by_id):
        reason = _("You registered or submitted this Fieldlab, so somebody else must decide.")
        return False, NotYou(reason, fieldlab.get_absolute_url())
    return YES


def can_publish(user: User, fieldlab: Fieldlab) -> Answer:
    """Its editors put it on the public list; what may stand there is the database's rule."""
    allowed, reason = can_change(user, fieldlab)
    if allowed and fieldlab.is_public:
        return _not_now(fieldlab, _("This Fieldlab is already public. You can change it, or take it off the list."))
    return allowed, reason


def can_take_off(user: User, fieldlab: Fieldlab) -> Answer:
    allowed, reason = can_change(user, fieldlab)
    if allowed and not fieldlab.is_public:
        return _not_now(fieldlab, _("This Fieldlab is not on the public list, so there is nothing to take off."))
    return allowed, reason


def can_reopen(user: User, fieldlab: Fieldlab) -> Answer:
    if not _serves(user, fieldlab, *HUB_EDITORS):
        return _no_editor(fieldlab)
    if not fieldlab.is_closed:
        return _not_now(fieldlab, _("This Fieldlab is open already. You can change it."))
    return YES


def can_confirm(user: User, fieldlab: Fieldlab) -> Answer:
    """Its contact, or who keeps it and asked them."""
    if not (is_contact(user, fieldlab) or _serves(user, fieldlab, *HUB_EDITORS)):
        return False, _("Only the contact of this Fieldlab or who keeps it confirms its page.")
    if not fieldlab.is_public:
        return _not_now(fieldlab, _("This page is not public. It can be confirmed once the hub publishes it."))
    return YES


def can_propose(user: User, fieldlab: Fieldlab) -> Answer:
    """The contact of the Fieldlab; who keeps it changes it without a proposal."""
    if not is_contact(user, fieldlab):
        return False, _("Only the contact of this Fieldlab proposes changes.")
    if fieldlab.is_closed:
        return _not_now(
            fieldlab, _("This Fieldlab is closed. Ask the hub to open it again before you propose changes.")
        )
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
