"""“Eerst uitrekenen”: what a page says would be refused is what the database then refuses, in the same words."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from funding import actions, settlement_check
from funding.actions import deciding
from funding.award_state import standing_of
from funding.models import Proposal
from funding.rules import RuleBroken
from jobs import clock
from tests.funding import planned
from tests.funding import world as worlds
from tests.funding.award_world import Granted
from tests.funding.ruled import ordered
from tests.funding.test_review_pages import typed
from tests.funding.world import DAY, basis, euros

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def at(name, **kwargs):
    return reverse(f"funding:{name}", kwargs=kwargs)


def decided(by, proposal, *, on=None) -> str:
    """The sentence with which the database refuses it; "" when it is decided."""
    try:
        with clock.on(on or clock.today()):
            deciding.decide(by=by, proposal=proposal, reference="FA-1")
    except RuleBroken as broken:
        return broken.message
    return ""


# --- An award ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def world():
    """€ 100,000 on the line and € 60,000 of match, in this year."""
    world = worlds.build()
    year = clock.today().year
    world.allot(100_000, 100_000, year=year)
    world.match(60_000)
    return world


GRANTS = {
    "fits": ({}, ""),
    "match": ({"amount": "80000"}, "€ 20.000"),
    "line": ({"amount": "120000", "condition": "proof_of_match"}, "€ 20.000"),
    "proof": ({"amount": "80000", "condition": "proof_of_match"}, ""),
}


@pytest.mark.parametrize("case", GRANTS)
def test_what_an_award_lacks_is_said_in_the_words_of_the_refusal(world, client_for, case):
    changes, amount = GRANTS[case]
    plan = planned.in_review(world, asked=150_000)
    year, whole = clock.today().year, changes.get("amount", "60000")
    sent = typed(world, **changes) | {f"year_{year}": whole, f"year_{year + 1}": ""}
    client, page = client_for(world.preparer), at("proposal_create", plan=plan.pk, kind="grant")
    looked = client.post(page, {**sent, "check": "1"})
    assert (looked.status_code, Proposal.objects.count()) == (200, 0)
    assert client.post(page, sent).status_code == 302
    refusal = decided(world.decider, Proposal.objects.get())
    assert ("Dit past" in text_of(looked)) is (refusal == "")
    assert refusal in text_of(looked)
    assert amount in refusal


def test_what_must_stay_for_a_reservation_of_unknown_size_is_said(world, client_for):
    actions.reserve(
        by=world.decider, basis=basis(clock.today()), line=world.line, year=clock.today().year, purpose_nl="centrum",
        purpose_en="centre", size=None, at_least=euros(10_000),
    )  # fmt: skip
    plan = planned.in_review(world)
    page = at("proposal_create", plan=plan.pk, kind="grant")
    client = client_for(world.preparer)
    silent = text_of(client.post(page, typed(world, check="1")))
    assert "reservering van onbekende" in silent
    short = text_of(client.post(page, typed(world, check="1", kept="40000")))
    assert "€ 10.000" in short
    assert "Dit past" in text_of(client.post(page, typed(world, check="1", kept="30000")))


# --- A settlement -----------------------------------------------------------------------------------------------------


def prepared(client, one, amount, **more):
    sent = {"key": uuid4().hex, "amount": str(amount), "legal_ground": "4:46-a", "ground": "Minder gedaan.", **more}
    return client.post(at("award_propose", number=one.award.number, kind="settle"), sent, follow="check" not in more)


def test_settlement_above_the_realised_match_is_said_when_it_is_prepared_and_where_it_is_decided(client_for):
    one = Granted(1000, realised=400)
    client = client_for(one.world.preparer)
    looked = prepared(client, one, 900, check="1")
    assert (looked.status_code, Proposal.objects.filter(kind="settle").count()) == (200, 0)
    assert 'value="900' in looked.content.decode()
    warned = prepared(client, one, 900).content.decode()
    proposal = Proposal.objects.get(kind="settle")
    waiting = client_for(one.world.decider).get(at("proposal_detail", proposal=proposal.pk))
    refusal = decided(one.world.decider, proposal, on=DAY)
    assert "€ 500" in refusal
    assert refusal in text_of(looked)
    assert refusal in warned
    assert refusal in text_of(waiting)


def test_settlement_that_fits_is_said_to_fit(client_for):
    one = Granted(1000, realised=400)
    client = client_for(one.world.preparer)
    assert "Dit past" in text_of(prepared(client, one, 400, check="1"))
    assert "kan dit besluit niet worden genomen" not in prepared(client, one, 400).content.decode()
    proposal = Proposal.objects.get(kind="settle")
    page = text_of(client.get(at("proposal_detail", proposal=proposal.pk)))
    assert "kan dit besluit niet worden genomen" not in page
    assert decided(one.world.decider, proposal, on=DAY) == ""
    assert client.get(at("proposal_detail", proposal=proposal.pk)).status_code == 200


def test_settlement_above_what_was_granted_or_without_a_ground_is_said(client_for):
    one = Granted(1000, realised=1000)
    client = client_for(one.world.preparer)
    assert "€ 0,01 meer" in text_of(prepared(client, one, "1000,01", check="1"))
    assert "Awb 4:46" in text_of(prepared(client, one, 900, check="1", legal_ground=""))


def test_other_awards_of_the_pool_count_and_ordered_ones_do_not():
    one = Granted(700, match=2000, realised=700)
    one.world.allot(600, 600)
    other = one.world.grant(500)
    ordered(one.world, 300)
    assert settlement_check.refused(standing_of(one.award), euros(700)) == []
    one.world.settle(other, 100)
    (sentence,) = settlement_check.refused(standing_of(one.award), euros(700))
    assert "€ 100" in sentence
    assert sentence == decided(
        one.world.decider, one.propose("settle", amount=euros(700), legal_ground="4:46-a"), on=DAY
    )


def test_what_another_was_paid_beyond_its_advance_counts():
    one = Granted(700, match=2000, realised=450)
    one.world.allot(500, 500)
    other = one.world.grant(500)
    one.world.pay(other, 500)
    (sentence,) = settlement_check.refused(standing_of(one.award), euros(400))
    assert sentence == decided(
        one.world.decider, one.propose("settle", amount=euros(400), legal_ground="4:46-a"), on=DAY
    )


def test_award_on_proof_asks_its_match_when_it_is_settled():
    one = Granted(700, match=800, realised=800)
    one.world.allot(700, 700)
    proof = one.world.grant(700, condition="proof_of_match", plan_version=one.version)
    assert standing_of(proof).sum("granted") == euros(1400)
    (sentence,) = settlement_check.refused(standing_of(proof), euros(1400))
    assert "€ 600" in sentence
    assert sentence == decided(one.world.decider, one.propose("settle", amount=euros(1400)), on=DAY)


def test_where_no_match_is_held_nothing_is_refused():
    world = worlds.build()
    world.allot(100, 100)
    world.pool = world.pool_for(instrument="contract")
    award = world.grant(100)
    assert settlement_check.refused(standing_of(award), euros(100)) == []


# --- Payments ---------------------------------------------------------------------------------------------------------


def test_payment_is_proposed_until_all_of_the_settlement_is_paid(client_for):
    one = Granted(1000, realised=1000)
    one.pay(600)
    client, page = client_for(one.world.preparer), at("award_follow", number=one.award.number)
    one.decide("settle", amount=euros(700), legal_ground="4:46-a")
    assert "Betaling voorstellen" in text_of(client.get(page))
    one.pay(100)
    assert "Betaling voorstellen" not in text_of(client.get(page))


def test_exception_covers_a_decision_as_a_whole(client_for):
    page = text_of(client_for(None).get(reverse("funding:waiver_list")))
    assert "geldt voor één besluit als geheel" in page
