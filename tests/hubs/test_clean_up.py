"""After its term a help request holds nothing personal."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from hubs import actions, clean_up, tasks
from hubs.models import HandOver, HelpRequest, Moment
from hubs.retention import REQUEST_MONTHS
from jobs import clock
from jobs.models import Job
from tests.hubs.asking import ask, hub_of

pytestmark = pytest.mark.django_db
NOTHING = {"help_requests": 0, "companies": 0, "company_lists": 0, "waiting_mail": 0}
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
    assert tasks.clean_up_requests(Job()) == NOTHING
    at(end + timedelta(hours=1))
    assert tasks.clean_up_requests(Job()) == NOTHING | {"help_requests": 1}
    assert tasks.clean_up_requests(Job()) == NOTHING

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

    assert clean_up.run() == NOTHING | {"help_requests": 5}
    assert not HelpRequest.objects.filter(erased_at__isnull=True).exists()


def test_what_the_desk_wrote_goes_with_the_request(at, eva):
    at(ASKED)
    request = ask(hub_of())
    actions.answer(request=request, text="Begin klein", signed=True, key=uuid.uuid4(), by=eva)
    offer = actions.hand_over(request=request, to=None, reason="Zoë belde", by=eva)
    actions.take_back(handover=offer, by=eva)
    at(ASKED + timedelta(days=800))
    clean_up.run()

    assert set(Moment.objects.filter(request=request).values_list("subject", "text")) == {("", "")}
    assert set(HandOver.objects.values_list("reason", "answer")) == {("", "")}
    assert Moment.objects.filter(request=request).count() == 4
