"""Where the numbers of an award's story lead: to the entry that a decision made, where it made one."""

import re

import pytest
from django.urls import reverse

from funding.models import Entry
from tests.funding.award_world import Granted
from tests.funding.world import euros

pytestmark = pytest.mark.django_db


def entry(**about) -> str:
    return reverse("funding:entry_detail", args=[Entry.objects.get(**about).pk])


def test_what_a_decision_states_leads_to_what_it_booked(client_for):
    one = Granted(1000, realised=1000)
    version = one.version
    one.decide("amend", amount=euros(900), legal_ground="4:50")
    amended = one.plan.letters.get(kind="amend")
    one.decide("settle", amount=euros(700), legal_ground="4:46-a")
    settled = one.plan.letters.get(kind="settle")
    page = client_for(one.world.preparer).get(reverse("funding:award_story", args=[one.award.number]))
    events = page.context["events"]
    found = {}
    for event in events:
        if event.amount is not None:
            found.setdefault((event.source, event.amount), event.url)
    lowered = entry(kind="decommit", document=amended.number)
    # Of a settlement: the match that it used is the same amount.
    used = entry(kind="use", document=settled.number)
    assert {key: found[key] for key in (("letter", 900), ("proposal", 900))} == {
        ("letter", 900): lowered, ("proposal", 900): lowered,
    }  # fmt: skip
    assert {found[source, euros(700)] for source in ("letter", "proposal", "settlement")} == {used}
    accounts = rf"/grootboek/\?toekenning={one.award.number}"
    assert re.fullmatch(accounts, found["version", version.requested])
    numbers = {row.label: row.url for row in page.context["money"]}
    assert numbers["Vastgesteld"] == used


def test_granted_leads_to_its_commitment(client_for):
    one = Granted(1000)
    page = client_for(one.world.preparer).get(reverse("funding:award_story", args=[one.award.number]))
    numbers = {row.label: row.url for row in page.context["money"]}
    assert numbers["Toegekend"] == entry(kind="commit")
