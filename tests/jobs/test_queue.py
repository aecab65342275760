"""A job's way through the queue."""

import pytest

from jobs import queue
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
