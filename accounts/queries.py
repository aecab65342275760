"""What the pages about people read from the database."""

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from accounts import permissions
from accounts.models import Invitation, Role, RoleHolding, User
from jobs import clock

PAGE_SIZE = 50
MOST_INVITATIONS = 100


def holdings_of(user: User, *, search: str, ended: bool) -> QuerySet[RoleHolding]:
    """The roles in the organisations this person looks after, by name of the organisation and the person."""
    holdings = RoleHolding.objects.filter(organisation__in=permissions.manageable_organisations(user))
    holdings = holdings.filter(ends_on__lt=clock.today()) if ended else holdings.exclude(ends_on__lt=clock.today())
    for word in search.split()[:10]:
        found = Q(person__name__icontains=word) | Q(person__email__icontains=word)
        labels = [role for role, label in Role.choices if word.lower() in str(label).lower()]
        holdings = holdings.filter(found | Q(organisation__name__icontains=word) | Q(role__in=labels))
    return holdings.select_related("person", "organisation").order_by("organisation__name", "person__name", "pk")


def open_invitations(user: User) -> list[Invitation]:
    """Open invitations in those organisations, the newest first, 100 at most."""
    organisations = permissions.manageable_organisations(user)
    invitations = Invitation.objects.open().filter(organisation__in=organisations)
    return list(invitations.select_related("organisation", "created_by").order_by("-created_at")[:MOST_INVITATIONS])


def page_of(rows: QuerySet, number: str | None) -> Page:
    """One page of 50; a page that does not exist becomes the nearest one."""
    return Paginator(rows, PAGE_SIZE).get_page(number)
