"""The letters to who registers for an event, each in the language of who gets it. None repeats what was typed."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs import calendars
from hubs.models import Event, EventMessage, Registration
from ui.formats import date_long
from ui.language import local

State = Registration.State
# A letter of this kind goes only to who is in one of these states by then.
STATES = {
    "registered": {State.REGISTERED},
    "waiting": {State.WAITING},
    "registered_before": {State.REGISTERED},
    "waiting_before": {State.WAITING},
    "moved_up": {State.REGISTERED},
    "changed": {State.REGISTERED, State.WAITING},
    "cancelled": {State.CANCELLED},
    "cancelled_for": {State.CANCELLED},
    "called_off": {State.REGISTERED, State.WAITING},
    "message": {State.REGISTERED, State.WAITING},
}
# These tell that it takes place: no longer true once the event is cancelled.
HAPPENS = {"registered", "waiting", "registered_before", "waiting_before", "moved_up", "changed"}
# By kind: subject and first lines.
WORDS = {
    "registered": (gettext_lazy("You are registered: %(title)s"), gettext_lazy("You have a place at this event.")),
    "waiting": (
        gettext_lazy("You are on the waiting list: %(title)s"),
        gettext_lazy(
            "This event is full. You are on the waiting list. If a place comes free and it is your turn, "
            "you get it and we write to you."
        ),
    ),
    "registered_before": (
        gettext_lazy("You were registered already: %(title)s"),
        gettext_lazy(
            "Somebody filled in this e-mail address once more for this event. You had a place already and you still "
            "have it: nothing has changed."
        ),
    ),
    "waiting_before": (
        gettext_lazy("You were on the waiting list already: %(title)s"),
        gettext_lazy(
            "Somebody filled in this e-mail address once more for this event. You were on the waiting list already "
            "and you keep your turn: nothing has changed."
        ),
    ),
    "moved_up": (
        gettext_lazy("You have a place: %(title)s"),
        gettext_lazy(
            "A place came free, and you were first on the waiting list: you have a place at this event. "
            "If you cannot come any more, cancel on your own page, so that somebody else can come."
        ),
    ),
    "changed": (
        gettext_lazy("Changed: %(title)s"),
        gettext_lazy("Day, time or place of this event has changed. This holds now:"),
    ),
    "cancelled": (
        gettext_lazy("You have cancelled: %(title)s"),
        gettext_lazy("You do not come to this event. We noted that."),
    ),
    "cancelled_for": (
        gettext_lazy("Your registration is cancelled: %(title)s"),
        gettext_lazy(
            "The organisers of this event cancelled your registration. "
            "Is that not right, or do you want to know why? Ask them; you find them on the page of the event."
        ),
    ),
    "called_off": (
        gettext_lazy("Does not take place: %(title)s"),
        gettext_lazy("This event does not take place. The reason: %(reason)s"),
    ),
}


def is_due(registration: Registration, kind: str) -> bool:
    """Whether this letter is still true. The event must be read along."""
    if registration.erased_at or registration.state not in STATES[kind]:
        return False
    return not (kind in HAPPENS and registration.event.cancelled)


def when(event: Event) -> str:
    """ "1 maart 2018, 13:00 tot 17:00"; over two days with both days."""
    starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    values = {"day": date_long(starts), "start": formats.time_format(starts, "H:i"),
              "last_day": date_long(ends), "end": formats.time_format(ends, "H:i")}  # fmt: skip
    if starts.date() == ends.date():
        return _("%(day)s, %(start)s to %(end)s") % values
    return _("%(day)s, %(start)s until %(last_day)s, %(end)s") % values


def letter(registration: Registration, kind: str, message: EventMessage | None = None) -> EmailMessage:
    """One letter; with the event as a calendar file, so that a change moves the entry in the calendar."""
    event = registration.event
    with translation.override(registration.language):
        subject, opening = _words(event, kind, message)
        values = {
            "opening": opening,
            "title": local(event, "title"),
            "when": when(event),
            "where": calendars.where(event),
            "online": _link(registration),
            "own_page": settings.SITE_URL + reverse("hubs:registration_state", kwargs={"key": registration.key}),
            "holds": registration.state != State.CANCELLED and not event.cancelled,
        }
        text = render_to_string("hubs/mail/event.txt", values)
        made = EmailMessage(subject, text, None, [registration.email])
        if registration.state == State.REGISTERED or event.cancelled:
            file = calendars.calendar([event], name=local(event, "title"), link=_link(registration))
            made.attach("smart-industry.ics", file.decode(), "text/calendar")
        return made


def _link(registration: Registration) -> str:
    return registration.event.online_url if registration.state == State.REGISTERED else ""


def _words(event: Event, kind: str, message: EventMessage | None) -> tuple[str, str]:
    """Subject and first lines."""
    if message is not None:
        return local(message, "subject"), local(message, "text")
    subject, opening = WORDS[kind]
    values = {"title": local(event, "title"), "reason": event.cancel_reason}
    return str(subject) % values, str(opening) % values
