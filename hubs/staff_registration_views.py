"""Staff register somebody who called or stands at the desk, and cancel for who asks them to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from hubs import events, publishing
from hubs.actions import registrations as actions
from hubs.actions.common import RuleBroken
from hubs.event_staff_views import crumbs, own_event, status, trying
from hubs.models import Event, Registration
from hubs.registration_forms import StaffCancelForm, StaffRegistrationForm
from hubs.registration_views import private
from hubs.triggers import NOT_OVERFULL
from jobs import clock
from ui.language import local


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def event_put_down(request: HttpRequest, slug: str) -> HttpResponse:
    """A place for somebody else; when the event is full by now, staff are asked whether that person waits."""
    event = own_event(request, slug)
    back = reverse("hubs:event_people", args=[slug])
    late = not event.is_open(clock.now())
    if late and not event.takes_late(clock.now()):
        messages.info(request, _("You can no longer register for this event."))
        return redirect(back)
    given = {"full": events.left(event) == 0, "cancel_url": back, "late": late}
    form = StaffRegistrationForm(request.POST if request.method == "POST" else None, **given)
    if form.is_valid():
        made, form = _put_down(request, event, form, given)
        if made:
            messages.success(request, _told(made))
            return redirect(back)
    intro = _("Registration for this event has closed. You can still register somebody, with a reason.") if late else ""
    if given["full"]:
        intro = _("This event is full. This person can stand on the waiting list.")
    return _page(request, event, _("Register somebody"), form, intro)


def _put_down(request: HttpRequest, event: Event, form: StaffRegistrationForm, given: dict) -> tuple:
    """The registration, or None; and the form with what is wrong."""
    typed = form.cleaned_data
    try:
        made = actions.register_for_event(
            event=event,
            key=typed["key"],
            who=form.who(),
            may_wait="waiting" in request.POST,
            language=typed["language"],
            consent_version=typed["consent_version"],
            by=request.user,
            late_reason=typed.get("late_reason", ""),
        )
    except RuleBroken as broken:
        if broken.code == NOT_OVERFULL:
            given["full"] = True
            form = StaffRegistrationForm(request.POST, **given)
        form.add_error("email" if broken.code == actions.TWICE else None, broken.message)
        return None, form
    return made, form


def _told(made: Registration) -> str:
    if made.state == Registration.State.WAITING:
        return _("%(name)s is on the waiting list and gets a letter.") % {"name": made.name}
    return _("%(name)s is registered and gets a letter.") % {"name": made.name}


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def event_take_off(request: HttpRequest, slug: str, registration_id: int) -> HttpResponse:
    """Asks once, then gives the place back; the first of the waiting list gets it."""
    event = own_event(request, slug)
    registration = get_object_or_404(Registration, event=event, pk=registration_id, erased_at__isnull=True)
    back = reverse("hubs:event_people", args=[slug])
    form = StaffCancelForm(request.POST if request.method == "POST" else None, cancel_url=back)
    if form.is_valid():
        done = trying(
            form, lambda: (actions.cancel_registration(registration=registration, by=request.user, for_them=True),)
        )
        if done:
            cancelled, nothing = (
                _("The registration is cancelled."),
                _("It was cancelled already. Nothing has changed."),
            )
            messages.success(request, cancelled if done[0] else nothing)
            return redirect(back)
    intro = _("%(name)s then does not come, and gets a letter. If somebody waits, the place goes to them at once.")
    return _page(request, event, _("Cancel this registration?"), form, intro % {"name": registration.name})


def _page(request: HttpRequest, event: Event, heading: str, form, intro: str) -> HttpResponse:
    title = local(event, "title")
    context = {
        "crumbs": crumbs((title, reverse("hubs:event_people", args=[event.slug])), (heading, None)),
        "heading": heading,
        "name": title,
        "intro": intro,
        "form": form,
    }
    return private(render(request, "hubs/request_step.html", context, status=status(form)))
