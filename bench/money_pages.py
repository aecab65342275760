"""The trace, what was paid for results, a figure with its chart, and the monitor: with 200,000 transfers beside 1,000.

In the databases of the dashboard's own measurement, in turn, whole answers. The figure adds up its own entries, so it
has a bound that grows with them.
"""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up, which is up to whoever calls run()

import statistics
import time

from bench import dashboard

PAGES = {
    "trace": ("/dashboard/spoor/", 1.2),
    "trace of an earlier day": ("/dashboard/spoor/?op=2020-01-01", 3),
    "what was paid for results": ("/dashboard/spoor/opbrengst/", 1.2),
    "monitor of the programme": ("/dashboard/monitor/", 1.2),
    "a figure with its chart": ("/dashboard/cijfer/?groep=lines&rij=smitzh&maat=committed", 30),
}
ROUNDS, MOST = 9, 8


def run() -> list[dict[str, object]]:
    with dashboard.books() as (few, many, clients):
        rows = []
        for title, (path, most) in PAGES.items():
            times = {where: [] for where in (few, many)}
            for _round in range(ROUNDS):
                for where, own in times.items():
                    own.append(_answer(clients[where], where, path))
            medians = [statistics.median(times[where]) for where in (many, few)]
            name = f"{title}, {dashboard.MANY:,} transfers; floor: with {dashboard.FEW:,}"
            rows += [dashboard.row(name, *medians, most), _statements(clients[many], many, title, path)]
        return rows


def _answer(client, where: str, path: str) -> float:
    """Milliseconds of one answer, after one that opens the connection."""
    dashboard.point_at(where)
    for _time in range(2):
        start = time.perf_counter()
        response = client.get(path)
        if response.status_code != 200:
            raise SystemExit(f"{path}: {response.status_code}")
    return (time.perf_counter() - start) * 1000


def _statements(client, where: str, title: str, path: str) -> dict[str, object]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    dashboard.point_at(where)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    row = {"name": f"{title}: SQL statements", "ours": len(asked), "ratio": None, "goal": f"<= {MOST}"}
    return {**row, "ok": len(asked) <= MOST}
