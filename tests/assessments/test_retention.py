"""Every promised term, on both sides of its end; the privacy page tells the same terms."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts import clean_up as accounts_clean_up
from accounts.models import Organisation
from assessments import actions, clean_up, questionnaire, retention, tasks
from assessments.models import Answer, Assessment, Contact, DraftTally, HelpAsked, Report, Share, Site
from hubs.models import HelpRequest
from hubs.retention import REQUEST_MONTHS
from jobs import clean_up as jobs_clean_up
from jobs import clock
from jobs.models import Job
from tests.assessments.runs import ALL, answered_run, completed_run, new_run, url
from tests.hubs.asking import ask

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTHING = {"drafts": 0, "remarks": 0, "origins": 0, "contacts": 0, "reports": 0, "shares": 0}


@pytest.fixture(autouse=True)
def at(monkeypatch):
    """`at(moment)`: set the portal's clock. Every test begins at START."""

    def go(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)

    go(START)
    return go


def days(number):
    return START + timedelta(days=number)


def months(number):
    year, month = divmod(START.year * 12 + START.month - 1 + number, 12)
    return START.replace(year=year, month=month + 1)


def draft(answers=(1, 2, 3), *, answered=START, **changes):
    run = new_run(answers, demo=False, started_at=START, **changes)
    Answer.objects.filter(assessment=run).update(answered_at=answered)
    return run


def cleaned(**expected):
    assert clean_up.run() == NOTHING | expected
    assert clean_up.run() == NOTHING


# --- Drafts ----------------------------------------------------------------------------------------------------------


def test_draft_lives_until_its_term_after_the_last_answer(at):
    run = draft(answered=days(10))
    at(days(10 + retention.DRAFT_DAYS) - HOUR)
    cleaned()
    at(days(10 + retention.DRAFT_DAYS) + HOUR)
    cleaned(drafts=1)

    assert not Assessment.objects.filter(pk=run.pk).exists()
    assert not Answer.objects.filter(assessment_id=run.pk).exists()


def test_draft_without_answers_lives_until_its_term_after_the_start(at):
    draft(())
    at(days(retention.DRAFT_DAYS) - HOUR)
    cleaned()
    at(days(retention.DRAFT_DAYS) + HOUR)
    cleaned(drafts=1)


def test_draft_takes_its_contact_with_it(at):
    run = draft()
    Contact.objects.create(assessment=run, email="a@b.nl", language="nl", given_at=START, confirmed_at=START)
    at(days(retention.DRAFT_DAYS + 1))
    cleaned(drafts=1)

    assert not Contact.objects.exists()


def test_counts_of_where_drafts_stopped_stay(at):
    draft(())
    draft((1, 2, 3))
    draft((1, 2, 3))
    draft((1, 2, 3, 4, 5, 1, 2, 3))
    at(days(retention.DRAFT_DAYS + 1))
    cleaned(drafts=4)

    counted = set(DraftTally.objects.values_list("started_in", "depth", "screen", "number"))
    month = START.date().replace(day=1)
    assert counted == {(month, "quick", ALL[0], 1), (month, "quick", ALL[3], 2), (month, "quick", "size", 1)}


def test_counts_add_up_over_days_and_batches(at, monkeypatch):
    monkeypatch.setattr(clean_up, "BATCH", 2)
    for _number in range(3):
        draft((1,))
    at(days(retention.DRAFT_DAYS + 1))
    cleaned(drafts=3)
    draft((1,))
    cleaned(drafts=1)

    assert DraftTally.objects.get().number == 4


def test_draft_of_an_unknown_version_is_counted_and_goes(at):
    draft(version="1999.1")
    at(days(retention.DRAFT_DAYS + 1))
    cleaned(drafts=1)

    assert DraftTally.objects.get().screen == "unknown"


def test_draft_of_a_deeper_scan_is_counted_at_its_list(at):
    source = completed_run()
    deep = actions.deepen(assessment=source, by=None)
    Assessment.objects.filter(pk=deep.pk).update(started_at=START, demo=False)
    Answer.objects.filter(assessment=deep).update(answered_at=START)
    at(days(retention.DRAFT_DAYS + 1))
    cleaned(drafts=1)

    assert DraftTally.objects.get().screen == "tasks"
    assert Assessment.objects.get() == source


def test_demo_drafts_are_not_counted_outside_a_demonstration(at, settings):
    settings.DEMO = False
    run = draft()
    Assessment.objects.filter(pk=run.pk).update(demo=True)
    at(days(retention.DRAFT_DAYS + 1))
    cleaned(drafts=1)

    assert not DraftTally.objects.exists()


# --- What is finished ------------------------------------------------------------------------------------------------


def finished(**changes):
    run = completed_run()
    Assessment.objects.filter(pk=run.pk).update(**changes)
    return run


def with_remark(person=None):
    run = answered_run()
    Assessment.objects.filter(pk=run.pk).update(origin="a" * 32, person=person)
    actions.complete(assessment=run, questionnaire=questionnaire.current(), by=None, remark="Bel mij: 06 12345678")
    return run


def test_remark_and_origin_go_after_their_term(at):
    run = with_remark()
    at(months(retention.TEXT_MONTHS) - HOUR)
    cleaned()
    at(months(retention.TEXT_MONTHS) + HOUR)
    cleaned(remarks=1, origins=1)

    run.refresh_from_db()
    assert (run.remark, run.origin, run.state) == ("", "", "completed")


def test_remark_in_an_account_stays_and_its_origin_goes(at, anna):
    run = with_remark(person=anna)
    at(months(retention.TEXT_MONTHS) + HOUR)
    cleaned(origins=1)

    run.refresh_from_db()
    assert run.remark == "Bel mij: 06 12345678"


CONTACT = {"email": "zoe@bedrijf.nl", "language": "nl", "given_at": START}


@pytest.mark.parametrize(
    ("values", "end"),
    [
        ({}, days(retention.UNCONFIRMED_DAYS)),
        ({"confirmed_at": START, "refused_at": START}, days(retention.UNCONFIRMED_DAYS)),
        ({"confirmed_at": START}, months(retention.CONTACT_MONTHS)),
        ({"confirmed_at": START, "wants_invitation": True}, months(retention.INVITED_MONTHS)),
    ],
    ids=["unconfirmed", "refused", "confirmed", "invited"],
)
def test_address_goes_after_its_term(at, values, end):
    run = completed_run()
    Contact.objects.create(assessment=run, **CONTACT | values)
    at(end - HOUR)
    cleaned()
    at(end + HOUR)
    cleaned(contacts=1)

    assert Assessment.objects.filter(pk=run.pk).exists()


def test_second_invitation_still_finds_its_address():
    second, valid = 24, 90
    assert second * 30 + valid <= retention.INVITED_MONTHS * 30


def test_report_goes_after_its_term(at):
    job = Job.objects.create(kind="assessments.make_report")
    made = {"assessment": completed_run(), "language": "nl", "job": job, "asked_at": START}
    Report.objects.create(**made, horizon="this-year", made_at=START, pdf=b"%PDF")
    Report.objects.create(**made, horizon="two-years")
    at(days(retention.REPORT_DAYS) - HOUR)
    cleaned()
    at(days(retention.REPORT_DAYS) + HOUR)
    cleaned(reports=2)


def test_link_to_share_goes_after_its_term(at):
    Share.objects.create(assessment=completed_run(), made_at=START, expires_at=days(90))
    at(days(90 + retention.SHARE_DAYS) - HOUR)
    cleaned()
    at(days(90 + retention.SHARE_DAYS) + HOUR)
    cleaned(shares=1)


def test_job_tells_how_much_and_never_whose(at, caplog):
    run = draft()
    at(days(retention.DRAFT_DAYS + 1))

    with caplog.at_level("INFO", "portal.jobs"):
        result = tasks.clean_up_runs(Job())

    assert result == NOTHING | {"drafts": 1}
    assert "'drafts': 1" in caplog.text
    assert str(run.pk) not in caplog.text


def test_finished_jobs_forget_what_they_were_about(at):
    old = {"kind": "x", "state": "done", "payload": {"run": "1"}, "error": "SMTP: zoe@bedrijf.nl", "finished_at": START}
    job = Job.objects.create(**old, result={"sent": True})
    waiting = Job.objects.create(kind="x", payload={"run": "2"})
    at(days(jobs_clean_up.KEPT_DAYS) - HOUR)
    assert jobs_clean_up.run() == {"jobs": 0}
    at(days(jobs_clean_up.KEPT_DAYS) + HOUR)
    assert jobs_clean_up.run() == {"jobs": 1}
    assert jobs_clean_up.run() == {"jobs": 0}

    job.refresh_from_db()
    assert (job.payload, job.error, job.result) == ({}, "", {"sent": True})
    waiting.refresh_from_db()
    assert waiting.payload == {"run": "2"}


def test_sessions_and_their_network_addresses_go_when_they_are_over(client_for, anna):
    client = client_for(anna)
    key = client.session.session_key
    UserSession.objects.create(user=anna, session_key=key, ip="10.0.0.1", user_agent="x", data={})
    assert accounts_clean_up.run() == {"sessions": 0}
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - HOUR)

    assert accounts_clean_up.run() == {"sessions": 1}
    assert not Session.objects.filter(pk=key).exists()


# --- On request, at once ---------------------------------------------------------------------------------------------


def company_run():
    company = Organisation.objects.create(name="Zoë Eenmanszaak", kind="company", kvk_number="12345678")
    site = Site.objects.create(organisation=company, province_id="NL-ZH")
    return finished(site=site), company


def test_erasing_the_last_scan_of_a_company_erases_the_company():
    run, company = company_run()
    other = finished(site=Site.objects.get())
    actions.erase(assessment=run, by=None)
    assert Organisation.objects.filter(pk=company.pk).exists()

    actions.erase(assessment=other, by=None)

    assert not Organisation.objects.filter(pk=company.pk).exists()
    assert not Site.objects.exists()


def test_company_that_has_people_stays(anna):
    run, _company = company_run()
    Site.objects.update(organisation=anna.holdings[0].organisation)

    actions.erase(assessment=run, by=None)

    assert Organisation.objects.filter(pk=anna.holdings[0].organisation_id).exists()


@pytest.mark.parametrize(("chosen", "state"), [({}, "new"), ({"withdraw": "on"}, "withdrawn")])
def test_erase_page_offers_to_withdraw_what_was_asked(chosen, state):
    run = completed_run()
    HelpAsked.objects.create(assessment=run, request=ask(None))
    client = Client()
    assert 'name="withdraw"' in client.get(url("erase", run)).content.decode()

    client.post(url("erase", run), chosen)

    assert HelpRequest.objects.get().state == state
    assert not HelpAsked.objects.exists()
    assert not Assessment.objects.exists()


# --- The page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["", "/en"])
def test_page_tells_the_terms_of_the_job(client, language):
    page = client.get(f"{language}/privacy/").content.decode()

    units = ("days", "months") if language else ("dagen", "maanden")
    numbers = {
        units[0]: (retention.DRAFT_DAYS, retention.SHARE_DAYS, retention.REPORT_DAYS, jobs_clean_up.KEPT_DAYS),
        units[1]: (retention.TEXT_MONTHS, retention.CONTACT_MONTHS, retention.INVITED_MONTHS, REQUEST_MONTHS),
    }
    terms = [f"{number} {unit}" for unit, all_numbers in numbers.items() for number in all_numbers]
    assert [term for term in terms if term not in page] == []


def test_page_tells_what_the_last_clean_up_removed(client):
    assert "Het is nog niet gebeurd." in client.get("/privacy/").content.decode()
    for number, moment in ((7, START), (12, days(1))):
        Job.objects.create(
            kind="assessments.clean_up", state="done", finished_at=moment, result=NOTHING | {"drafts": number}
        )

    page = client.get("/privacy/").content.decode()

    assert "Laatste keer: 16 maart 2026" in page
    assert "<dd>12</dd>" in page
    assert "<dd>7</dd>" not in page


def test_page_takes_few_statements(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get("/privacy/")
