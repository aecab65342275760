"""What somebody at a desk has in hand, and what of it went to colleagues lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, RoleHolding, User
from hubs.desks import Desks, worked_by
from hubs.models import HelpRequest, Hub, Moment
from hubs.triggers import OPEN
from jobs import clock
from ui.formats import date_long

MOST_SHOWN = 100
# So long what was handed over can be given back in one click.
BACK_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Given:
    """A request that went from one person to another, who still has it."""

    request: HelpRequest
    title: str
    to: User


def in_hand(person: User | int) -> QuerySet[HelpRequest]:
    """The open requests that this person has in hand, at any desk."""
    return HelpRequest.objects.filter(assigned_to=person, state__in=OPEN, erased_at__isnull=True)


def at_desk(person: User, hub: Hub | None) -> QuerySet[HelpRequest]:
    """Those of one desk, the oldest first."""
    rows = in_hand(person).filter(hub=hub) if hub else in_hand(person).filter(hub__isnull=True)
    return rows.order_by("created_at", "pk")


def shown(person: User, hub: Hub | None) -> tuple[list[HelpRequest], int]:
    """The oldest of them, and how many there are. One statement."""
    wide = at_desk(person, hub).defer("attachment", "question", "search").annotate(number=Window(Count("*")))
    rows = list(wide[:MOST_SHOWN])
    return rows, rows[0].number if rows else 0


def people_at(hub: Hub | None) -> QuerySet[User]:
    """Who has or had a role at this desk."""
    at_hub = Q(organisation__kind=Organisation.Kind.HUB, organisation__region=hub.region_id) if hub else None
    national = Q(role=Role.ADVISER, organisation__kind=Organisation.Kind.EXPERTISE)
    return User.objects.filter(Exists(RoleHolding.objects.filter(at_hub or national, person=OuterRef("pk"))))


def numbers(people: Iterable[int], hub: Hub | None) -> dict[int, int]:
    """Open requests of this desk, by who has them in hand."""
    mine = HelpRequest.objects.filter(hub=hub, assigned_to__in=people, state__in=OPEN, erased_at__isnull=True)
    return dict(mine.values_list("assigned_to").annotate(number=Count("pk")).order_by())


def desks_of(user: User) -> Desks:
    """At which desks this person gives requests to colleagues: all of them for who ends roles everywhere."""
    if Role.ADMINISTRATOR in user.roles:
        return Desks(tuple(Hub.objects.select_related("region").order_by("pk")), national=True)
    return worked_by(user)


def first_with_work(person: int, desks: Desks) -> str:
    """Slug of the first of these desks at which this person has something in hand; "" for the national one."""
    rows = in_hand(person).filter(desks.where()).order_by(F("hub").asc(nulls_last=True))
    return rows.values_list("hub__slug", flat=True).first() or ""


def given_away(person: User, hub: Hub | None) -> list[Given]:
    """What this person handed over lately and can have back: its receiver has it still."""
    moments = Moment.objects.filter(
        Q(request__hub=hub) if hub else Q(request__hub__isnull=True),
        kind=Moment.Kind.ASSIGNED,
        recorded_at__gte=clock.now() - BACK_WITHIN,
        details__contains={"from": person.pk, "back": False},
        request__state__in=OPEN,
        request__erased_at__isnull=True,
        request__assigned_to=Cast(KT("details__to"), BigIntegerField()),
    ).select_related("request__assigned_to")
    wide = moments.defer("request__attachment", "request__question", "request__search").order_by("-recorded_at")
    found = {one.request_id: one.request for one in wide[:MOST_SHOWN]}
    return [Given(one, title(one), one.assigned_to) for one in found.values()]


def title(request: HelpRequest, *, readable: bool = True) -> str:
    """The company's name; for who may not read it the day alone."""
    day = date_long(request.created_at)
    return request.company_name if readable else _("Help request of %(date)s") % {"date": day}
