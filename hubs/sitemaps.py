"""What search engines may find of the hubs: all five, their events and texts, and where a company asks."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from hubs import articles, events
from hubs.models import Hub


class Hubs(Sitemap):
    i18n = True
    alternates = True

    def items(self):
        return Hub.objects.select_related("region").order_by("slug")


class Asking(Sitemap):
    i18n = True
    alternates = True

    def items(self):
        return ["hubs:request_create"]

    def location(self, item: str) -> str:
        return reverse(item)


class Events(Sitemap):
    """Public events, also those that are over."""

    i18n = True
    alternates = True

    def items(self):
        return events.public().order_by("-starts_at", "-pk")


class Articles(Sitemap):
    i18n = True
    alternates = True

    def items(self):
        return articles.public()


SITEMAPS = {"hubs": Hubs, "asking": Asking, "events": Events, "articles": Articles}
