"""The inbox of the desks."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from hubs import desk, permissions
from ui.language import local


@allow(*permissions.READERS)
@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """The requests at one's own desk."""
    asked = desk.Question.of(request.GET)
    numbers = desk.numbers(request.user)
    page = Paginator(desk.found(request.user, asked), desk.PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [(_("Help requests"), None)],
        "desks": _desks(request),
        "reads_names": permissions.has_desk(request.user),
        "may_note": permissions.works_somewhere(request.user),
        "offered": desk.offered(request.user),
        "asked": asked,
        "numbers": numbers,
        "filters": [{"title": _("State"), "options": _state_options(asked, numbers)}],
        "page": page,
        "rows": desk.rows(request.user, page.object_list),
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


def _state_options(asked: desk.Question, numbers: dict[str, int]) -> list[dict[str, object]]:
    options = [("", _("All"), numbers["all"])]
    options += [(name, str(label), numbers[name]) for name, (label, _state) in desk.STATES.items()]
    return [
        {"label": label, "count": number, "url": f"?stand={name}" if name else "?", "selected": name == asked.state}
        for name, label, number in options
    ]


@allow(*permissions.READERS)
@require_safe
def request_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    requests = desk.found(request.user, desk.Question.of(request.GET))
    response = HttpResponse(
        desk.requests_csv(desk.rows(request.user, requests)), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="hulpvragen.csv"'
    return _private(response)
