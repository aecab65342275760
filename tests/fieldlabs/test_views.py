"""The public list and the page of one Fieldlab."""

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("text", "query", "name"),
    [
        ("lasrobots", "", "Duurzaamheidsfabriek"),
        ("3D metaalprinten", "&regio=zuid-holland", "RAMLAB"),
        ("3d metal printing", "&regio=zuid-holland", "RAMLAB"),
        ("3D metal printing in Zuid-Holland", "", "RAMLAB"),
    ],
)
def test_list_finds_what_a_company_looks_for(client, language, text, query, name):
    page = client.get(f"{language}/fieldlabs/?q={text}{query}")
    assert page.status_code == 200
    assert [card["title"] for card in page.context["cards"]] == [name]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("regio=nergens", 404),
        ("provincie=NL-XX&q=robot", 404),
        ("page=99", 404),
        ("page=-1", 404),
        ("page=abc", 404),
        ("page=9999999999999999999999", 404),
        pytest.param("q=" + "x" * 10_000, 200, id="ten-thousand"),
        ("q=%27%22%3B--&sort=;drop", 200),
        ("q=:*!%26|()<->~", 200),
        ("q=🤖", 200),
        ("q=' OR 1=1", 200),
        ("q=+++", 200),
    ],
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_list_answers_bad_input_with_a_clear_page(client, language, query, status):
    page = client.get(f"{language}/fieldlabs/?{query}")
    assert page.status_code == status
    assert b"<h1" in page.content
    assert page.headers["Content-Language"] == (language.strip("/") or "nl")


def test_list_keeps_what_was_typed_when_it_is_too_long(client):
    typed = "robot " * 100
    page = client.get("/fieldlabs/", {"q": typed})
    assert f'value="{typed}"' in page.content.decode()


def test_list_page_past_the_end_shows_the_last_page(client):
    page = client.get("/fieldlabs/?page=99&sort=name")
    assert page.context["page"].number == 2
    assert len(page.context["cards"]) == 15


def test_list_shows_no_drafts(client):
    page = client.get("/fieldlabs/?q=chill")
    assert page.context["found"].total == 0


def test_list_without_results_suggests_and_names_the_hub(client):
    page = client.get("/fieldlabs/?q=xyzzyx+zwolle&regio=oost-nederland")
    assert page.context["hub"]["url"] == "/hubs/oost-nederland/"
    assert [one["text"] for one in page.context["suggestions"]] == ["zwolle"]
    again = client.get("/fieldlabs/?q=lasrobtos")
    assert [one["text"] for one in again.context["suggestions"]] == ["lasrobots"]


def test_list_facets_never_lead_to_nothing(client):
    seen = set()
    todo = ["/fieldlabs/?q=robot"]
    while todo:
        address = todo.pop()
        page = client.get(address)
        assert page.context["found"].total > 0, address
        for group in page.context["filters"]:
            for option in group["options"]:
                target = "/fieldlabs/" + option["url"]
                if not option["selected"]:
                    assert option["count"] > 0
                if target not in seen and len(seen) < 60:
                    seen.add(target)
                    todo.append(target)


@pytest.mark.parametrize("query", ["", "q=3d+printen", "q=industrial&regio=oost-nederland"])
def test_list_takes_at_most_eight_statements(client, django_assert_max_num_queries, query):
    with django_assert_max_num_queries(6):
        client.get(f"/fieldlabs/?{query}")


def test_list_ranks_unknown_places_last_in_their_region(client):
    page = client.get("/fieldlabs/?regio=oost-nederland")
    places = [card["meta"][0] for card in page.context["cards"]]
    assert places == [
        "Harderwijk, Gelderland",
        "Zwolle, Overijssel",
        "plaats onbekend, Gelderland",
        "plaats onbekend, Oost-Nederland",
    ]


@pytest.mark.parametrize(
    "address", ["/fieldlabs/ramlab/", "/en/fieldlabs/smart-welding-factory/", "/fieldlabs/smart-base/"]
)
def test_detail_opens_for_everyone(client, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(8):
        page = client.get(address)
    assert page.status_code == 200


def test_detail_never_calls_it_official_on_weaker_evidence(client):
    page = client.get("/en/fieldlabs/the-green-village/").content.decode()
    assert "A source calls it a fieldlab; the label is not stated" in page
    assert "No source says that it is a Smart Industry Fieldlab." in page
    assert not re.search("official", page.split("<main")[1].split("</main")[0], re.IGNORECASE)


def test_detail_of_a_draft_is_unknown_to_strangers(client):
    assert client.get("/fieldlabs/chill/").status_code == 404


def test_detail_of_unknown_place_says_so(client):
    assert "Plaats onbekend" in client.get("/fieldlabs/smart-welding-factory/").content.decode()
