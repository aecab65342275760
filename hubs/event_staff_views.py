"""Pages on which a hub makes its events, and sees who comes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from hubs import both_versions, event_forms, events, publishing
from hubs.actions import events as actions
from hubs.actions.common import RuleBroken
from hubs.actions.versions import NewerVersion
from hubs.models import Event, Registration
from ui.language import local


def crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Events"), reverse("hubs:event_list")), *more]


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def event_create(request: HttpRequest) -> HttpResponse:
    hubs = publishing.written_hubs(request.user)
    if not hubs:
        raise PermissionDenied(_("You do not work for a hub."))
    form = event_forms.EventForm(request.POST or None, hubs=hubs, cancel_url=reverse("hubs:event_manage"))
    if form.is_valid():
        typed = form.cleaned_data
        made = trying(
            form,
            lambda: actions.create_event(by=request.user, hub=form.chosen_hub(), plan=form.plan(), key=typed["key"]),
        )
        if made:
            messages.success(request, _("The event is saved. It is not public yet."))
            return redirect("hubs:event_people", slug=made.slug)
    context = {"crumbs": crumbs((_("Manage"), reverse("hubs:event_manage")), (_("New event"), None)), "form": form}
    return render(request, "hubs/event_create.html", context, status=status(form))


def own_event(request: HttpRequest, slug: str, *, writes: bool = True) -> Event:
    """The event, or 404 for who may not know of it, or 403 for who may look only."""
    rows = Event.objects.select_related("hub__region", "place", "fieldlab").defer("fieldlab__search")
    event = get_object_or_404(rows.annotate(given=events.GIVEN), slug=slug)
    if not publishing.can_read_drafts(request.user, event.hub)[0]:
        raise Http404
    allowed, reason = publishing.can_write(request.user, event.hub)
    if writes and not allowed:
        raise PermissionDenied(reason)
    return event


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def event_change(request: HttpRequest, slug: str) -> HttpResponse:
    event = own_event(request, slug)
    back = reverse("hubs:event_people", args=[slug])
    given = {"hubs": [event.hub], "cancel_url": back, "changes": True}
    known = event_forms.initial(event)
    form, newer, changed = event_forms.EventForm(request.POST or None, initial=known, **given), [], None
    if form.is_valid():
        try:
            changed = trying(
                form,
                lambda: actions.change_event(
                    by=request.user, event=event, plan=form.plan(), version=form.cleaned_data["version"] or 0
                ),
            )
        except NewerVersion as broken:
            newer = both_versions.differences(form, event_forms.initial(broken.current))
            data = both_versions.from_version(request.POST, broken.current.version)
            form = event_forms.EventForm(data, **given)
        if changed:
            messages.success(request, _("Your changes are saved."))
            return redirect("hubs:event_people", slug=slug)
    context = {
        "crumbs": crumbs((local(event, "title"), back), (_("Change"), None)),
        "form": form,
        "event": event,
        "newer": newer,
        "newer_columns": both_versions.columns(),
    }
    return render(request, "hubs/event_change.html", context, status=409 if newer else status(form))


@allow(*publishing.WRITERS)
@require_POST
def event_publish(request: HttpRequest, slug: str) -> HttpResponse:
    event = own_event(request, slug)
    try:
        actions.publish_event(by=request.user, event=event)
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, _("Everybody can see this event now."))
    return redirect("hubs:event_people", slug=slug)


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def event_cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for the reason, then tells everybody who registered."""
    event = own_event(request, slug)
    back = reverse("hubs:event_people", args=[slug])
    form = event_forms.CancelEventForm(request.POST or None, cancel_url=back)
    if form.is_valid() and trying(
        form, lambda: actions.cancel_event(by=request.user, event=event, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("The event is cancelled. Everybody who registered gets a letter."))
        return redirect("hubs:event_people", slug=slug)
    context = {
        "crumbs": crumbs((local(event, "title"), back), (_("Cancel"), None)),
        "form": form,
        "event": event,
        "reached": event.registrations.exclude(state=Registration.State.CANCELLED).count(),
    }
    return render(request, "hubs/event_cancel.html", context, status=status(form))


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def event_message(request: HttpRequest, slug: str) -> HttpResponse:
    event = own_event(request, slug)
    back = reverse("hubs:event_people", args=[slug])
    form = event_forms.MessageForm(request.POST or None, cancel_url=back)
    if form.is_valid():
        sent = trying(form, lambda: actions.write_to_all(by=request.user, event=event, **form.cleaned_data))
        if sent:
            messages.success(request, _("%(number)s letters are on their way.") % {"number": sent.number})
            return redirect("hubs:event_people", slug=slug)
    context = {
        "crumbs": crumbs((local(event, "title"), back), (_("Write to everybody"), None)),
        "form": form,
        "event": event,
        "reached": event.registrations.exclude(state=Registration.State.CANCELLED).count(),
    }
    return render(request, "hubs/event_message.html", context, status=status(form))


def trying(form, act):
    """Act; a broken rule becomes an error of the form, so that nothing typed is lost."""
    try:
        return act()
    except NewerVersion:
        raise
    except RuleBroken as broken:
        form.add_error(None, broken.message)
        return None


def status(form) -> int:
    return 422 if form.is_bound and form.errors else 200
