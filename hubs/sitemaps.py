"""What search engines may find of the hubs: all five."""

from django.contrib.sitemaps import Sitemap

from hubs.models import Hub


class Hubs(Sitemap):
    i18n = True
    alternates = True

    def items(self):
        return Hub.objects.select_related("region").order_by("slug")


SITEMAPS = {"hubs": Hubs}
