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


def load() -> None:
    """Make what is missing; running it again changes nothing."""
    with pghistory.context(reason="demo"):
        cast = {member.key: person(member) for member in CAST}
        demo_money.give_mandates(cast)
        demo_money.enter_letter(cast)
    _ask_for_companies()


def _ask_for_companies() -> None:
    """The scans of the demo companies take a while: a job makes them while the portal is already open."""
    if not Job.objects.filter(kind=COMPANIES_JOB).exclude(state=Job.State.FAILED).exists():
        queue.add(COMPANIES_JOB, {}, steps=COMPANIES)


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
