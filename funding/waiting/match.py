"""Match that waits: for a co-funder to confirm, for the controller where nobody can, for a hub that is short."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from funding import readers
from funding.match_register import Row, pool_name, pools_of, row_of, to_confirm_by, without_people
from funding.permissions import reads_money
from funding.pool_books import of_pools
from funding.waiting import TITLES, Waiting
from ui.formats import euro


def pledges_to_confirm(user: User) -> Iterable[Waiting]:
    """For the co-funder: one statement."""
    if Role.COFUNDER in user.roles:
        for pledge in to_confirm_by(user):
            yield _waiting("pledge_to_confirm", row_of(pledge))


def pledges_without_people(user: User) -> Iterable[Waiting]:
    """For the controller: one statement."""
    if Role.MINISTRY_CONTROLLER in user.roles:
        for pledge in without_people():
            yield _waiting("pledge_without_people", row_of(pledge))


def _waiting(kind: str, row: Row) -> Waiting:
    one = row.pledge
    return Waiting(
        kind=kind,
        title=_("Confirm %(amount)s of %(funder)s") % {"amount": euro(row.held["intended"]), "funder": one.funder.name},
        text=_("Brought in by %(claimant)s: %(document)s")
        % {"claimant": one.claimed_by.name, "document": one.evidence},
        url=reverse("funding:pledge_detail", args=[one.pk]),
        since=one.recorded_at.date(),
    )


def match_is_short(user: User) -> Iterable[Waiting]:
    """For who brings the match in: one statement, and one for the names of what is short."""
    if reads_money(user) or not readers.recipients(user):
        return
    pools = pools_of(user)
    short = {key: state.short for key, state in of_pools(pools.order_by().values("pk")).items() if state.short}
    for pool in pools.filter(pk__in=short):
        yield Waiting(
            kind="match_short",
            title=_("%(amount)s of co-funding is short") % {"amount": euro(short[pool.pk])},
            text=pool_name(pool),
            url=reverse("funding:pledge_list"),
        )


SOURCES = (pledges_to_confirm, pledges_without_people, match_is_short)


TITLES.update(
    {
        "pledge_to_confirm": gettext_lazy("Co-funding to confirm"),
        "pledge_without_people": gettext_lazy("Co-funding that nobody else can confirm"),
        "match_short": gettext_lazy("Co-funding that is short"),
    }
)
