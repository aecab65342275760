"""The page on which a desk works on a request, and the pages of its steps."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from hubs import actions
from hubs.models import HandOver, HelpRequest, Moment, Referral
from tests.hubs.asking import ask, hub_of
from tests.hubs.test_desk import main_of
from tests.hubs.test_desk_work import somebody

pytestmark = pytest.mark.django_db
AT_ONCE = ("request_take", "request_release", "handover_accept", "handover_take_back")
SENT = ("request_answer", "request_note")
FORMS = (
    "request_assign", "request_refer", "request_hand_over", "handover_give_back", "request_close", "request_reopen",
    "request_merge",
)  # fmt: skip


def url(name, request):
    return reverse(f"hubs:{name}", args=[request.pk])


def page(client, request):
    return main_of(client.get(url("request_detail", request)))


def keys(response, prefix=""):
    """The hidden values of a page's forms."""
    found = [response.context[name] for name in ("form", "answer", "note", "reply") if name in response.context]
    return {form.add_prefix("key"): form["key"].value() for form in found if form and "key" in form.fields}


@pytest.mark.parametrize("name", AT_ONCE + SENT + FORMS)
def test_another_hub_s_request_does_not_exist(client_for, noor, karim, eva, name):
    request = ask(hub_of())

    for stranger in (noor, karim):
        client = client_for(stranger)
        assert client.post(url(name, request)).status_code == 404
        if name in FORMS:
            assert client.get(url(name, request)).status_code == 404
    assert HelpRequest.objects.get(pk=request.pk).state == "new"


@pytest.mark.parametrize("name", AT_ONCE + SENT + FORMS)
def test_auditor_and_reader_change_nothing(client_for, gijs, eva, name):
    request = ask(hub_of())

    for person in (gijs, somebody("hub_reader")):
        assert client_for(person).post(url(name, request)).status_code in (403, 404)
    assert Moment.objects.filter(request=request).count() == 1


def test_reader_reads_and_is_told_why_there_are_no_buttons(client_for, eva):
    request = ask(hub_of())

    text = page(client_for(somebody("hub_reader")), request)

    assert "Waar begin ik?" in text
    assert "U leest mee bij dit bureau" in text
    assert "Oppakken" not in text


def test_taking_and_putting_back_by_button(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)

    assert "U behandelt deze hulpvraag" in main_of(client.post(url("request_take", request), follow=True))
    assert "U behandelt de hulpvraag." in page(client, request)
    assert "teruggelegd" in main_of(client.post(url("request_release", request), follow=True))


def test_what_is_not_possible_says_why(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)
    actions.hand_over(request=request, to=None, reason="Onbekend", by=eva)

    text = page(client, request)

    assert "Op weg naar Landelijk" in text
    assert "Sluiten: De hulpvraag is op weg naar een ander bureau" in text
    assert "Heropenen: Alleen een gesloten hulpvraag" in text


def test_late_is_said_in_words(client_for, eva):
    request = ask(hub_of())
    HelpRequest.objects.filter(pk=request.pk).update(answer_due_at="2018-03-06T11:00:00Z")

    assert "Te laat: antwoord moest er zijn vóór dinsdag 6 maart 12:00" in page(client_for(eva), request)


def test_answer_from_the_page_counts_once(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)
    typed = keys(client.get(url("request_detail", request))) | {"answer-text": "Begin klein", "answer-signed": "on"}

    for _time in range(2):
        response = client.post(url("request_answer", request), typed, follow=True)

    assert "Op tijd beantwoord" in main_of(response)
    assert Moment.objects.filter(request=request, kind="mail_out").count() == 1


def test_mistake_in_a_form_keeps_what_was_typed(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)
    typed = {"note-kind": "visit", "note-happened_on": "2200-01-01", "note-text": "Liep mee"}

    response = client.post(url("request_note", request), typed)

    assert response.status_code == 422
    assert "Liep mee" in main_of(response)
    empty = client.post(url("request_answer", request), {"answer-text": " "})
    assert (empty.status_code, "Schrijf uw antwoord." in main_of(empty)) == (422, True)


def test_note_of_today_with_the_form_of_the_page(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)
    response = client.get(url("request_detail", request))
    day = response.context["note"]["happened_on"].value().isoformat()
    typed = keys(response) | {
        "note-kind": "call",
        "note-happened_on": day,
        "note-text": "Sprak Zoë",
        "note-answers": "on",
    }

    text = main_of(client.post(url("request_note", request), keys(response) | typed, follow=True))

    assert "Sprak Zoë" in text
    assert HelpRequest.objects.get(pk=request.pk).answered_by == eva


def test_colleague_of_this_desk_alone_is_offered(client_for, eva, noor):
    request, client, colleague = ask(hub_of()), client_for(eva), somebody("hub_coordinator")
    reader = somebody("hub_reader")

    response = client.get(url("request_assign", request))
    assert [key for key, _name in response.context["form"].fields["person"].choices] == [
        str(one.pk) for one in sorted((colleague, eva), key=lambda one: one.name)
    ]
    for stranger in (noor, reader):
        assert client.post(url("request_assign", request), {"person": stranger.pk}).status_code == 422
    client.post(url("request_assign", request), {"person": colleague.pk})
    assert HelpRequest.objects.get(pk=request.pk).assigned_to == colleague


def test_referral_stands_on_the_page_of_the_company(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)
    choices = client.get(url("request_refer", request)).context["form"].targets
    value = next(one for one in choices if one.startswith("fieldlab:"))

    assert client.post(url("request_refer", request), {"to": "fieldlab:bestaat-niet", "text": "x"}).status_code == 422
    client.post(url("request_refer", request), {"to": value, "text": "Bel hen"})

    assert Referral.objects.get().fieldlab == choices[value]
    text = main_of(client_for().get(reverse("hubs:request_state", args=[request.key])))
    assert (str(choices[value]) in text, "Bel hen" in text) == (True, True)


def test_company_in_another_region_is_handed_over_with_one_click(client_for, eva, noor):
    from regions.models import Place  # noqa: PLC0415

    request = ask(hub_of(), place=Place.objects.get(name="Assen", province__region__slug="noord-nederland"))
    HelpRequest.objects.filter(pk=request.pk).update(region=hub_of("noord-nederland").region)
    client, north = client_for(eva), hub_of("noord-nederland")
    assert f"?naar={north.slug}" in client.get(url("request_detail", request)).content.decode()

    form = client.get(url("request_hand_over", request), {"naar": north.slug}).context["form"]
    client.post(url("request_hand_over", request), {name: form[name].value() for name in ("to", "reason")})

    other = client_for(noor)
    assert "Café Ångström" in main_of(other.get("/bureau/"))
    assert "Het bedrijf zit in uw regio" in page(other, request)
    assert "De hulpvraag is nu bij uw bureau" in main_of(other.post(url("handover_accept", request), follow=True))
    old = page(client, request)
    assert ("Niet voor u" in old or "Alleen het bureau zelf" in old, "Waar begin ik?" in old) == (True, False)
    assert north.name in main_of(client_for().get(reverse("hubs:request_state", args=[request.key])))


def test_desk_that_gave_a_request_back_knows_of_it_no_more(client_for, eva, noor):
    request, other = ask(hub_of()), client_for(noor)
    actions.hand_over(request=request, to=hub_of("noord-nederland"), reason="Groningen", by=eva)
    assert "Waar begin ik?" in page(other, request)

    assert other.post(url("handover_give_back", request), {"answer": ""}).status_code == 422
    response = other.post(url("handover_give_back", request), {"answer": "Staat in Delft"})

    assert response.url == reverse("hubs:request_list")
    assert other.get(url("request_detail", request)).status_code == 404
    assert "Staat in Delft" in page(client_for(eva), request)


def test_first_desk_takes_back_and_may_not_answer_for_the_other(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)
    actions.hand_over(request=request, to=None, reason="Onbekend", by=eva)

    assert client.get(url("handover_give_back", request)).status_code == 403
    client.post(url("handover_accept", request))
    assert HandOver.objects.get().accepted_at is None
    assert "blijft bij uw bureau" in main_of(client.post(url("handover_take_back", request), follow=True))


def test_old_consent_asks_on_which_day_the_company_agreed(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)
    HelpRequest.objects.filter(pk=request.pk).update(consent_version="2026-11")
    typed = {"to": "national", "reason": "Regio onbekend"}

    refused = client.post(url("request_hand_over", request), typed)
    assert (refused.status_code, "Vraag het eerst aan het bedrijf" in main_of(refused)) == (422, True)
    day = HelpRequest.objects.get(pk=request.pk).created_at.date().isoformat()
    client.post(url("request_hand_over", request), typed | {"agreed_on": day})

    assert HandOver.objects.get().to_hub is None


def test_closing_and_opening_again_by_form(client_for, eva):
    request, client = ask(hub_of()), client_for(eva)
    close = url("request_close", request)

    assert client.post(close, {"outcome": "no_step", "investment": "5", "text": "x"}).status_code == 422
    assert client.post(close, {"outcome": "step", "jobs": "-1", "text": "x"}).status_code == 422
    typed = {"outcome": "step", "investment": "€ 1.250.000,00", "text": "Succes!"}
    text = main_of(client.post(close, typed, follow=True))

    assert "€ 1.250.000" in text
    assert "onbekend" in text
    client.post(url("request_reopen", request), {"reason": "Nieuwe vraag"})
    assert HelpRequest.objects.get(pk=request.pk).state == "contact"


def test_double_is_chosen_from_the_same_company_or_searched_at_this_desk(client_for, eva):
    request, same, other, away = (
        ask(hub_of()),
        ask(hub_of()),
        ask(hub_of(), company_name="X Y", email="x@y.nl"),
        ask(None),
    )
    client = client_for(eva)

    choices = client.get(url("request_merge", request)).context["form"].others
    assert set(choices) == {str(same.pk)}
    found = client.get(url("request_merge", request), {"q": "x y"}).context["form"].others
    assert (set(found), set(client.get(url("request_merge", request), {"q": "zzz"}).context["form"].others)) == (
        {str(other.pk)},
        set(),
    )
    for stranger in (away, request):
        assert client.post(url("request_merge", request), {"into": stranger.pk}).status_code == 422
    client.post(url("request_merge", request), {"into": same.pk})

    assert HelpRequest.objects.get(pk=request.pk).merged_into == same
    assert url("request_detail", same) in client.get(url("request_detail", request)).content.decode()


def test_link_of_a_double_leads_on_for_the_same_sender_only(client_for, eva):
    mine, colleague, goes_on = ask(hub_of()), ask(hub_of(), email="piet@bedrijf.nl"), ask(hub_of(), question="Doorgaan")
    for one in (mine, colleague):
        actions.merge(request=one, into=goes_on, by=eva)

    state = [client_for().get(reverse("hubs:request_state", args=[one.key])) for one in (mine, colleague)]

    assert state[0].url == reverse("hubs:request_state", args=[goes_on.key])
    assert state[1].status_code == 200
    assert "Doorgaan" not in main_of(state[1])


def test_company_writes_to_the_desk_on_its_page(client_for, eva):
    request, client = ask(hub_of()), client_for()
    address = reverse("hubs:request_state", args=[request.key])
    typed = keys(client.get(address)) | {"text": "Bent u er nog?"}
    reply = reverse("hubs:request_reply", args=[request.key])

    for _time in range(2):
        text = main_of(client.post(reply, typed, follow=True))

    assert text.count("Bent u er nog?") == 1
    assert "Bent u er nog?" in page(client_for(eva), request)
    assert client.post(reply, {"text": ""}).status_code == 422


def test_company_page_names_who_answered_only_when_the_desk_signed(client_for, eva):
    request = ask(hub_of())
    for text, signed in (("Getekend", True), ("Ongetekend", False)):
        actions.answer(request=request, text=text, signed=signed, key=uuid.uuid4(), by=eva)
    actions.note(
        request=request, kind="note", text="Voor onszelf", happened_on=date(2018, 1, 1), key=uuid.uuid4(), by=eva
    )

    text = main_of(client_for().get(reverse("hubs:request_state", args=[request.key])))

    assert text.count("Eva") == 1
    assert "Smit" not in text
    assert "Voor onszelf" not in text


def test_page_keeps_to_the_agreed_number_of_statements(client_for, eva, noor, django_assert_max_num_queries):
    request = ask(hub_of(), subjects=["smart-working"])
    actions.assign(request=request, to=somebody("hub_coordinator"), by=eva)
    actions.answer(request=request, text="Hoi", signed=True, key=uuid.uuid4(), by=eva)
    actions.hand_over(request=request, to=hub_of("noord-nederland"), reason="x", by=eva)
    client, other = client_for(eva), client_for(noor)

    for person, address in ((client, url("request_detail", request)), (client, url("request_refer", request))):
        with django_assert_max_num_queries(8):
            person.get(address)
    with django_assert_max_num_queries(8):
        other.get(url("request_detail", request))
    with django_assert_max_num_queries(8):
        client_for().get(reverse("hubs:request_state", args=[request.key]))


def test_desk_that_got_a_request_is_not_led_to_a_double_that_stayed_behind(client_for, eva, noor):
    double, goes_on = ask(hub_of()), ask(hub_of())
    actions.merge(request=double, into=goes_on, by=eva)
    goes_on.refresh_from_db()
    actions.hand_over(request=goes_on, to=hub_of("noord-nederland"), reason="Het bedrijf staat in Groningen", by=eva)

    pages = [client_for(person).get(url("request_detail", goes_on)).content.decode() for person in (eva, noor)]
    links = [f'href="{url("request_detail", double)}"' in shown for shown in pages]

    assert links == [True, False]
    assert client_for(noor).get(url("request_detail", double)).status_code == 404
