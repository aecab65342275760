"""Where: five regions, twelve provinces, places with their position."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    slug = models.SlugField(unique=True)
    name_nl = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name_nl"]

    def __str__(self) -> str:
        return self.name_nl


class Province(models.Model):
    """A province; the NUTS 2 codes are Eurostat's of 2021 and 2024, which differ for two provinces."""

    iso = models.CharField(max_length=5, primary_key=True)
    name_nl = models.CharField(max_length=40)
    name_en = models.CharField(max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="provinces")
    nuts2_2021 = models.CharField(max_length=4)
    nuts2_2024 = models.CharField(max_length=4)

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ["name_nl"]
        constraints = [
            models.CheckConstraint(
                name="regions_province_iso_is_dutch",
                condition=Q(iso__regex=r"^NL-[A-Z]{2}$"),
                violation_error_message=_("A province has a code such as NL-ZH."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_nl


class Place(models.Model):
    """A populated place (GeoNames, CC BY 4.0); lat and lon in degrees WGS 84, population unknown = None."""

    geonameid = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    province = models.ForeignKey(Province, models.PROTECT, related_name="places")
    lat = models.FloatField()
    lon = models.FloatField()
    population = models.PositiveIntegerField(null=True)
    aliases = models.JSONField(default=list)
    # Name and aliases as people type them: lower case, no accents, no punctuation. See regions.places.plain.
    search_names = models.JSONField(default=list)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]
        # What is listed by place is read in this order, as far as a page.
        indexes = [models.Index(name="regions_place_by_name", fields=["name"])]
        constraints = [
            models.CheckConstraint(
                name="regions_place_lies_in_the_netherlands",
                condition=Q(lat__range=(50.7, 53.6), lon__range=(3.3, 7.3)),
                violation_error_message=_("This position is not in the Netherlands."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
