"""What search engines may find of Fieldlabs and trainings: the public ones."""

from django.contrib.sitemaps import Sitemap

from fieldlabs import trainings
from fieldlabs.models import Fieldlab
from jobs import clock


class Fieldlabs(Sitemap):
    i18n = True
    alternates = True

    def items(self):
        return Fieldlab.objects.public().order_by("slug")


class Trainings(Sitemap):
    i18n = True
    alternates = True

    def items(self):
        return trainings.public(clock.today()).order_by("slug")


SITEMAPS = {"fieldlabs": Fieldlabs, "trainings": Trainings}
