"""What search engines may find of the Fieldlabs: the public ones."""

from django.contrib.sitemaps import Sitemap

from fieldlabs.models import Fieldlab


class Fieldlabs(Sitemap):
    i18n = True
    alternates = True

    def items(self):
        return Fieldlab.objects.public().order_by("slug")


SITEMAPS = {"fieldlabs": Fieldlabs}
