"""Events as calendars read them (RFC 5545), by the icalendar library."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, vUri
from icalendar import Event as Entry

from hubs import prose
from hubs.models import Event
from jobs import clock
from ui.language import code, local

ZONE = ZoneInfo("Europe/Amsterdam")
CONTENT_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


def where(event: Event) -> str:
    """ "Fabriekstraat 1, Dordrecht", or that it is online."""
    if event.is_online:
        return _("Online")
    return ", ".join(part for part in (event.address, event.place.name) if part)


def calendar(events: Iterable[Event], *, name: str, link: str = "") -> bytes:
    """One file with these events. `link`: the address of the online meeting, only for who registered."""
    made = Calendar()
    made.add("prodid", "-//Smart Industry//Portal//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    events = list(events)
    for event in events:
        made.add_component(_entry(event, link))
    days = [event.starts_at.date() for event in events] or [clock.today()]
    made.add_missing_timezones(date(min(days).year - 1, 1, 1), date(max(days).year + 1, 12, 31))
    return made.to_ical()


def _entry(event: Event, link: str) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.uid}@smartindustry")
    entry.add("sequence", event.version)
    entry.add("dtstamp", clock.now())
    entry.add("dtstart", event.starts_at.astimezone(ZONE))
    entry.add("dtend", event.ends_at.astimezone(ZONE))
    entry.add("summary", local(event, "title"), parameters={"language": code()})
    entry.add("description", _description(event, link))
    entry.add("location", where(event))
    if event.place:
        entry.add("geo", (event.place.lat, event.place.lon))
    entry.add("url", vUri(settings.SITE_URL + event.get_absolute_url()))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    return entry


def _description(event: Event, link: str) -> str:
    parts = [prose.plain(local(event, "text"))]
    if event.cancelled:
        parts.insert(0, _("Cancelled: %(reason)s") % {"reason": event.cancel_reason})
    if link:
        parts.append(_("Online meeting: %(link)s") % {"link": link})
    return "\n\n".join(parts)
