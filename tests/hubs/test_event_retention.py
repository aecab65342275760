"""After its term a registration holds nothing personal."""

from datetime import timedelta

import pytest

from hubs import event_retention, event_tasks
from hubs.actions import registrations
from hubs.models import Event, Registration
from hubs.retention import CANCELLED_DAYS, EVENT_MONTHS
from jobs import clock
from jobs.models import Job
from tests.hubs.gathering import event, register

pytestmark = pytest.mark.django_db


def emptied():
    return event_tasks.clean_up_events(Job())["registrations"]


def test_registration_is_emptied_after_its_term_and_the_digest_stays(eva, client):
    made = event(eva)
    registration = register(made, company_name="Metaal", kvk_number="12345678")
    over = clock.months_ago(EVENT_MONTHS)
    Event.objects.update(starts_at=over - timedelta(hours=4), ends_at=over + timedelta(hours=1))
    assert emptied() == 0
    Event.objects.update(ends_at=over - timedelta(hours=1))
    assert [emptied(), emptied()] == [1, 0]

    registration.refresh_from_db()
    assert {name: getattr(registration, name) for name in event_retention.ERASED} == event_retention.ERASED
    assert (registration.state, len(registration.identity)) == ("registered", 64)
    assert "verwijderd" in client.get(f"/aanmelding/{registration.key}/").content.decode()


def test_who_cancelled_is_forgotten_sooner(eva):
    registrations.cancel_registration(registration=register(event(eva)), by=None)
    assert emptied() == 0
    Registration.objects.update(cancelled_at=clock.now() - timedelta(days=CANCELLED_DAYS, hours=1))
    assert emptied() == 1
