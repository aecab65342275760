"""The real thing: a Celery worker, a Redis, a job. And what happens while Redis is away."""

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest
from django.db import transaction
from kombu import pools

from jobs import queue
from jobs.models import Job
from tests.database import with_database

ROOT = Path(__file__).resolve().parents[2]
NOBODY = {"invitation_id": 0}  # an invitation that does not exist: the handler says so and sends nothing


@pytest.fixture
def redis_url():
    """A database of this test's own in the suite's Redis."""
    url = os.environ.get("TEST_REDIS_URL")
    if url is None:
        if os.environ.get("REQUIRE_REDIS"):
            pytest.fail("No Redis: install redis-server, or set REDIS_URL.")
        pytest.skip("No Redis on this machine: install redis-server, or set REDIS_URL.")
    return url


@pytest.fixture
def worker(fresh_database, redis_url, settings, monkeypatch):
    """Start a worker on this test's database and queue; yields a function that waits for a job's end.

    Its `child` is the worker's process; `start` starts another one.
    """
    name = f"test-{uuid.uuid4().hex}"
    settings.REDIS_URL = redis_url
    from smartindustry.celery import app

    monkeypatch.setattr(app.conf, "broker_url", redis_url)
    monkeypatch.setattr(app.conf, "task_default_queue", name)
    forget_connections(app)
    environment = {**os.environ, "REDIS_URL": redis_url}
    environment["DATABASE_URL"] = with_database(os.environ["DATABASE_URL"], fresh_database)
    command = [sys.executable, "-m", "celery", "--app=smartindustry", "--quiet", "worker", "--pool=solo",
               f"--queues={name}", "--without-gossip", "--without-mingle", "--loglevel=error"]  # fmt: skip

    def start():
        wait.child = subprocess.Popen(command, cwd=ROOT, env=environment)

    def wait(job, patience=40):
        end = time.monotonic() + patience
        while time.monotonic() < end:
            job.refresh_from_db()
            if job.finished_at:
                return job
            time.sleep(0.1)
        raise AssertionError(f"the job is still {job.state}: {job.error}")

    wait.start = start
    start()
    yield wait
    wait.child.terminate()
    wait.child.wait(20)
    forget_connections(app)


def forget_connections(app):
    """Let Celery look at broker_url again; it keeps its connections for the whole process."""
    pools.reset()
    app._pool = app.amqp._producer_pool = None


def test_worker_does_the_job_after_commit(worker):
    with transaction.atomic():
        job = queue.add("accounts.send_invitation", NOBODY)
    assert worker(job).result == {"sent": False}


def test_work_of_the_time_without_redis_is_done_once_it_is_back(worker, settings, monkeypatch):
    from smartindustry.celery import app

    back = app.conf.broker_url
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    forget_connections(app)
    with transaction.atomic():
        job = queue.add("accounts.send_invitation", NOBODY)
    assert Job.objects.get(pk=job.pk).state == "waiting"
    monkeypatch.setattr(app.conf, "broker_url", back)
    forget_connections(app)
    assert queue.sweep() == 1
    assert worker(job).attempts == 1
