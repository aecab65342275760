"""What is asked back waits for who pays, until it is booked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from funding import actions, recoveries, waiting
from funding.models import Award
from tests.funding.award_world import Granted
from tests.funding.payment_world import also
from tests.funding.world import DAY, basis, euros

pytestmark = pytest.mark.django_db


def asked_back(amount=200) -> Granted:
    """Of 900 paid, 700 stays."""
    one = Granted(1000, realised=700)
    one.pay(900)
    one.decide("settle", amount=euros(700), legal_ground="4:46-a")
    one.decide("recover", amount=euros(amount), legal_ground="4:57")
    return one


def waits_for(person) -> list[waiting.Waiting]:
    return [one for one in waiting.of(person) if one.kind == "recovery"]


def came_back(one: Granted, amount) -> None:
    actions.refund(by=one.world.payer, basis=basis(), award=one.award, paid_in=2018, amount=euros(amount))


def test_payer_sees_what_is_asked_back_until_all_of_it_came(client_for):
    one = asked_back()
    (task,) = waits_for(one.world.payer)
    assert (task.title, task.text) == ("Boek wat terugkomt: € 200", f"Hub, toekenning {one.award.number}")
    assert (task.since, task.due_on) == (DAY, DAY + timedelta(weeks=6))
    client = client_for(one.world.payer)
    assert client.get(task.url).status_code == 200
    page = client.get(reverse("funding:decision_queue")).content.decode()
    assert "Geld dat terug moet komen" in page
    assert task.title in page
    came_back(one, 50)
    assert [task.title for task in waits_for(one.world.payer)] == ["Boek wat terugkomt: € 150"]
    came_back(one, 150)
    assert waits_for(one.world.payer) == []


def test_nobody_else_is_asked_to_book_it():
    one = asked_back()
    assert not [task for person in (one.world.preparer, one.world.decider, one.world.second, one.coordinator)
                for task in waits_for(person)]  # fmt: skip
    also(one.world.payer, "hub_reader", one.world.hub)
    assert waits_for(one.world.payer) == []


def test_upheld_objection_lowers_what_waits():
    one = asked_back()
    letter = one.award.letters.get(kind="recover")
    objection = actions.object_to(by=one.coordinator, letter=letter, text="Te veel.")
    one.decide("objection", by=one.world.second, objection=objection, upheld=True, amount=euros(120))
    assert [found.amount for found in recoveries.waiting()] == [euros(120)]
    assert recoveries.waiting(Award.objects.none()) == []


def test_recoveries_are_read_in_two_statements(django_assert_num_queries):
    asked_back()
    with django_assert_num_queries(2):
        assert len(recoveries.waiting()) == 1
