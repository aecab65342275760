"""The books: a commitment with all its gates beside pgbench, a balance and the check of the books at 200,000 entries.

The floor is what the gates cannot do without: one insert and two balance updates in a transaction, on the same two
rows, by PostgreSQL's own pgbench on the same server. Ours are sent by pgbench too, as the application's role. Rates
are the medians of rounds in which both take turns. django-hordak stands beside them as a second yardstick.
"""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up, which is up to whoever calls run()

import contextlib
import os
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2

from bench import yardstick
from bench.floors import _environment, pgbench
from tests import database

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "200000"))
SECONDS, ROUNDS = int(os.environ.get("BENCH_SECONDS", "3")), 3
WRITERS = (1, 16)

FLOOR_TABLES = """
    CREATE TABLE bench_account (id integer PRIMARY KEY, balance numeric(14, 2) NOT NULL);
    INSERT INTO bench_account VALUES (1, 0), (2, 0);
    CREATE TABLE bench_transfer (id bigserial PRIMARY KEY, origin integer, target integer, amount numeric(14, 2),
        at timestamptz DEFAULT now());
"""
FLOOR = """
    BEGIN;
    INSERT INTO bench_transfer (origin, target, amount) VALUES (1, 2, 1);
    UPDATE bench_account SET balance = balance - 1 WHERE id = 1;
    UPDATE bench_account SET balance = balance + 1 WHERE id = 2;
    END;
"""
# One commitment of € 0.01: the entry with its reason, document and key, and its transfer through all gates. It is one
# statement, so the lock on the line is not held while the server waits for the sender; in a transaction with more
# statements (as the portal sends it) it is.
COMMIT = """
    WITH entry AS (
        INSERT INTO funding_entry (key, payload_hash, kind, parts, valid_on, reason, reference, document, document_date,
            recorded_by_id)
        VALUES (gen_random_uuid(), repeat('0', 64), 'commit', 1, '2018-06-01', 'bench', 'bench', 'bench',
            '2018-06-01', {person} + :client_id)
        RETURNING id
    ) INSERT INTO funding_transfer (entry_id, kind, from_account_id, to_account_id, amount)
    SELECT id, 'commit', {available}, {committed}, 0.01 FROM entry;
"""
# As the owner, with the gate off: only to have many entries soon. The balances are set to what the journal says.
FILL = """
    ALTER TABLE funding_entry DISABLE TRIGGER USER;
    ALTER TABLE funding_transfer DISABLE TRIGGER USER;
    WITH entries AS (
        INSERT INTO funding_entry (key, payload_hash, kind, parts, valid_on, reason, reference, document, document_date,
            recorded_by_id)
        SELECT 'fill-' || n, repeat('0', 64), 'commit', 1, '2018-06-01', 'bench', 'bench', 'bench', '2018-06-01',
            {person} FROM generate_series(1, {entries}) n
        RETURNING id, valid_on, recorded_on
    ) INSERT INTO funding_transfer (entry_id, kind, from_account_id, to_account_id, amount, valid_on, recorded_on)
    SELECT id, 'commit', {available}, {committed}, 0.01, valid_on, recorded_on
    FROM entries;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE funding_entry ENABLE TRIGGER USER;
    ALTER TABLE funding_transfer ENABLE TRIGGER USER;
    UPDATE funding_account SET spent = spent + {entries} * 0.01 WHERE id = {available};
    UPDATE funding_account SET received = received + {entries} * 0.01 WHERE id = {committed};
"""


def run() -> list[dict[str, object]]:
    with _own_database() as name:
        award, names = _world()
        commit = COMMIT.format(**names)
        rows = [_commitments(name, writers, commit) for writers in WRITERS]
        rows.append(_in_transaction(name, f"BEGIN;\n{commit}END;\n"))
        rows.append(_action(name, award))
        rows += [_yardstick(name, writers) for writers in WRITERS]
        few = _balance(name, names)
        _fill(name, names)
        return [*rows, _balances(few, _balance(name, names)), _check()]


@contextlib.contextmanager
def _own_database() -> Iterator[str]:
    """A clone of the tests' template, which the models work on meanwhile."""
    from django.db import connections

    connection, name = connections["default"], f"portal_bench_books_{os.getpid()}"
    before = connection.settings_dict["NAME"]
    database.clone(os.environ["TEST_TEMPLATE"], name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        _sql(name, FLOOR_TABLES)
        yield name
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        database.drop(name)


def _world():
    """An award with room for every commitment of the bench, with the match that it needs."""
    from accounts.models import Role
    from funding.models import Account
    from tests.funding import world as worlds

    world = worlds.build()
    world.allot(10_000_000, 10_000_000, supplement=True)
    world.match(10_000_000)
    award = world.grant(10_000_000)
    worlds.actions.decommit(by=world.decider, basis=worlds.basis(), award=award, amount=worlds.euros(9_999_999))
    officials = [worlds.person(f"writer{one}", Role.MINISTRY_DECIDER, world.ministry) for one in range(max(WRITERS))]
    names = {
        "person": officials[0].pk,
        "available": Account.objects.get(ledger="commitments", kind="available", line=world.line).pk,
        "committed": Account.objects.get(ledger="commitments", kind="committed").pk,
    }
    return (world, award), names


def _rate(url: str, script: str, writers: int) -> float:
    """Transactions per second."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "script.sql"
        file.write_text(re.sub(r"\s*\n\s+", "\n", re.sub(r"(?<!;)\n\s*", " ", script)))
        command = [pgbench(), "--no-vacuum", f"--client={writers}", f"--jobs={min(writers, 2)}", f"--time={SECONDS}"]
        command += ["--protocol=prepared", f"--file={file}", url]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
    if "number of failed transactions: 0 " not in done.stdout:
        raise SystemExit(done.stdout)
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])


def _commitments(name: str, writers: int, script: str) -> dict[str, object]:
    rates: dict[str, list[float]] = {"ours": [], "floor": []}
    for _ in range(ROUNDS):
        rates["floor"].append(_rate(_url(name, "DATABASE_OWNER_URL"), FLOOR, writers))
        rates["ours"].append(_rate(_url(name, "DATABASE_URL"), script, writers))
    ours, floor = (statistics.median(rates[side]) for side in ("ours", "floor"))
    return _row(f"commitment with all its gates, {writers} writers on one line", ours, floor, "/s", 0.5)


def _in_transaction(name: str, script: str) -> dict[str, object]:
    """With BEGIN and END of its own, as the floor has them."""
    row = _commitments(name, WRITERS[-1], script)
    return {**row, "name": f"{row['name']}, in BEGIN and END", "goal": "for information", "ok": True}


def _action(name: str, award) -> dict[str, object]:
    """The same through the portal's own action, one writer: with its permission, mandate, key and sentences."""
    from tests.funding import world as worlds

    world, award = award
    end, count = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        worlds.actions.commit(by=world.decider, basis=worlds.basis(), award=award, amount=worlds.euros("0.01"))
        count += 1
    floor = _rate(_url(name, "DATABASE_OWNER_URL"), FLOOR, 1)
    row = _row("the same through the portal's action, 1 writer", count / SECONDS, floor, "/s", 0)
    return {**row, "goal": "for information"}


def _yardstick(name: str, writers: int) -> dict[str, object]:
    """What another ledger for Django does on this server, in an empty database of its own."""
    own = f"{name}_hordak"
    _sql(name, f"CREATE DATABASE {own}", autocommit=True)
    try:
        theirs = yardstick.rate(_url(own, "DATABASE_OWNER_URL"), writers, SECONDS)
    finally:
        _sql(name, f"DROP DATABASE {own} WITH (FORCE)", autocommit=True)
    floor = _rate(_url(name, "DATABASE_OWNER_URL"), FLOOR, writers)
    row = _row(f"django-hordak posts two legs, {writers} writers", theirs or 0, floor, "/s", 0)
    return {**row, "goal": "for information" if theirs else "could not be installed"}


def _balance(name: str, names: dict[str, int]) -> float:
    """Milliseconds to read one account's balance."""
    sql = "SELECT balance FROM funding_account WHERE id = %s"
    connection = psycopg2.connect(_url(name, "DATABASE_URL"))
    with contextlib.closing(connection), connection.cursor() as cursor:
        return _median(lambda: cursor.execute(sql, [names["available"]]), 5000)


def _balances(few: float, many: float) -> dict[str, object]:
    name = f"balance of an account with {ENTRIES:,} entries; floor: with 1,000"
    return {**_row(name, many, few, "ms", None), "goal": "<= 1.1", "ok": many / few <= 1.1}


def _check() -> dict[str, object]:
    """The whole check of the books, beside one GROUP BY over the same transfers, in one session and taking turns."""
    from django.db import connection

    from funding import audit

    sql = "SELECT from_account_id, to_account_id, sum(amount) FROM funding_transfer GROUP BY 1, 2"
    if audit.differences():
        raise SystemExit(audit.differences())
    ours, floors = [], []
    with connection.cursor() as cursor:
        for _ in range(9):
            floors.append(_median(lambda: (cursor.execute(sql), cursor.fetchall()), 1))
            ours.append(_median(audit.differences, 1))
    ours, floor = statistics.median(ours), statistics.median(floors)
    row = _row(f"check_ledger over {ENTRIES:,} transfers; floor: one GROUP BY", ours, floor, "ms", None)
    return {**row, "goal": "<= 3", "ok": ours / floor <= 3}


def _median(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def _fill(name: str, names: dict[str, int]) -> None:
    from funding.models import Entry

    _sql(name, FILL.format(**names, entries=ENTRIES - Entry.objects.count()))
    _sql(name, "VACUUM ANALYZE", autocommit=True)


def _row(name: str, ours: float, floor: float, unit: str, least: float | None) -> dict[str, object]:
    ratio = ours / floor
    row = {"name": name, "ratio": round(ratio, 3), "goal": f">= {least}", "ok": least is None or ratio >= least}
    if unit == "ms":
        return {**row, "ours_ms": round(ours, 4), "floor_ms": round(floor, 4)}
    return {**row, "ours": round(ours, 1), "floor": round(floor, 1), "unit": unit}


def _url(name: str, role: str) -> str:
    return database.with_database(os.environ[role], name)


def _sql(name: str, sql: str, *, autocommit: bool = False) -> None:
    connection = psycopg2.connect(_url(name, "DATABASE_OWNER_URL"))
    connection.autocommit = autocommit
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(sql)
        if not autocommit:
            connection.commit()
