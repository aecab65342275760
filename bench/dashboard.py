"""The dashboard over the books: with 200,000 transfers beside 1,000, and on earlier days beside today.

Two databases with the same 200 awards stand beside each other, and answers are taken from them in turn, so that a busy
moment of the machine hits both. The whole answer counts: session, role, statements, charts, tables.
"""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up, which is up to whoever calls run()

import contextlib
import os
import statistics
import time
from collections.abc import Iterator

import psycopg2

from tests import database

FEW, MANY = 1_000, int(os.environ.get("BENCH_ENTRIES", "200000"))
AWARDS, ROUNDS = 200, 25
EARLY, HALF_WAY, LATE = "2018-03-01", "2020-01-01", "2021-11-01"
DAYS = {
    "an early day": f"?op={EARLY}",
    "a day half way": f"?op={HALF_WAY}",
    "a late day": f"?op={LATE}",
    "an early day, known then": f"?op={EARLY}&bekend={EARLY}",
    "an early day, known half way": f"?op={EARLY}&bekend={HALF_WAY}",
    "a day half way, known then": f"?op={HALF_WAY}&bekend={HALF_WAY}",
    "a day half way, known late": f"?op={HALF_WAY}&bekend={LATE}",
    "a late day, known then": f"?op={LATE}&bekend={LATE}",
}
PAGE, MOST = "/dashboard/", 8
# As the owner, with the gate off: only to have many entries soon, spread over the awards and over four years, each
# recorded a month after the day on which it is valid.
FILL = """
    ALTER TABLE funding_entry DISABLE TRIGGER USER;
    ALTER TABLE funding_transfer DISABLE TRIGGER USER;
    WITH entries AS (
        INSERT INTO funding_entry (key, payload_hash, kind, parts, valid_on, reason, reference, document, document_date,
            recorded_by_id, recorded_at)
        SELECT 'fill-' || n, repeat('0', 64), 'commit', 1, date '2018-01-02' + n %% 1450, 'bench', 'bench', 'bench',
            '2018-06-01', {person}, date '2018-02-01' + n %% 1450 + time '12:00' FROM generate_series(1, %(entries)s) n
        RETURNING id, valid_on, recorded_on
    ), targets AS (
        SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM funding_account
        WHERE ledger = 'commitments' AND kind = 'committed'
    )
    INSERT INTO funding_transfer (entry_id, kind, from_account_id, to_account_id, amount, valid_on, recorded_on)
    SELECT entries.id, 'commit', {available}, targets.id, 0.01, valid_on,
        recorded_on
    FROM entries JOIN targets ON targets.place = entries.id %% {awards};
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE funding_entry ENABLE TRIGGER USER;
    ALTER TABLE funding_transfer ENABLE TRIGGER USER;
    UPDATE funding_account account SET
        received = (SELECT coalesce(sum(amount), 0) FROM funding_transfer WHERE to_account_id = account.id),
        spent = (SELECT coalesce(sum(amount), 0) FROM funding_transfer WHERE from_account_id = account.id);
"""


def run() -> list[dict[str, object]]:
    with books() as (few, many, client):
        times = _in_turn(client, {"few": (few, ""), "many": (many, "")})
        rows = [row(f"dashboard with {MANY:,} transfers; floor: with {FEW:,}", times["many"], times["few"], 1.2)]
        today = {"today": (many, "")}
        times = _in_turn(client, today | {name: (many, query) for name, query in DAYS.items()})
        for name in DAYS:
            one = row(f"dashboard of {name}, {MANY:,} transfers; floor: of today", times[name], times["today"], 3)
            rows.append(one)
        return [*rows, _statements(client, many)]


@contextlib.contextmanager
def books() -> Iterator[tuple[str, str, object]]:
    """Names of the database with few and the one with many transfers, and a client who may read both."""
    from django.db import connections
    from django.test import Client

    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    few, many = (f"portal_bench_dashboard_{size}_{os.getpid()}" for size in ("few", "many"))
    database.clone(os.environ["TEST_TEMPLATE"], few)
    try:
        point_at(few)
        client, names = Client(), _world()
        connection.close()
        database.clone(few, many)
        for name, size in ((few, FEW), (many, MANY)):
            _fill(name, names, size)
        point_at(few)
        client.force_login(_reader())
        point_at(many)
        other = Client()
        other.force_login(_reader())
        yield few, many, {few: client, many: other}
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        database.drop(few)
        database.drop(many)


def point_at(name: str) -> None:
    from django.db import connections

    connection = connections["default"]
    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = name


def _world() -> dict[str, int]:
    """Awards in the books, with the match that they need."""
    from funding.models import Account
    from tests.funding import world as worlds

    world = worlds.build()
    world.allot(10_000_000, 10_000_000, supplement=True)
    world.match(5_000_000)
    for _number in range(AWARDS):
        world.grant(1_000)
    available = Account.objects.get(ledger="commitments", kind="available", line=world.line)
    return {"person": world.decider.pk, "available": available.pk, "awards": AWARDS}


def _reader():
    from accounts.models import User

    return User.objects.get(email="preparer@test.example")


def _fill(name: str, names: dict[str, int], size: int) -> None:
    connection = psycopg2.connect(database.with_database(os.environ["DATABASE_OWNER_URL"], name))
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM funding_transfer")
        cursor.execute(FILL.format(**names), {"entries": size - cursor.fetchone()[0]})
        connection.commit()
        connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")


def _in_turn(clients: dict[str, object], asked: dict[str, tuple[str, str]]) -> dict[str, float]:
    """Median milliseconds of each answer; {name: (database, query)}, one after the other in every round."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    for _round in range(ROUNDS):
        for name, (where, query) in asked.items():
            point_at(where)
            # The connection is open before the clock runs, as it is in a server.
            _answer(clients[where], query)
            start = time.perf_counter()
            _answer(clients[where], query)
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(own) for name, own in times.items()}


def _answer(client, query: str) -> None:
    response = client.get(PAGE + query)
    if response.status_code != 200:
        raise SystemExit(f"{PAGE}{query}: {response.status_code}")


def _statements(clients: dict[str, object], where: str) -> dict[str, object]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    point_at(where)
    with CaptureQueriesContext(connection) as asked:
        _answer(clients[where], f"?op={HALF_WAY}&bekend={HALF_WAY}")
    row = {"name": "dashboard: SQL statements", "ours": len(asked), "ratio": None, "goal": f"<= {MOST}"}
    return {**row, "ok": len(asked) <= MOST}


def row(name: str, ours: float, floor: float, most: float) -> dict[str, object]:
    ratio = ours / floor
    found = {"name": name, "ours_ms": round(ours, 2), "floor_ms": round(floor, 2), "ratio": round(ratio, 3)}
    return {**found, "goal": f"<= {most}", "ok": ratio <= most}
