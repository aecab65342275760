"""A plan is shown on the day that it stands for, also when it was recorded on another."""

from datetime import date

import pytest
from django.urls import reverse

from funding import inbox
from funding.models import PlanStep
from jobs import clock
from tests.funding import planned
from tests.funding.world import build

pytestmark = pytest.mark.django_db
DAY = date(2018, 3, 15)


@pytest.fixture
def world():
    return build()


def test_step_is_valid_on_the_day_that_it_is_taken(world):
    with clock.on(DAY):
        plan = planned.in_review(world)
    assert set(plan.steps.values_list("valid_on", flat=True)) == {DAY}
    assert all(step.recorded_late for step in plan.steps.all())
    other = planned.in_review(world)
    assert not any(step.recorded_late for step in PlanStep.objects.filter(plan=other))


def test_lists_and_page_show_that_day(world, client_for):
    with clock.on(DAY):
        plan = planned.in_review(world)
        (row,) = inbox.rows(inbox.visible().filter(pk=plan.pk))
    assert (row.since, row.days) == (DAY, 0)
    client = client_for(world.preparer)
    for name in ("plan_inbox", "plan_list"):
        assert "15 maart 2018</time>" in client.get(reverse(f"funding:{name}")).content.decode()
    page = client.get(reverse("funding:plan_detail", kwargs={"plan": plan.pk})).content.decode()
    history = page.split('id="history"')[1]
    assert history.count("15 maart 2018</time>") == 3
    assert history.count("vastgelegd op") == 2
