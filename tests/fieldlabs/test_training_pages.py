"""What visitors find of trainings: the search, its filters, the page of one."""

from datetime import timedelta

import pytest

from fieldlabs.actions import trainings as actions
from fieldlabs.models import Fieldlab
from jobs import clock
from tests.fieldlabs.teaching import draft, published

pytestmark = pytest.mark.django_db


def titles(client, query=""):
    return [card["title"] for card in client.get(f"/trainingen/{query}").context["cards"]]


def options(client, query=""):
    """Title of the group → label → count."""
    groups = client.get(f"/trainingen/{query}").context["filters"]
    return {group["title"]: {one["label"]: one["count"] for one in group["options"]} for group in groups}


def test_list_without_trainings_leads_to_the_desk(client):
    page = client.get("/trainingen/").content.decode()
    assert "Geen trainingen gevonden" in page
    assert 'href="/hubs/"' in page


def test_list_without_results_leads_to_the_desk_of_the_region(eva, client):
    published(eva)
    page = client.get("/trainingen/?q=zeilboten&regio=zuid-holland").content.decode()
    assert 'href="/hubs/zuid-holland/"' in page


def test_draft_is_not_found(eva, client):
    made = draft(eva)
    assert titles(client) == []
    assert client.get(made.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("word", ["lasrobot", "welding", "lassers", "welders", "demo school", "instellen"])
def test_search_finds_words_of_both_languages(eva, client, word):
    published(eva)
    published(eva, title_nl="Demo Boekhouden", title_en="Demo Books", text_nl="Cijfers", text_en="Figures",
              audience_nl="kantoor", audience_en="office", provider="Demo Bureau")  # fmt: skip
    assert titles(client, f"?q={word}") == ["Demo Lasrobots programmeren"]


def test_list_begins_with_the_first_date(eva, client):
    for title, dates in (("Nooit", []), ("Later", [(9, None)]), ("Eerst", [(2, "Delft"), (30, None)])):
        published(eva, *dates, title_nl=title)
    assert titles(client) == ["Eerst", "Later", "Nooit"]
    assert titles(client, "?sort=title") == ["Eerst", "Later", "Nooit"]


def test_date_in_the_past_is_no_next_date(eva, client):
    published(eva, (-3, None))
    assert options(client)["Wanneer"] == {"Geen datum bekend": 1}


def test_filters_count_what_each_gives_beside_the_others(eva, noor, client):
    published(eva, (5, None), price=0, language="both", level="mbo")
    published(eva, (5, "Delft"), price=None, language="en", level="hbo", subjects=["smart-working"])
    published(noor, region="noord-nederland", price=80, level="mbo")
    found = options(client)
    assert found["Prijs"] == {"Gratis": 1, "Betaald": 1, "Prijs onbekend": 1}
    assert found["Taal"] == {"Nederlands": 2, "Engels": 2}
    assert found["Wanneer"] == {"Met een datum vanaf vandaag": 2, "Online": 1, "Geen datum bekend": 1}
    assert found["Niveau"] == {"mbo": 2, "hbo": 1}
    beside = options(client, "?regio=zuid-holland")
    assert beside["Prijs"] == {"Gratis": 1, "Prijs onbekend": 1}
    assert sum(beside["Regio"].values()) == 3


@pytest.mark.parametrize(
    ("query", "number"),
    [("prijs=gratis", 1), ("prijs=onbekend", 1), ("prijs=betaald", 0), ("taal=en", 2), ("taal=nl", 1),
     ("niveau=hbo", 1), ("transformatie=smart-working", 1), ("wanneer=online", 1), ("wanneer=gepland", 2),
     ("wanneer=geen", 0), ("regio=zuid-holland", 2), ("regio=noord-nederland", 0)],
)  # fmt: skip
def test_filter_gives_what_it_counts(eva, client, query, number):
    published(eva, (5, None), price=0, language="both")
    published(eva, (5, "Delft"), price=None, language="en", level="hbo", subjects=["smart-working"])
    page = client.get(f"/trainingen/?{query}")
    assert (len(page.context["cards"]), page.context["found"].total) == (number, number)


@pytest.mark.parametrize("query", ["regio=atlantis", "prijs=duur", "page=0", "page=99", "page=x"])
def test_what_cannot_be_is_left_out_and_said(eva, client, query):
    published(eva)
    page = client.get(f"/trainingen/?{query}")
    assert (page.status_code, len(page.context["asked"].problems), len(page.context["cards"])) == (404, 1, 1)


def test_search_text_that_is_too_long_is_said(client):
    page = client.get("/trainingen/?q=" + "a" * 3000)
    assert (page.status_code, len(page.context["asked"].problems)) == (200, 1)


@pytest.mark.parametrize("text", ["'; --", "a:*%26!", "(", "%F0%9F%94%A7"])
def test_odd_search_text_is_no_error(eva, client, text):
    published(eva)
    assert client.get(f"/trainingen/?q={text}").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_statements_for_more_rows(eva, client, django_assert_num_queries, number):
    for _one in range(number):
        published(eva, (5, "Delft"))
    with django_assert_num_queries(4):
        assert len(client.get("/trainingen/?q=lasrobot&regio=zuid-holland").context["cards"]) == number


def test_page_says_all_that_is_known(eva, client, django_assert_max_num_queries):
    lab = Fieldlab.objects.get(slug="ramlab")
    made = published(eva, (7, "Delft"), (9, None), (-9, None), fieldlab=lab, skills=("lassen", "meten"))
    with django_assert_max_num_queries(8):
        page = client.get(made.get_absolute_url())
    facts = dict(page.context["shown"].facts)
    assert (facts["Duur"], facts["Prijs"], facts["Vaardigheden"]) == ("8 uur", "€ 120 zonder btw", "lassen, meten")
    assert [one["place"] for one in page.context["shown"].dates] == ["Delft", "online"]
    text = page.content.decode()
    assert "https://school.example/lassen" in text
    assert "/fieldlabs/ramlab/" in text


def test_page_says_what_is_unknown(eva, client):
    made = published(eva, price=None, hours=None, url="")
    page = client.get(made.get_absolute_url())
    facts = dict(page.context["shown"].facts)
    assert (facts["Duur"], facts["Prijs"]) == ("Duur onbekend", "Prijs onbekend")
    text = page.content.decode()
    assert "Er is geen datum vanaf vandaag bekend." in text
    assert "Waar u zich aanmeldt, is onbekend." in text


def test_free_is_not_unknown(eva, client):
    assert dict(client.get(published(eva, price=0).get_absolute_url()).context["shown"].facts)["Prijs"] == "Gratis"


def test_page_in_english(eva, client):
    made = published(eva, (7, None))
    page = client.get(f"/en{made.get_absolute_url()}")
    assert "For welders" in page.content.decode()
    facts = dict(page.context["shown"].facts)
    assert (facts["Duration"], facts["Price"]) == ("8 hours", "€ 120 without VAT")
    assert page.context["crumbs"][-1][0] == "Demo Programming welding robots"


def test_ended_training_is_off_the_list_and_its_page_says_so(eva, client):
    made = published(eva)
    actions.end_training(by=eva, training=made, on=clock.today() - timedelta(1), reason="Gestopt.")
    assert titles(client) == []
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Deze training wordt niet meer gegeven" in page
    assert "school.example" not in page


def test_training_of_a_fieldlab_that_is_no_longer_public_is_hidden(eva, client):
    made = published(eva, fieldlab=Fieldlab.objects.get(slug="ramlab"))
    Fieldlab.objects.filter(slug="ramlab").update(publication="draft")
    assert titles(client) == []
    assert client.get(made.get_absolute_url()).status_code == 404
