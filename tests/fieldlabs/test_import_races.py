"""Imports in real processes and threads, with real commits: a worker that is killed, two lists at once."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from fieldlabs.actions import imports
from fieldlabs.models import Fieldlab, ImportRun
from jobs import queue
from jobs.models import Job
from smartindustry import demo
from smartindustry.cast import CAST
from tests import database
from tests.fieldlabs import lists

State = ImportRun.State
MADE = Fieldlab.objects.filter(name__startswith="Demo Lab")
# A worker that writes two rows at a time, and stays in the middle of its work after the first two.
WORKER = """
import sys, time
import django
django.setup()
from fieldlabs.imports import staging, writing
from fieldlabs.actions import imports
from jobs import queue
writing.SPAN = 2
write = writing.link
def once(run, span):
    write(run, span)
    if span.done > 2:
        print("half-way", flush=True)
        time.sleep(120)
writing.link = once
queue.run(sys.argv[1])
"""


def person(key: str):
    return demo.person(next(member for member in CAST if member.key == key))


def labs(first: int, last: int) -> bytes:
    return lists.table(*(f"Demo Lab {number};Lassen;Delft" for number in range(first, last + 1)))


def waiting(eva, content: bytes) -> ImportRun:
    """Confirmed; its job has not begun."""
    run = lists.checked(eva, content)
    imports.confirm(by=eva, run=run, counts={})
    run.refresh_from_db()
    return run


@pytest.fixture
def by_hand(settings, monkeypatch):
    """Jobs wait until somebody runs them."""
    monkeypatch.setattr(queue, "nudge", lambda job: None)


def killed_half_way(run: ImportRun, name: str, page) -> str:
    """Starts a worker, looks at the page while it is half-way, and kills it as the system would. What the page said."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "smartindustry.settings",
        "DATABASE_URL": database.with_database(os.environ["DATABASE_URL"], name),
    }
    command = [sys.executable, "-W", "ignore", "-c", WORKER, str(run.job_id)]
    worker = subprocess.Popen(command, cwd=database.ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert worker.stdout.readline() == "half-way\n"
        said = page()
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=30)
        worker.stdout.close()
    return said


def until_nobody_else(name: str) -> None:
    """The database notices by itself that the worker is gone, and takes back what it wrote."""
    for _time in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [name]
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
    raise AssertionError("the worker is still there")


def test_worker_killed_half_way_leaves_nothing_and_can_be_started_again(fresh_database, by_hand, client_for):
    eva = person("eva")
    run = waiting(eva, labs(1, 5))
    client, address = client_for(eva), reverse("fieldlabs:import_preview", args=[run.pk])

    def page() -> str:
        return " ".join(client.get(address).content.decode().split())

    said = killed_half_way(run, fresh_database, page)
    assert "2 van 5 rijen" in said
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in said
    until_nobody_else(fresh_database)
    run.refresh_from_db()
    assert (MADE.count(), run.state, run.rows.filter(fieldlab=None).count()) == (0, State.WRITING, 5)
    Job.objects.filter(pk=run.job_id).update(leased_until=timezone.now() - timedelta(seconds=1))
    assert "Er is niets half geschreven." in page()
    client.post(reverse("fieldlabs:import_confirm", args=[run.pk]), {"again": "1"})
    lost = run.job_id
    done = lists.worked(run)
    assert (done.state, MADE.count(), done.job_id == lost) == (State.DONE, 5, False)
    queue.run(str(lost))
    assert MADE.count() == 5


def test_two_imports_at_the_same_moment_make_no_doubles(fresh_database, by_hand):
    """Rows 3 to 6 are in both. One is written; the other is shown what they mean now, and adds only its own."""
    eva = person("eva")
    runs = [waiting(eva, labs(1, 6)), waiting(eva, labs(3, 8))]
    barrier = threading.Barrier(2)

    def work(run: ImportRun) -> None:
        barrier.wait()
        try:
            queue.run(str(run.job_id))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[run]) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    for run in runs:
        run.refresh_from_db()
    written, back = sorted(runs, key=lambda run: run.state, reverse=True)
    assert (written.state, back.state, MADE.count()) == (State.DONE, State.CHECKED, 6)
    assert {name: number for name, number in back.counts.items() if number} == {"create": 2, "same": 4}
    assert "betekenen intussen iets anders" in back.failure
    assert lists.confirmed(eva, back).state == State.DONE
    names = list(MADE.order_by("name").values_list("name", flat=True))
    assert names == [f"Demo Lab {number}" for number in range(1, 9)]


def test_progress_is_seen_while_it_is_written(fresh_database, by_hand, monkeypatch):
    """Over a connection of its own: another one sees it before the rows are there. The worker keeps its job."""
    monkeypatch.setattr(imports.writing, "SPAN", 2)
    run = waiting(person("eva"), labs(1, 5))
    seen, link = [], imports.writing.link

    def looked(run: ImportRun, span) -> None:
        link(run, span)
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT steps_done, steps_total, leased_until > now() FROM jobs_job WHERE id = %s", [run.job_id]
            )
            row = cursor.fetchone()
            cursor.execute("SELECT count(*) FROM fieldlabs_fieldlab WHERE name LIKE 'Demo Lab%%'", [])
            seen.append((*row, *cursor.fetchone()))
        other.close()

    monkeypatch.setattr(imports.writing, "link", looked)
    assert lists.worked(run).state == State.DONE
    assert seen == [(0, 5, True, 0), (2, 5, True, 0), (4, 5, True, 0)]
    assert (Job.objects.get(pk=run.job_id).steps_done, MADE.count()) == (5, 5)
