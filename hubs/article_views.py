"""Public pages of cases and articles, and their feed."""

from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import public
from hubs import articles, publishing
from hubs.models import Article
from programme.models import Transformation
from regions.models import Region
from ui.language import code, local

PAGE_SIZE = 50
MOST_IN_FEED = 30


@public
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """What hubs wrote, by kind, region and transformation."""
    asked = {name: request.GET.get(name, "")[:50] for name in ("soort", "regio", "transformatie")}
    rows = articles.public()
    if asked["soort"] in Article.Kind.values:
        rows = rows.filter(kind=asked["soort"])
    if asked["regio"]:
        rows = rows.filter(hub__region__slug=asked["regio"])
    if asked["transformatie"]:
        rows = rows.filter(transformation__slug=asked["transformatie"])
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": [(_("Cases and articles"), None)],
        "page": page,
        "cards": [articles.card(one) for one in page.object_list],
        "narrowed": any(asked.values()),
        "filters": _filters(asked),
        "may_write": request.user.is_authenticated and bool(request.user.roles & set(publishing.READERS)),
    }
    return render(request, "hubs/article_list.html", context)


def _filters(asked: dict[str, str]) -> list[dict[str, object]]:
    """Groups with what is there; a second click takes a filter off."""
    rows = articles.public().values_list("kind", "hub__region__slug", "transformation__slug")
    there = [dict(zip(asked, row, strict=True)) for row in rows]
    labels = {
        "soort": (_("Kind"), dict(Article.Kind.choices)),
        "regio": (_("Region"), {one.slug: local(one, "name") for one in Region.objects.all()}),
        "transformatie": (
            _("Transformation"),
            {one.slug: local(one, "name") for one in Transformation.objects.order_by("number")},
        ),
    }
    groups = []
    for name, (title, values) in labels.items():
        others = {key: value for key, value in asked.items() if key != name and value}
        fitting = [one[name] for one in there if all(one[key] == value for key, value in others.items())]
        options = [
            {
                "label": str(label).capitalize() if name == "soort" else label,
                "count": fitting.count(value),
                "url": _query(others | ({} if asked[name] == value else {name: value})),
                "selected": asked[name] == value,
            }
            for value, label in values.items()
            if value in fitting
        ]
        if options:
            groups.append({"title": title, "options": options})
    return groups


def _query(parts: dict[str, str]) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in parts.items())


def article_of(request: HttpRequest, slug: str) -> Article:
    """The article; a draft is 404 for who is not of its hub."""
    rows = Article.objects.select_related("hub__region", "fieldlab", "transformation").defer("fieldlab__search")
    article = get_object_or_404(rows, slug=slug)
    if not article.is_public and not publishing.can_read_drafts(request.user, article.hub)[0]:
        raise Http404
    return article


@public
@require_safe
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = article_of(request, slug)
    may_write = request.user.is_authenticated and publishing.can_write(request.user, article.hub)[0]
    context = {
        "crumbs": [(_("Cases and articles"), reverse("hubs:article_list")), (local(article, "title"), None)],
        "article": article,
        # A text in the other language is read out in that language.
        "language": "nl" if code() == "en" and not article.body_en else code(),
        "may_read_draft": publishing.can_read_drafts(request.user, article.hub)[0],
        "may_write": may_write,
        "may_remove": may_write and not article.is_public and not articles.was_public(article),
    }
    return render(request, "hubs/article_detail.html", context)


class ArticleFeed(Feed):
    """Atom, in the language of its address."""

    access = "public"
    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Smart Industry: cases and articles")

    def subtitle(self) -> str:
        return _("What companies did, and what the hubs learned from it.")

    def link(self) -> str:
        return reverse("hubs:article_list")

    def items(self):
        return articles.public()[:MOST_IN_FEED]

    def item_title(self, item: Article) -> str:
        return local(item, "title")

    def item_description(self, item: Article) -> str:
        return local(item, "intro")

    def item_pubdate(self, item: Article):
        return item.published_at

    def item_updateddate(self, item: Article):
        return item.published_at

    def item_guid(self, item: Article) -> str:
        return f"urn:uuid:{item.uid}"

    def item_author_name(self, item: Article) -> str:
        return item.hub.name if item.hub else _("Smart Industry programme")


article_feed = ArticleFeed()
