"""A notice that breaks off half-way goes on with who did not get it yet."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail import EmailMessage

from funding import notices
from funding.notices import message, notice
from jobs import queue
from jobs.models import Job
from tests.funding.world import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    world = build()
    people = [world.preparer, world.decider, world.payer]
    link = ("funding:payment_list", {})

    @notice("proef")
    def letters(_about):
        return [message(one, lambda: "Proef", "funding/mail/mandate_ends.txt", link) for one in people]

    yield queue.add(notices.JOB, {"notice": "proef", "about": 1})
    del notices.WRITERS["proef"]


@pytest.fixture
def taken(monkeypatch):
    """Addresses whose letter the mail server took, and a way to make it fail: (taken, fails)."""
    taken, fails = [], {}

    def send(letter, **_):
        error = fails.pop(letter.to[0], None)
        if error:
            raise error
        taken.append(letter.to[0].partition("@")[0])

    monkeypatch.setattr(EmailMessage, "send", send)
    return taken, fails


def run(job: Job) -> Job:
    Job.objects.filter(pk=job.pk).update(due_at=job.created_at)
    queue.run(str(job.pk))
    job.refresh_from_db()
    return job


def test_second_attempt_goes_on_where_the_first_broke_off(job, taken):
    got, fails = taken
    fails["decider@test.example"] = SMTPServerDisconnected()
    assert run(job).state == Job.State.WAITING
    assert got == ["preparer"]
    done = run(job)
    assert (done.state, done.result) == (Job.State.DONE, {"sent": 2})
    assert got == ["preparer", "decider", "payer"]


def test_refused_address_is_not_tried_again_and_stops_nobody(job, taken):
    got, fails = taken
    fails["decider@test.example"] = SMTPRecipientsRefused({})
    assert run(job).result == {"sent": 2}
    assert got == ["preparer", "payer"]


def test_job_keeps_no_addresses(job, taken):
    assert "@" not in str(run(job).payload)
