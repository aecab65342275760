"""The self-assessment under load and with 200,000 completed runs, each measure beside its floor in the same run."""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up, which is up to whoever calls run()

import contextlib
import os
import random
import re
import statistics
import time
import uuid
from collections.abc import Callable, Iterator

import psycopg2

from bench import assessments_generator, load
from smartindustry.embedded import postgres
from tests import database

FEW, MANY = 1_000, int(os.environ.get("BENCH_RUNS", "200000"))
ROUNDS = 60
PUBLIC = "/zelfscan/deelnemers/"
REQUESTS = 29
"""Of a whole quick scan: 15 pages and 14 forms."""
FIELDS = {
    "grootte": {"value": "small"},
    "sector": {"value": "25"},
    "waar": {"place": "Dordrecht"},
    "doelen": {"value": "cost"},
    "functie": {"value": "direction"},
    "controle": {"remark": ""},
}


def run() -> list[dict[str, object]]:
    """The load on an empty database; then pages with few and with many runs."""
    with _databases() as (empty, few, many):
        rows = [*_load(empty), _statements(empty)]
        for name, number in ((few, FEW), (many, MANY)):
            _fill(name, number)
            _snapshot(name)
        rows += _pages(few, many)
        return [*rows, _report(many)]


@contextlib.contextmanager
def _databases() -> Iterator[list[str]]:
    names = [f"portal_bench_{uuid.uuid4().hex[:12]}" for _name in range(3)]
    for name in names:
        database.clone(os.environ["TEST_TEMPLATE"], name)
    try:
        yield names
    finally:
        for name in names:
            database.drop(name)


@contextlib.contextmanager
def _owner(name: str) -> Iterator[object]:
    connection = psycopg2.connect(database.with_database(os.environ["DATABASE_OWNER_URL"], name))
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        yield cursor


def _fill(name: str, number: int) -> None:
    with _owner(name) as cursor:
        assessments_generator.fill(cursor, number)


@contextlib.contextmanager
def _inside(name: str) -> Iterator[object]:
    """Django in this process on that database, as the application."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield connection
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _row(name: str, goal: str, ok: bool, **values: float | str | None) -> dict[str, object]:
    return {"name": name, "ratio": None, "goal": goal, "ok": ok, **values}


# --- Load ------------------------------------------------------------------------------------------------------------


def visitor(connection) -> load.Visitor:
    """Somebody else each time: so many starts from one address would be refused."""
    address = ".".join(str(random.randrange(1, 255)) for _part in range(3))
    return load.Visitor(connection, **{"X-Forwarded-For": f"10.{address}"})


def begin(one: load.Visitor) -> Iterator[str]:
    """The first screen and its answer; the last value is where to go on."""
    page = one.get("/zelfscan/?opnieuw")
    yield ""
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    yield one.post("/zelfscan/", key=key, answer=str(random.randrange(1, 6)))


def scans(connection) -> Iterator[object]:
    """Whole quick scans from the first screen to the result, one request a step."""
    while True:
        one, at = visitor(connection), ""
        for at in begin(one):
            yield at
        while screen := re.search(r"/(vraag|grootte|sector|waar|doelen|functie|controle)/", at):
            yield one.get(at)
            at = one.post(at, **FIELDS.get(screen.group(1), {"answer": str(random.randrange(1, 6))}))
            yield at
        yield one.get(at)


def answers(connection) -> Iterator[object]:
    """One run; its second question is answered again and again."""
    one, at = visitor(connection), ""
    for at in begin(one):
        yield at
    one.get(at)
    while True:
        yield one.post(at, answer=str(random.randrange(1, 6)))


def bare_scans(connection) -> Iterator[object]:
    one = load.Visitor(connection)
    while True:
        yield one.get("/")
        yield one.post("/insert", answer="3")


def bare_answers(connection) -> Iterator[object]:
    one = load.Visitor(connection)
    while True:
        yield one.post("/insert", answer="3")


def _load(name: str) -> list[dict[str, object]]:
    url = database.with_database(os.environ["DATABASE_URL"], name)
    with _owner(name) as cursor:
        cursor.execute("CREATE TABLE bench_floor (id bigserial PRIMARY KEY, value integer NOT NULL)")
        cursor.execute(f"GRANT SELECT, INSERT ON bench_floor TO {postgres.APPLICATION}")
        cursor.execute(f"GRANT USAGE ON SEQUENCE bench_floor_id_seq TO {postgres.APPLICATION}")
    with (
        load.gunicorn("bench.bare:application", DJANGO_SETTINGS_MODULE="", DATABASE_URL=url) as bare,
        load.gunicorn("smartindustry.wsgi", DATABASE_URL=url, TRUSTED_PROXIES="1") as port,
    ):
        # Questions, templates and addresses are read by the first who asks.
        load.flowing(port, scans)
        answer_floor, answer = _best((bare, bare_answers), (port, answers))
        scan_floor, scan = _best((bare, bare_scans), (port, scans))
    values = {"ours": round(answer.rate), "floor": round(answer_floor.rate), "unit": "/s"}
    share, whole = answer.rate / answer_floor.rate, scan.rate / scan_floor.rate
    journeys = {"ours": round(scan.rate / REQUESTS, 1), "floor": round(scan_floor.rate / REQUESTS, 1), "unit": "/s"}
    p95 = scan.p95 * 1000
    return [
        _row("saving one answer, 16 clients", ">= 0.35 x", share >= 0.35, ratio=round(share, 2), **values),
        _row("whole quick scan, 16 clients", ">= 0.2 x", whole >= 0.2, ratio=round(whole, 2), **journeys),
        _row("whole quick scan, 16 clients: p95 of a request", "<= 60 ms", p95 <= 60, ours_ms=round(p95, 1)),
    ]


def _best(*sides: tuple[int, Callable]) -> list[load.Load]:
    """The best of two for each, measured in turn: what else this machine does only slows."""
    turns = [[load.flowing(port, flow) for port, flow in sides] for _turn in range(2)]
    return [max(loads, key=lambda one: one.rate) for loads in zip(*turns, strict=True)]


def _statements(name: str) -> dict[str, object]:
    """Of a whole scan, by Django's own test client: everything that reaches PostgreSQL, BEGIN and COMMIT left out."""
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with _inside(name) as connection, CaptureQueriesContext(connection) as asked:
        requests = _scan_inside(Client())
    counted = [one for one in asked.captured_queries if one["sql"] not in {"BEGIN", "COMMIT"}]
    number = len(counted)
    return _row(f"whole quick scan, {requests} requests: SQL statements", "<= 120", number <= 120, ours=number)


def _scan_inside(client) -> int:
    key = re.search(r'name="key" value="([^"]+)"', client.get("/zelfscan/").content.decode()).group(1)
    at, requests = client.post("/zelfscan/", {"key": key, "answer": "3"}).headers["Location"], 2
    while screen := re.search(r"/(vraag|grootte|sector|waar|doelen|functie|controle)/", at):
        client.get(at)
        at = client.post(at, FIELDS.get(screen.group(1), {"answer": "3"})).headers["Location"]
        requests += 2
    client.get(at)
    return requests + 1


# --- With many runs --------------------------------------------------------------------------------------------------


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _snapshot(name: str) -> None:
    """What the pages read. How long it takes is measured in `peer_snapshot`."""
    from assessments import snapshot

    with _inside(name):
        snapshot.take()


def _keys(name: str) -> list[str]:
    with _owner(name) as cursor:
        cursor.execute("SELECT id FROM assessments_assessment WHERE depth = 'quick' ORDER BY id LIMIT 20")
        return [str(key) for (key,) in cursor.fetchall()]


def _pages(few: str, many: str) -> list[dict[str, object]]:
    paths = {name: [f"/zelfscan/{key}/" for key in _keys(name)] for name in (few, many)}
    rows = _flat("result page", few, many, paths, most=25)
    rows += _flat(
        "page on the participants", few, many, {name: ["/zelfscan/deelnemers/"] for name in (few, many)}, most=100
    )
    return [*rows, _page_statements(many, paths[many][0])]


def _flat(title: str, few: str, many: str, paths: dict[str, list[str]], most: float) -> list[dict[str, object]]:
    """Medians over HTTP of the same page in both databases, asked in turn, so that noise hits both."""
    urls = {name: database.with_database(os.environ["DATABASE_URL"], name) for name in (few, many)}
    times: dict[str, list[float]] = {few: [], many: []}
    with (
        load.gunicorn("smartindustry.wsgi", workers=1, DATABASE_URL=urls[few]) as first,
        load.gunicorn("smartindustry.wsgi", workers=1, DATABASE_URL=urls[many]) as second,
    ):
        connections = {few: load.open_to(first), many: load.open_to(second)}
        for turn in range(ROUNDS + 10):
            for name, connection in connections.items():
                path = paths[name][turn % len(paths[name])]
                taken = _timed(lambda connection=connection, path=path: load.get(connection, path))
                if turn >= 10:
                    times[name].append(taken)
    small, large = statistics.median(times[few]), statistics.median(times[many])
    ratio = large / small
    return [
        _row(f"{title}, {MANY} runs", f"<= {most:g} ms", large <= most, ours_ms=round(large, 1)),
        _row(
            f"{title}, {MANY} runs beside {FEW}", "<= 1.1 x", ratio <= 1.1,
            ours_ms=round(large, 1), floor_ms=round(small, 1), ratio=round(ratio, 2),
        ),
    ]  # fmt: skip


def _page_statements(name: str, path: str) -> dict[str, object]:
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with _inside(name) as connection:
        client = Client()
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
    return _row("result page: SQL statements", "<= 8", len(asked) <= 8, ours=len(asked))


def _report(name: str) -> dict[str, object]:
    """From the run to the document, as the job makes it."""
    from assessments import report_document
    from assessments.models import Assessment
    from assessments.results import outcome
    from assessments.scan import scan_of
    from jobs import clock

    with _inside(name):
        keys = iter(_keys(name))

        def make() -> None:
            run = Assessment.objects.select_related("place", "province__region", "size", "sector").get(pk=next(keys))
            report_document.pdf(outcome(scan_of(run)), made_at=clock.now())

        make()
        median = statistics.median(_timed(make) for _time in range(15))
    return _row("report as PDF/UA", "<= 300 ms", median <= 300, ours_ms=round(median, 1))
