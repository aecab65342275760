"""The public page on which a company asks, and the page on which a desk notes who calls."""

import uuid

import pytest
from django.urls import reverse

from fieldlabs.models import Fieldlab
from hubs import actions, consent
from hubs.models import Company, HelpRequest
from jobs import clock
from jobs.models import Job
from tests.hubs.asking import hub_of
from tests.hubs.test_desk import main_of
from tests.hubs.test_desk_work import somebody

pytestmark = pytest.mark.django_db
PUBLIC = "/hulp-vragen/"
PHONE = "/bureau/nieuw/"
TYPED = {
    "company_name": "Demo Draaierij", "contact_name": "Zoë van 't Hof", "email": "Zoe@Bedrijf.nl", "place": "Dordrecht",
    "question": "Waar begin ik?\r\nEn met wie?", "agreed": "on",
}  # fmt: skip


def send(client, address=PUBLIC, **changes):
    key = client.get(address).context["form"]["key"].value()
    return client.post(address, {"key": key} | TYPED | changes)


def test_place_chooses_the_desk(client):
    response = send(client, kvk_number="9000 0009")

    request = HelpRequest.objects.get()
    assert response.url == reverse("hubs:request_state", args=[request.key])
    assert (request.hub, request.place.name, request.source) == (hub_of(), "Dordrecht", "form")
    assert (request.email, request.question) == ("zoe@bedrijf.nl", "Waar begin ik?\nEn met wie?")
    assert request.consent_version == consent.CURRENT
    assert (request.company.hub, request.company.kvk_number) == (hub_of(), "90000009")


def test_without_a_place_the_national_desk_has_it(client):
    send(client, place="")

    assert (HelpRequest.objects.get().hub, HelpRequest.objects.get().region) == (None, None)


def test_place_that_is_unknown_or_shared_is_asked_and_nothing_is_lost(client):
    unknown = send(client, place="Nergenshuizen")
    assert (unknown.status_code, "Wij kennen deze plaats niet" in main_of(unknown)) == (422, True)
    assert "Waar begin ik?" in main_of(unknown)

    shared = send(client, place="Heusden")
    choices = shared.context["form"].fields["which"].choices
    assert (shared.status_code, len(choices) >= 2) == (422, True)
    send(client, place="Heusden", which=choices[1][0])
    assert str(HelpRequest.objects.get().place_id) == choices[1][0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"agreed": ""}, "Geef toestemming"),
        ({"email": "zoe"}, "Dit is geen e-mailadres"),
        ({"company_name": " "}, "Vul de naam van uw bedrijf in."),
        ({"question": "x" * 4001}, "4000"),
        ({"telephone": "bel mij"}, "Schrijf een telefoonnummer"),
        ({"kvk_number": "1234 567"}, "8 cijfers"),
        ({"kvk_number": "x"}, "8 cijfers"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(client, changes, said):
    response = send(client, **changes)

    assert (response.status_code, said in main_of(response)) == (422, True)
    assert not HelpRequest.objects.exists()


def test_double_click_makes_one_question_and_nobody_chooses_a_key(client):
    key = client.get(PUBLIC).context["form"]["key"].value()
    for _time in range(2):
        client.post(PUBLIC, {"key": key} | TYPED)
    assert HelpRequest.objects.count() == 1

    theirs = HelpRequest.objects.get().key
    response = client.post(PUBLIC, {"key": str(theirs)} | TYPED)
    assert str(theirs) not in response.url
    assert HelpRequest.objects.count() == 2


def test_question_from_the_page_of_a_fieldlab_says_so(client):
    lab, hidden = Fieldlab.objects.public().first(), Fieldlab.objects.filter(publication="draft").first()
    assert lab.name in main_of(client.get(PUBLIC, {"fieldlab": lab.slug}))
    assert hidden.name not in main_of(client.get(PUBLIC, {"fieldlab": hidden.slug}))

    send(client, f"{PUBLIC}?fieldlab={lab.slug}")
    send(client, f"{PUBLIC}?fieldlab={hidden.slug}")

    assert list(HelpRequest.objects.order_by("created_at").values_list("source", "fieldlab")) == [
        ("fieldlab", lab.pk), ("form", None),
    ]  # fmt: skip


def test_too_many_from_one_address_are_stopped(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"help_request": "1/h/key"}

    assert [send(client).status_code for _time in range(2)] == [302, 429]
    assert HelpRequest.objects.count() == 1


def test_desk_notes_who_calls_and_has_it_in_hand(client_for, eva):
    client = client_for(eva)

    response = send(client, PHONE, place="Assen")

    request = HelpRequest.objects.get()
    assert response.url == reverse("hubs:request_detail", args=[request.pk])
    assert (request.hub, request.source, request.state, request.assigned_to) == (hub_of(), "phone", "taken", eva)
    assert request.consent_version == consent.BY_PHONE
    assert "Overdragen aan" in main_of(client.get(response.url))


def test_adviser_of_the_expertise_centre_notes_at_the_national_desk(client_for, karim):
    send(client_for(karim), PHONE)

    assert HelpRequest.objects.get().hub is None


def test_nobody_else_notes_a_question(client_for, gijs, anna, eva):
    for person in (gijs, anna, somebody("hub_reader")):
        assert client_for(person).get(PHONE).status_code == 403
    assert client_for(eva).post(PHONE, TYPED | {"hub": "smart-industry-hub-noord"}).status_code == 302
    assert HelpRequest.objects.get().hub == hub_of()


def test_caller_who_does_not_agree_is_not_written_down(client_for, eva):
    response = send(client_for(eva), PHONE, agreed="")

    assert (response.status_code, "Zonder akkoord legt u niets vast" in main_of(response)) == (422, True)
    assert not Company.objects.exists()


def test_withdrawing_empties_what_the_desk_knew_from_this_question_alone(client):
    send(client)
    actions.withdraw(request=HelpRequest.objects.get(), by=None)

    company = Company.objects.get()
    assert (company.name, company.email, company.erased_at is not None) == ("", "", True)


def test_two_desks_know_the_same_company_each_for_itself(eva, noor, client):
    send(client)
    request = HelpRequest.objects.get()
    first = request.company
    offer = actions.hand_over(request=request, to=hub_of("noord-nederland"), reason="x", by=eva)
    actions.accept(handover=offer, by=noor)

    request.refresh_from_db()
    assert (request.company.hub, first.hub) == (hub_of("noord-nederland"), hub_of())
    assert request.company.identity == first.identity


def test_company_s_page_says_which_fieldlab_it_asked_about(client):
    fieldlab = Fieldlab.objects.public().first()

    made = send(client, f"{PUBLIC}?fieldlab={fieldlab.slug}")

    assert client.get(made.url).context["sent"][0] == ("Fieldlab", fieldlab.name)


def test_subjects_may_be_chosen_and_the_desk_reads_them(client, client_for, eva):
    send(client, subjects=["flexible-manufacturing"])

    request = HelpRequest.objects.get()
    assert request.subjects == ["flexible-manufacturing"]
    page = main_of(client_for(eva).get(reverse("hubs:request_detail", args=[request.pk])))
    assert ("Onderwerpen" in page, "Zwakste schakels" in page) == (True, False)
    assert send(client, subjects=["nergens"]).status_code == 422


def test_errors_stand_in_the_order_of_the_page(client):
    response = send(client, question="", company_name="", agreed="")

    summary = response.content.decode().split("si-error-summary")[1].split("</ul>")[0]
    places = [summary.index(name) for name in ("#id_question", "#id_company_name", "#id_agreed")]
    assert (places, "Ik ga ermee akkoord dat Smart Industry" in summary) == (sorted(places), False)


# --- Who calls without an e-mail address -----------------------------------------------------------------------------


def call(client):
    send(client, PHONE, email="", telephone="010 1234567")
    return HelpRequest.objects.get()


def test_who_calls_needs_no_email_address(client_for, eva):
    request = call(client_for(eva))

    assert (request.email, request.telephone, request.state, request.assigned_to) == ("", "010 1234567", "taken", eva)
    assert (request.company.name, request.company.telephone) == ("Demo Draaierij", "010 1234567")
    assert [job.kind for job in Job.objects.all()] == ["hubs.tell_desk"]
    page = client_for(eva).get(reverse("hubs:request_detail", args=[request.pk])).content.decode().split("<main")[1]
    assert ("niet ingevuld" in page, "mailto:" in page, 'id="answer"' in page, 'id="note"' in page) == (
        True, False, False, True,
    )  # fmt: skip


def test_desk_answers_such_a_caller_by_telephone(client_for, eva):
    request = call(client_for(eva))

    for act in (
        lambda: actions.answer(request=request, text="Ja", signed=True, key=uuid.uuid4(), by=eva),
        lambda: actions.mail_about_request(
            request=request, mail=actions.Mail("Ja", "Ja", "nl"), public=True, answers=True, key=uuid.uuid4(), by=eva
        ),
    ):
        with pytest.raises(actions.RuleBroken) as broken:
            act()
        assert broken.value.code == "no_address"
    noted = {"kind": "call", "text": "Teruggebeld", "happened_on": clock.today(), "key": uuid.uuid4(), "by": eva}
    actions.note(request=request, answers=True, **noted)
    request.refresh_from_db()
    assert (request.state, request.answered_by) == ("contact", eva)


def test_somebody_who_calls_leaves_a_number_or_an_address(client_for, eva):
    response = send(client_for(eva), PHONE, email="", telephone="")

    assert (response.status_code, set(response.context["form"].errors)) == (422, {"telephone"})
    assert send(client_for(eva), email="", telephone="010 1234567").status_code == 422
    assert not HelpRequest.objects.exists()


def test_desk_withdraws_for_a_caller_and_only_for_one(client_for, eva, noor, client):
    request = call(client_for(eva))
    address = reverse("hubs:request_withdraw_for", args=[request.pk])
    page = client_for(eva).get(reverse("hubs:request_detail", args=[request.pk]))
    assert address in page.content.decode()
    assert "public" not in page.context["note"].fields
    assert client_for(noor).post(address).status_code == 404
    assert client_for(eva).get(address).status_code == 200

    client_for(eva).post(address, {"send": "1"})
    request.refresh_from_db()
    assert (request.state, request.telephone, request.withdrawn_by) == ("withdrawn", "", eva)
    assert Company.objects.get().erased_at is not None

    send(client)
    other = HelpRequest.objects.get(source="form")
    with pytest.raises(actions.RuleBroken) as broken:
        actions.withdraw_for_caller(request=other, by=eva)
    assert broken.value.code == "own_page"


def test_two_callers_without_an_address_are_two_senders(client_for, eva):
    first = call(client_for(eva))
    send(client_for(eva), PHONE, email="", telephone="010 7654321", company_name="Andere BV")
    second = HelpRequest.objects.exclude(pk=first.pk).get()
    actions.merge(request=second, into=first, by=eva)

    assert client_for(eva).get(reverse("hubs:request_state", args=[second.key])).status_code == 200
    actions.withdraw(request=HelpRequest.objects.get(pk=first.pk), by=None)
    second.refresh_from_db()
    assert (second.state, second.telephone) == ("merged", "010 7654321")


def test_misspelt_place_is_asked_back(client):
    asked = send(client, place="Lutjebroeck")
    choices = asked.context["form"].fields["which"].choices
    assert (asked.status_code, "Bedoelt u Lutjebroek?" in main_of(asked)) == (422, True)
    assert choices[-1][0] == "geen"
    assert asked.content.decode().count('name="which"') == len(choices)

    send(client, place="Lutjebroeck", which=choices[0][0])
    assert HelpRequest.objects.get().place.name == "Lutjebroek"


def test_place_that_is_none_of_those_goes_to_the_national_desk(client):
    send(client, place="Lutjebroeck", which="geen")

    assert (HelpRequest.objects.get().place, HelpRequest.objects.get().hub) == (None, None)
