"""The API and the files of open data: a page of 100 rows beside a bare view, a long CSV beside COPY TO STDOUT.

The floors ask for the same rows: `.values()` as JSON without middleware, and the database's own copy of them. Each is
taken in turn with ours, so that a busy moment of the machine hits both. The whole answer counts, headers and all.
"""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up, which is up to whoever calls run()

import contextlib
import json
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator

import psycopg2

from tests import database

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
PAGE, ROUNDS, DOWNLOADS = 100, 60, 3
LEAST_OF_BARE, LEAST_OF_COPY, MOST_MEGABYTES = 0.3, 0.5, 200
# As the owner, with the history off: only to have many rows soon.
FILL = """
    ALTER TABLE programme_figure DISABLE TRIGGER USER;
    INSERT INTO programme_figure (key, position, label_nl, label_en, value, lower, upper, unit, precision, kind,
        formula, basis_nl, basis_en, phase, as_of, note_nl, note_en, source_id, topic_id, locator_nl, locator_en)
    SELECT 'bench-' || n, 1 + n %% 30000, 'Naam ' || n, 'Label ' || n, n, NULL, NULL, unit, 'exact', 'stated', '',
        basis_nl, basis_en, phase, as_of, '', '', source_id, topic_id, locator_nl, locator_en
    FROM generate_series(1, %(rows)s) n,
        (SELECT * FROM programme_figure WHERE key = 'state_2018_letter') AS one;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE programme_figure ENABLE TRIGGER USER;
"""


def run() -> list[dict[str, object]]:
    with _filled() as connection:
        return [_page(), *_download(connection)]


def _page() -> dict[str, object]:
    """In one process: the API as every request goes through it, and a view that only serialises."""
    from django.core.cache import caches
    from django.test import Client, RequestFactory

    client, request = Client(), RequestFactory().get("/")
    from django.conf import settings

    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    caches["counts"].clear()
    ours, floor = _in_turn(lambda: _read(client), lambda: _bare(request), ROUNDS)
    name = f"API page of {PAGE} of {ROWS:,} figures; floor: bare view with .values()"
    return _row(name, ours, floor, LEAST_OF_BARE)


def _read(client) -> None:
    answer = client.get("/api/v1/figures", {"pageSize": PAGE, "sort": "id"})
    if len(answer.json()["items"]) != PAGE:
        raise SystemExit(f"the API answered {answer.status_code}")


def _bare(request) -> None:
    """The same rows and how many there are, with every column that the API gives."""
    from django.http import HttpResponse

    from programme.models import Figure

    names = [field.attname for field in Figure._meta.concrete_fields]
    found = Figure.objects.order_by("key").values(*names, "source__slug", "source__url")[:PAGE]
    body = {"items": list(found), "total": Figure.objects.count()}
    json.loads(HttpResponse(json.dumps(body, default=str), content_type="application/json").content)


def _download(connection) -> list[dict[str, object]]:
    from django.test import Client

    client = Client()
    before = _megabytes()
    ours, floor = _in_turn(lambda: _csv(client), lambda: _copy(connection), DOWNLOADS)
    grown = _megabytes() - before
    row = _row(f"CSV of {ROWS:,} figures; floor: COPY TO STDOUT", ours, floor, LEAST_OF_COPY)
    memory = {"name": "CSV: memory on top", "ours": round(grown), "unit": "MB", "ratio": None}
    return [row, {**memory, "goal": f"< {MOST_MEGABYTES} MB", "ok": grown < MOST_MEGABYTES}]


def _csv(client) -> None:
    answer = client.get("/gegevens/figures.csv")
    if sum(len(part) for part in answer.streaming_content) != int(answer["Content-Length"]):
        raise SystemExit("the download is not whole")


class _Sink:
    def write(self, part: bytes) -> int:
        return len(part)


def _copy(connection) -> None:
    with connection.cursor() as cursor:
        cursor.copy_expert(
            "COPY (SELECT figure.*, source.slug, source.url FROM programme_figure figure "
            "JOIN programme_source source ON source.id = figure.source_id ORDER BY topic_id, key) "
            "TO STDOUT WITH (FORMAT csv, HEADER)",
            _Sink(),
        )


def _megabytes() -> float:
    """The most that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _in_turn(ours: Callable[[], None], floor: Callable[[], None], rounds: int) -> tuple[float, float]:
    """Median milliseconds of each, after one try."""
    times: dict[Callable[[], None], list[float]] = {ours: [], floor: []}
    for one in times:
        one()
    for _round in range(rounds):
        for one, own in times.items():
            start = time.perf_counter()
            one()
            own.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[ours]), statistics.median(times[floor])


def _row(name: str, ours: float, floor: float, least: float) -> dict[str, object]:
    """`ratio`: of the floor's speed."""
    ratio = floor / ours
    row = {"name": name, "ours_ms": round(ours, 2), "floor_ms": round(floor, 2), "ratio": round(ratio, 3)}
    return {**row, "goal": f">= {least}", "ok": ratio >= least}


@contextlib.contextmanager
def _filled() -> Iterator[object]:
    """A database of our own with many figures, to which Django points; yields a connection of the owner."""
    from django.db import connections

    own = connections["default"]
    before, name = own.settings_dict["NAME"], f"portal_bench_api_{os.getpid()}"
    database.clone(os.environ["TEST_TEMPLATE"], name)
    owner = psycopg2.connect(database.with_database(os.environ["DATABASE_OWNER_URL"], name))
    try:
        with owner.cursor() as cursor:
            cursor.execute(FILL, {"rows": ROWS})
        owner.commit()
        owner.autocommit = True
        with owner.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE programme_figure")
        own.close()
        own.settings_dict["NAME"] = name
        yield owner
    finally:
        owner.close()
        connections.close_all()
        own.settings_dict["NAME"] = before
        database.drop(name)
