"""Asking a desk for help from the result: what is shown is what is sent, to the desk of the region."""

import re
import threading
import uuid
from types import SimpleNamespace

import pytest
from allauth.core import ratelimit
from django.core import signing
from django.db import connections
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation
from assessments import actions, helping
from assessments.locations import Location
from assessments.models import Assessment, Contact, HelpAsked, Site
from assessments.scan import scan_of
from hubs.models import HelpRequest
from jobs import clock
from regions.models import Place, Province
from tests.assessments.runs import completed_run, new_run, text, url

TYPED = {
    "company_name": "Café Ångström & Zn",
    "contact_name": "Zoë van 't Hof",
    "email": "Zoe@Bedrijf.nl",
    "telephone": "+31 (0)10 123-4567",
    "question": "Waar begin ik?",
    "agreed": "on",
}


def dordrecht():
    place = Place.objects.select_related("province__region").filter(name="Dordrecht", province_id="NL-ZH").first()
    return Location(place=place)


def hidden(response):
    """The hidden fields of the form."""
    content = response.content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', content).group(1) for name in ("key", "digest")}


def send(client, run, **changes):
    address = url("help", run)
    return client.post(address, hidden(client.get(address)) | TYPED | changes)


@pytest.mark.django_db
def test_question_goes_to_the_desk_of_the_region_with_what_was_shown(client):
    run = completed_run(location=dordrecht())
    shown = text(client.get(url("help", run)))

    response = send(client, run)

    request = HelpRequest.objects.get()
    assert (response.status_code, response.url) == (302, f"/hulpvraag/{request.key}/")
    assert (request.hub.region.slug, request.place.name, request.email) == (
        "zuid-holland", "Dordrecht", "zoe@bedrijf.nl"
    )  # fmt: skip
    assert request.consent_version
    cells = [cell for part in request.attachment["parts"] for row in rows_of(part) for cell in row if cell]
    assert [cell for cell in cells if re.sub(r"\s+", " ", cell) not in shown] == []
    assert "Dordrecht" in cells


def rows_of(part):
    return part.get("pairs") or (part.get("table") or {}).get("rows") or [part.get("lines") or part["steps"]]


@pytest.mark.django_db
def test_desk_reads_word_for_word_what_the_company_saw(client, client_for, eva):
    run = completed_run(location=dordrecht())
    shown = client.get(url("help", run)).content.decode()
    send(client, run)

    read = client_for(eva).get(f"/bureau/{HelpRequest.objects.get().pk}/").content.decode()

    def block(content):
        return re.sub(r"\s+", " ", re.search(r'<div lang="nl">(.*?)</div>\s*(</div>|<h2|\n)', content, re.S).group(1))

    assert block(shown)[:2000] == block(read)[:2000]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("location", "hub", "why"),
    [
        (Location(), None, "landelijke bureau"),
        ("NL-GR", "noord-nederland", "Groningen"),
    ],
)
def test_page_says_which_desk_and_why(client, location, hub, why):
    if isinstance(location, str):
        location = Location(province=Province.objects.get(iso=location))
    run = completed_run(location=location)

    assert why in text(client.get(url("help", run)))
    send(client, run)
    request = HelpRequest.objects.get()
    assert (request.hub.region.slug if request.hub else None) == hub


@pytest.mark.django_db
def test_result_page_tells_that_was_asked_and_leads_to_it(client):
    run = completed_run()
    assert "Hulp vragen" in text(client.get(url("result", run)))
    send(client, run)

    page = client.get(url("result", run)).content.decode()

    assert f"/hulpvraag/{HelpRequest.objects.get().key}/" in page
    assert "Stel nog een vraag" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"agreed": ""}, "Geef toestemming"),
        ({"email": "geen adres"}, "Dit is geen e-mailadres"),
        ({"company_name": " "}, "Vul de naam van uw bedrijf in"),
        ({"telephone": "bel mij"}, "Schrijf een telefoonnummer"),
        ({"question": "x" * 4001}, "4000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, changes, says):
    response = send(client, completed_run(), **changes)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert "Zoë van &#x27;t Hof" in response.content.decode()
    assert not HelpRequest.objects.exists()


@pytest.mark.django_db
def test_long_question_with_line_ends_of_a_browser_is_kept_whole(client):
    send(client, completed_run(), question="é\r\n" * 2000)

    assert HelpRequest.objects.get().question == ("é\n" * 2000).strip()


@pytest.mark.django_db
def test_nothing_else_is_sent_than_was_shown(client):
    run = completed_run()

    response = send(client, run, digest="0" * 64)

    assert response.status_code == 422
    assert "intussen veranderd" in text(response)
    assert not HelpRequest.objects.exists()
    assert client.post(url("help", run), hidden(response) | TYPED).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(("answers", "count"), [([5] * 8, 0), ([5] * 7 + [4], 1)])
def test_levels_that_are_all_the_same_have_no_weakest_link(answers, count):
    assert len(helping.sent_of(scan_of(completed_run(answers))).subjects) == count


@pytest.mark.django_db
def test_form_that_is_sent_twice_makes_one_request(client):
    run = completed_run()
    values = hidden(client.get(url("help", run))) | TYPED

    first, second = client.post(url("help", run), values), client.post(url("help", run), values)

    assert first.url == second.url
    assert (HelpRequest.objects.count(), HelpAsked.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key",
    ["", "tampered", "eyJ:1:2", signing.dumps(str(uuid.UUID(int=7)), salt="other")],
    ids=["empty", "tampered", "unsigned", "foreign"],
)
def test_key_that_is_not_ours_is_replaced(client, key):
    assert send(client, completed_run(), key=key).status_code == 302
    assert HelpRequest.objects.get().key != uuid.UUID(int=7)


@pytest.mark.django_db
def test_unfinished_run_cannot_be_sent(client):
    run = new_run([3])

    for response in (client.get(url("help", run)), client.post(url("help", run), TYPED)):
        assert (response.status_code, response.url) == (302, url("question", run, number=2))
    with pytest.raises(actions.RuleBroken) as broken:
        actions.ask_for_help(
            assessment=run, key=uuid.uuid4(), sender=None, question="", sent=None, consent_version="", by=None
        )
    assert broken.value.code == "unfinished"


@pytest.mark.django_db
def test_run_in_somebody_elses_account_is_not_found(client_for, anna, chris):
    run = completed_run()
    Assessment.objects.filter(pk=run.pk).update(person=anna)

    assert client_for(chris).get(url("help", run)).status_code == 404
    assert client_for(anna).get(url("help", run)).status_code == 200


@pytest.mark.django_db
def test_form_knows_who_is_signed_in(client_for, anna):
    run = completed_run()
    company = Organisation.objects.create(name="Müller", kind="company", kvk_number="90000009")
    Assessment.objects.filter(pk=run.pk).update(person=anna, site=Site.objects.create(organisation=company))

    page = client_for(anna).get(url("help", run)).content.decode()

    assert all(f'value="{value}"' in page for value in ("Müller", "90000009", anna.email, anna.name))


@pytest.mark.django_db
def test_form_tells_nothing_of_a_company_to_whoever_has_the_address(client):
    run = completed_run()
    Contact.objects.create(
        assessment=run, email="zoe@bedrijf.nl", name="Zoë", company_name="Müller", language="nl", given_at=clock.now()
    )

    page = client.get(url("help", run)).content.decode()

    assert not [word for word in ("zoe@", "Zoë", "Müller") if word in page]


@pytest.mark.django_db
def test_language_of_the_page_is_the_language_of_the_letters(client):
    run = completed_run()
    address = url("help", run, language="en")

    client.post(address, hidden(client.get(address)) | TYPED)

    request = HelpRequest.objects.get()
    assert (request.language, request.attachment["language"]) == ("en", "en")


@pytest.mark.django_db
def test_what_the_desk_refuses_is_said_on_the_form(client, monkeypatch):
    monkeypatch.setattr("hubs.actions.asking.consent", SimpleNamespace(TEXTS={}))

    response = send(client, completed_run())

    assert response.status_code == 422
    assert "Geef toestemming" in text(response)


@pytest.mark.django_db
def test_run_that_was_deleted_meanwhile_sends_nothing(client, monkeypatch):
    run = completed_run()
    values = hidden(client.get(url("help", run))) | TYPED
    consume = ratelimit.consume

    def erase_first(*args, **kwargs):
        actions.erase(assessment=run, by=None)
        return consume(*args, **kwargs)

    monkeypatch.setattr(ratelimit, "consume", erase_first)
    response = client.post(url("help", run), values)

    assert (response.status_code, response.url) == (302, url("start"))
    assert not HelpRequest.objects.exists()


@pytest.mark.django_db
def test_too_many_questions_from_one_connection_are_refused(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"help_request": "1/h/ip"}
    run = completed_run()
    assert send(client, run).status_code == 302

    assert send(client, run).status_code == 429


@pytest.mark.django_db
def test_too_many_letters_to_one_address_are_refused(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"help_request": "100/h/ip,1/h/key"}
    run = completed_run()
    assert send(client, run).status_code == 302

    assert send(client, run).status_code == 429


@pytest.mark.django_db
def test_history_of_a_question_does_not_tell_the_key_of_the_run(client):
    run = completed_run()
    send(client, run)
    request = HelpRequest.objects.get()
    client.post(reverse("hubs:request_withdraw", kwargs={"key": request.key}))

    contexts = [row.pgh_context for row in request.events.all()]
    assert len(contexts) == 3
    assert [secret for secret in (run.pk, request.key) if str(secret) in str(contexts)] == []


@pytest.mark.django_db
def test_pages_take_few_statements(client, django_assert_max_num_queries):
    run = completed_run(location=dordrecht())
    send(client, run)
    for name in ("help", "result"):
        with django_assert_max_num_queries(8):
            client.get(url(name, run))


def test_two_sendings_at_once_make_one_request(fresh_database):
    run = completed_run()
    values = hidden(Client().get(url("help", run))) | TYPED
    barrier, answers = threading.Barrier(2), []

    def session():
        barrier.wait(10)
        answers.append(Client().post(url("help", run), values).status_code)
        connections.close_all()

    threads = [threading.Thread(target=session) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert answers == [302, 302]
    assert (HelpRequest.objects.count(), HelpAsked.objects.count()) == (1, 1)
