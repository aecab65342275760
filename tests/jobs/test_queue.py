"""A job's way through the queue."""

import pytest

from jobs import queue
from jobs.models import Job
from jobs.registry import handlers

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(monkeypatch):
    calls = []
    monkeypatch.setitem(handlers, "test.note", lambda job: calls.append(job.payload) or {"noted": len(calls)})
    return calls


def test_job_runs_after_commit(seen, anna, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = queue.add("test.note", {"a": 1}, owner=anna)
        assert seen == []
    job.refresh_from_db()
    assert seen == [{"a": 1}]
    assert (job.state, job.result, job.percent) == ("done", {"noted": 1}, 100)


def test_job_runs_once_when_told_twice(seen):
    job = queue.add("test.note", {})
    queue.run(str(job.pk))
    queue.run(str(job.pk))
    assert len(seen) == 1


def test_failed_job_is_kept_and_tried_again_later(monkeypatch):
    monkeypatch.setitem(handlers, "test.break", lambda job: 1 / 0)
    job = queue.add("test.break", {})
    queue.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("waiting", 1)
    assert job.error.startswith("ZeroDivisionError, test_queue.py, line ")
    assert job.due_at > job.created_at


def test_error_of_a_job_quotes_nobody(monkeypatch):
    def refused(job):
        raise ValueError("550 unknown: zoe@bedrijf.nl")

    monkeypatch.setitem(handlers, "test.break", refused)
    job = queue.add("test.break", {})
    queue.run(str(job.pk))
    job.refresh_from_db()
    assert "zoe" not in job.error


def test_job_fails_for_good_after_five_attempts(monkeypatch):
    monkeypatch.setitem(handlers, "test.break", lambda job: 1 / 0)
    job = queue.add("test.break", {})
    for _attempt in range(queue.MOST_ATTEMPTS):
        Job.objects.filter(pk=job.pk).update(due_at=job.created_at)
        queue.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.finished_at


def test_sweeper_sends_what_nobody_picked_up(seen):
    job = queue.add("test.note", {})
    assert queue.sweep() >= 1
    job.refresh_from_db()
    assert job.state == "done"


def test_job_of_a_worker_that_died_is_taken_over(seen):
    job = queue.add("test.note", {})
    assert queue.claim(str(job.pk)) is not None
    assert queue.claim(str(job.pk)) is None
    Job.objects.filter(pk=job.pk).update(leased_until=job.created_at)
    queue.run(str(job.pk))
    assert len(seen) == 1


def test_repeat_is_started_once_and_made_up(seen, monkeypatch):
    from datetime import timedelta

    from jobs.registry import repeats

    monkeypatch.setitem(repeats, "test.note", timedelta(days=1))
    queue.sweep()
    queue.sweep()
    assert Job.objects.filter(kind="test.note").count() == 1


def test_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        queue.add("nobody.knows", {})


def test_redis_away_loses_nothing(seen, settings, django_capture_on_commit_callbacks):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with django_capture_on_commit_callbacks(execute=True):
        job = queue.add("test.note", {})
    job.refresh_from_db()
    assert job.state == "waiting"
    settings.REDIS_URL = ""
    queue.sweep()
    job.refresh_from_db()
    assert job.state == "done"


def test_job_page_is_for_its_owner_alone(seen, anna, bram, client_for):
    job = queue.add("test.note", {}, owner=anna)
    assert client_for(anna).get(f"/taken/{job.pk}/").status_code == 200
    assert client_for(bram).get(f"/taken/{job.pk}/").status_code == 404
    answer = client_for(anna).get(f"/en/taken/{job.pk}/", headers={"Accept": "application/json"})
    assert answer.json() == {"state": "waiting", "percent": None}


def test_job_list_shows_own_jobs_and_an_empty_state(seen, anna, bram, client_for):
    queue.add("test.note", {}, owner=anna)
    assert "test.note" in client_for(anna).get("/en/taken/").text
    assert "Nothing is running for you" in client_for(bram).get("/en/taken/").text
