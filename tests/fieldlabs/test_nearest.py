"""Fieldlabs for a transformation: those of the region, then national ones, the nearest first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fieldlabs.models import Fieldlab
from fieldlabs.nearest import ELSEWHERE, HERE, NATIONAL, nearest
from regions.distance import km
from regions.models import Place

pytestmark = pytest.mark.django_db


def around(name="Dordrecht", *slugs, most=50):
    place = Place.objects.select_related("province").get(name=name)
    wanted = slugs or ("advanced-manufacturing",)
    return place, nearest(wanted, region=place.province.region_id, lat=place.lat, lon=place.lon, most=most)


def test_all_public_ones_are_found_in_order():
    place, found = around()

    public = Fieldlab.objects.public().filter(transformations__slug="advanced-manufacturing")
    assert {near.slug for near in found} == set(public.values_list("slug", flat=True))
    assert [near.kind for near in found] == sorted(near.kind for near in found)
    for kind in (HERE, NATIONAL, ELSEWHERE):
        own = [near for near in found if near.kind == kind]
        away = [km(place.lat, place.lon, near.lat, near.lon) for near in own if near.lat is not None]
        assert away == sorted(away)
        assert [near.lat is None for near in own] == sorted(near.lat is None for near in own)


def test_most_holds_for_each_transformation():
    _place, found = around("Dordrecht", "advanced-manufacturing", "sustainable-factory", most=2)

    assert sorted(near.transformation for near in found) == ["advanced-manufacturing"] * 2 + ["sustainable-factory"] * 2


def test_area_is_the_province_else_the_region_else_nothing():
    known, national = around()[1][0], Fieldlab.objects.public().filter(national=True).first()

    assert (known.area_nl, known.area_en) == ("Zuid-Holland", "South Holland")
    slugs = national.transformation_slugs
    near = next(one for one in around("Dordrecht", *slugs)[1] if one.slug == national.slug)
    assert (near.kind, near.area_nl) == (NATIONAL, national.province.name_nl if national.province else "")


def test_unknown_place_puts_national_ones_first():
    found = nearest(["smart-working"], region=None, lat=None, lon=None, most=50)

    assert {near.kind for near in found} <= {NATIONAL, ELSEWHERE}
    names = [near.name for near in found if near.kind == ELSEWHERE]
    assert len(names) == len(set(names)) > 0


def test_one_statement_for_any_number():
    with CaptureQueriesContext(connection) as queries:
        around_all = nearest(["smart-working", "smart-products"], region=None, lat=None, lon=None, most=3)

    assert (len(queries), len(around_all) > 3) == (1, True)
