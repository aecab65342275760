"""The report: asked for, made once by a job, given to who may open the run."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from assessments import actions, report_document, reporting
from assessments.models import Report
from jobs import queue
from jobs.models import Job
from jobs.registry import handlers
from tests.assessments.runs import completed_run, new_run, text, url
from tests.pdf import read

pytestmark = pytest.mark.django_db

HORIZON = "two-years"


@pytest.fixture
def broken(monkeypatch):
    """A job that cannot make the report."""
    monkeypatch.setitem(handlers, reporting.KIND, lambda job: 1 / 0)


def ask(run, language="nl", horizon=HORIZON, by=None):
    return reporting.ask(assessment=run, language=language, horizon=horizon, by=by)


def made(run, language="nl", horizon=HORIZON):
    report = ask(run, language, horizon)
    queue.run(str(report.job_id))
    return Report.objects.get(pk=report.pk)


def fail_for_good(report):
    for _attempt in range(queue.MOST_ATTEMPTS):
        Job.objects.filter(pk=report.job_id).update(due_at=timezone.now() - timedelta(1))
        queue.run(str(report.job_id))


def file_url(report, run, language="nl"):
    return url("report_file", run, language, report=report.pk)


# --- Asking ----------------------------------------------------------------------------------------------------------


def test_report_is_asked_made_and_given(client, django_capture_on_commit_callbacks):
    run = completed_run()
    page = url("report", run)

    assert "Maak het rapport" in text(client.get(page))
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page, {"horizon": "this-year"})
    assert (response.status_code, response.url) == (302, f"{page}?horizon=this-year")
    shown = client.get(response.url)
    assert "is klaar" in text(shown)
    address = re.search(r'href="([^"]+)" download', shown.content.decode()).group(1)
    document = client.get(address)
    assert read(document.content).standard == "PDF/UA-1"
    assert Report.objects.get().horizon == "this-year"


def test_two_clicks_make_one_report_and_one_job():
    run = completed_run()

    first, second = ask(run), ask(run)

    assert first.pk == second.pk
    assert Job.objects.filter(kind=reporting.KIND).count() == 1


def test_each_language_and_horizon_has_its_own_report():
    run = completed_run()

    reports = {ask(run, language, horizon).pk for language in ("nl", "en") for horizon in ("this-year", HORIZON)}

    assert len(reports) == Report.objects.count() == 4


def test_report_of_today_is_not_made_again():
    run = completed_run()
    first = made(run)

    assert ask(run).job_id == first.job_id


def test_report_of_an_earlier_day_is_made_again_and_stays_until_then(client):
    run = completed_run()
    first = made(run)
    earlier = timezone.now() - timedelta(days=2)
    Report.objects.update(made_at=earlier)

    shown = text(client.get(url("report", run)))
    second = ask(run)

    assert "Maak het opnieuw" in shown
    assert (second.pk, second.job_id != first.job_id) == (first.pk, True)
    assert client.get(file_url(second, run)).status_code == 200
    queue.run(str(second.job_id))
    assert Report.objects.get().made_at > earlier


def test_report_that_failed_can_be_tried_again(broken, client):
    run = completed_run()
    report = ask(run)
    fail_for_good(report)

    shown = text(client.get(url("report", run)))
    again = ask(run)

    assert "Het rapport kon niet worden gemaakt" in shown
    assert "Probeer het opnieuw" in shown
    assert again.job_id != report.job_id


def test_report_that_failed_to_renew_leaves_the_old_one(broken, client):
    run = completed_run()
    old = Report.objects.create(
        assessment=run,
        language="nl",
        horizon=HORIZON,
        asked_at=timezone.now(),
        job=queue.add(reporting.KIND, {}),
        made_at=timezone.now() - timedelta(days=3),
        pdf=b"%PDF-old",
    )
    Job.objects.update(state="failed", finished_at=timezone.now())

    response = client.get(url("report", run))

    assert "Het rapport kon niet worden gemaakt" in text(response)
    assert file_url(old, run) in response.content.decode()


def test_first_failure_is_told_and_tried_again_by_itself(broken, client):
    run = completed_run()
    report = ask(run)
    queue.run(str(report.job_id))

    assert "probeert het zelf opnieuw" in text(client.get(url("report", run)))


def test_report_waits_while_redis_is_away_and_is_made_later(client, settings, django_capture_on_commit_callbacks):
    run = completed_run()
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    settings.CELERY_BROKER_URL = settings.REDIS_URL
    from smartindustry.celery import app

    before, app.conf.broker_url = app.conf.broker_url, settings.REDIS_URL
    try:
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url("report", run), {"horizon": HORIZON})
    finally:
        app.conf.broker_url = before
    report = Report.objects.get()
    Report.objects.update(asked_at=report.asked_at - timedelta(minutes=1))

    shown = text(client.get(url("report", run)))

    assert "wordt gemaakt" in shown
    assert "wacht op zijn beurt" in shown
    settings.REDIS_URL = ""
    queue.sweep()
    assert "is klaar" in text(client.get(url("report", run)))


def test_page_says_how_far_it_is_to_the_script(client):
    run = completed_run()
    report = ask(run)
    page = url("report", run)

    waiting = client.get(f"{page}?horizon={HORIZON}", headers={"Accept": "application/json"}).json()
    Job.objects.update(state="running", steps_done=2)
    running = client.get(f"{page}?horizon={HORIZON}", headers={"Accept": "application/json"}).json()
    none = client.get(f"{page}?horizon=this-year", headers={"Accept": "application/json"}).json()

    assert waiting == {"state": "waiting", "percent": 0}
    assert running == {"state": "running", "percent": 66}
    assert none == {"state": "none", "percent": None}
    assert f'data-job="{page}"' in client.get(page).content.decode()
    assert report.pk is not None


def test_steps_are_seen_while_the_job_works(monkeypatch):
    seen = []
    report = ask(completed_run())
    monkeypatch.setattr(queue, "step", lambda job, done: seen.append(done))

    queue.run(str(report.job_id))

    assert seen == [1, 2, reporting.STEPS]
    assert Job.objects.get().result == {"made": "yes"}


@pytest.mark.parametrize("horizon", ["", "next-week", "' OR 1=1", "two-years\x07"])
def test_unknown_horizon_is_the_usual_one(client, horizon):
    run = completed_run()

    response = client.post(url("report", run), {"horizon": horizon})

    assert response.url.endswith("?horizon=two-years")


def test_action_refuses_what_no_page_offers():
    run, started = completed_run(), new_run([3])

    for wrong, code in [((run, "nl", "soon"), "horizon"), ((started, "nl", HORIZON), "unfinished")]:
        with pytest.raises(actions.RuleBroken) as caught:
            ask(*wrong)
        assert caught.value.code == code
    assert Job.objects.count() == 0


def test_run_that_was_deleted_has_no_report():
    run = completed_run()
    report = ask(run)
    actions.erase(assessment=run, by=None)

    queue.run(str(report.job_id))

    assert Job.objects.get().result == {"made": "no"}
    with pytest.raises(actions.RuleBroken) as caught:
        ask(run)
    assert caught.value.code == "gone"


def test_run_that_is_deleted_while_the_report_is_drawn_leaves_nothing(monkeypatch):
    run = completed_run()
    report = ask(run)

    def draw(found, *, made_at):
        actions.erase(assessment=run, by=None)
        return b"%PDF"

    monkeypatch.setattr(report_document, "pdf", draw)
    queue.run(str(report.job_id))

    assert Job.objects.get().result == {"made": "no"}
    assert Report.objects.count() == 0


def test_questionnaire_that_is_gone_makes_no_report():
    run = new_run([3] * 8, version="1999.1")
    job = queue.add(reporting.KIND, {"report_id": str(uuid.uuid4())})
    Report.objects.create(
        id=job.payload["report_id"], assessment=run, language="nl", horizon=HORIZON, job=job, asked_at=timezone.now()
    )

    queue.run(str(job.pk))

    assert Job.objects.get().result == {"made": "no"}


# --- Who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["report", "data"])
def test_unfinished_run_goes_on_with_its_questions(client, name):
    run = new_run([3, 4])

    response = client.get(url(name, run))

    assert (response.status_code, response.url) == (302, url("question", run, number=3))


@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_run_has_no_report(client, method):
    address = f"/zelfscan/{uuid.uuid4()}/rapport/"

    assert getattr(client, method)(address).status_code == 404


def test_run_in_an_account_is_closed_to_others(client_for, anna, chris):
    run = completed_run()
    report = made(run)
    type(run).objects.filter(pk=run.pk).update(person=anna)
    pages = [url("report", run), file_url(report, run), url("data", run)]

    assert [client_for(anna).get(page).status_code for page in pages] == [200] * 3
    assert [client_for(chris).get(page).status_code for page in pages] == [404] * 3
    assert [client_for(None).get(page).status_code for page in pages] == [302] * 3
    assert client_for(chris).post(url("report", run), {"horizon": HORIZON}).status_code == 404


def test_report_of_another_run_is_not_found(client):
    one, other = completed_run(), completed_run()
    report = made(other)

    assert client.get(file_url(report, one)).status_code == 404
    assert client.get(file_url(report, other)).status_code == 200


def test_report_that_is_not_made_yet_is_not_found(client):
    run = completed_run()

    assert client.get(file_url(ask(run), run)).status_code == 404


def test_document_is_private_and_has_a_plain_name(client):
    run = completed_run()
    day = timezone.localdate(run.completed_at)

    dutch, english = client.get(file_url(made(run), run)), client.get(file_url(made(run, "en"), run, "en"))

    assert dutch.headers["Content-Type"] == "application/pdf"
    assert dutch.headers["Cache-Control"] == "no-store, private"
    assert dutch.headers["X-Robots-Tag"] == "noindex"
    assert dutch.headers["Content-Disposition"] == f'attachment; filename="smart-industry-zelfscan-{day}.pdf"'
    assert english.headers["Content-Disposition"] == f'attachment; filename="smart-industry-self-assessment-{day}.pdf"'


@pytest.mark.parametrize("address", ["rapport/x/", "rapport/1/", "rapport/../"])
def test_garbage_for_a_report_is_not_found(client, address):
    run = completed_run()

    assert client.get(f"/zelfscan/{run.pk}/{address}").status_code == 404


def test_report_is_only_read(client):
    run = completed_run()
    report = made(run)

    assert client.post(file_url(report, run)).status_code == 405
    assert client.post(url("data", run)).status_code == 405


def test_report_page_takes_few_queries(client, django_assert_max_num_queries):
    run = completed_run()
    made(run)

    with django_assert_max_num_queries(8):
        client.get(url("report", run))
