"""Pages on which a hub writes cases and articles."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from hubs import article_forms, both_versions, publishing
from hubs.actions import articles as actions
from hubs.actions.common import RuleBroken
from hubs.actions.versions import NewerVersion
from hubs.article_views import article_of
from hubs.event_staff_views import status, trying
from hubs.models import Article
from ui.language import local


def crumbs(*more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Cases and articles"), reverse("hubs:article_list")), *more]


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def article_create(request: HttpRequest) -> HttpResponse:
    hubs = publishing.written_hubs(request.user)
    if not hubs:
        raise PermissionDenied(_("You do not work for a hub."))
    form = article_forms.ArticleForm(request.POST or None, hubs=hubs, cancel_url=reverse("hubs:article_manage"))
    if form.is_valid():
        made = trying(
            form,
            lambda: actions.write_article(
                by=request.user, hub=form.chosen_hub(), text=form.text(), key=form.cleaned_data["key"]
            ),
        )
        if made:
            messages.success(request, _("The text is saved. It is not public yet: this is how it will look."))
            return redirect(made)
    context = {"crumbs": crumbs((_("Manage"), reverse("hubs:article_manage")), (_("New text"), None)), "form": form}
    return render(request, "hubs/article_edit.html", {**context, "title": _("New text")}, status=status(form))


def own_article(request: HttpRequest, slug: str) -> Article:
    """The article, 404 for who may not know of it here, 403 for who may look only."""
    article = article_of(request, slug)
    allowed, reason = publishing.can_write(request.user, article.hub)
    if not allowed:
        if not publishing.can_read_drafts(request.user, article.hub)[0]:
            raise Http404
        raise PermissionDenied(reason)
    return article


@allow(*publishing.WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def article_change(request: HttpRequest, slug: str) -> HttpResponse:
    article = own_article(request, slug)
    given = {"hubs": [article.hub], "cancel_url": article.get_absolute_url(), "changes": True}
    known = article_forms.initial(article)
    form, newer, saved = article_forms.ArticleForm(request.POST or None, initial=known, **given), [], None
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            saved = trying(
                form,
                lambda: actions.change_article(by=request.user, article=article, text=form.text(), version=version),
            )
        except NewerVersion as broken:
            newer = both_versions.differences(form, article_forms.initial(broken.current))
            data = both_versions.from_version(request.POST, broken.current.version)
            form = article_forms.ArticleForm(data, **given)
        if saved:
            messages.success(request, _("Your changes are saved."))
            return redirect(saved)
    context = {
        "crumbs": crumbs((local(article, "title"), article.get_absolute_url()), (_("Change"), None)),
        "title": _("Change %(name)s") % {"name": local(article, "title")},
        "form": form,
        "newer": newer,
        "newer_columns": both_versions.columns(),
    }
    return render(request, "hubs/article_edit.html", context, status=409 if newer else status(form))


@allow(*publishing.WRITERS)
@require_POST
def article_publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Show it, or with `take_off` show it no longer."""
    article = own_article(request, slug)
    act = actions.take_off_article if "take_off" in request.POST else actions.publish_article
    try:
        done = act(by=request.user, article=article)
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        text = _("Everybody can read this now.") if done.is_public else _("Only your hub sees this now.")
        messages.success(request, text)
    return redirect(article)
