"""The page of an event for its hub: how it stands, who comes, who was there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from hubs import calendars, events, publishing
from hubs.actions import events as actions
from hubs.actions.common import RuleBroken
from hubs.event_letters import when
from hubs.event_staff_views import crumbs, own_event
from hubs.models import Event, Registration
from hubs.registration_views import private
from jobs import clock
from ui.filters import options
from ui.language import local
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
State = Registration.State
KINDS = {State.REGISTERED: "success", State.WAITING: "warning", State.CANCELLED: "neutral"}
FILTERS = {
    "aangemeld": (gettext_lazy("Registered"), Q(state=State.REGISTERED)),
    "wachtlijst": (gettext_lazy("On the waiting list"), Q(state=State.WAITING)),
    "afgemeld": (pgettext_lazy("registration", "Cancelled"), Q(state=State.CANCELLED)),
}
SORTS = {"received": ("registered_at",), "name": ("name",), "company": ("company_name",), "state": ("order",)}
ORDER = Case(*(When(state=state, then=Value(number)) for number, state in enumerate(KINDS)))


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    state: str
    words: str
    sort: str

    @classmethod
    def of(cls, query) -> "Question":
        state, sort = query.get("stand", ""), query.get("sort", "")
        return cls(
            state if state in FILTERS else "",
            query.get("q", "").strip()[:200],
            sort if sort.removeprefix("-") in SORTS else "received",
        )

    def address(self, state: str) -> str:
        """This list in another state: what was searched for and the order stay."""
        asked = {"stand": state, "q": self.words, "sort": "" if self.sort == "received" else self.sort}
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def found(event: Event, asked: Question) -> QuerySet[Registration]:
    rows = event.registrations.annotate(order=ORDER)
    if asked.state:
        rows = rows.filter(FILTERS[asked.state][1])
    for word in asked.words.split()[:10]:
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(company_name__icontains=word))
    minus = "-" if asked.sort.startswith("-") else ""
    return rows.order_by(*(minus + one for one in SORTS[asked.sort.removeprefix("-")]), "registered_at", "pk")


@allow(*publishing.READERS)
@require_safe
def event_people(request: HttpRequest, slug: str) -> HttpResponse:
    """How the event stands and who comes. Names are for the hub alone; the auditor sees how many."""
    event = own_event(request, slug, writes=False)
    reads = publishing.can_read_people(request.user, event.hub)[0]
    asked = Question.of(request.GET)
    numbers = event.registrations.aggregate(
        all=Count("pk"),
        there=Count("pk", filter=Q(attended=True)),
        companies=Count("identity", distinct=True, filter=Q(state=State.REGISTERED) & ~Q(identity="")),
        **{name: Count("pk", filter=condition) for name, (_label, condition) in FILTERS.items()},
    )
    page = Paginator(found(event, asked), PAGE_SIZE).get_page(request.GET.get("page")) if reads else None
    badge, kind = events.state(event)
    context = {
        "crumbs": crumbs((local(event, "title"), None)),
        "event": event,
        "badge": badge,
        "badge_kind": kind,
        "facts": _facts(event, numbers),
        "numbers": numbers,
        "reads": reads,
        "writes": publishing.can_write(request.user, event.hub)[0],
        "begun": event.starts_at <= clock.now(),
        "over": event.ends_at <= clock.now(),
        "takes": event.is_open(clock.now()) or event.takes_late(clock.now()),
        "asked": asked,
        "kept": [(name, value) for name, value in (("stand", asked.state), ("sort", request.GET.get("sort"))) if value],
        "filters": [{"title": _("State"), "options": _options(asked, numbers)}],
        "page": page,
        "rows": [{"one": row, "kind": KINDS[row.state]} for row in page.object_list] if page else [],
        "messages_sent": list(event.messages.select_related("sent_by")[:10]),
    }
    return private(render(request, "hubs/event_people.html", context))


def _facts(event: Event, numbers: dict[str, int]) -> list[tuple[str, object]]:
    facts = [
        (_("When"), when(event)),
        (_("Where"), calendars.where(event)),
        (_("Places"), event.seats if event.seats is not None else _("no limit")),
        (_("Registered"), numbers["aangemeld"]),
        (_("On the waiting list"), numbers["wachtlijst"]),
    ]
    if event.starts_at <= clock.now():
        facts.append((_("Were there"), numbers["there"]))
    return facts


def _options(asked: Question, numbers: dict[str, int]) -> list[dict[str, object]]:
    states = [("", _("All"), numbers["all"])]
    states += [(name, label, numbers[name]) for name, (label, _condition) in FILTERS.items()]
    return options(states, asked.state, asked.address)


@allow(*publishing.READERS)
@require_safe
def event_export(request: HttpRequest, slug: str) -> HttpResponse:
    """The same list as a file, whole: for the badges, and for who stands at the door."""
    event = own_event(request, slug, writes=False)
    allowed, reason = publishing.can_read_people(request.user, event.hub)
    if not allowed:
        raise PermissionDenied(reason)
    head = [_("Received"), _("Name"), _("Company"), _("E-mail address"), _("State"), _("Was there"),
            _("Why after registration closed")]  # fmt: skip
    rows = (_cells(one) for one in found(event, Question.of(request.GET)))
    response = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{event.slug}.csv"'
    return private(response)


def _cells(one: Registration) -> list[object]:
    there = {True: _("yes"), False: _("no"), None: ""}[one.attended]
    day = timezone.localtime(one.registered_at).date().isoformat()
    return [day, one.name, one.company_name, one.email, str(one.get_state_display()), there, one.late_reason]


@allow(*publishing.WRITERS)
@require_POST
def event_attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """Of those on the page: who was ticked was there."""
    event = own_event(request, slug)
    try:
        number = actions.note_attendance(
            by=request.user, event=event, shown=_keys(request, "shown"), came=_keys(request, "came")
        )
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, _("Saved: %(number)s of this page were there.") % {"number": number})
    return redirect(reverse("hubs:event_people", args=[slug]) + _query(request))


def _keys(request: HttpRequest, name: str) -> set[int]:
    return {int(one) for one in request.POST.getlist(name) if one.isascii() and one.isdigit() and len(one) < 19}


def _query(request: HttpRequest) -> str:
    """Back to the same page of the same list."""
    return f"?{query}" if (query := request.GET.urlencode()) else ""
