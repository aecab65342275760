"""Two clicks on one button."""

import threading

from django.db import connections

from tests.assessments.runs import completed_run
from tests.assessments.test_repeat import T0, repeat


def test_two_clicks_at_once_start_one_repeat(fresh_database):
    first = completed_run(T0)
    barrier, made = threading.Barrier(2), []

    def session():
        barrier.wait(10)
        made.append(repeat(first).pk)
        connections.close_all()

    threads = [threading.Thread(target=session) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert len(set(made)) == 1
