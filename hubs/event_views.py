"""Public pages about events, and their calendars."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import public
from hubs import calendars, events, publishing
from hubs.event_letters import when
from hubs.models import Event, Hub
from jobs import clock
from ui.language import local

MOST_IN_FEED = 500


@public
@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """What is to come, or was, with filters."""
    asked = events.Question.of(request.GET)
    facts = events.read(past=asked.past)
    found = [one.key for one in facts if one.fits(asked)]
    page = Paginator(found, events.PAGE_SIZE).get_page(request.GET.get("page"))
    shown = events.with_places(page.object_list)
    context = {
        "crumbs": [(_("Events"), None)],
        "asked": asked,
        "filters": events.filters(facts, asked),
        "clear_url": events.Question(past=asked.past).query() if asked.narrowed else "",
        "page": page,
        "number": len(found),
        "cards": [events.card(shown[key]) for key in page.object_list],
        "may_write": request.user.is_authenticated and bool(request.user.roles & set(publishing.READERS)),
        "calendar_url": _feed_url(asked.region),
    }
    return render(request, "hubs/event_list.html", context)


def _feed_url(region: str) -> str:
    url = reverse("hubs:event_feed")
    return f"{url}?regio={region}" if region and region != events.NATIONAL else url


def event_of(request: HttpRequest, slug: str) -> Event:
    """The event with its places; what is not public is 404 for who is not of its hub."""
    rows = Event.objects.select_related("hub__region", "place", "fieldlab").defer("fieldlab__search")
    rows = rows.annotate(given=events.GIVEN)
    event = get_object_or_404(rows, slug=slug)
    if not event.is_public and not publishing.can_read_drafts(request.user, event.hub)[0]:
        raise Http404
    return event


@public
@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event = event_of(request, slug)
    badge, kind = events.state(event)
    context = {
        "crumbs": [(_("Events"), reverse("hubs:event_list")), (local(event, "title"), None)],
        "event": event,
        "facts": _facts(event),
        "badge": badge,
        "badge_kind": kind,
        "open": event.is_open(clock.now()),
        "full": events.left(event) == 0,
        "over": event.ends_at < clock.now(),
        "transformations": list(event.transformations.order_by("number")),
        "may_manage": publishing.can_read_drafts(request.user, event.hub)[0],
    }
    return render(request, "hubs/event_detail.html", context)


def _facts(event: Event) -> list[tuple[str, object]]:
    facts = [(_("When"), when(event)), (_("Where"), calendars.where(event))]
    if event.is_online and event.registration:
        facts.append((_("Online meeting"), _("You get the address when you register.")))
    if event.registration:
        free = events.left(event)
        facts.append((_("Places"), _places(event, free)))
    return facts


def _places(event: Event, free: int | None) -> str:
    if free is None:
        return _("no limit")
    if free == 0:
        return _("full (%(seats)s places); there is a waiting list") % {"seats": event.seats}
    return _("%(free)s of %(seats)s left") % {"free": free, "seats": event.seats}


@public
@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One event as a file for a calendar, without the address of an online meeting."""
    event = event_of(request, slug)
    return calendar_file(calendars.calendar([event], name=local(event, "title")), f"{event.slug}.ics")


@public
@require_safe
def event_feed(request: HttpRequest) -> HttpResponse:
    """All public events of the last year and to come, for a calendar program to follow; `?regio=` of one hub."""
    rows = events.public().filter(ends_at__gte=clock.months_ago(12)).select_related("hub__region", "place")
    name = _("Smart Industry events")
    if region := request.GET.get("regio"):
        hub = get_object_or_404(Hub.objects.select_related("region"), region__slug=region)
        rows, name = rows.filter(hub=hub), _("Events of %(hub)s") % {"hub": hub.name}
    return calendar_file(calendars.calendar(rows.order_by("-starts_at")[:MOST_IN_FEED], name=name), "agenda.ics")


def calendar_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=calendars.CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
