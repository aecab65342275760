"""At which desks somebody reads or works. None as a hub is the national desk."""

from dataclasses import dataclass

from django.db.models import Q, Subquery

from accounts.models import User
from hubs import permissions
from hubs.models import Hub


@dataclass(frozen=True)
class Desks:
    """Some desks, as a condition on rows that belong to one."""

    hubs: tuple[Hub, ...]
    national: bool

    def where(self) -> Q:
        """By the hub's own number: then an index can give the rows in order."""
        if not self.hubs:
            return Q(hub__isnull=True) if self.national else Q(pk__in=[])
        own = Q(hub=self.hubs[0]) if len(self.hubs) == 1 else Q(hub__in=self.hubs)
        return own | Q(hub__isnull=True) if self.national else own

    def all(self) -> list[Hub | None]:
        return [*self.hubs, *([None] if self.national else [])]

    def chosen(self, slug: str) -> tuple[Hub | None, bool]:
        """The desk that an address asks for, else the only or first one; the second value tells whether there is."""
        named = {one.slug if one else "": one for one in self.all()}
        if slug in named:
            return named[slug], True
        return next(iter(self.all()), None), bool(self.all())


def at_own_desks(user: User, *roles: str, field: str = "hub") -> Q:
    """Of rows with a hub, those at a desk where this person reads; with `roles` only as one of these, or at the
    national desk. `field`: the name of the hub in the row. Costs no statement of its own.

    The hub's number is looked up inside the statement, once: then an index gives the rows in order.
    """
    regions = sorted(permissions.regions_of(user, *roles))
    keys = [Subquery(Hub.objects.filter(region=region).values("pk")[:1]) for region in regions]
    own = Q(pk__in=[])
    for key in keys:
        own |= Q(**{field: key})
    return own | Q(**{f"{field}__isnull": True}) if permissions.is_at_national_desk(user) else own


def read_by(user: User) -> Desks:
    return _desks(user, permissions.regions_of(user))


def worked_by(user: User) -> Desks:
    """Readers of a hub only read."""
    return _desks(user, permissions.regions_of(user, *permissions.HUB_WORKERS))


def _desks(user: User, regions: set[int]) -> Desks:
    hubs = Hub.objects.filter(region__in=regions).select_related("region").order_by("pk") if regions else ()
    return Desks(tuple(hubs), permissions.is_at_national_desk(user))
