"""The pages after an award: who opens them, what they show, and that a second click changes nothing."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from funding import actions
from funding.models import Delivery, Duty, Judgement, Objection, Proposal
from jobs import clock
from regions.models import Region
from tests.funding import world as worlds
from tests.funding.award_world import Granted
from tests.funding.test_evidence_actions import duty, handed_in
from tests.funding.world import DAY, euros
from tests.ui.uploads import PDF

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def granted():
    one = Granted(200_000, realised=200_000)
    one.ask()
    return one


def text_of(response) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def at(name, **kwargs):
    return reverse(f"funding:{name}", kwargs=kwargs)


def follow(one):
    return at("award_follow", number=one.award.number)


def hand_in_at(one, **which):
    return at("delivery_create", number=one.award.number, duty=duty(one, **which).pk)


COSTS = {"rows": "4", "kind_1": "support", "what_1": "Advies", "cost_1": "1.250,50"}


def test_recipient_hands_in_and_a_second_click_hands_in_once(client_for, granted):
    client = client_for(granted.coordinator)
    sent = {"key": KEY, "note": "Bijgaand <b>alles</b>", **COSTS}
    first = client.post(hand_in_at(granted), {**sent, "file": SimpleUploadedFile("kosten.pdf", PDF)})
    again = client.post(hand_in_at(granted), {**sent, "file": SimpleUploadedFile("kosten.pdf", PDF)})
    assert (first.status_code, again.status_code, first["Location"]) == (302, 302, follow(granted))
    other = client.post(hand_in_at(granted), {**sent, "file": SimpleUploadedFile("kosten.pdf", PDF + b" ")})
    same_size = SimpleUploadedFile("kosten.pdf", PDF.replace(b"1.7", b"1.6"))
    assert (other.status_code, client.post(hand_in_at(granted), {**sent, "file": same_size}).status_code) == (422, 422)
    delivery = Delivery.objects.get()
    assert [(cost.kind, cost.description, cost.reported) for cost in delivery.costs.all()] == [
        ("support", "Advies", euros("1250.50"))
    ]
    page = text_of(client.get(follow(granted)))
    for part in ("Ingeleverd", "kosten.pdf", "€ 1.250,50", "&lt;b&gt;alles"):
        assert part in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"note": "x", "rows": "4"}, "minstens één kostenpost"),
        ({"note": "x", **COSTS, "cost_1": ""}, "hele regel"),
        ({"note": "x", **COSTS, "cost_1": "0"}, "nul"),
        ({"note": "x", **COSTS, "cost_1": "1,005"}, "decimalen"),
        ({"note": " ", **COSTS}, "toelichting of een bestand"),
    ],
    ids=["no-costs", "half-a-line", "zero", "three-decimals", "nothing"],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client_for, granted, typed, sentence):
    page = client_for(granted.coordinator).post(hand_in_at(granted), {"key": KEY, **typed})
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert f'value="{KEY}"' in page.content.decode()
    assert not Delivery.objects.exists()


def test_more_lines_keep_what_was_typed(client_for, granted):
    page = client_for(granted.coordinator).post(hand_in_at(granted), {"key": KEY, "note": "", **COSTS, "more": "1"})
    assert page.status_code == 200
    content = page.content.decode()
    assert 'name="cost_8"' in content
    assert "1.250,50" in content
    assert not Delivery.objects.exists()


def test_evidence_without_costs_is_handed_in_with_what_its_page_sends(client_for, granted):
    client, url = client_for(granted.coordinator), hand_in_at(granted, kind="performance")
    form = client.get(url).context["form"]
    shown = {name: "" if form[name].value() is None else form[name].value() for name in form.fields if name != "file"}
    sent = client.post(url, {**shown, "note": "Alles is gedaan."})
    assert (sent.status_code, Delivery.objects.get().note) == (302, "Alles is gedaan.")


def test_pages_of_an_award_lead_to_one_another_and_to_its_payments(client_for, granted):
    story, pay = (at(name, number=granted.award.number) for name in ("award_story", "payment_propose"))
    client = client_for(granted.world.preparer)
    page = client.get(follow(granted)).content.decode()
    assert [f'href="{url}"' in page for url in (story, pay)] == [True, True]
    assert f'href="{follow(granted)}"' in client.get(story).content.decode()
    assert f'href="{pay}"' not in client_for(granted.coordinator).get(follow(granted)).content.decode()


def test_second_delivery_while_one_waits_is_refused_with_a_sentence(client_for, granted):
    handed_in(granted)
    page = client_for(granted.world.editor).post(hand_in_at(granted), {"key": KEY, "note": "x", **COSTS})
    assert (page.status_code, "ligt bij het ministerie" in text_of(page)) == (422, True)


def test_ministry_judges_cost_by_cost(client_for, granted):
    delivery = handed_in(granted)
    first, second = delivery.costs.all()
    url = at("judgement_create", number=granted.award.number, delivery=delivery.pk)
    client = client_for(granted.world.preparer)
    assert "Proeflijn" in text_of(client.get(url))
    full = {"key": KEY, "outcome": "accept", f"cost_{first.pk}": "250", f"cost_{second.pk}": "100,50"}
    wrong = {
        "unexplained": full,
        "too much": {**full, "note": "x", f"cost_{first.pk}": "300,01"},
        "empty": {**full, "note": "x", f"cost_{first.pk}": ""},
        "returned in silence": {**full, "outcome": "return"},
        "no outcome": {**full, "outcome": ""},
    }
    assert {name: client.post(url, data).status_code for name, data in wrong.items()} == dict.fromkeys(wrong, 422)
    for _ in range(2):
        assert client.post(url, {**full, "note": "zonder reiskosten"}).status_code == 302
    assert [one.amount for one in Judgement.objects.get().costs.order_by("pk")] == [euros(250), euros("100.50")]
    page = text_of(client.get(follow(granted)))
    assert "zonder reiskosten" in page
    assert "€ 350,50" not in page
    assert "€ 250" in page


def test_ministry_sends_back_with_a_new_date(client_for, granted):
    delivery = handed_in(granted)
    url = at("judgement_create", number=granted.award.number, delivery=delivery.pk)
    sent = {"key": KEY, "outcome": "return", "note": "Facturen ontbreken.", "mend_by": "2099-01-31"}
    assert client_for(granted.world.preparer).post(url, sent).status_code == 302
    assert duty(granted).due_on == date(2099, 1, 31)
    assert "31 januari 2099" in text_of(client_for(granted.coordinator).get(follow(granted)))


def test_later_date(client_for, granted):
    one = duty(granted)
    url = at("duty_extend", number=granted.award.number, duty=one.pk)
    client = client_for(granted.world.preparer)
    earlier = {"key": KEY, "due_on": "2018-01-01", "reason": "x"}
    assert (client.get(url).status_code, client.post(url, earlier).status_code) == (200, 422)
    later = {"key": KEY, "due_on": "2099-01-01", "reason": "ziekte"}
    assert [client.post(url, later).status_code for _ in range(2)] == [302, 302]
    assert Duty.objects.get(instead_of=one).reason == "ziekte"


def pages(one) -> dict[str, str]:
    delivery, number = handed_in(one), one.award.number
    objection = actions.object_to(by=one.coordinator, letter=one.letter, text="Oneens.")
    return {
        "follow": follow(one),
        "hand in": at("delivery_create", number=number, duty=duty(one, "performance").pk),
        "judge": at("judgement_create", number=number, delivery=delivery.pk),
        "extend": at("duty_extend", number=number, duty=duty(one, "performance").pk),
        "settle": at("award_propose", number=number, kind="settle"),
        "objection": at("objection_detail", objection=objection.pk),
        "answer": at("objection_answer", objection=objection.pk),
    }


def test_who_opens_what(client_for, granted):
    world = granted.world
    stranger = worlds.Organisation.objects.create(
        name="Andere hub", kind="hub", region=Region.objects.get(slug="noord-nederland")
    )
    people = {
        "coordinator": granted.coordinator,
        "preparer": world.preparer,
        "payer": world.payer,
        "reader": worlds.person("reader", Role.HUB_READER, world.hub),
        "stranger": worlds.person("stranger", Role.HUB_COORDINATOR, stranger),
        "giver": world.giver,
    }
    urls = pages(granted)
    found = {
        name: {page for page, url in urls.items() if client_for(person).get(url).status_code == 200}
        for name, person in people.items()
    }
    assert found == {
        "coordinator": {"follow", "hand in", "objection"},
        "preparer": {"follow", "judge", "extend", "settle", "objection", "answer"},
        "payer": {"follow", "objection"},
        "reader": {"follow", "objection"},
        "stranger": set(),
        "giver": set(),
    }
    assert client_for(people["stranger"]).get(urls["follow"]).status_code == 404
    assert client_for(people["stranger"]).get(urls["objection"]).status_code == 404
    assert client_for(people["reader"]).get(urls["hand in"]).status_code == 403


def test_numbers_that_do_not_belong_together_are_404(client_for, granted):
    wrong = at("delivery_create", number="X", duty=duty(granted).pk)
    assert client_for(granted.coordinator).get(wrong).status_code == 404
    url = at("award_propose", number=granted.award.number, kind="grant")
    assert client_for(granted.world.preparer).get(url).status_code == 404


# --- Prepared decisions -----------------------------------------------------------------------------------------------


def test_settlement_is_prepared_beside_its_working(client_for, granted):
    actions.accept(by=granted.world.preparer, delivery=handed_in(granted))
    url = at("award_propose", number=granted.award.number, kind="settle")
    client = client_for(granted.world.preparer)
    page = text_of(client.get(url))
    assert "Voorstel: stel vast op € 0" in page
    assert "€ 400,50" in page
    sent = {"key": KEY, "amount": "150.000", "legal_ground": "4:46-a", "ground": "Minder gedaan."}
    assert [client.post(url, sent).status_code for _ in range(2)] == [302, 302]
    proposal = Proposal.objects.get(kind="settle")
    assert (proposal.amount, proposal.legal_ground, proposal.award) == (euros(150_000), "4:46-a", granted.award)
    assert client.post(url, {"key": KEY[::-1], "amount": "-1", "ground": ""}).status_code == 422
    for wrong, words in (({"amount": "200.000,01"}, "€ 0,01 meer"), ({"legal_ground": ""}, "Awb 4:46")):
        page = client.post(url, {**sent, "key": uuid4().hex, **wrong})
        assert (page.status_code, words in text_of(page)) == (422, True)


def test_change_withdrawal_and_recovery_are_prepared(client_for, granted):
    granted.pay(100_000)
    client = client_for(granted.world.preparer)
    number = granted.award.number
    amend = {"key": "a" * 32, "ends_on": "2021-06-30", "ground": "Later klaar."}
    revoke = {"key": "b" * 32, "legal_ground": "4:48", "ground": "Niet begonnen."}
    for kind, sent in (("amend", amend), ("revoke", revoke)):
        assert client.get(at("award_propose", number=number, kind=kind)).status_code == 200
        assert client.post(at("award_propose", number=number, kind=kind), sent).status_code == 302
    granted.take(Proposal.objects.get(kind="revoke"))
    url = at("award_propose", number=number, kind="recover")
    assert "Voorstel: vraag € 100.000 terug" in text_of(client.get(url))
    recover = {"key": "c" * 32, "amount": "100000", "legal_ground": "4:57", "ground": "Ingetrokken."}
    assert client.post(url, recover).status_code == 302
    assert granted.take(Proposal.objects.get(kind="recover")).amount == euros(100_000)
    page = text_of(client.get(follow(granted)))
    assert "Niet meer gevraagd" in page
    assert "Terug te betalen tot en met" in page


def test_what_follows_an_award_is_decided_on_its_page(client_for, granted):
    granted.pay(160_000)
    prepare, decide = client_for(granted.world.preparer), client_for(granted.world.decider)
    prepared = {
        "settle": {"amount": "150000", "legal_ground": "4:46-a"},
        "recover": {"amount": "10000", "legal_ground": "4:57"},
    }
    for kind, typed in prepared.items():
        url = at("award_propose", number=granted.award.number, kind=kind)
        assert prepare.post(url, {"key": uuid4().hex, "ground": "Minder.", **typed}).status_code == 302
        if kind == "recover":
            more = prepare.post(url, {"key": uuid4().hex, "ground": "Minder.", **typed, "amount": "10.000,01"})
            assert (more.status_code, "hoogstens € 10.000" in text_of(more)) == (422, True)
            assert "Verplicht € 160.000" in text_of(more)
        page = at("proposal_detail", proposal=Proposal.objects.get(kind=kind).pk)
        assert [client.get(page).status_code for client in (prepare, decide)] == [200, 200]
        with clock.on(date(2020, 3, 2)):
            done = decide.post(page, {"decide": "1", "decide-reference": "FA-1"})
        assert done.status_code == 302, text_of(done)[:1500]
        assert Proposal.objects.get(kind=kind).letters.count() == 1


def test_refund_of_a_settled_award_lowers_what_is_committed_above_it(client_for):
    one = Granted(1000, realised=700)
    one.pay(900)
    one.decide("settle", amount=euros(700), legal_ground="4:46-a")
    sent = {"key": KEY, "paid_in": "2018", "amount": "200", "valid_on": DAY.isoformat(), "document": "afschrift"}
    sent |= {"reference": "FA-200", "reason": "teruggevorderd"}
    url = at("refund_create", number=one.award.number)
    assert [client_for(one.world.payer).post(url, sent).status_code for _ in range(2)] == [302, 302]
    assert worlds.balances(award=one.award) == {("commitments", "paid"): euros(700), ("cash", "paid"): euros(700)}


# --- Objections -------------------------------------------------------------------------------------------------------


def test_coordinator_objects_once(client_for, granted):
    url = at("objection_create", letter=granted.letter.pk)
    client = client_for(granted.coordinator)
    assert "U kunt bezwaar maken tot en met" in text_of(client.get(url))
    assert client.post(url, {"key": KEY, "text": " "}).status_code == 422
    sent = {"key": KEY, "text": "Wij zijn het oneens."}
    assert [client.post(url, sent).status_code for _ in range(2)] == [302, 302]
    assert client.get(url).status_code == 302
    assert client.post(url, {"key": "d" * 32, "text": "Nog eens."}).status_code == 422
    objection = Objection.objects.get()
    assert (objection.received_on, objection.recorded_by) == (clock.today(), granted.coordinator)


def test_late_objection_is_said_and_not_refused(client_for, granted):
    client = client_for(granted.coordinator)
    url = at("objection_create", letter=granted.letter.pk)
    with clock.on(granted.letter.objection_until + timedelta(days=1)):
        assert "De laatste dag voor bezwaar was" in text_of(client.get(url))
        page = client.post(url, {"key": KEY, "text": "Te laat, maar toch."}, follow=True)
    assert "na de termijn" in text_of(page)


def test_ministry_records_what_came_on_paper(client_for, granted):
    client = client_for(granted.world.preparer)
    url = at("objection_create", letter=granted.letter.pk)
    early = {"key": KEY, "text": "per post", "received_on": (DAY - timedelta(days=1)).isoformat()}
    page = client.post(url, early)
    assert (page.status_code, "tussen de dag van de brief" in text_of(page)) == (422, True)
    assert client.post(url, {**early, "received_on": DAY.isoformat()}).status_code == 302
    assert Objection.objects.get().received_on == DAY


def test_answer_is_prepared_and_decided(client_for, granted):
    objection = actions.object_to(by=granted.coordinator, letter=granted.letter, text="Oneens.")
    client = client_for(granted.world.preparer)
    url = at("objection_answer", objection=objection.pk)
    detail = at("objection_detail", objection=objection.pk)
    assert "Bereid het antwoord voor" in text_of(client.get(detail))
    full = {"key": KEY, "upheld": "yes", "amount": "250.000", "beyond_ceiling": "on", "ground": "Gegrond."}
    assert client.post(url, {**full, "amount": ""}).status_code == 422
    assert client.post(url, full).status_code == 302
    assert "bereid een ander antwoord voor" in text_of(client.get(detail)).lower()
    page = at("proposal_detail", proposal=Proposal.objects.get(kind="objection").pk)
    assert client_for(granted.world.decider).get(page).status_code == 200
    granted.take(Proposal.objects.get(kind="objection"), by=granted.world.second)
    page = text_of(client.get(detail))
    assert "Het bezwaar is gegrond." in page
    assert "boven het plafond" in page
    assert client.get(url).status_code == 302


def test_strangers_do_not_object_and_an_answer_goes_to_court(client_for, granted):
    url = at("objection_create", letter=granted.letter.pk)
    assert client_for(granted.world.editor).get(url).status_code == 404
    assert client_for(granted.world.payer).get(url).status_code == 404
    objection = actions.object_to(by=granted.coordinator, letter=granted.letter, text="Oneens.")
    answer = granted.take(granted.propose("objection", objection=objection, upheld=False), by=granted.world.second)
    assert client_for(granted.coordinator).get(at("objection_create", letter=answer.pk)).status_code == 404


# --- Mails and what waits ---------------------------------------------------------------------------------------------


def test_pages_read_in_few_statements(client_for, granted):
    client = client_for(granted.world.preparer)
    client.get(follow(granted))
    handed_in(granted)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(follow(granted))
    handed_in(granted, "yearly_report", "2018")
    handed_in(granted, "performance")
    with CaptureQueriesContext(connection) as three:
        client.get(follow(granted))
    assert len(three) == len(one)
