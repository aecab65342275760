"""What the lists of cases and articles read, and one as a card."""

from django.db.models import QuerySet

from hubs.models import Article
from ui.formats import date_long
from ui.language import local


def public() -> QuerySet[Article]:
    """Published ones, the newest first."""
    rows = Article.objects.filter(published_at__isnull=False).select_related("hub__region", "transformation")
    return rows.order_by("-published_at", "-pk")


def card(article: Article) -> dict[str, object]:
    """For components/card.html."""
    about = [local(article.transformation, "name")] if article.transformation else []
    host = [article.hub.name] if article.hub else []
    return {
        "title": local(article, "title"),
        "url": article.get_absolute_url(),
        "text": local(article, "intro"),
        "meta": [*([date_long(article.published_at)] if article.published_at else []), *host, *about],
        "badge": str(article.get_kind_display()).capitalize(),
        "badge_kind": "info" if article.kind == Article.Kind.CASE else "neutral",
    }


def was_public(article: Article) -> bool:
    """Whether anybody could ever read it: then it is not deleted any more."""
    return Article.pgh_event_model.objects.filter(pgh_obj_id=article.pk, published_at__isnull=False).exists()
