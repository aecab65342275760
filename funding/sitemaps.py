"""What search engines may find of the money: awards. Not what is invented."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from funding.models import Award


class Awards(Sitemap):
    i18n = True
    alternates = True

    def items(self):
        return Award.objects.filter(pool__version__scheme__demo=False).order_by("number")

    def location(self, item):
        return reverse("funding:award_detail", args=[item.number])


SITEMAPS = {"awards": Awards}
