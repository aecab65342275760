"""What search engines may find of the hubs: all five, and the page on which a company asks."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

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


SITEMAPS = {"hubs": Hubs, "asking": Asking}
