"""Mails about plans in review and decisions that wait."""

import pytest
from django.core import mail

from funding.actions.reviewing import propose, remark, return_plan
from jobs import queue
from jobs.models import Job
from tests.funding import planned
from tests.funding.test_reviewing import prepared
from tests.funding.world import build, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return build()


def sent(name: str) -> list:
    """Run the one job of this notice; what went out."""
    job = Job.objects.get(kind="funding.send_notice", payload__notice=name)
    queue.run(str(job.pk))
    job.refresh_from_db()
    assert job.error == ""
    return mail.outbox


def test_the_applicant_reads_why_a_plan_came_back(world):
    coordinator = planned.coordinator(world)
    version = planned.in_review(world).versions.get()
    remark(by=world.preparer, version=version, section="match", text="Welk besluit?")
    return_plan(by=world.preparer, version=version, reason="De dekking is onduidelijk.")
    (letter,) = sent("plan_returned")
    assert (letter.to, letter.subject) == ([coordinator.email], "Uw plan is teruggestuurd")
    assert "De dekking is onduidelijk." in letter.body
    assert "Er is 1 opmerking" in letter.body


def test_deciders_but_not_the_preparer_are_told(world):
    person("beide", "ministry_decider", world.ministry)
    propose(by=world.decider, prepared=prepared(world, planned.in_review(world)))
    assert sorted(one.to[0] for one in sent("proposal_waiting")) == ["beide@test.example", "second@test.example"]


def test_nobody_is_told_of_what_no_longer_waits(world):
    plan = planned.in_review(world)
    propose(by=world.preparer, prepared=prepared(world, plan))
    return_plan(by=world.preparer, version=plan.versions.get(), reason="Toch niet.")
    assert sent("proposal_waiting") == []
