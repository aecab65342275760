"""The lists that staff work from: the events and the texts of their hub, each as a page and as a file."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.models import Role
from hubs import publishing, staff_lists
from hubs.event_letters import when
from hubs.models import Article, Event
from hubs.permissions import is_at_national_desk, regions_of
from hubs.registration_views import private


def _own(request: HttpRequest, rows: QuerySet) -> QuerySet:
    """Of the own hub, with drafts; all of them for the auditor."""
    if Role.AUDITOR in request.user.roles:
        return rows
    own = Q(hub__region__in=regions_of(request.user))
    return rows.filter(own | Q(hub__isnull=True) if is_at_national_desk(request.user) else own)


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)


def _page(request: HttpRequest, rows: QuerySet):
    return Paginator(rows, staff_lists.PAGE_SIZE).get_page(request.GET.get("page"))


def _context(request: HttpRequest, crumb: tuple[str, str], asked: staff_lists.Question, counted: tuple) -> dict:
    total, groups = counted
    return {
        "crumbs": [crumb, (_("Manage"), None)],
        "asked": asked,
        "total": total,
        "filters": groups,
        "may_write": bool(request.user.roles & set(publishing.WRITERS)),
    }


@allow(*publishing.READERS)
@require_safe
def event_manage(request: HttpRequest) -> HttpResponse:
    """The hub's own events."""
    own, asked = _own(request, Event.objects.all()), staff_lists.of_events(request.GET)
    page = _page(request, staff_lists.events_found(own, asked))
    crumb = (_("Events"), reverse("hubs:event_list"))
    context = _context(request, crumb, asked, staff_lists.event_filters(own, asked))
    rows = [{"event": one, "when": when(one), "state": staff_lists.event_state(one)} for one in page.object_list]
    return private(render(request, "hubs/event_manage.html", {**context, "page": page, "rows": rows}))


@allow(*publishing.READERS)
@require_safe
def event_manage_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    found = staff_lists.events_found(_own(request, Event.objects.all()), staff_lists.of_events(request.GET))
    return _file(staff_lists.events_csv(found), "bijeenkomsten.csv")


@allow(*publishing.READERS)
@require_safe
def article_manage(request: HttpRequest) -> HttpResponse:
    """The hub's own texts, drafts first."""
    own, asked = _own(request, Article.objects.all()), staff_lists.of_articles(request.GET)
    page = _page(request, staff_lists.articles_found(own, asked))
    crumb = (_("Cases and articles"), reverse("hubs:article_list"))
    context = _context(request, crumb, asked, staff_lists.article_filters(own, asked))
    return private(render(request, "hubs/article_manage.html", {**context, "page": page}))


@allow(*publishing.READERS)
@require_safe
def article_manage_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file, whole."""
    found = staff_lists.articles_found(_own(request, Article.objects.all()), staff_lists.of_articles(request.GET))
    return _file(staff_lists.articles_csv(found), "artikelen.csv")
