"""A plan that two people submit, or one person twice, at the same moment."""

import pytest

from accounts.models import Organisation
from funding import actions
from funding.models import Account, PlanStep, Pledge
from jobs.models import Job
from tests.funding import world as worlds
from tests.funding.connections import race
from tests.funding.planned import coordinator
from tests.funding.written import started, submitted, written


@pytest.mark.parametrize("writers", [2, 16])
def test_plan_submitted_at_once_is_in_the_books_once(fresh_database, writers):
    world = worlds.build()
    noa = coordinator(world)
    version = written(world)
    results = race(writers, lambda _number: actions.submit_plan(by=noa, version=version, revision=version.revision))
    assert results == ["admitted"] * writers
    assert PlanStep.objects.filter(plan=version.plan).count() == 1
    assert Pledge.objects.count() == 2
    assert [int(one.balance) for one in Account.objects.filter(pledge__isnull=False)] == [60_000]
    assert Job.objects.filter(payload__notice="plan_submitted").count() == 1


def test_plans_with_the_same_new_funder_make_it_once(fresh_database):
    world = worlds.build()
    noa = coordinator(world)
    versions = [written(world, version=started(world)) for _number in range(4)]
    results = race(
        4,
        lambda number: actions.submit_plan(by=noa, version=versions[number], revision=versions[number].revision),
    )
    assert results == ["admitted"] * 4
    assert Organisation.objects.filter(name="Provincie").count() == 1


def test_plan_is_withdrawn_once_with_its_pledges(fresh_database):
    world = worlds.build()
    noa = coordinator(world)
    plan = submitted(world, noa).plan
    results = race(4, lambda _number: actions.withdraw_plan(by=noa, plan=plan, reason="Geen ruimte"))
    assert results == ["admitted"] * 4
    assert plan.steps.filter(kind="withdraw").count() == 1
    assert not Account.objects.filter(pledge__isnull=False, balance__gt=0).exists()
