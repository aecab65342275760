"""The pages of payments, each as its people use it: propose, approve, release, stop, refund."""

import csv
import inspect
import io
import re

import pytest
from django.urls import reverse
from django.utils import translation

from funding import payment_list
from funding.models import Entry, Letter, Payment
from funding.waiting import TITLES, awards, budget, match, payments, plans
from tests.funding import payment_world
from tests.funding.payment_world import TODAY, YEAR
from tests.funding.world import euros

pytestmark = pytest.mark.django_db
NOW = TODAY.isoformat()
SOURCES = (awards, budget, match, payments, plans)


@pytest.fixture
def desk():
    return payment_world.build()


def url(name, **kwargs):
    return reverse(f"funding:{name}", kwargs=kwargs)


def propose_url(desk):
    return url("payment_propose", number=desk.award.number)


def test_page_says_what_may_be_paid_now_and_why(desk, client_for):
    desk.propose(10_000)
    page = client_for(desk.world.preparer).get(propose_url(desk))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store, private"
    text = page.content.decode()
    assert "Nu mag u hoogstens € 70.000 betalen" in text
    assert "Het voorschotdeel en de gerealiseerde cofinanciering zijn de grens." in text
    assert "NL91 •••• 4300" in text
    assert "NL91ABNA0417164300" not in text
    assert re.findall(r">(€ [\d.]+)</td>", text) == [
        "€ 100.000", "€ 80.000", "€ 0", "€ 80.000", "€ 0", "€ 10.000", "€ 490.000",
    ]  # fmt: skip


def test_proposal_beyond_what_match_allows_is_refused_with_what_is_missing(desk, client_for):
    client = client_for(desk.world.preparer)
    sent = {"key": "a" * 32, "amount": "80.000,01", "reason": "alles"}
    page = client.post(propose_url(desk), sent)
    assert page.status_code == 422
    text = page.content.decode()
    assert "er moet nog € 0,01 zijn ingelegd" in text
    assert "Met deze betaling is er € 0,01 boven het voorschot betaald; ingelegd en nog niet gebruikt is € 0." in text
    assert 'value="80.000,01"' in text
    with translation.override("en"):
        english = client.post(propose_url(desk), {**sent, "amount": "90,000"}).content.decode()
    assert "The co-funding is short: € 10,000 more must be realised before this can be paid." in english
    assert not Payment.objects.exists()


def test_three_people_bring_a_payment_to_its_end(desk, client_for):
    page = client_for(desk.world.preparer).post(
        propose_url(desk), {"key": "a" * 32, "amount": "80000", "reason": "eerste voorschot"}
    )
    payment = Payment.objects.get()
    here = url("payment_detail", payment=payment.pk)
    assert page["Location"] == here
    assert client_for(desk.world.decider).post(here, {"approve": "x"})["Location"] == here
    letter = Letter.objects.get(payment=payment)
    assert (letter.kind, letter.amount, letter.recorded_by) == ("advance", euros(80_000), desk.world.decider)
    payer = client_for(desk.world.payer)
    sent = {"release": "x", "key": "b" * 32, "reference": "FA-7", "valid_on": NOW}
    assert payer.post(here, sent)["Location"] == here
    assert payer.post(here, sent)["Location"] == here
    entry = Entry.objects.get(kind="pay")
    assert (entry.reference, entry.valid_on, entry.payment) == ("FA-7", TODAY, payment)
    text = payer.get(here).content.decode()
    assert "Betaald" in text
    assert "Dit kan niet meer" not in text
    assert "NL91 ABNA 0417 1643 00" in text
    assert f"/brieven/{letter.pk}/" in text


def test_second_click_with_other_content_is_told_that_somebody_was_first(desk, client_for):
    payment = desk.approved()
    desk.pay(payment)
    here = url("payment_detail", payment=payment.pk)
    sent = {"release": "x", "key": "c" * 32, "reference": "FA-8", "valid_on": NOW}
    page = client_for(desk.world.payer).post(here, sent, follow=True)
    assert "Dit kan niet meer: misschien was iemand u voor." in page.content.decode()
    assert Entry.objects.filter(kind="pay").count() == 1


def test_wrong_release_keeps_what_was_typed(desk, client_for):
    here = url("payment_detail", payment=desk.approved().pk)
    sent = {"release": "x", "key": "b" * 32, "reference": "", "valid_on": f"{YEAR + 1}-01-01"}
    page = client_for(desk.world.payer).post(here, sent)
    assert page.status_code == 422
    assert "Deze datum moet nog komen." in page.content.decode()
    assert f'value="{YEAR + 1}-01-01"' in page.content.decode()


def test_key_of_the_portals_own_entries_is_not_taken(desk, client_for):
    """With "proposal-7" in the hidden field nobody could take decision 7 any more."""
    payment = desk.approved()
    sent = {"release": "x", "key": "proposal-7", "reference": "FA-9", "valid_on": NOW}
    page = client_for(desk.world.payer).post(url("payment_detail", payment=payment.pk), sent)
    assert page.status_code == 422
    assert not Entry.objects.filter(kind="pay").exists()


def test_who_prepared_withdraws_and_the_approver_refuses(desk, client_for):
    first, second = desk.propose(10), desk.approved(20)
    client_for(desk.world.preparer).post(
        url("payment_detail", payment=first.pk), {"stop": "x", "stop_reason": "te vroeg"}
    )
    client_for(desk.world.payer).post(url("payment_detail", payment=second.pk), {"stop": "x", "stop_reason": "fout"})
    assert list(first.withdrawals.values_list("kind", "reason")) == [("withdrawn", "te vroeg")]
    assert list(second.withdrawals.values_list("kind", "reason")) == [("refused", "fout")]
    text = client_for(desk.world.preparer).get(url("payment_detail", payment=second.pk)).content.decode()
    assert "Geweigerd" in text


def test_buttons_are_for_those_whose_turn_it_is(desk, client_for):
    payment = desk.propose()
    here = url("payment_detail", payment=payment.pk)

    def buttons(person):
        return set(re.findall(r'name="(approve|release|stop)"', client_for(person).get(here).content.decode()))

    assert buttons(desk.world.preparer) == {"stop"}
    assert buttons(desk.world.decider) == {"approve", "stop"}
    assert buttons(desk.world.payer) == {"stop"}
    assert buttons(desk.world.controller) == set()
    desk.approve(payment)
    assert buttons(desk.world.decider) == {"stop"}
    assert buttons(desk.world.payer) == {"release", "stop"}


def test_recipient_sees_its_own_payments_and_no_one_elses(desk, client_for, noor):
    payment = desk.approved()
    here = url("payment_detail", payment=payment.pk)
    text = client_for(desk.coordinator).get(here).content.decode()
    assert "NL91 •••• 4300" in text
    assert client_for(noor).get(here).status_code == 404
    assert f"Betaling {payment.pk}" in client_for(desk.coordinator).get(url("payment_list")).content.decode()
    assert "Nog geen betalingen" in client_for(noor).get(url("payment_list")).content.decode()


def test_list_filters_searches_sorts_and_adds_up(desk, client_for):
    small, large = desk.propose(100), desk.approved(300)
    client = client_for(desk.world.decider)

    def shown(query):
        text = client.get(url("payment_list") + query).content.decode()
        return [int(number) for number in re.findall(r">Betaling (\d+)</a>", text)]

    assert shown("") == [large.pk, small.pk]
    assert shown("?sort=amount") == [small.pk, large.pk]
    assert shown("?stand=goedkeuren") == [small.pk]
    assert shown("?stand=vrijgeven") == [large.pk]
    assert shown("?stand=betaald") == []
    assert shown(f"?q={desk.award.number}") == [large.pk, small.pk]
    assert shown("?q=bestaat-niet") == []
    assert "<strong>€ 300</strong>" in client.get(url("payment_list") + "?stand=vrijgeven").content.decode()
    # What is proposed, approved and paid is never added together.
    assert "Totaal van deze lijst" not in client.get(url("payment_list")).content.decode()


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_payment_orders_show_the_whole_number_to_the_payer_alone(desk, client_for):
    payment = desk.approved(300)
    desk.pay(payment, reference="FA-9")
    (order,) = rows_of(client_for(desk.world.payer).get(url("payment_orders")))
    assert order["Rekeningnummer"] == "NL91ABNA0417164300"
    assert order["Nummer in de financiële administratie"] == "FA-9"
    assert order["Bedrag in euro's"] == "300.00"
    assert order["Betaald op"] == NOW
    assert order["Demonstratie"] == ""
    (order,) = rows_of(client_for(desk.world.decider).get(url("payment_orders")))
    assert order["Rekeningnummer"] == "NL91 •••• 4300"


def test_payment_orders_of_an_invented_scheme_say_so(desk, client_for, monkeypatch):
    desk.propose(10)
    monkeypatch.setattr(payment_list, "is_demo", lambda _payment: True)
    (order,) = rows_of(client_for(desk.world.payer).get(url("payment_orders")))
    assert order["Demonstratie"] == "Demonstratie: niet voor gebruik"
    assert "Demonstratie</span>" in client_for(desk.world.payer).get(url("payment_list")).content.decode()


def test_refund_is_booked_once(desk, client_for):
    desk.pay(desk.approved(300))
    client, here = client_for(desk.world.payer), url("refund_create", number=desk.award.number)
    assert f"{YEAR}: € 300 betaald" in client.get(here).content.decode()
    sent = {
        "key": "d" * 32, "amount": "100", "paid_in": YEAR, "valid_on": NOW, "reference": "FA-10",
        "document": "brief", "reason": "te veel",
    }  # fmt: skip
    refused = client.post(here, {**sent, "amount": "300,01"})
    assert refused.status_code == 422
    assert "Er is maar € 300 betaald: € 0,01 is te veel." in refused.content.decode()
    for _click in range(2):
        assert client.post(here, sent)["Location"] == url("payment_list")
    assert Entry.objects.filter(kind="refund").count() == 1


def test_nothing_paid_nothing_comes_back(desk, client_for):
    page = client_for(desk.world.payer).get(url("refund_create", number=desk.award.number))
    assert "Van deze toekenning is niets betaald" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_as_many_statements_for_one_as_for_three(desk, client_for, count, django_assert_max_num_queries):
    for _number in range(count):
        desk.approved(10)
    client = client_for(desk.world.decider)
    client.get(url("payment_list"))
    with django_assert_max_num_queries(8):
        client.get(url("payment_list"))


# --- What waits -------------------------------------------------------------------------------------------------------


def test_the_queue_names_payments_for_what_is_to_be_done(desk, client_for):
    desk.propose()
    desk.approved()
    for person, title in (
        (desk.world.decider, "Betalingen om goed te keuren"),
        (desk.world.payer, "Betalingen om vrij te geven"),
    ):
        groups = client_for(person).get(url("decision_queue")).context["groups"]
        assert [str(group["title"]) for group in groups] == [title]


def test_every_kind_that_waits_has_a_title_of_its_own():
    kinds = set(re.findall(r'kind="(\w+)"|Waiting\(\s+"(\w+)"', "".join(inspect.getsource(one) for one in SOURCES)))
    named = {one or other for one, other in kinds}
    assert named <= set(TITLES)
    assert len(named) == 14
