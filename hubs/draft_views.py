"""A draft that nobody saw can be deleted: of an event and of a text. Each asks once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from hubs import article_staff_views, event_staff_views, publishing
from hubs.actions import articles, events
from hubs.actions.common import RuleBroken
from hubs.models import Article, Event
from hubs.registration_views import private
from ui.language import local


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def event_remove(request: HttpRequest, slug: str) -> HttpResponse:
    event = event_staff_views.own_event(request, slug)
    crumbs = event_staff_views.crumbs((_("Manage"), reverse("hubs:event_manage")))
    return _page(request, event, crumbs, lambda: events.remove_draft(by=request.user, event=event))


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def article_remove(request: HttpRequest, slug: str) -> HttpResponse:
    article = article_staff_views.own_article(request, slug)
    crumbs = article_staff_views.crumbs((_("Manage"), reverse("hubs:article_manage")))
    return _page(request, article, crumbs, lambda: articles.remove_draft(by=request.user, article=article))


def _page(request: HttpRequest, draft: Event | Article, crumbs: list, act: Callable[[], None]) -> HttpResponse:
    what, name = ("event" if isinstance(draft, Event) else "article"), local(draft, "title")
    back = reverse("hubs:event_people", args=[draft.slug]) if what == "event" else draft.get_absolute_url()
    if request.method == "POST":
        try:
            act()
        except RuleBroken as broken:
            messages.error(request, broken.message)
            return redirect(back)
        messages.success(request, _("The draft is deleted."))
        return redirect(f"hubs:{what}_manage")
    context = {"crumbs": [*crumbs, (name, back), (_("Delete this draft"), None)], "name": name, "back": back}
    return private(render(request, "hubs/draft_remove.html", context))
