"""What a desk does with the companies that it knows: noted, changed, spoken to, and forgotten."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from hubs import identity, permissions
from hubs.actions.asking import ERASED, ERASED_COMPANY, erase_texts
from hubs.actions.common import RuleBroken, check, in_history
from hubs.actions.companies import Profile, company_for
from hubs.actions.moments import record
from hubs.actions.working import NOTED
from hubs.models import Company, HelpRequest, Hub, Moment
from hubs.triggers import OPEN
from jobs import clock


class NewerVersion(RuleBroken):
    """Somebody else saved this company meanwhile; `current` is what they saved."""

    def __init__(self, current: Company):
        super().__init__("newer_version", _("Somebody else changed this company while you were working on it."))
        self.current = current


def locked_company(company: Company) -> Company:
    """The company as it is now; whoever comes second waits."""
    list(Company.objects.select_for_update(no_key=True).filter(pk=company.pk).values_list("pk"))
    return Company.objects.select_related("hub__region").defer("search").get(pk=company.pk)


def at_desk(company: Company, by: User) -> Company:
    """Locked, for somebody who works at its desk. Raises RuleBroken not_allowed or removed."""
    current = locked_company(company)
    check(permissions.can_work_with(by, current))
    if current.erased_at:
        raise RuleBroken("removed", _("The data of this company have been removed."))
    return current


@transaction.atomic
def add_company(*, hub: Hub | None, profile: Profile, by: User) -> tuple[Company, bool]:
    """Note a company at this desk. False: the desk knew it already, and what it knew has stayed."""
    check((permissions.works_at(by, hub), _("Only who works at a desk notes a company there.")))
    known = identity.of(profile.kvk_number, profile.email)
    if not known:
        raise RuleBroken("no_identity", _("Give the KvK number or an e-mail address, so that we count it once."))
    before = Company.objects.filter(hub=hub, identity=known, erased_at__isnull=True).exists()
    company = company_for(hub=hub, profile=profile, source=Company.Source.DESK, by=by)
    return company, not before and company.added_by_id == by.pk


@transaction.atomic
def change_company(*, company: Company, profile: Profile, version: int, by: User) -> Company:
    """Save what the desk knows, if nobody saved since `version`. Raises NewerVersion, or RuleBroken."""
    current = at_desk(company, by)
    if current.version != version:
        raise NewerVersion(current)
    for name, value in profile.columns().items():
        setattr(current, name, value)
    # What it was known by stays when nothing else is left to know it by.
    current.identity = identity.of(current.kvk_number, current.email) or current.identity
    current.version += 1
    with in_history(by, "changed"), rules.held_by_database(RuleBroken):
        current.save(update_fields=[*profile.columns(), "identity", "version"])
    return current


@transaction.atomic
def note_contact(*, company: Company, kind: str, text: str, happened_on: date, key: uuid.UUID, by: User) -> Moment:
    """Write down a note, call, visit or meeting that belongs to no request; the same key makes one."""
    current = at_desk(company, by)
    if kind not in NOTED:
        raise RuleBroken("kind_unknown", _("Choose what it was."))
    if happened_on > clock.today():
        raise RuleBroken("future", _("This date is still to come."))
    once = f"form:{key}"
    made = Moment.objects.filter(company=current, message_id=once).first()
    return made or record(about=current, kind=kind, by=by, text=text, happened_on=happened_on, message_id=once)


@transaction.atomic
def erase_company(*, company: Company, by: User) -> Company:
    """Remove everything personal at once, because the company asks for it: of itself, its requests and its timeline.

    Raises RuleBroken("open_requests") while one is open: the desk closes it first, so that nobody waits for nothing.
    """
    current = at_desk(company, by)
    requests = HelpRequest.objects.select_for_update(no_key=True).filter(company=current, erased_at__isnull=True)
    states = dict(requests.values_list("pk", "state"))
    if set(states.values()) & set(OPEN):
        raise RuleBroken("open_requests", _("This company has an open request. Close it first, then remove the data."))
    now = clock.now()
    with in_history(by, "erased"), rules.held_by_database(RuleBroken):
        erase_texts(list(states))
        HelpRequest.objects.filter(pk__in=list(states)).update(**ERASED, erased_at=now)
        forget([current.pk])
    current.refresh_from_db()
    return current


def forget(companies: Sequence[int]) -> int:
    """Empty these companies and what was written about them; that something happened, and when, remains."""
    Moment.objects.filter(company__in=companies).update(subject="", text="", address="")
    rows = Company.objects.filter(pk__in=companies, erased_at__isnull=True)
    return rows.update(**ERASED_COMPANY, erased_at=clock.now(), version=F("version") + 1)
