"""Demo data, made by the portal's own actions and marked as demo."""

from datetime import date

import pghistory

from accounts.actions import add_person
from accounts.models import Organisation, RoleHolding, User
from jobs import queue
from jobs.models import Job
from regions.models import Region
from smartindustry import demo_money
from smartindustry.cast import CAST, PASSWORD, Member
from smartindustry.demo_companies import COMPANIES

FIRST_DAY = date(2018, 1, 1)
COMPANIES_JOB = "smartindustry.make_demo_companies"
MONEY_JOB = "smartindustry.make_demo_money"
DESK_JOB = "smartindustry.make_demo_desk"
REGISTRY_JOB = "smartindustry.make_demo_registry"
HUB_JOB = "smartindustry.make_demo_hub"


def load() -> None:
    """Make what is missing; running it again changes nothing."""
    with pghistory.context(reason="demo"):
        people = cast()
        demo_money.give_mandates(people)
        demo_money.enter_letter(people)
    _ask_for(MONEY_JOB)
    _ask_for(DESK_JOB)
    _ask_for(REGISTRY_JOB)
    _ask_for(HUB_JOB)
    _ask_for(COMPANIES_JOB, steps=COMPANIES)


def cast() -> dict[str, User]:
    """Everybody by key; who is missing is made."""
    return {member.key: person(member) for member in CAST}


def _ask_for(kind: str, *, steps: int | None = None) -> None:
    """What takes a while is made by a job, once, while the portal is already open."""
    if not Job.objects.filter(kind=kind).exclude(state=Job.State.FAILED).exists():
        queue.add(kind, {}, steps=steps)


def person(member: Member, *, password: str = PASSWORD) -> User:
    """This member of the cast, with organisation and role."""
    found = User.objects.filter(email=member.email).first()
    if found:
        return found
    region = Region.objects.get(slug=member.region) if member.region else None
    organisation, _ = Organisation.objects.get_or_create(
        name=member.organisation, kind=member.kind, defaults={"region": region, "kvk_number": member.kvk_number}
    )
    user = add_person(email=member.email, name=member.name, password=password)
    RoleHolding.objects.create(person=user, organisation=organisation, role=member.role, starts_on=FIRST_DAY)
    return user
