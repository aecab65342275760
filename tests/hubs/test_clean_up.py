"""After its term a help request holds nothing personal."""

from datetime import UTC, datetime, timedelta

import pytest

from hubs import actions, clean_up, tasks
from hubs.models import HelpRequest
from hubs.retention import REQUEST_MONTHS
from jobs import clock
from jobs.models import Job
from tests.hubs.asking import ask, hub_of

pytestmark = pytest.mark.django_db
ASKED = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """`at(moment)`: set the portal's clock."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def test_request_is_emptied_after_its_term_and_not_before(at):
    at(ASKED)
    request = ask(hub_of(), telephone="06")
    end = ASKED.replace(year=ASKED.year + REQUEST_MONTHS // 12)
    at(end - timedelta(hours=1))
    assert tasks.clean_up_requests(Job()) == {"help_requests": 0}
    at(end + timedelta(hours=1))
    assert tasks.clean_up_requests(Job()) == {"help_requests": 1}
    assert tasks.clean_up_requests(Job()) == {"help_requests": 0}

    request.refresh_from_db()
    assert {name: getattr(request, name) for name in actions.ERASED} == actions.ERASED
    assert (request.state, request.erased) == ("new", True)


def test_company_reads_that_its_data_are_removed(at, client_for, eva):
    at(ASKED)
    request = ask(hub_of())
    at(ASKED + timedelta(days=800))
    clean_up.run()

    assert "verwijderd" in client_for().get(f"/hulpvraag/{request.key}/").content.decode()
    assert "Waar begin ik?" not in client_for(eva).get(f"/bureau/{request.pk}/").content.decode()
    assert actions.withdraw(request=request, by=None) is True


def test_everything_old_goes_in_batches(at, monkeypatch):
    at(ASKED)
    for _number in range(5):
        ask(hub_of())
    monkeypatch.setattr(clean_up, "BATCH", 2)
    at(ASKED + timedelta(days=800))

    assert clean_up.run() == {"help_requests": 5}
    assert not HelpRequest.objects.filter(erased_at__isnull=True).exists()
