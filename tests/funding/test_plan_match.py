"""The page of a plan shows the ministry what became of its match."""

import pytest
from django.urls import reverse

from funding import actions, plan_match
from tests.funding.award_world import Granted
from tests.funding.world import basis, euros

pytestmark = pytest.mark.django_db


def texts(shown) -> tuple:
    lines = [[cell.text for cell in line] for line in [*shown.table.rows, shown.table.total]]
    return lines, dict(shown.facts)


def test_promised_confirmed_and_realised_are_told_apart():
    one = Granted(1000, match=1200, realised=300)
    actions.intend(by=one.world.editor, basis=basis(), pledge=one.pledge, amount=euros(50))
    lines, facts = texts(plan_match.of(one.plan, one.version))
    amounts = ["€ 1.250", "€ 1.200", "€ 300"]
    assert lines == [["Metropoolregio", *amounts], ["Samen, voor zover bekend", *amounts]]
    assert facts == {"Nodig bij wat is toegekend": "€ 1.000", "Nog te weinig": "niets"}


def test_what_is_withdrawn_is_short():
    one = Granted(1000, match=1200, condition="proof_of_match")
    actions.withdraw(by=one.world.giver, basis=basis(), pledge=one.pledge, kind="committed", amount=euros(500))
    assert texts(plan_match.of(one.plan, one.version))[1]["Nog te weinig"] == "€ 300"


def test_ministry_sees_it_on_the_page_and_the_applicant_does_not(client_for):
    one = Granted(1000, realised=300)
    url = reverse("funding:plan_detail", kwargs={"plan": one.plan.pk})
    page = client_for(one.world.preparer).get(url).content.decode()
    assert "De cofinanciering nu" in page
    assert reverse("funding:pledge_detail", args=[one.pledge.pk]) in page
    assert "De cofinanciering nu" not in client_for(one.coordinator).get(url).content.decode()
