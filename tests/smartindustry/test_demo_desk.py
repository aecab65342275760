"""The requests of the demonstration."""

from datetime import date

import pytest

from hubs.models import HandOver, HelpRequest
from jobs import clock
from smartindustry import demo_desk

pytestmark = pytest.mark.django_db


def test_demo_has_requests_in_every_state_and_makes_them_once(cast):
    today = date(2026, 11, 23)
    with clock.on(today):
        assert [demo_desk.tell(cast, today) for _time in range(2)] == [True, False]

    states = set(HelpRequest.objects.values_list("state", flat=True))
    assert states == set(HelpRequest.State.values)
    assert HelpRequest.objects.count() == len(demo_desk.QUESTIONS)
    assert HandOver.objects.filter(accepted_at__isnull=True, returned_at__isnull=True).count() == 1


def test_everything_invented_says_demo():
    assert [one.name for one in demo_desk.QUESTIONS.values() if "Demo" not in one.name] == []
