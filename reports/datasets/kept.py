"""Rows that are computed, kept in the process for as long as nothing that they rest on can have changed.

What they rest on is the whole database and the clock. PostgreSQL tells by its snapshot which transactions can be seen:
two snapshots that are the same show the same rows, so that no list of tables has to be kept right. Any write anywhere
makes them be computed once more; reading as often as one likes in between costs one small statement.
"""

from threading import Lock

from django.conf import settings
from django.db import connection

from jobs import clock
from reports.datasets.columns import Dataset, Row

# A restart too: what was written after a backup is gone when that is put back.
SNAPSHOT = "SELECT pg_current_snapshot()::text, pg_postmaster_start_time()::text"
Key = tuple[object, ...]
_kept: dict[str, tuple[Key, list[Row]]] = {}
_locks: dict[str, Lock] = {}


def rows(dataset: Dataset) -> list[Row]:
    """Those of `dataset.compute`, at most a minute old where they depend on the time. Nobody may change them.

    In a transaction they are always computed: its own writes are in no snapshot. One thread computes, others wait.
    """
    if connection.in_atomic_block:
        return dataset.compute()
    key = _now()
    with _locks.setdefault(dataset.name, Lock()):
        found = _kept.get(dataset.name)
        if found is None or found[0] != key:
            # The snapshot was taken before the rows, so that they are never older than it says.
            found = _kept[dataset.name] = key, dataset.compute()
    return found[1]


def _now() -> Key:
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT)
        shown = cursor.fetchone()
    minute = clock.now().replace(second=0, microsecond=0)
    return (connection.settings_dict["NAME"], *shown, minute, settings.DEMO, settings.SITE_URL)
