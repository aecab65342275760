"""Which roles exist in which kind of organisation, and which of them make the national desk."""

from accounts.models import Organisation, Role, User

Kind = Organisation.Kind

HUB_ROLES = (Role.HUB_COORDINATOR, Role.HUB_EDITOR, Role.HUB_READER)
MINISTRY_ROLES = (
    Role.MINISTRY_READER,
    Role.MINISTRY_PREPARER,
    Role.MINISTRY_DECIDER,
    Role.MINISTRY_PAYER,
    Role.MINISTRY_CONTROLLER,
)
ROLES_OF_KIND: dict[str, tuple[str, ...]] = {
    Kind.COMPANY: (Role.COMPANY,),
    Kind.HUB: HUB_ROLES,
    Kind.MINISTRY: MINISTRY_ROLES,
    Kind.RESEARCH: (Role.FIELDLAB_CONTACT, Role.ADVISER),
    Kind.EDUCATION: (Role.FIELDLAB_CONTACT,),
    # They take part in Fieldlabs; nobody signs in for them.
    Kind.GOVERNMENT: (),
    Kind.ASSOCIATION: (),
    Kind.COFUNDER: (Role.COFUNDER,),
    Kind.STEERING: (Role.STEERING,),
    Kind.EXPERTISE: (Role.ADVISER,),
    Kind.FIELDLAB: (Role.FIELDLAB_CONTACT,),
    Kind.AUDITOR: (Role.AUDITOR,),
    Kind.PORTAL: (Role.ADMINISTRATOR,),
}


def fits(role: str, organisation: Organisation) -> bool:
    """Whether this kind of organisation has this role at all."""
    return role in ROLES_OF_KIND[organisation.kind]


def is_at_national_desk(user: User) -> bool:
    """Advisers of the Expertise Centre; an adviser of a research institute is none of them."""
    return Kind.EXPERTISE in {one.kind for one in user.organisations_as(Role.ADVISER)}
