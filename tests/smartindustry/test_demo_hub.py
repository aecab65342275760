"""The hubs of the demonstration: something to come, something full, something over, all of it marked."""

import pytest

from hubs.models import Article, Event, Registration
from jobs import clock
from smartindustry import demo_hub

pytestmark = pytest.mark.django_db


def test_events_and_texts_are_made_once_and_carry_the_mark(cast):
    assert [demo_hub.tell(cast, clock.today()) for _time in range(2)] == [True, False]
    titles = [*Event.objects.values_list("title_nl", flat=True), *Article.objects.values_list("title_nl", flat=True)]
    assert len(titles) == 7
    assert all(title.startswith("Demo: ") for title in titles)
    states = sorted(Registration.objects.filter(event__seats=6).values_list("state", flat=True))
    assert states == ["registered"] * 6 + ["waiting"] * 2
    assert Registration.objects.filter(attended=True).count() == 4
    assert Event.objects.filter(ends_at__lt=clock.now()).count() == 1
