"""Two snapshots at once, on two connections."""

import threading

from django.db import connections

from assessments import snapshot
from assessments.models import Contribution
from tests.assessments.companies import companies


def test_two_snapshots_at_once_make_one(fresh_database):
    companies(40)
    barrier = threading.Barrier(2)
    found, faults = [], []

    def run():
        try:
            barrier.wait(10)
            found.append(snapshot.take())
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert faults == []
    assert sorted(taken.renewed for taken in found) == [0, 36]
    assert Contribution.objects.count() == 40
