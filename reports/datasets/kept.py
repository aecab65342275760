"""Rows that are computed, kept in the process for as long as nothing that they rest on can have changed.

What they rest on is the whole database and the clock. PostgreSQL tells by its snapshot which transactions can be seen:
two snapshots that are the same show the same rows, so that no list of tables has to be kept right. Any write anywhere
makes them be computed once more; reading as often as one likes in between costs one small statement.

Of a dataset that can be asked for other days, the last few answers are kept beside the one for today.
"""

from collections import OrderedDict
from threading import Lock

from django.conf import settings
from django.db import connection

from jobs import clock
from reports.datasets.columns import Dataset, Question, Row

# A restart too: what was written after a backup is gone when that is put back.
SNAPSHOT = "SELECT pg_current_snapshot()::text, pg_postmaster_start_time()::text"
MOST = 16
"""Answers of one dataset to questions other than the usual one; the one that was asked longest ago goes first."""
Key = tuple[object, ...]
_kept: dict[str, tuple[Key, list[Row]]] = {}
_others: dict[str, OrderedDict[Question, tuple[Key, list[Row]]]] = {}
_locks: dict[tuple[str, bool], Lock] = {}


def rows(dataset: Dataset, question: Question = ()) -> list[Row]:
    """Those of `dataset.compute`, at most a minute old where they depend on the time. Nobody may change them.

    In a transaction they are always computed: its own writes are in no snapshot. One thread computes, others wait; who
    walks through all days waits for others who do, and holds up nobody who asks for today.
    """
    if connection.in_atomic_block:
        return dataset.compute(*question)
    key, usual = _now(), question == dataset.ask({})
    with _locks.setdefault((dataset.name, usual), Lock()):
        found = _kept.get(dataset.name) if usual else _others.get(dataset.name, {}).get(question)
        if found is None or found[0] != key:
            # The snapshot was taken before the rows, so that they are never older than it says.
            found = key, dataset.compute(*question)
        _keep(dataset.name, question, found, usual=usual)
    return found[1]


def _keep(name: str, question: Question, found: tuple[Key, list[Row]], *, usual: bool) -> None:
    if usual:
        _kept[name] = found
        return
    others = _others.setdefault(name, OrderedDict())
    others[question] = found
    others.move_to_end(question)
    while len(others) > MOST:
        others.popitem(last=False)


def _now() -> Key:
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT)
        shown = cursor.fetchone()
    minute = clock.now().replace(second=0, microsecond=0)
    return (connection.settings_dict["NAME"], *shown, minute, settings.DEMO, settings.SITE_URL)
