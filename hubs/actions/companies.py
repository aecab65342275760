"""The companies that a desk knows: found or made, changed, and forgotten."""

from dataclasses import dataclass, fields

from django.db import transaction

from accounts import rules
from accounts.models import Organisation, Sector, SizeClass, User
from hubs import identity
from hubs.actions.common import RuleBroken, in_history
from hubs.models import Company, Hub
from jobs import clock
from regions.models import Place, Region


@dataclass(frozen=True)
class Profile:
    """What a desk knows of a company; "" and None are unknown."""

    name: str
    kvk_number: str = ""
    contact_name: str = ""
    email: str = ""
    telephone: str = ""
    place: Place | None = None
    region: Region | None = None
    size: SizeClass | None = None
    sector: Sector | None = None

    def columns(self) -> dict[str, object]:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return values | {"email": self.email.strip().lower(), "kvk_number": identity.number(self.kvk_number)}


@transaction.atomic
def company_for(
    *,
    hub: Hub | None,
    profile: Profile,
    source: str,
    by: User | None,
    organisation: Organisation | None = None,
    newest_place: bool = False,
) -> Company:
    """The company at this desk (hub None: the national desk), found by number, else by address, or else made.

    What the desk knows already stays as it is: whoever fills in a form may not overwrite it. With `newest_place` its
    place does not: where a company asks from now is where it is. A company without a
    number that is known by this address takes the number; one that was emptied is filled again. Safe in a race: of two
    makers the second waits and finds the first one's row. Raises RuleBroken with the name of a broken constraint.
    """
    profile = Profile(**profile.columns())
    known = identity.of(profile.kvk_number, profile.email)
    found = _known(hub, profile, known)
    if found is None:
        now = clock.now()
        wanted = Company(
            hub=hub,
            identity=known,
            source=source,
            organisation=organisation,
            known_since=clock.today(),
            added_at=now,
            added_by=by,
            **profile.columns(),
        )
        with in_history(by, "company"), rules.held_by_database(RuleBroken):
            Company.objects.bulk_create([wanted], ignore_conflicts=bool(known))
        if not known:
            return wanted
        # Without a key the other one was first: its row is there now.
        found = _locked().get(hub=hub, identity=known)
    return _completed(found, profile, organisation, by, newest_place=newest_place)


def _locked():
    return Company.objects.select_for_update(no_key=True)


def _known(hub: Hub | None, profile: Profile, known: str) -> Company | None:
    if not known:
        return None
    found = _locked().filter(hub=hub, identity=known).first()
    if found or not profile.email:
        return found
    # By its address: a company that gave its number before, or one that gives it only now.
    same = list(_locked().filter(hub=hub, email=profile.email, erased_at__isnull=True)[:2])
    if len(same) == 1 and not (profile.kvk_number and same[0].kvk_number):
        return same[0]
    return None


def _completed(
    company: Company, profile: Profile, organisation: Organisation | None, by: User | None, *, newest_place: bool
) -> Company:
    """Fill in what the desk did not know. How to reach the company is filled only when the row was emptied."""
    emptied = company.erased_at is not None
    given = profile.columns()
    wanted = given if emptied else {name: given[name] for name in ("kvk_number", "place", "region", "size", "sector")}
    changes = {name: value for name, value in wanted.items() if value and not getattr(company, name)}
    if newest_place and profile.place and profile.place != company.place:
        changes |= {"place": profile.place, "region": profile.region}
    if organisation and not company.organisation_id:
        changes["organisation"] = organisation
    if "kvk_number" in changes:
        changes["identity"] = identity.of(profile.kvk_number)
    if emptied:
        changes["erased_at"] = None
    if changes:
        for name, value in changes.items():
            setattr(company, name, value)
        company.version += 1
        with in_history(by, "company"), rules.held_by_database(RuleBroken):
            company.save(update_fields=[*changes, "version"])
    return company
