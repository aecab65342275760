"""The inbox of a desk, and the company's own page."""

import re
import uuid

import pytest
from django.urls import reverse

from hubs import actions
from hubs.models import HelpRequest
from regions.models import Place
from tests.hubs.asking import ask, hub_of

pytestmark = pytest.mark.django_db


def main_of(response):
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").replace("&amp;", "&"))


def detail(request):
    return reverse("hubs:request_detail", args=[request.pk])


def state(request):
    return reverse("hubs:request_state", args=[request.key])


LIST = "/bureau/"


def test_hub_reads_the_requests_of_its_own_region(client_for, eva):
    own, other, national = ask(hub_of()), ask(hub_of("noord-nederland")), ask(None)

    page = client_for(eva).get(LIST)

    content = page.content.decode()
    assert detail(own) in content
    assert detail(other) not in content
    assert detail(national) not in content


@pytest.mark.parametrize(("who", "region"), [("eva", "zuid-holland"), ("noor", "noord-nederland"), ("karim", None)])
def test_each_desk_opens_its_own_and_404s_on_others(client_for, cast, who, region):
    requests = {name: ask(hub_of(name) if name else None) for name in ("zuid-holland", "noord-nederland", None)}
    client = client_for(cast[who])

    answers = {name: client.get(detail(request)).status_code for name, request in requests.items()}

    assert answers == {name: 200 if name == region else 404 for name in requests}


def test_detail_shows_question_sender_and_what_was_sent(client_for, eva):
    request = ask(hub_of(), question="Eerste regel\n\nTweede <b>regel</b>", telephone="06 123")

    text = main_of(client_for(eva).get(detail(request)))

    for part in ("Café Ångström & Zn", "Zoë van 't Hof", "zoe@bedrijf.nl", "06 123", "Slim produceren",
                 "Begin met één machine", "&lt;b&gt;regel"):  # fmt: skip
        assert part in text
    assert "onbekend" in text


def test_auditor_knows_of_every_request_and_reads_none(client_for, gijs):
    request = ask(hub_of(), question="Geheim")
    client = client_for(gijs)

    shown = main_of(client.get(LIST)), main_of(client.get(detail(request))), client.get("/bureau/hulpvragen.csv")

    for text in (shown[0], shown[1], shown[2].content.decode()):
        assert "Ångström" not in text
        assert "Geheim" not in text
        assert "zoe@" not in text
    assert "Zuid-Holland" in shown[0]
    assert str(request.pk) in shown[2].content.decode()


def test_auditor_cannot_find_a_company_by_searching_or_sorting(client_for, gijs):
    request = ask(hub_of())
    client = client_for(gijs)

    for query in ("?q=Ångström", "?sort=company", "?sort=-company"):
        assert detail(request) not in client.get(LIST + query).content.decode()


def test_list_searches_by_company_name_and_place(client_for, eva):
    place = Place.objects.filter(province__region__slug="zuid-holland", name="Dordrecht").first()
    own, other = ask(hub_of(), place=place), ask(hub_of(), company_name="Müller")
    client = client_for(eva)

    for words in ("ångström", "zoë dordrecht"):
        content = client.get(LIST, {"q": words}).content.decode()
        assert detail(own) in content
    assert detail(other) not in content
    assert "Geen hulpvraag past" in main_of(client.get(LIST, {"q": "bestaat niet"}))


def test_list_filters_by_state_with_counts(client_for, eva):
    open_one, gone = ask(hub_of()), ask(hub_of())
    actions.withdraw(request=gone, by=None)

    page = client_for(eva).get(LIST, {"stand": "ingetrokken"})

    content = page.content.decode()
    assert detail(gone) in content
    assert detail(open_one) not in content
    counted = {name: number for name, number in page.context["numbers"].items() if number}
    assert counted == {"": 1, "nieuw": 1, "ingetrokken": 1, "alles": 2, "fits": 1}


@pytest.mark.parametrize("sort", ["received", "-received", "company", "-company", "region", "state", "onzin"])
def test_list_sorts(client_for, eva, sort):
    made = [ask(hub_of(), company_name=name) for name in ("Bakker", "Aarts", "Claes")]

    rows = client_for(eva).get(LIST, {"sort": sort}).context["rows"]

    assert {row.request.pk for row in rows} == {one.pk for one in made}
    if sort.endswith("company"):
        names = [row.company for row in rows]
        assert names == sorted(names, reverse=sort.startswith("-"))


def test_list_says_how_it_fills_when_it_is_empty(client_for, eva):
    assert "Nog geen hulpvragen" in main_of(client_for(eva).get(LIST))


def test_pages_keep_to_the_agreed_number_of_statements(client_for, eva, django_assert_max_num_queries):
    request = ask(hub_of(), subjects=["smart-working"])
    client = client_for(eva)
    client.get(LIST)
    with django_assert_max_num_queries(8):
        client.get(detail(request))
    with django_assert_max_num_queries(8) as one:
        client.get(LIST)
    for _number in range(60):
        ask(hub_of(), subjects=["smart-products", "smart-working"])
    with django_assert_max_num_queries(8) as many:
        assert "page=2" in client.get(LIST).content.decode()
    assert len(one.captured_queries) == len(many.captured_queries)


def test_download_has_the_list_and_runs_no_formula(client_for, eva):
    ask(hub_of(), company_name="=HYPERLINK(1)", subjects=["smart-working"])
    ask(hub_of("noord-nederland"), company_name="Anders")

    response = client_for(eva).get("/bureau/hulpvragen.csv")

    text = response.content.decode("utf-8-sig")
    assert response["Content-Type"].startswith("text/csv")
    assert "'=HYPERLINK(1)" in text
    assert "Slim werken" in text
    assert "Anders" not in text
    assert "zoe@" not in text


# --- The company's own page ------------------------------------------------------------------------------------------


def test_company_sees_state_desk_and_what_it_sent(client_for):
    request = ask(hub_of())

    response = client_for().get(state(request))

    text = main_of(response)
    assert hub_of().name in text
    assert "Waar begin ik?" in text
    assert "Slim produceren" in text
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex"


def test_telephone_and_mail_of_a_desk_are_said_to_be_unknown(client_for):
    assert main_of(client_for().get(state(ask(hub_of())))).count("onbekend") >= 2


def test_company_withdraws_on_its_own_page(client_for):
    request = ask(hub_of())
    client, address = client_for(), reverse("hubs:request_withdraw", args=[request.key])

    assert client.get(address).status_code == 200
    assert HelpRequest.objects.get().withdrawn is False
    assert client.post(address, follow=True).status_code == 200
    assert HelpRequest.objects.get().withdrawn is True
    again = client.post(address, follow=True)

    assert "Ingetrokken op" in main_of(again)
    assert "Ångström" not in main_of(again)
    assert "al ingetrokken" in main_of(client.get(address))


def test_desk_sees_that_a_request_was_withdrawn(client_for, eva):
    request = ask(hub_of())
    actions.withdraw(request=request, by=None)

    text = main_of(client_for(eva).get(detail(request)))

    assert "ingetrokken" in text
    assert "Ångström" not in text
    assert "zoe@" not in text


def test_unknown_or_staff_link_opens_no_company_page(client_for):
    request = ask(hub_of())

    for key in (uuid.uuid4(), request.pk):
        for name in ("request_state", "request_withdraw"):
            assert client_for().get(reverse(f"hubs:{name}", args=[key])).status_code == 404


def test_company_page_masks_how_to_reach_a_person(client_for):
    page = main_of(client_for().get(state(ask(hub_of(), telephone="010 1234567"))))

    assert ("z…@bedrijf.nl" in page, "…67" in page) == (True, True)
    assert not [word for word in ("zoe@", "1234567", "Zoë van") if word in page]


def test_very_long_text_is_kept_whole_and_shown(client_for, eva):
    question = "Één lange vraag zonder einde. " * 130
    request = ask(hub_of(), question=question.strip(), company_name="X" * 200)

    assert question.strip() in main_of(client_for(eva).get(detail(request)))


def test_names_are_in_the_readers_language(client_for, eva):
    own_page = state(ask(hub_of()))

    assert "Received" in main_of(client_for(eva).get(f"/en{LIST}"))
    assert "Withdraw your question" in main_of(client_for().get("/en" + own_page))
