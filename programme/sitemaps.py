"""The programme's public pages for search engines."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Model
from django.urls import reverse

from programme.models import Instrument, Project, Transformation

PAGES = ["overview", "figure_list", "instrument_list", "transformation_list", "partner_list", "source_list"]


class ProgrammePages(Sitemap):
    i18n = True
    alternates = True

    def items(self) -> list[str]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(f"programme:{item}")


class ProgrammeThings(Sitemap):
    i18n = True
    alternates = True

    def items(self) -> list[Model]:
        return [*Project.objects.all(), *Transformation.objects.all(), *Instrument.objects.known()]


SITEMAPS = {"programme_pages": ProgrammePages, "programme_things": ProgrammeThings}
