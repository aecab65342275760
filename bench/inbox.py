"""The inbox of a desk with 100,000 requests beside the same inbox with 100, in one run, question by question."""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up

import os
import statistics
import time
import uuid
from collections.abc import Callable

from tests import database

MANY, FEW = int(os.environ.get("BENCH_ROWS", "100000")), 100
ROUNDS, MOST_RATIO, MOST_STATEMENTS = 6, 1.5, 8
PATHS = [
    ("open requests", "/bureau/"),
    ("all requests", "/bureau/?stand=alles"),
    ("what is late", "/bureau/?klok=laat"),
    ("mine", "/bureau/?wie=mij"),
    ("search", "/bureau/?q=lasrobots+4242"),
    ("search that many fit", "/bureau/?q=bedrijf&stand=alles"),
    ("by name", "/bureau/?stand=alles&sort=company"),
    ("by clock", "/bureau/?sort=due"),
    ("last page", "/bureau/?stand=alles&page=20"),
]
# A tenth is open, and of these a part is late, taken, or of somebody; every name has its number in it.
FILL = """
    INSERT INTO hubs_helprequest (id, key, hub_id, state, region_id, company_name, contact_name, email, telephone,
        question, language, source, assigned_to_id, answer_due_at, answered_at, answered_by_id, closed_at, closed_by_id,
        outcome, subjects, consent_version, consented_at, created_at)
    SELECT gen_random_uuid(), gen_random_uuid(), hub.id, row.state, hub.region_id,
        'Bedrijf ' || (ARRAY['Lasrobots', 'Verspaning', 'Spuitgieterij', 'Apparatenbouw'])[1 + n %% 4] || ' ' || n,
        'Persoon ' || n, 'p' || n || '@bedrijf.example', '', 'Waar begin ik?', 'nl',
        (ARRAY['form', 'phone', 'fieldlab', 'assessment'])[1 + n %% 4],
        CASE WHEN row.state = 'new' THEN NULL ELSE %(person)s END,
        moment + interval '2 days', CASE WHEN n %% 3 = 0 AND row.state <> 'new' THEN moment + interval '1 day' END,
        CASE WHEN n %% 3 = 0 AND row.state <> 'new' THEN %(person)s END,
        CASE WHEN row.state = 'closed' THEN moment + interval '5 days' END,
        CASE WHEN row.state = 'closed' THEN %(person)s END, CASE WHEN row.state = 'closed' THEN 'answered' ELSE '' END,
        ARRAY['smart-working'], '2026-11', moment, moment
    FROM generate_series(1, %(rows)s) AS n
    CROSS JOIN LATERAL (SELECT now() - n * interval '10 minutes' AS moment) AS times
    CROSS JOIN LATERAL (SELECT CASE WHEN n %% 10 > 0 THEN 'closed' WHEN n %% 30 = 0 THEN 'new' WHEN n %% 20 = 0
        THEN 'taken' ELSE 'contact' END AS state) AS row
    JOIN regions_region AS region ON region.slug = 'zuid-holland'
    JOIN hubs_hub AS hub ON hub.region_id = region.id
"""


def run() -> list[dict[str, object]]:
    """Medians of whole answers in milliseconds; both databases are clones of the tests' template."""
    names = {rows: f"portal_bench_{uuid.uuid4().hex[:12]}" for rows in (FEW, MANY)}
    try:
        clients = {rows: _filled(name, rows) for rows, name in names.items()}
        return [_measured(title, path, names, clients) for title, path in PATHS]
    finally:
        _connect(os.environ["TEST_TEMPLATE"])
        for name in names.values():
            database.drop(name)


def _connect(name: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def _filled(name: str, rows: int):
    """A clone with so many requests at one desk; a browser in which its editor is signed in."""
    from django.db import connection
    from django.test import Client

    from smartindustry import demo
    from smartindustry.cast import CAST

    database.clone(os.environ["TEST_TEMPLATE"], name)
    _connect(name)
    eva = demo.person(next(member for member in CAST if member.key == "eva"))
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(FILL, {"person": eva.pk, "rows": rows})
    connection.close()
    _owner("VACUUM ANALYZE hubs_helprequest", name)
    client = Client()
    client.force_login(eva)
    return client


def _owner(sql: str, name: str) -> None:
    import psycopg2

    session = psycopg2.connect(database.with_database(os.environ["DATABASE_OWNER_URL"], name))
    session.autocommit = True
    session.cursor().execute(sql)
    session.close()


def _measured(title: str, path: str, names: dict[int, str], clients: dict) -> dict[str, object]:
    """In turn, a few at a time, so that a busy moment of the machine hits both."""
    taken: dict[int, list[float]] = {FEW: [], MANY: []}
    statements = 0
    for _round in range(ROUNDS):
        for rows, name in names.items():
            _connect(name)
            clients[rows].get(path)
            statements = max(statements, _statements(clients[rows], path))
            taken[rows] += [_time(lambda rows=rows: clients[rows].get(path)) for _time_ in range(5)]
    ours, floor = (statistics.median(taken[rows]) * 1000 for rows in (MANY, FEW))
    return {
        "name": f"inbox of {MANY:,} beside {FEW}: {title} ({statements} statements)",
        "ours_ms": round(ours, 1),
        "floor_ms": round(floor, 1),
        "ratio": round(ours / floor, 2),
        "goal": f"<= {MOST_RATIO} x, <= {MOST_STATEMENTS} statements",
        "ok": ours <= MOST_RATIO * floor and statements <= MOST_STATEMENTS,
    }


def _statements(client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def _time(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
