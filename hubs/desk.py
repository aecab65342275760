"""What the inbox of a desk reads: requests by desk, state and search, and each as a row of text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from hubs.models import HandOver, HelpRequest
from hubs.permissions import has_desk, offered_to, own_desks, reads_at
from programme.models import Transformation
from ui.language import local
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
MOST_WORDS = 10
State = HelpRequest.State
# Filters of the list: value in the address → (label, state).
STATES = {
    "nieuw": (gettext_lazy("New"), State.NEW),
    "ingetrokken": (gettext_lazy("Withdrawn"), State.WITHDRAWN),
}
KINDS = {
    State.NEW: "warning",
    State.TAKEN: "info",
    State.CONTACT: "info",
    State.REFERRED: "info",
    State.CLOSED: "success",
    State.MERGED: "neutral",
    State.WITHDRAWN: "neutral",
}
# Sorting: value in the address → columns. Ties by moment, so that pages never overlap.
SORTS = {
    "received": ("created_at",),
    "company": ("company_name",),
    "region": ("region__name_nl", "place__name"),
    "state": ("state",),
}
FIRST_SORT = "-received"


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    state: str = ""
    words: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        state, sort = query.get("stand", ""), query.get("sort", "")
        return cls(
            state=state if state in STATES else "",
            words=query.get("q", "").strip()[:200],
            sort=sort if sort.removeprefix("-") in SORTS else FIRST_SORT,
        )


@dataclass(frozen=True)
class Row:
    """A request in the list. `company` is None for who may not read it, and "" once it is removed."""

    request: HelpRequest
    company: str | None
    where: str | None
    subjects: str
    state: str
    kind: str


def visible(user: User) -> QuerySet[HelpRequest]:
    """The requests that this person may know of: of the own desk, and all of them for the auditor."""
    found = HelpRequest.objects.all()
    return found if Role.AUDITOR in user.roles else found.filter(own_desks(user))


def offered(user: User) -> list[HandOver]:
    """What other desks hand over and nobody accepted yet, the most urgent first."""
    if not has_desk(user):
        return []
    wide = HandOver.objects.filter(offered_to(user)).select_related("request", "from_hub")
    return list(wide.defer("request__attachment", "request__question").order_by("due_at")[:PAGE_SIZE])


def numbers(user: User) -> dict[str, int]:
    """How many requests there are, by filter; "" is all of them."""
    counts = {name: Count("pk", filter=Q(state=state)) for name, (_label, state) in STATES.items()}
    return visible(user).aggregate(all=Count("pk"), **counts)


def found(user: User, asked: Question) -> QuerySet[HelpRequest]:
    """The requests that fit. Searching and sorting by name stay within what this person may read."""
    requests = visible(user).select_related("hub__region", "region", "place")
    if asked.state:
        requests = requests.filter(state=STATES[asked.state][1])
    for word in asked.words.split()[:MOST_WORDS]:
        named = Q(company_name__icontains=word) | Q(contact_name__icontains=word) | Q(place__name__icontains=word)
        requests = requests.filter(own_desks(user), named)
    if asked.sort.endswith("company"):
        requests = requests.filter(own_desks(user))
    minus = "-" if asked.sort.startswith("-") else ""
    columns = [minus + column for column in SORTS[asked.sort.removeprefix("-")]]
    # Without the attachment: the list does not show it.
    return requests.defer("attachment", "question").order_by(*columns, "-created_at", "pk")


def rows(user: User, requests: Iterable[HelpRequest]) -> list[Row]:
    names = {one.slug: local(one, "name") for one in Transformation.objects.all()}
    return [_row(user, request, names) for request in requests]


def _row(user: User, request: HelpRequest, names: Mapping[str, str]) -> Row:
    readable = reads_at(user, request.hub)
    return Row(
        request=request,
        company=request.company_name if readable else None,
        where=where(request) if readable else _region(request),
        subjects=", ".join(names.get(slug, slug) for slug in request.subjects) if readable else "",
        state=str(request.get_state_display()),
        kind=KINDS[request.state],
    )


def where(request: HelpRequest) -> str | None:
    """ "Dordrecht, Zuid-Holland"; None when the company did not say."""
    region = _region(request)
    return f"{request.place.name}, {region}" if request.place else region


def _region(request: HelpRequest) -> str | None:
    return local(request.region, "name") if request.region else None


def subject_names(request: HelpRequest) -> list[str]:
    names = {one.slug: local(one, "name") for one in Transformation.objects.filter(slug__in=request.subjects)}
    return [names.get(slug, slug) for slug in request.subjects]


def requests_csv(list_of_rows: Iterable[Row]) -> str:
    """The list as a file, with the columns of the screen: contact details and questions stay in the portal."""
    demo = [_("Demonstration: not for use")] if settings.DEMO else []
    head = [_("Received"), _("Company"), _("Place and region"), _("Weakest links"), _("State"), _("Number")]
    return as_csv([*head, *demo], (_cells(row) for row in list_of_rows))


def _cells(row: Row) -> list[str]:
    received = timezone.localtime(row.request.created_at).date().isoformat()
    return [received, row.company or "", row.where or "", row.subjects, row.state, str(row.request.pk)]
