"""Finding a place by the name that somebody types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions import places
from regions.distance import km
from regions.models import Province, Region

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["'s-Hertogenbosch", "s hertogenbosch", "S-HERTOGENBOSCH"])
def test_apostrophes_and_capitals_do_not_matter(typed):
    assert places.find(typed)[0].province_id == "NL-NB"


def test_diacritics_do_not_matter():
    assert places.plain("Súdwest-Fryslân") == "sudwest fryslan"


def test_name_that_occurs_twice_gives_both():
    assert len({(place.name, place.geonameid) for place in places.find("Heusden")}) >= 2


def test_unknown_or_empty_name_gives_nothing():
    assert places.find("Nergenshuizen") == []
    assert places.find("  ") == []
    assert places.find("x" * 10_000) == []


def test_every_province_lies_in_one_of_five_regions():
    assert Region.objects.count() == 5
    assert Province.objects.count() == 12
    assert set(Region.objects.filter(provinces__isnull=False)) == set(Region.objects.all())


def test_distance_between_known_towns():
    assert round(km(52.5125, 6.0944, 52.0908, 5.1222)) == 81  # Zwolle - Utrecht


@given(st.floats(50, 54), st.floats(3, 8), st.floats(50, 54), st.floats(3, 8))
def test_distance_is_symmetric_and_not_negative(a, b, c, d):
    assert km(a, b, c, d) >= 0
    assert abs(km(a, b, c, d) - km(c, d, a, b)) < 1e-6


@pytest.mark.parametrize(
    ("typed", "names"),
    [("Lutjebroeck", ["Lutjebroek"]), ("delfft", ["Delft"]), ("Nergenshuizen", []), ("Xx", []), ("x" * 80, [])],
)
def test_misspelt_place_finds_what_looks_like_it(typed, names):
    assert [place.name for place in places.near(typed)][: max(len(names), 1)] == names


def test_at_most_three_places_look_alike():
    assert len(places.near("Hoorm")) <= 3
