"""Who may know of, read and work on which help requests. Each desk has its own, and what was handed to it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, RoleHolding, User
from accounts.roles import HUB_ROLES, is_at_national_desk
from hubs.models import Company, HandOver, HelpRequest, Hub, LetterTemplate, WaitingMail

Answer = tuple[bool, str]
YES: Answer = (True, "")
# Who works at a hub's desk; readers of the hub only read.
HUB_WORKERS = (Role.HUB_COORDINATOR, Role.HUB_EDITOR)
WORKERS = (*HUB_WORKERS, Role.ADVISER)
# Everybody who may open the inbox. What they find there is decided per request.
READERS = (*HUB_ROLES, Role.ADVISER, Role.AUDITOR)
# Who sees the companies of a desk: nobody but those who work or read there.
DESK = (*HUB_ROLES, Role.ADVISER)
OPEN_HAND_OVER = Q(accepted_at__isnull=True, returned_at__isnull=True)


def regions_of(user: User, *roles: str) -> set[int]:
    """The regions whose hub this person works for; with `roles` only those held as one of them."""
    hubs = [one for one in user.organisations_as(*(roles or HUB_ROLES)) if one.kind == Organisation.Kind.HUB]
    return {hub.region_id for hub in hubs}


def has_desk(user: User) -> bool:
    return bool(regions_of(user)) or is_at_national_desk(user)


def works_somewhere(user: User) -> bool:
    return bool(regions_of(user, *HUB_WORKERS)) or is_at_national_desk(user)


def works_at(user: User, hub: Hub | None) -> bool:
    """Whether this person works at this desk (None: the national one), and does not only read there."""
    return is_at_national_desk(user) if hub is None else hub.region_id in regions_of(user, *HUB_WORKERS)


def reads_at(user: User, hub: Hub | None) -> bool:
    return is_at_national_desk(user) if hub is None else hub.region_id in regions_of(user)


def own_desks(user: User) -> Q:
    """Of the requests, those at a desk where this person works."""
    own = Q(hub__region__in=regions_of(user))
    return own | Q(hub__isnull=True) if is_at_national_desk(user) else own


def offered_to(user: User) -> Q:
    """Of the hand-overs, those that wait for a desk where this person works or reads."""
    to = Q(to_hub__region__in=regions_of(user))
    return OPEN_HAND_OVER & (to | Q(to_hub__isnull=True) if is_at_national_desk(user) else to)


def given_away_by(user: User) -> Q:
    """Of the hand-overs, those from a desk of this person that another desk accepted."""
    own = Q(from_hub__region__in=regions_of(user))
    return Q(accepted_at__isnull=False) & (own | Q(from_hub__isnull=True) if is_at_national_desk(user) else own)


def can_know_of(user: User, request: HelpRequest) -> Answer:
    """Whether there is such a request, when it came and how it stands.

    Its desk, the desk to which it is offered, a desk that had it before, and the auditor for every desk.
    """
    if Role.AUDITOR in user.roles or can_read(user, request)[0]:
        return YES
    if has_desk(user) and HandOver.objects.filter(given_away_by(user), request=request).exists():
        return YES
    return False, _("This request is at another desk.")


def can_read(user: User, request: HelpRequest) -> Answer:
    """Who asks and what: the desk that has it, and the desk to which it is offered as long as it has not answered."""
    if reads_at(user, request.hub):
        return YES
    if has_desk(user) and HandOver.objects.filter(offered_to(user), request=request).exists():
        return YES
    return False, _("Only the desk itself sees who asks and what.")


def can_work(user: User, request: HelpRequest) -> Answer:
    """Do something with it: who works at its desk."""
    return _at_desk(user, request.hub, _("This request is at another desk."))


def can_work_with(user: User, company: Company) -> Answer:
    """Change a company, write to it or note what happened: who works at its desk."""
    return _at_desk(user, company.hub, _("This company is known to another desk."))


def can_handle(user: User, mail: WaitingMail) -> Answer:
    """Put an e-mail that waits where it belongs, or set it aside: who works at its desk."""
    return _at_desk(user, mail.hub, _("This e-mail is at another desk."))


def _at_desk(user: User, hub: Hub | None, elsewhere: str) -> Answer:
    if works_at(user, hub):
        return YES
    if reads_at(user, hub):
        return False, _("You read at this desk. Its coordinators and editors do the work.")
    return False, elsewhere


def can_write_letters(user: User, hub: Hub | None) -> Answer:
    """Write and change the letters of this desk; those of the national desk are for every desk to use."""
    if works_at(user, hub):
        return YES
    if hub is None:
        return False, _("The national desk keeps this letter. Make a copy for your own desk to change it.")
    return False, _("You read at this desk. Its coordinators and editors do the work.")


def can_read_letter(user: User, template: LetterTemplate) -> Answer:
    """Those of the national desk are read at every desk, those of a hub at that hub."""
    if has_desk(user) and (template.hub is None or reads_at(user, template.hub)):
        return YES
    return False, _("This letter belongs to another desk.")


def desk_organisations(user: User) -> list[Organisation]:
    """The organisations whose desk this person works or reads at."""
    held = [one for one in user.organisations_as(*HUB_ROLES) if one.kind == Organisation.Kind.HUB]
    held += [one for one in user.organisations_as(Role.ADVISER) if one.kind == Organisation.Kind.EXPERTISE]
    return list({one.pk: one for one in held}.values())


def can_note_absence(user: User, organisation: Organisation) -> Answer:
    """Say that a colleague is away: who works at this desk."""
    if organisation in user.organisations_as(*WORKERS) and organisation in desk_organisations(user):
        return YES
    return False, _("You read at this desk. Its coordinators and editors do the work.")


def colleagues(organisation: Organisation) -> list[User]:
    """Who works at the desk of this organisation today, by name."""
    held = RoleHolding.objects.current().filter(organisation=organisation, role__in=WORKERS)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk"))


def can_hand_on(user: User, hub: Hub | None) -> Answer:
    """Give what somebody has in hand to colleagues: who works at the desk, and the administrator who ends roles."""
    if works_at(user, hub) or Role.ADMINISTRATOR in user.roles:
        return YES
    return False, _("Only who works at this desk gives requests to a colleague.")


def can_answer_offer(user: User, handover: HandOver) -> Answer:
    """Accept it or give it back: who works at the desk to which it is offered."""
    if works_at(user, handover.to_hub):
        return YES
    return False, _("Only the other desk accepts this request or gives it back.")


def people_of(hub: Hub | None, *, only_workers: bool = True, only_staying: bool = False) -> list[User]:
    """Everybody with a role at this desk today, by name.

    `only_workers` leaves out who only reads, `only_staying` whose role has an end: they get no more requests.
    """
    current = RoleHolding.objects.current().filter(Q(ends_on__isnull=True) if only_staying else Q())
    if hub is None:
        held = current.filter(role=Role.ADVISER, organisation__kind=Organisation.Kind.EXPERTISE)
    else:
        own = Q(organisation__kind=Organisation.Kind.HUB, organisation__region=hub.region_id)
        held = current.filter(own, role__in=HUB_WORKERS if only_workers else HUB_ROLES)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk"))
