"""The annex of the demonstration, and the service that ties its money to a company."""

import pytest

from hubs.models import ServiceDelivered
from jobs import clock
from reports import annex_check, trace_data
from reports.budget import View
from reports.models import Annex
from smartindustry import demo, demo_answer, demo_desk, demo_money, demo_story


@pytest.fixture
def people(db):
    people = demo.cast()
    demo_money.give_mandates(people)
    demo_money.enter_letter(people)
    demo_story.tell(people, clock.today())
    return people


def test_annex_is_made_once_public_and_marked(people):
    made = [demo_answer.answer(people, clock.today()) for _time in range(2)]
    annex = Annex.objects.get()
    assert made == [annex, annex]
    assert annex.demo
    assert "Demo" in annex.title
    assert "Demo" in annex.release.document
    assert annex_check.compare(annex).same


def test_service_waits_for_the_desk_and_is_then_traced(people):
    today = clock.today()
    assert demo_answer.serve(people, today) is None
    demo_desk.tell(people, today)
    services = [demo_answer.serve(people, today) for _time in range(2)]
    assert services[0] == services[1]
    assert ServiceDelivered.objects.exclude(award_number=None).count() == 1
    assert services[0].award_number in str(trace_data.money(View(today, today=True), outcomes=True).plain)
