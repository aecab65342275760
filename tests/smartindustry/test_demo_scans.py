"""The scans of the demo companies are made by the portal's own actions, once, and are marked."""

from datetime import date

import pytest

from assessments.models import Assessment, Contact
from jobs import clock, queue
from jobs.models import Job
from jobs.registry import handlers
from smartindustry import demo

pytestmark = pytest.mark.django_db
NUMBER = 12


@pytest.fixture
def job(settings):
    settings.DEMO = True
    return queue.add(demo.COMPANIES_JOB, {"number": NUMBER}, steps=NUMBER)


def make(job):
    with clock.on(date(2026, 11, 22)):
        return handlers[demo.COMPANIES_JOB](job)


def test_companies_belong_to_a_site_and_are_marked_as_demo(job):
    assert make(job) == {"made": NUMBER}

    runs = Assessment.objects.filter(state="completed")
    assert set(runs.values_list("demo", flat=True)) == {True}
    assert runs.filter(site=None).count() == 0
    assert runs.values("site__organisation").distinct().count() == NUMBER
    assert max(run.completed_at.date() for run in runs) <= date(2026, 11, 22)


def test_second_time_makes_nothing(job):
    make(job)
    runs = Assessment.objects.count()

    assert make(job) == {"made": 0}
    assert Assessment.objects.count() == runs


def test_progress_and_the_comparison_follow(job):
    make(job)

    job.refresh_from_db()
    assert job.steps_done == NUMBER
    assert Job.objects.filter(kind="assessments.take_snapshot").exists()


def test_nobody_gets_a_letter(job, mailoutbox):
    make(job)
    for letter in Job.objects.filter(kind="assessments.send_confirmation"):
        assert handlers[letter.kind](letter) == {"sent": False}

    assert (len(mailoutbox), Contact.objects.filter(confirmed_at=None).count()) == (0, 0)


def test_nothing_is_made_outside_demo_mode(job, settings):
    settings.DEMO = False

    assert make(job) == {"made": 0}
    assert Assessment.objects.count() == 0


def test_loading_twice_asks_once():
    demo.load()
    demo.load()

    assert Job.objects.filter(kind=demo.COMPANIES_JOB).count() == 1
