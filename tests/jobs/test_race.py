"""Two workers, one job: real commits in a database of its own."""

import threading

from django.db import connections

from jobs import queue
from jobs.models import Job
from jobs.registry import handlers


def test_two_workers_run_a_job_once(fresh_database, monkeypatch):
    calls, barrier = [], threading.Barrier(2)
    monkeypatch.setitem(handlers, "test.note", lambda job: calls.append(1))
    job = Job.objects.create(kind="test.note")

    def work():
        barrier.wait()
        queue.run(str(job.pk))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1
