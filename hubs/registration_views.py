"""Somebody registers for an event, and their own page of it. Whoever has the link has the registration."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from accounts.models import Organisation, Role
from hubs import calendars, consent, events
from hubs.actions import registrations as actions
from hubs.actions.common import RuleBroken
from hubs.event_letters import when
from hubs.event_views import calendar_file, event_of
from hubs.models import Event, Registration
from hubs.registration_forms import RegistrationForm
from hubs.retention import EVENT_MONTHS
from hubs.triggers import NOT_OVERFULL
from jobs import clock
from ui.formats import masked_email
from ui.language import local

State = Registration.State


def private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
def event_register(request: HttpRequest, slug: str) -> HttpResponse:
    """Register, or when the event is full by now: be asked whether to wait."""
    event = event_of(request, slug)
    if not event.is_open(clock.now()):
        messages.info(request, _("You can no longer register for this event."))
        return redirect(event)
    given = {"full": events.left(event) == 0, "cancel_url": event.get_absolute_url(), "initial": _known(request)}
    form = RegistrationForm(request.POST if request.method == "POST" else None, **given)
    if form.is_valid():
        response, form = _registered(request, event, form, given)
        if response:
            return response
    context = {
        "crumbs": [
            (_("Events"), reverse("hubs:event_list")),
            (local(event, "title"), event.get_absolute_url()),
            (_("Register"), None),
        ],
        "event": event,
        "when": when(event),
        "where": calendars.where(event),
        "form": form,
        "full": given["full"],
        "months": EVENT_MONTHS,
    }
    status = 422 if form.is_bound and form.errors else 200
    return private(render(request, "hubs/event_register.html", context, status=status))


def _registered(request: HttpRequest, event: Event, form: RegistrationForm, given: dict) -> tuple:
    """The page to go on to, or None and the form with what is wrong."""
    email = form.cleaned_data["email"].lower()
    known = Registration.objects.filter(key=form.cleaned_data["key"]).exists()
    if not known and not ratelimit.consume(request, action="event_registration", key=email):
        return render(request, "accounts/too_many_requests.html", status=429), form
    try:
        actions.sign_up(
            event=event,
            key=form.cleaned_data["key"],
            who=form.who(),
            may_wait="waiting" in request.POST,
            language=(get_language() or "nl")[:2],
            consent_version=consent.EVENT_CURRENT,
            by=request.user if request.user.is_authenticated else None,
        )
    except RuleBroken as broken:
        if broken.code == NOT_OVERFULL:
            given["full"] = True
            form = RegistrationForm(request.POST, **given)
        form.add_error(None, broken.message)
        return None, form
    # The same to everybody: who may come, and whether this address was there already, stands in the letter alone.
    told = _("We have noted it. You get a letter by e-mail: it says how it stands, and has a link to your own page.")
    messages.success(request, told)
    return redirect(event), form


def _known(request: HttpRequest) -> dict[str, str]:
    """What the portal knows of who is signed in."""
    if not request.user.is_authenticated:
        return {}
    known = {"name": request.user.name, "email": request.user.email}
    companies = [one for one in request.user.organisations_as(Role.COMPANY) if one.kind == Organisation.Kind.COMPANY]
    if companies:
        known |= {"company_name": companies[0].name, "kvk_number": companies[0].kvk_number}
    return known


def _registration_of(key: uuid.UUID) -> Registration:
    return get_object_or_404(Registration.objects.select_related("event__hub__region", "event__place"), key=key)


@public
@require_safe
def registration_state(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """How it stands, the address of an online meeting, the calendar, and the way to cancel."""
    registration = _registration_of(key)
    event = registration.event
    over = event.ends_at <= clock.now()
    context = {
        "crumbs": [(_("Events"), reverse("hubs:event_list")), (_("Your registration"), None)],
        "registration": registration,
        "event": event,
        "facts": _facts(registration),
        "place_in_line": _place_in_line(registration) if registration.state == State.WAITING else 0,
        "over": over,
        "may_cancel": not over and not event.cancelled and registration.state != State.CANCELLED,
        "months": EVENT_MONTHS,
    }
    return private(render(request, "hubs/registration_state.html", context))


def _facts(registration: Registration) -> list[tuple[str, object]]:
    """What is kept of a person is masked: links get passed on."""
    event = registration.event
    facts = [(_("When"), when(event)), (_("Where"), calendars.where(event))]
    if not registration.erased_at:
        facts.append((_("Letters go to"), masked_email(registration.email)))
    return facts


def _place_in_line(registration: Registration) -> int:
    waiting = Registration.objects.filter(event=registration.event_id, state=State.WAITING)
    order = list(waiting.order_by("registered_at", "pk").values_list("pk", flat=True))
    return order.index(registration.pk) + 1


@public
@require_http_methods(["GET", "HEAD", "POST"])
def registration_cancel(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Asks once, then gives the place back."""
    registration = _registration_of(key)
    if request.method == "POST":
        person = request.user if request.user.is_authenticated else None
        try:
            done = actions.cancel_registration(registration=registration, by=person)
        except RuleBroken as broken:
            messages.error(request, broken.message)
        else:
            text = _("You have cancelled.") if done else _("You had cancelled already. Nothing has changed.")
            messages.success(request, text)
        return redirect("hubs:registration_state", key=key)
    context = {"crumbs": [(_("Your registration"), None)], "registration": registration, "event": registration.event}
    return private(render(request, "hubs/registration_cancel.html", context))


@public
@require_safe
def registration_calendar(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The event for the own calendar; with the address of the online meeting for who has a place."""
    registration = _registration_of(key)
    event = registration.event
    link = event.online_url if registration.state == State.REGISTERED else ""
    return private(calendar_file(calendars.calendar([event], name=local(event, "title"), link=link), "agenda.ics"))
