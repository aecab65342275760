"""Finding by distance from a place."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from fieldlabs import finding, search
from fieldlabs.models import Fieldlab
from fieldlabs.wish import Spot, Wish
from regions.distance import km
from regions.models import Place

pytestmark = pytest.mark.django_db
LAT, LON = st.floats(50.8, 53.5), st.floats(3.4, 7.2)


def zwolle() -> Spot:
    place = Place.objects.get(name="Zwolle", province_id="NL-OV")
    return Spot(place.pk, place.name, place.lat, place.lon)


@given(LAT, LON, LAT, LON)
def test_distance_in_the_database_is_that_of_the_portal(lat1, lon1, lat2, lon2):
    with connection.cursor() as cursor:
        cursor.execute("SELECT fieldlabs_km(%s, %s, %s, %s)", [lat1, lon1, lat2, lon2])
        assert abs(cursor.fetchone()[0] - km(lat1, lon1, lat2, lon2)) < 1e-6


@pytest.mark.parametrize("radius", ["10", "20", "30", "50", "100"])
def test_radius_gives_what_lies_within_it(radius):
    spot = zwolle()
    found = search.look(Wish(spot=spot, within=radius, sort="distance"), finding.Known.read().codes)
    labs = Fieldlab.objects.public().filter(lat__isnull=False)
    away = {lab.pk: km(spot.lat, spot.lon, lab.lat, lab.lon) for lab in labs}
    near = sorted((pk for pk in away if away[pk] <= int(radius)), key=away.get)
    assert found.total == len(near)
    assert [round(away[pk], 6) for pk in found.ids] == [round(away[pk], 6) for pk in near[:24]]
    assert found.unplaced == Fieldlab.objects.public().filter(lat__isnull=True).count()


def test_list_shows_the_distance_and_the_nearest_first(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = client.get("/fieldlabs/?plaats=zwolle&binnen=100")
    kilometres = [
        int(card["meta"][1].split()[0]) if card["meta"][1][0].isdigit() else 0 for card in page.context["cards"]
    ]
    assert kilometres == sorted(kilometres)
    assert page.context["cards"][0]["meta"][:2] == ["Zwolle, Overijssel", "minder dan 1 km van Zwolle"]


def test_fieldlabs_without_a_position_are_said_apart(client):
    page = client.get("/fieldlabs/?plaats=zwolle&binnen=30")
    lost = Fieldlab.objects.public().filter(lat__isnull=True).count()
    assert lost > 0
    assert page.context["found"].unplaced == lost
    apart = client.get("/fieldlabs/" + page.context["unplaced_url"])
    assert apart.context["found"].total == lost
    assert f"passen nog {lost} Fieldlabs" in page.content.decode()


def test_without_a_radius_they_come_last(client):
    page = client.get("/fieldlabs/?plaats=zwolle&page=2")
    assert page.context["cards"][-1]["meta"][1] == "afstand onbekend"


@pytest.mark.parametrize("query", ["q=robot&plaats=utrecht&binnen=100", "plaats=zwolle&binnen=50&q=lasrobtos"])
def test_words_and_distance_take_at_most_eight_statements(client, django_assert_max_num_queries, query):
    with django_assert_max_num_queries(8):
        assert client.get(f"/fieldlabs/?{query}").status_code == 200


def test_name_of_several_places_is_asked(client):
    names = [one.name for one in Place.objects.all()]
    name = next(one for one in sorted(names) if names.count(one) > 1)
    page = client.get("/fieldlabs/", {"plaats": name, "binnen": "30"})
    assert page.status_code == 422
    options = page.context["asked"].where.options
    assert len(options) > 1
    assert f'name="plek" value="{options[1]["value"]}"' in page.content.decode()
    chosen = client.get("/fieldlabs/", {"plaats": name, "binnen": "30", "plek": options[1]["value"]})
    assert chosen.status_code == 200
    assert chosen.context["found"].wish.spot.key == int(options[1]["value"])


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("plaats=Nergenshuizen", 422),
        ("plaats=zwolle&binnen=31", 422),
        ("plaats=zwolle&binnen=-1", 422),
        ("binnen=30", 200),
        ("plaats=%27%22;--", 422),
        pytest.param("plaats=" + "x" * 500, 422, id="long"),
        ("plaats=zwolle&plek=abc", 200),
    ],
)
def test_bad_places_are_answered_with_a_sentence(client, query, status):
    page = client.get(f"/fieldlabs/?{query}")
    assert page.status_code == status
    assert b"<h1" in page.content


def test_nothing_within_reach_offers_any_distance(client):
    page = client.get("/fieldlabs/?q=lasrobots&plaats=groningen&binnen=10")
    assert page.context["found"].total == 0
    wider = client.get("/fieldlabs/" + page.context["anywhere_url"])
    assert [card["title"] for card in wider.context["cards"]] == ["Duurzaamheidsfabriek"]
