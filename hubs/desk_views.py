"""The inbox of the desks."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.models import User
from hubs import absence, actions, counting, desk, permissions, work_forms
from hubs.models import HelpRequest, Hub
from ui.language import local


@allow(*permissions.READERS)
@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """The requests at one's own desk."""
    person, asked = request.user, desk.Question.of(request.GET)
    away = absence.stand_ins()
    for_whom = [key for key, one in away.items() if one.person.pk == person.pk]
    numbers = desk.numbers(person, asked, for_whom)
    pages = counting.Pages(desk.found(person, asked, for_whom), numbers["fits"], desk.PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    rows = desk.rows(person, page.object_list, away)
    context = {
        "crumbs": [(_("Help requests"), None)],
        "desks": _desks(request),
        "reads_names": permissions.has_desk(person),
        "may_note": permissions.works_somewhere(person),
        "may_choose": any(row.works for row in rows),
        "offered": desk.offered(person),
        "asked": asked,
        "kept": [pair for pair in asked.kept() if pair[0] != "q"],
        "numbers": numbers,
        "mail": counting.shown(_("E-mail to the desk"), numbers["mail"]),
        "is_empty": not numbers[desk.ALL],
        "most": pages.most,
        "filters": _filters(asked, numbers),
        "page": page,
        "rows": rows,
    }
    return _private(render(request, "hubs/request_list.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    """It names companies: kept by no cache."""
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _desks(request: HttpRequest) -> str:
    """Whose requests these are, in words."""
    names = [
        _("Hub %(region)s") % {"region": local(one.region, "name")}
        for one in request.user.organisations_as(*permissions.HUB_ROLES)
        if one.region
    ]
    if permissions.is_at_national_desk(request.user):
        names.append(_("National desk (Expertise Centre)"))
    return ", ".join(dict.fromkeys(names)) or _("All desks, without who asks and what")


def _filters(asked: desk.Question, numbers: dict[str, int]) -> list[dict[str, object]]:
    states = [(name, str(label)) for name, (label, _states) in desk.STATES.items()]
    sources = [(value, str(label)) for value, label in HelpRequest.Source.choices]
    toggles = [
        *_toggles(asked, "who", desk.WHO),
        *_toggles(asked, "late", desk.LATE),
        *_toggles(asked, "handed", desk.FROM),
    ]
    return [
        {"title": _("State"), "options": [_option(asked, "state", *one, number=numbers[one[0]]) for one in states]},
        {"title": _("Who and when"), "options": toggles, "several": True},
        {"title": _("How it came in"), "options": _toggles(asked, "source", dict(sources))},
        {"title": _("Region"), "options": _toggles(asked, "region", desk.regions())},
    ]


def _option(asked: desk.Question, field: str, value: str, label: str, number: int | None) -> dict[str, object]:
    """Of very many no number is shown: it would have to be counted."""
    name, exact = counting.shown(label, number)
    chosen = getattr(asked, field) == value
    first = value == getattr(desk.Question, field)
    return {"label": name, "count": exact, "url": asked.address(**{field: value}), "selected": chosen, "all": first}


def _toggles(asked: desk.Question, field: str, values: dict[str, object]) -> list[dict[str, object]]:
    """Each is put on, and off again."""
    now = getattr(asked, field)
    return [
        {"label": str(label), "count": None, "url": asked.address(**{field: "" if value == now else value}),
         "selected": value == now}
        for value, label in values.items()
    ]  # fmt: skip


@allow(*permissions.READERS)
@require_safe
def request_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    away = absence.stand_ins()
    for_whom = [key for key, one in away.items() if one.person.pk == request.user.pk]
    requests = desk.found(request.user, desk.Question.of(request.GET), for_whom)
    table = desk.requests_csv(desk.rows(request.user, requests, away))
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="hulpvragen.csv"'
    return _private(response)


# --- Many at once ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """What became of one request that was chosen. Of another desk's nothing is told."""

    name: str
    url: str
    text: str
    done: bool


@allow(*permissions.WORKERS)
@require_POST
def request_bulk(request: HttpRequest) -> HttpResponse:
    """Take the chosen requests, or give them to a colleague. Each by itself: one refusal stops none of the others."""
    if not permissions.works_somewhere(request.user):
        raise PermissionDenied(_("You do not work at a desk."))
    own = [one for one in _chosen(request) if permissions.works_at(request.user, one.hub)]
    if request.POST.get("do") == "take":
        return _told(request, own, lambda one: actions.take(request=one, by=request.user))
    form = work_forms.BulkForm(
        request.POST if "send" in request.POST else None,
        people=_colleagues(own),
        requests=own,
        action=reverse("hubs:request_bulk"),
        cancel_url=reverse("hubs:request_list"),
    )
    if own and form.is_bound and form.is_valid():
        to: User = form.cleaned_data["person"]
        return _told(request, own, lambda one: actions.assign(request=one, to=to, by=request.user))
    return _several(request, own, form=form, names=[one.company_name for one in own])


def _told(request: HttpRequest, own: list[HelpRequest], act: Callable[[HelpRequest], HelpRequest]) -> HttpResponse:
    return _several(request, own, results=[_done(one, act) for one in own])


def _several(request: HttpRequest, own: list[HelpRequest], **more: object) -> HttpResponse:
    crumbs = [(_("Help requests"), reverse("hubs:request_list")), (_("Several requests"), None)]
    form = more.get("form")
    status = 422 if form is not None and form.errors else 200
    context = {"crumbs": crumbs, "number": len(own), **more}
    return _private(render(request, "hubs/request_bulk.html", context, status=status))


def _chosen(request: HttpRequest) -> list[HelpRequest]:
    """What was ticked and is at an own desk; other numbers are as if they did not exist."""
    keys = []
    for text in request.POST.getlist("request")[: desk.PAGE_SIZE * 2]:
        try:
            keys.append(uuid.UUID(text))
        except ValueError:
            continue
    rows = desk.visible(request.user).filter(pk__in=keys).select_related("hub__region", "assigned_to")
    return list(rows.defer("attachment", "question", "search").order_by("created_at", "pk"))


def _colleagues(requests: list[HelpRequest]) -> list[User]:
    """Who works at all of the desks to which these requests belong."""
    desks: dict[int | None, Hub | None] = {one.hub_id: one.hub for one in requests}
    people: list[list[User]] = [permissions.people_of(hub, only_staying=True) for hub in desks.values()]
    everywhere = set.intersection(*({one.pk for one in some} for some in people)) if people else set()
    return [one for one in (people[0] if people else []) if one.pk in everywhere]


def _done(one: HelpRequest, act: Callable[[HelpRequest], HelpRequest]) -> Result:
    url = reverse("hubs:request_detail", args=[one.pk])
    try:
        after = act(one)
    except actions.RuleBroken as broken:
        return Result(one.company_name, url, broken.message, done=False)
    return Result(one.company_name, url, _("In the hands of %(name)s") % {"name": after.assigned_to.name}, done=True)
