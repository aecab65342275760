"""The inbox of the desks."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from hubs import desk, letters, permissions
from hubs.models import HelpRequest
from ui.formats import date_long
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


@allow(*permissions.READERS)
@require_safe
def request_detail(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """One request. Of another desk: 404, as if it did not exist."""
    asked = get_object_or_404(HelpRequest.objects.select_related("hub__region", "region", "place"), pk=request_id)
    if not permissions.can_know_of(request.user, asked)[0]:
        raise Http404
    readable, reason = permissions.can_read(request.user, asked)
    context = {
        "crumbs": [(_("Help requests"), reverse("hubs:request_list")), (_title(asked, readable), None)],
        "title": _title(asked, readable),
        "asked": asked,
        "readable": readable,
        "reason": reason,
        "kind": desk.KINDS[asked.state],
        "facts": _facts(asked, readable),
        "subjects": desk.subject_names(asked) if readable else [],
    }
    return _private(render(request, "hubs/request_detail.html", context))


def _title(asked: HelpRequest, readable: bool) -> str:
    if readable and asked.company_name:
        return asked.company_name
    return _("Help request of %(date)s") % {"date": date_long(asked.created_at)}


def _facts(asked: HelpRequest, readable: bool) -> list[tuple[str, object]]:
    region = local(asked.region, "name") if asked.region else None
    facts = [
        (_("Received"), date_long(asked.created_at)),
        (_("Desk"), letters.desk_name(asked)),
        (_("Place and region"), desk.where(asked) if readable else region),
        (_("Language"), get_language_info(asked.language)["name_translated"]),
    ]
    if asked.withdrawn:
        facts.append((_("Withdrawn"), date_long(asked.withdrawn_at)))
    return facts
