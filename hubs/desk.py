"""What the inbox of a desk reads: requests by desk, state and search, and each as a row of text."""

import functools
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from hubs.absence import StandIn
from hubs.counting import counted
from hubs.desks import at_own_desks
from hubs.finding import matching
from hubs.first_answer import Clock, clock_of
from hubs.models import HandOver, HelpRequest, WaitingMail
from hubs.models.waiting import WAITS
from hubs.permissions import has_desk, offered_to, reads_at, works_at
from hubs.triggers import OPEN
from jobs import clock
from programme.models import Transformation
from regions.models import Region
from ui.language import local
from ui.spreadsheet import as_csv

UNKNOWN = "onbekend"
PAGE_SIZE = 50
State = HelpRequest.State
ALL, OPEN_ONES = "alles", ""
# Filters of the list: value in the address → label and states.
STATES = {
    OPEN_ONES: (gettext_lazy("Open"), OPEN),
    "nieuw": (gettext_lazy("New"), (State.NEW,)),
    "opgepakt": (gettext_lazy("Taken up"), (State.TAKEN,)),
    "contact": (gettext_lazy("In contact"), (State.CONTACT,)),
    "verwezen": (gettext_lazy("Referred"), (State.REFERRED,)),
    "gesloten": (gettext_lazy("Closed"), (State.CLOSED,)),
    "samengevoegd": (gettext_lazy("Merged"), (State.MERGED,)),
    "ingetrokken": (gettext_lazy("Withdrawn"), (State.WITHDRAWN,)),
    ALL: (gettext_lazy("All"), ()),
}
WHO = {"mij": gettext_lazy("Mine"), "niemand": gettext_lazy("Nobody has it in hand")}
LATE = {"laat": gettext_lazy("First answer is late")}
FROM = {"ander": gettext_lazy("Handed over to us")}
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
    "due": ("answer_due_at",),
    "company": ("company_name",),
    "region": ("region__name_nl", "place__name"),
    "state": ("state",),
}
FIRST_SORT = "-received"


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    state: str = OPEN_ONES
    words: str = ""
    who: str = ""
    late: str = ""
    source: str = ""
    region: str = ""
    handed: str = ""
    sort: str = FIRST_SORT

    NAMES: ClassVar[dict[str, str]] = {
        "stand": "state",
        "q": "words",
        "wie": "who",
        "klok": "late",
        "bron": "source",
        "regio": "region",
        "overdracht": "handed",
        "sort": "sort",
    }

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        sort = query.get("sort", "")
        return cls(
            state=_one_of(query.get("stand", ""), STATES),
            words=query.get("q", "").strip()[:200],
            who=_one_of(query.get("wie", ""), WHO),
            late=_one_of(query.get("klok", ""), LATE),
            source=_one_of(query.get("bron", ""), HelpRequest.Source.values),
            region=query.get("regio", "")[:50],
            handed=_one_of(query.get("overdracht", ""), FROM),
            sort=sort if sort.removeprefix("-") in SORTS else FIRST_SORT,
        )

    def kept(self, **changes: str) -> list[tuple[str, str]]:
        """Names and values in the address of this question with changes; what was not asked is left out."""
        asked = replace(self, **changes)
        pairs = [(name, getattr(asked, field)) for name, field in self.NAMES.items()]
        return [(name, value) for name, value in pairs if value and (name, value) != ("sort", FIRST_SORT)]

    @cached_property
    def matching(self) -> Q:
        """What the words say; read once, for the numbers and for the rows."""
        return matching(self.words)

    def address(self, **changes: str) -> str:
        return "?" + urlencode(self.kept(**changes))


def _one_of(value: str, known: Container[str]) -> str:
    return value if value in known else ""


@dataclass(frozen=True)
class Row:
    """A request in the list. `company` is None for who may not read it, and "" once it is removed."""

    request: HelpRequest
    company: str | None
    where: str | None
    subjects: str
    state: str
    kind: str
    who: str
    clock: Clock | None
    # Whether this person may take it or give it to somebody.
    works: bool


def visible(user: User) -> QuerySet[HelpRequest]:
    """The requests that this person may know of: of the own desk, and all of them for the auditor."""
    found = HelpRequest.objects.all()
    return found if Role.AUDITOR in user.roles else found.filter(at_own_desks(user))


def offered(user: User) -> list[HandOver]:
    """What other desks hand over and nobody accepted yet, the most urgent first."""
    if not has_desk(user):
        return []
    wide = HandOver.objects.filter(offered_to(user)).select_related("request", "from_hub")
    return list(
        wide.defer("request__attachment", "request__question", "request__search").order_by("due_at")[:PAGE_SIZE]
    )


def fitting(user: User, asked: Question, away: Collection[int] = ()) -> QuerySet[HelpRequest]:
    """The requests that fit, in no order. `away`: for whom this person stands in, whose requests are theirs too."""
    requests = visible(user)
    if STATES[asked.state][1]:
        requests = requests.filter(state__in=STATES[asked.state][1])
    if asked.words or asked.sort.endswith("company"):
        requests = requests.filter(at_own_desks(user), asked.matching)
    conditions = {
        "who": Q(assigned_to__in=[user.pk, *away]) if asked.who == "mij" else Q(assigned_to__isnull=True),
        "late": Q(state__in=OPEN, answered_at__isnull=True, answer_due_at__lt=clock.now()),
        "source": Q(source=asked.source),
        "region": Q(region__isnull=True) if asked.region == UNKNOWN else Q(region__slug=asked.region),
        "handed": Exists(HandOver.objects.filter(request=OuterRef("pk"), accepted_at__isnull=False)),
    }
    for name, condition in conditions.items():
        if getattr(asked, name):
            requests = requests.filter(condition)
    return requests


def found(user: User, asked: Question, away: Collection[int] = ()) -> QuerySet[HelpRequest]:
    """The same in the order asked for, as the list shows them. Without what it does not show."""
    requests = fitting(user, asked, away).select_related("hub__region", "region", "place", "assigned_to")
    minus = "-" if asked.sort.startswith("-") else ""
    columns = [minus + column for column in SORTS[asked.sort.removeprefix("-")]]
    # By moment alone the index gives the first page without sorting.
    ties = ["pk"] if columns[0].endswith("created_at") else ["-created_at", "pk"]
    return requests.defer("attachment", "question", "search").order_by(*columns, *ties)


def numbers(user: User, asked: Question, away: Collection[int] = ()) -> dict[str, int]:
    """How many requests have each state, and how many fit ("fits"): 1,001 stands for more than 1,000.

    And how many e-mails wait at the desk's own address ("mail").
    One statement. Each count stops at that number, so that it takes no longer at a desk with very many requests.
    """
    lists = {name: fitting(user, Question(state=name), away) for name in STATES}
    lists["fits"] = fitting(user, asked, away)
    lists["mail"] = WaitingMail.objects.filter(at_own_desks(user), WAITS)
    return counted(lists)


def rows(user: User, requests: Iterable[HelpRequest], stand_ins: Mapping[int, StandIn] | None = None) -> list[Row]:
    names = {one.slug: local(one, "name") for one in _transformations()}
    return [_row(user, request, names, stand_ins or {}) for request in requests]


@functools.cache
def _transformations() -> tuple[Transformation, ...]:
    """The eight, which a process reads once."""
    return tuple(Transformation.objects.all())


def _row(user: User, request: HelpRequest, names: Mapping[str, str], stand_ins: Mapping[int, StandIn]) -> Row:
    readable = reads_at(user, request.hub)
    return Row(
        request=request,
        company=request.company_name if readable else None,
        where=where(request) if readable else _region(request),
        subjects=", ".join(names.get(slug, slug) for slug in request.subjects) if readable else "",
        state=str(request.get_state_display()),
        kind=KINDS[request.state],
        who=_who(request, stand_ins),
        clock=clock_of(request),
        works=works_at(user, request.hub) and request.state in OPEN and not request.erased,
    )


def _who(request: HelpRequest, stand_ins: Mapping[int, StandIn]) -> str:
    """Who has it in hand, and who stands in while that person is away."""
    if not request.assigned_to:
        return ""
    away = stand_ins.get(request.assigned_to_id)
    return f"{request.assigned_to.name} ({away.text})" if away else request.assigned_to.name


def where(request: HelpRequest) -> str | None:
    """ "Dordrecht, Zuid-Holland"; None when the company did not say."""
    region = _region(request)
    return f"{request.place.name}, {region}" if request.place else region


def _region(request: HelpRequest) -> str | None:
    return local(request.region, "name") if request.region else None


def regions() -> dict[str, str]:
    """Slugs and names, for the filter: the five regions, which a process reads once."""
    if not _regions:
        _regions.extend(Region.objects.order_by("name_nl"))
    return {one.slug: local(one, "name") for one in _regions} | {UNKNOWN: _("Unknown")}


_regions: list[Region] = []


def subject_names(request: HelpRequest) -> list[str]:
    names = {one.slug: local(one, "name") for one in Transformation.objects.filter(slug__in=request.subjects)}
    return [names.get(slug, slug) for slug in request.subjects]


def requests_csv(list_of_rows: Iterable[Row]) -> str:
    """The list as a file, with the columns of the screen: contact details and questions stay in the portal."""
    demo = [_("Demonstration: not for use")] if settings.DEMO else []
    head = [_("Received"), _("Company"), _("Place and region"), _("Subjects"), _("State"), _("In the hands of"),
            _("First answer"), _("Number")]  # fmt: skip
    return as_csv([*head, *demo], (_cells(row) for row in list_of_rows))


def _cells(row: Row) -> list[str]:
    received = timezone.localtime(row.request.created_at).date().isoformat()
    return [received, row.company or "", row.where or "", row.subjects, row.state, row.who,
            row.clock.text if row.clock else "", str(row.request.pk)]  # fmt: skip
