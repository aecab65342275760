"""Obligations as they are recorded by a decision, and by its changes."""

from datetime import date

import pytest

from funding.actions import duties
from funding.award_state import duties_of
from funding.models import Delivery, Duty, Judgement
from funding.rules import RuleBroken
from tests.funding.award_world import Granted
from tests.funding.world import euros

pytestmark = pytest.mark.django_db


def asked(award):
    return [(duty.kind, duty.about, duty.due_on) for duty in duties_of(award)]


def test_grant_asks_what_its_amount_and_dates_ask():
    granted = Granted(700_000, condition="proof_of_match")
    made = granted.ask()
    expected = [
        ("match_proof", "", date(2018, 8, 31)),
        ("yearly_report", "2018", date(2019, 4, 1)),
        ("yearly_report", "2019", date(2020, 3, 31)),
        ("performance", "", date(2021, 4, 1)),
        ("costs", "", date(2021, 6, 3)),
        ("auditor", "", date(2021, 6, 3)),
    ]
    assert asked(granted.award) == expected
    assert {(duty.letter, duty.recorded_by) for duty in made} == {(granted.letter, granted.world.decider)}


def test_asking_twice_asks_once():
    granted = Granted(100_000)
    assert [duty.kind for duty in granted.ask()] == ["yearly_report", "yearly_report", "performance"]
    assert granted.ask() == []


def test_change_asks_what_is_new_and_moves_dates_later():
    granted = Granted(100_000)
    granted.ask()
    report = Duty.objects.get(about="2018")
    delivery = Delivery.objects.create(duty=report, note="verslag", recorded_by=granted.coordinator)
    Judgement.objects.create(delivery=delivery, accepted=True, recorded_by=granted.world.preparer)
    proposal = granted.proposal("amend", award=granted.award, amount=euros(100_000), ends_on=date(2021, 6, 30))
    letter = granted.sent("amend", proposal, award=granted.award, amount=euros(100_000), day=date(2019, 12, 1))
    duties.ask_for(granted.award, letter, by=granted.world.decider)
    assert asked(granted.award) == [
        ("yearly_report", "2018", date(2019, 4, 1)),
        ("yearly_report", "2019", date(2020, 3, 31)),
        ("yearly_report", "2020", date(2021, 4, 1)),
        ("performance", "", date(2021, 9, 29)),
    ]
    assert Duty.objects.get(kind="performance", extended_by=None).instead_of.due_on == date(2021, 4, 1)


def test_lower_amount_asks_nothing_more():
    granted = Granted(100_000)
    granted.ask()
    before = asked(granted.award)
    proposal = granted.proposal("amend", award=granted.award, amount=euros(20_000))
    letter = granted.sent("amend", proposal, award=granted.award, amount=euros(20_000))
    assert duties.ask_for(granted.award, letter, by=granted.world.decider) == []
    assert asked(granted.award) == before


def test_award_without_dates_is_asked_nothing_and_refused():
    granted = Granted(100_000, ends_on=None)
    with pytest.raises(RuleBroken) as caught:
        granted.ask()
    assert caught.value.code == "award_has_dates"


@pytest.mark.parametrize("role", ["preparer", "payer", "controller", "editor"])
def test_only_who_decides_asks(role):
    granted = Granted(100_000)
    with pytest.raises(RuleBroken) as caught:
        duties.ask_for(granted.award, granted.letter, by=getattr(granted.world, role))
    assert caught.value.code == "not_allowed"
