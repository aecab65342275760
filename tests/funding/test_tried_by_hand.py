"""What was seen when the money was tried by hand: pages that say what their reader needs."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from funding import actions, waiting
from funding.actions import Cost
from funding.models import BudgetLine
from jobs import clock
from tests.funding import world as worlds
from tests.funding.award_world import Granted
from tests.funding.steps import read_over
from tests.funding.test_evidence_actions import duty, handed_in
from tests.funding.world import basis, euros

pytestmark = pytest.mark.django_db


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


# --- After an award ---------------------------------------------------------------------------------------------------


def test_what_came_back_waits_whatever_its_last_day_and_its_page_says_why(client_for, granted):
    asked = duty(granted)
    later = clock.today() + timedelta(days=700)
    asked = actions.extend(by=granted.world.preparer, duty=asked, due_on=later, reason="later")
    address = at("delivery_create", number=granted.award.number, duty=asked.pk)
    assert address not in {one.url for one in waiting.of(granted.coordinator)}
    delivery = actions.hand_in(
        by=granted.coordinator, duty=asked, note="Klaar.", costs=(Cost("support", "x", euros(5)),)
    )
    actions.send_back(by=granted.world.preparer, delivery=delivery, note="Noem het aantal.")
    (found,) = [one for one in waiting.of(granted.coordinator) if one.url == address]
    assert found.title.startswith("Verbeter en lever opnieuw in: ")
    page = text_of(client_for(granted.coordinator).get(address))
    assert "wat er beter moet" in page
    assert "Noem het aantal." in page


def test_evidence_that_moved_when_it_came_back_says_why_too(client_for, granted):
    delivery = handed_in(granted)
    late = clock.today() + timedelta(days=700)
    actions.send_back(by=granted.world.preparer, delivery=delivery, note="Noem het aantal.", mend_by=late)
    moved = delivery.duty.extended_by.get()
    address = at("delivery_create", number=granted.award.number, duty=moved.pk)
    assert address in {one.url for one in waiting.of(granted.coordinator)}
    assert "Noem het aantal." in text_of(client_for(granted.coordinator).get(address))


def test_who_decides_on_an_objection_reads_what_it_says_and_what_is_answered(client_for, granted):
    objection = actions.object_to(by=granted.coordinator, letter=granted.letter, text="Het is te laag.")
    proposal = granted.propose("objection", objection=objection, upheld=False)
    address = at("proposal_detail", proposal=proposal.pk)
    page = client_for(granted.world.second).get(address).content.decode()
    for part in ("Het is te laag.", granted.letter.number, "Het bezwaar is ongegrond", follow(granted)):
        assert part in page
    granted.take(proposal, by=granted.world.second)
    assert "in beroep bij de rechter" in client_for(granted.world.second).get(address).content.decode()


def test_who_decides_on_a_settlement_gets_no_word_of_an_objection(client_for, granted):
    proposal = granted.propose("settle", amount=euros(200_000))
    page = client_for(granted.world.second).get(at("proposal_detail", proposal=proposal.pk)).content.decode()
    assert "Wat in het bezwaar staat" not in page
    assert follow(granted) in page


def test_what_was_prepared_stands_on_the_page_until_it_is_decided(client_for, granted):
    handed_in(granted)
    proposal = granted.propose("settle", amount=euros(200_000))
    address = at("proposal_detail", proposal=proposal.pk)
    ministry, hub = client_for(granted.world.preparer), client_for(granted.coordinator)
    assert [address in client.get(follow(granted)).content.decode() for client in (ministry, hub)] == [True, False]
    granted.take(proposal)
    assert address not in ministry.get(follow(granted)).content.decode()


# --- What is read over ------------------------------------------------------------------------------------------------


def test_what_is_read_over_writes_a_year_as_a_year_and_names_no_reservation_that_is_not_there(client_for):
    world = worlds.build()
    root = BudgetLine.objects.get(parent=None)
    world.allot(100, line=root)
    about = {"purpose_nl": "Datacentrum", "purpose_en": "Data center", "size": None, "at_least": None}
    actions.reserve(by=world.decider, basis=basis(), line=world.line, year=2018, **about)
    sent = {
        "line": root.pk, "ledger": "commitments", "origin": "available", "from_year": "2018", "to_year": "2019",
        "amount": "40", "valid_on": "2018-06-01", "document": "Besluit 12", "document_date": "2018-05-28",
        "reason": "kasschuif",
    }  # fmt: skip
    page = read_over(client_for(world.decider), "/begroting/besluit/verschuiven/", **sent)
    words = dict(page.context["words"])
    assert [words[name] for name in ("Van begrotingsjaar", "Naar begrotingsjaar")] == ["2018", "2019"]
    assert "Blijft voor reserveringen van onbekende omvang" not in words
    assert list(words)[-1] == "Reden"
