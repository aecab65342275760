"""The page on which somebody's open requests go to colleagues, before a role at the desk ends."""

import uuid
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.models import Role, User
from hubs import actions, letters, open_work, permissions
from hubs.desk import KINDS
from hubs.models import HelpRequest, Hub
from ui.formats import date_long

ALL, CHOSEN, BACK = "all", "chosen", "back"


@allow(*permissions.WORKERS, Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def open_work_list(request: HttpRequest, person_id: int) -> HttpResponse:
    """All to one colleague, or one by one; and back again."""
    desks = open_work.desks_of(request.user)
    if not desks.all():
        raise PermissionDenied(_("You do not work at a desk."))
    if "bureau" not in request.GET:
        slug = open_work.first_with_work(person_id, desks)
        return redirect(reverse("hubs:open_work_list", args=[person_id]) + "?" + urlencode({"bureau": slug}))
    hub, known = desks.chosen(request.GET["bureau"])
    if not known:
        raise Http404
    person = get_object_or_404(open_work.people_at(hub), pk=person_id)
    staying = permissions.people_of(hub, only_staying=True)
    problem = ""
    if request.method == "POST":
        try:
            number = _moved(request, person, hub, {str(one.pk): one for one in staying if one.pk != person.pk})
        except actions.RuleBroken as broken:
            problem = broken.message
        else:
            messages.success(request, _told(number))
            return redirect(request.get_full_path())
    return _page(request, person, hub, staying, problem)


def _moved(request: HttpRequest, person: User, hub: Hub | None, people: Mapping[str, User]) -> int:
    """Does what the button says; returns how many requests moved."""
    if request.POST.get("do") == BACK:
        return _given_back(request, person, hub)
    if request.POST.get("do") == ALL:
        to = people.get(request.POST.get("person", ""))
        if to is None:
            raise actions.RuleBroken("nobody", _("Choose somebody of this desk."))
        chosen = dict.fromkeys(open_work.at_desk(person, hub).values_list("pk", flat=True), to)
    else:
        chosen = _chosen(request.POST, people)
        if not chosen:
            raise actions.RuleBroken("nothing", _("Choose for at least one request who takes it over."))
    return len(actions.hand_on(person=person, hub=hub, to=chosen, by=request.user))


def _chosen(typed: Mapping[str, str], people: Mapping[str, User]) -> dict[uuid.UUID, User]:
    """The fields `to-<number>` in which a colleague was chosen; others are as if they were not sent."""
    found = {}
    for name, value in typed.items():
        if name.startswith("to-") and value in people:
            try:
                found[uuid.UUID(name.removeprefix("to-"))] = people[value]
            except ValueError:
                continue
    return found


def _given_back(request: HttpRequest, person: User, hub: Hub | None) -> int:
    given = {str(one.request.pk): one for one in open_work.given_away(person, hub)}
    one = given.get(request.POST.get("request", ""))
    if one is None:
        raise actions.RuleBroken("nothing", _("This request cannot be given back any more: its receiver passed it on."))
    to = {one.request.pk: person}
    return len(actions.hand_on(person=one.to, hub=hub, to=to, by=request.user, back=True))


def _told(number: int) -> str:
    if not number:
        return _("Nothing changed: somebody else took or closed these requests meanwhile.")
    done = ngettext("%(number)s request has changed hands.", "%(number)s requests have changed hands.", number)
    return done % {"number": number}


def _page(request: HttpRequest, person: User, hub: Hub | None, staying: list[User], problem: str) -> HttpResponse:
    readable = permissions.reads_at(request.user, hub)
    rows, number = open_work.shown(person, hub)
    given = open_work.given_away(person, hub)
    context = {
        "crumbs": _crumbs(request, readable),
        "person": person,
        "desk": letters.name_of(hub),
        "people": [one for one in staying if one.pk != person.pk],
        "number": number,
        "most": open_work.MOST_SHOWN if number > open_work.MOST_SHOWN else None,
        "rows": [_row(one, readable) for one in rows],
        "given": [(one, open_work.title(one.request, readable=readable)) for one in given],
        "stays": person in staying,
        "next": _next(request, hub),
        "problem": problem,
        "typed": request.POST,
    }
    response = render(request, "hubs/open_work_list.html", context, status=422 if problem else 200)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _row(one: HelpRequest, readable: bool) -> dict[str, object]:
    return {
        "field": f"to-{one.pk}",
        "title": open_work.title(one, readable=readable),
        "url": reverse("hubs:request_detail", args=[one.pk]) if readable else "",
        "received": date_long(one.created_at),
        "state": one.get_state_display(),
        "kind": KINDS[one.state],
    }


def _crumbs(request: HttpRequest, readable: bool) -> list[tuple[str, str | None]]:
    above = [(_("Help requests"), reverse("hubs:request_list"))] if readable else _people(request)
    return [*above, (_("Open requests in hand"), None)]


def _people(request: HttpRequest) -> list[tuple[str, str | None]]:
    return (
        [(_("People and roles"), reverse("accounts:person_list"))] if Role.ADMINISTRATOR in request.user.roles else []
    )


def _next(request: HttpRequest, hub: Hub | None) -> tuple[str, str]:
    """Where one goes on: to the people of whom one ends roles, else to the inbox."""
    if Role.ADMINISTRATOR in request.user.roles:
        return reverse("accounts:person_list"), _("People and roles")
    if hub and hub.region_id in permissions.regions_of(request.user, Role.HUB_COORDINATOR):
        return reverse("hubs:member_list", args=[hub.region.slug]), _("People of the hub")
    return reverse("hubs:request_list"), _("Back to the list")
