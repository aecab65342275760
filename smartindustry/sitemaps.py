"""What search engines may find: every public page, in both languages. Each app's part is added here."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from fieldlabs import sitemaps as fieldlabs
from funding import sitemaps as funding
from hubs import sitemaps as hubs
from programme import sitemaps as programme
from reports.datasets import DATASETS


class Pages(Sitemap):
    i18n = True
    alternates = True

    def items(self):
        return [
            "home",
            "privacy",
            "accessibility",
            "contact",
            "assessments:start",
            "assessments:participants",
            "assessments:accountability",
            "fieldlabs:fieldlab_list",
            "fieldlabs:fieldlab_chooser",
            "fieldlabs:investment_totals",
            "fieldlabs:skillslab_list",
            "fieldlabs:training_list",
            "hubs:hub_list",
            "hubs:event_list",
            "hubs:article_list",
            "funding:scheme_list",
            "funding:waiver_list",
            "reports:money_help",
            "reports:annex_list",
            "reports:dataset_list",
            "reports:dataset_api",
            "reports:budget_dashboard",
            "reports:letter_dashboard",
            "reports:programme_monitor",
            "funding:award_list",
        ]

    def location(self, item):
        return reverse(item)


class Datasets(Sitemap):
    """The page of each set of open data."""

    i18n = True
    alternates = True

    def items(self):
        return [one.name for one in DATASETS]

    def location(self, item):
        return reverse("reports:dataset_detail", kwargs={"name": item})


SITEMAPS = {
    "pages": Pages,
    "datasets": Datasets,
    **fieldlabs.SITEMAPS,
    **funding.SITEMAPS,
    **hubs.SITEMAPS,
    **programme.SITEMAPS,
}
