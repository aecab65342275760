"""Mails about match: a pledge to confirm, match that is short, a pledge that is withdrawn."""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from accounts.models import Role, User
from funding.decision_notices import applicants
from funding.match_register import pool_rows, row_of, with_amounts
from funding.models import Award, Entry, MatchPool, Pledge
from funding.notices import message, notice, people_with, tell_once

FOLDER = "funding/mail/"


def confirmers(pledge: Pledge) -> list[User]:
    """The people of the co-funder; the controllers where it has none."""
    people = people_with(Role.COFUNDER, organisation=pledge.funder)
    return people or people_with(Role.MINISTRY_CONTROLLER)


@notice("pledge_to_confirm")
def pledge_to_confirm(pledge_id: int) -> Iterable[EmailMessage]:
    """Nothing when it was confirmed or withdrawn meanwhile."""
    row = row_of(with_amounts(Pledge.objects.filter(pk=pledge_id)).get())
    if not row.held["intended"]:
        return
    for person in confirmers(row.pledge):
        yield message(
            person,
            lambda: _("Please confirm the co-funding of %(funder)s") % {"funder": row.pledge.funder.name},
            FOLDER + "pledge_to_confirm.txt",
            ("funding:pledge_detail", {"pledge": pledge_id}),
            pledge=row.pledge,
            amount=row.held["intended"],
        )


@notice("pledge_withdrawn")
def pledge_withdrawn(entry_id: int) -> Iterable[EmailMessage]:
    """To who brought it in, to the co-funder and to who prepares decisions; not to who withdrew it."""
    entry = Entry.objects.get(pk=entry_id)
    transfer = entry.transfers.select_related("from_account__pledge__funder", "from_account__pledge__claimed_by").get()
    pledge = transfer.from_account.pledge
    people = [
        *applicants(pledge.claimed_by),
        *people_with(Role.COFUNDER, organisation=pledge.funder),
        *people_with(Role.MINISTRY_PREPARER),
    ]
    for person in dict.fromkeys(people):
        if person.pk != entry.recorded_by_id:
            yield message(
                person,
                lambda: _("Co-funding of %(funder)s was withdrawn") % {"funder": pledge.funder.name},
                FOLDER + "pledge_withdrawn.txt",
                ("funding:pledge_detail", {"pledge": pledge.pk}),
                pledge=pledge,
                amount=transfer.amount,
                reason=entry.reason,
            )


@notice("match_short")
def match_short(pool_id: int) -> Iterable[EmailMessage]:
    """To the recipients of awards in the pool, and to the controllers. Nothing when there is enough by now."""
    (row,) = pool_rows(MatchPool.objects.filter(pk=pool_id).select_related("line", "region", "version__scheme"))
    if not row.state.short:
        return
    hubs = {award.recipient for award in Award.objects.filter(pool=pool_id).select_related("recipient")}
    people = [person for hub in sorted(hubs, key=lambda one: one.pk) for person in applicants(hub)]
    for person in dict.fromkeys([*people, *people_with(Role.MINISTRY_CONTROLLER)]):
        yield message(
            person,
            lambda: _("Co-funding is short: %(pool)s") % {"pool": row.pool.line},
            FOLDER + "match_short.txt",
            ("funding:pledge_list", {}),
            row=row,
        )


def remind_of_shortfalls() -> int:
    """Tell once of each pool that is short, and again when what it needs or has changes; how many were told."""
    told = 0
    for row in pool_rows(MatchPool.objects.select_related("line", "region", "plan__organisation", "version__scheme")):
        if row.state.short:
            key = f"match_short:{row.pool.pk}:{row.state.asked}:{row.state.committed}"
            told += tell_once(key, "match_short", row.pool.pk)
    return told
