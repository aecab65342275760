"""The five hubs."""

import pytest

from hubs import reference
from hubs.models import Hub

pytestmark = pytest.mark.django_db
REGIONS = ["noord-nederland", "noordwest-nederland", "oost-nederland", "zuid-holland", "zuid-nederland"]


@pytest.mark.parametrize("language", ["", "/en"])
def test_list_shows_five_hubs_with_their_provinces(client, django_assert_max_num_queries, language):
    with django_assert_max_num_queries(3):
        page = client.get(f"{language}/hubs/")
    assert [card["url"] for card in page.context["cards"]] == sorted(
        [f"{language}/hubs/{region}/" for region in REGIONS],
        key=[card["url"] for card in page.context["cards"]].index,
    )
    assert sum(len(card["meta"]) for card in page.context["cards"]) == 12


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("region", REGIONS)
def test_detail_shows_the_public_fieldlabs_of_the_region(client, django_assert_max_num_queries, language, region):
    with django_assert_max_num_queries(8):
        page = client.get(f"{language}/hubs/{region}/")
    numbers = {"noord-nederland": 4, "noordwest-nederland": 4, "oost-nederland": 4, "zuid-holland": 11}
    assert len(page.context["cards"]) == numbers.get(region, 14)


def test_detail_says_that_a_host_is_unknown(client):
    facts = dict(client.get("/en/hubs/noordwest-nederland/").context["facts"])
    assert facts["Host"] is None
    assert (
        dict(client.get("/en/hubs/oost-nederland/").context["facts"])["Host"] == "Oost NL (not confirmed by a source)"
    )


def test_detail_of_an_unknown_region_is_not_found(client):
    assert client.get("/hubs/atlantis/").status_code == 404


def test_load_keeps_what_staff_changed():
    Hub.objects.filter(slug="noord").update(name="Hub Noord")
    reference.load()
    assert Hub.objects.get(slug="noord").name == "Hub Noord"


def test_for_region_finds_the_hub():
    smitzh = Hub.objects.get(slug="smitzh")
    assert Hub.objects.for_region(smitzh.region) == smitzh
