"""The three questions, and what fits with reasons."""

import pytest

from fieldlabs.models import Fieldlab, Service
from regions.models import Place

pytestmark = pytest.mark.django_db
PAGE = "/fieldlabs/keuzehulp/"


@pytest.fixture
def pilot_line():
    lab = Fieldlab.objects.get(slug="duurzaamheidsfabriek")
    Service.objects.create(fieldlab=lab, kind="pilot_line", name_nl="Demo kleine serie")
    return lab


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("step", ["1", "2", "3", "uitslag"])
def test_every_step_opens_for_everyone(client, django_assert_max_num_queries, language, step):
    with django_assert_max_num_queries(8):
        page = client.get(f"{language}{PAGE}?stap={step}")
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


def test_answers_go_along_and_may_be_skipped(client):
    page = client.get(f"{PAGE}?doel=produceren&stap=2").content.decode()
    assert '<input type="hidden" name="doel" value="produceren"' in page
    assert 'name="stap" value="3"' in page
    assert 'href="/fieldlabs/keuzehulp/?doel=produceren&amp;stap=3"' in page


def test_best_fit_comes_first_with_reasons(client, django_assert_max_num_queries, pilot_line):
    query = "?doel=produceren&woorden=een+robot+die+last&plaats=dordrecht&binnen=30&stap=uitslag"
    with django_assert_max_num_queries(8):
        page = client.get(PAGE + query)
    first = page.context["result"].cards[0]
    assert first["title"] == "Duurzaamheidsfabriek"
    assert [(one["fit"], one["text"]) for one in first["reasons"]] == [
        ("yes", "heeft uw woorden: robot"),
        ("yes", "biedt proeflijn of kleine serie"),
        ("yes", "minder dan 1 km van Dordrecht"),
    ]


def test_english_reasons(client, pilot_line):
    page = client.get(f"/en{PAGE}?doel=produceren&plaats=dordrecht&binnen=30&stap=uitslag")
    texts = [one["text"] for one in page.context["result"].cards[0]["reasons"]]
    assert texts == ["offers pilot line or small series", "less than 1 km from Dordrecht"]


def test_transformation_is_named(client):
    page = client.get(f"/en{PAGE}?over=smart-working&stap=uitslag")
    assert {card["reasons"][0]["text"] for card in page.context["result"].cards} == {"is about Smart working"}


def test_unknown_services_are_not_called_absent(client):
    page = client.get(f"{PAGE}?doel=leren&plaats=zwolle&binnen=50&stap=uitslag")
    fits = {one["fit"] for card in page.context["result"].cards for one in card["reasons"]}
    assert "no" not in fits


def test_words_with_an_error_are_mended(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = client.get(f"{PAGE}?woorden=lasrobtos&stap=uitslag")
    assert page.context["result"].words == ("lasrobots",)
    assert [card["title"] for card in page.context["result"].cards] == ["Duurzaamheidsfabriek"]


@pytest.mark.parametrize(
    "query", ["", "woorden=xyzzyxplugh", "doel=x&over=y&binnen=z", "plaats=zwolle&binnen=10&woorden=xyzzyx"]
)
def test_desk_is_never_missing(client, query):
    page = client.get(f"{PAGE}?{query.replace('binnen=z', '')}&stap=uitslag").content.decode()
    main = page.split("<main")[1].split("</main")[0]
    assert "En altijd: het loket van uw regio" in main
    assert main.rindex("/hubs/") > main.rfind("fl-matches")


def test_desk_is_that_of_the_place(client):
    page = client.get(f"{PAGE}?plaats=zwolle&stap=uitslag")
    assert page.context["hub"]["url"] == "/hubs/oost-nederland/"


def test_unknown_place_keeps_what_was_typed(client):
    page = client.get(f"{PAGE}?doel=leren&plaats=Nergenshuizen&binnen=30&stap=uitslag")
    assert page.status_code == 422
    text = page.content.decode()
    assert ['value="Nergenshuizen"' in text, 'name="doel" value="leren"' in text] == [True, True]
    assert "We kennen de plaats" in text


def test_name_of_several_places_is_asked(client):
    names = [one.name for one in Place.objects.all()]
    name = next(one for one in sorted(names) if names.count(one) > 1)
    page = client.get(PAGE, {"plaats": name, "stap": "uitslag"})
    assert page.status_code == 422
    assert page.content.decode().count('name="plek"') == names.count(name)


def test_too_many_words_are_said(client):
    page = client.get(PAGE, {"woorden": "robot " * 60, "stap": "uitslag"})
    assert page.status_code == 422


def test_misspelt_place_is_asked_back(client):
    page = client.get(PAGE, {"plaats": "delfft", "stap": "uitslag"})
    value, label = page.context["form"].fields["plek"].choices[0]
    assert (page.status_code, label, "Bedoelt u" in page.content.decode()) == (422, "Delft, Zuid-Holland", True)
    assert client.get(PAGE, {"plaats": "delfft", "plek": value, "stap": "uitslag"}).status_code == 200


def test_what_is_far_stands_apart(client):
    page = client.get(PAGE, {"plaats": "emmen", "stap": "uitslag"})
    headings = [heading for heading, _cards in page.context["result"].groups]
    assert headings[-1] == "Verder weg, of wij weten niet hoe ver"
    assert set(headings[:-1]) <= {"Binnen 50 km van Emmen: wat het best past staat bovenaan"}
    far = page.context["result"].groups[-1][1]
    assert all(card["km"] is None or card["km"] > 50 for card in far)
    near = client.get(PAGE, {"plaats": "delft", "binnen": "10", "stap": "uitslag"}).context["result"].groups
    assert [heading for heading, _cards in near] == ["Binnen 10 km van Delft: wat het best past staat bovenaan"]
    assert max(card["km"] for card in near[0][1]) <= 10
    assert [heading for heading, _cards in client.get(f"{PAGE}?stap=uitslag").context["result"].groups] == [
        "Wat het best past staat bovenaan"
    ]
