"""What this machine can do at most: a bare Django view, and one INSERT per transaction by PostgreSQL's own pgbench."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench import load
from smartindustry.embedded import postgres
from tests import database

SECONDS = 4
INSERT = "INSERT INTO bench_floor (value) VALUES (1);\n"


def run() -> list[dict[str, object]]:
    """Floors have no goal of their own: the other modules stand beside them."""
    with load.gunicorn("bench.bare:application", DJANGO_SETTINGS_MODULE="") as port:
        alone = load.one_by_one(port, "/", 200) * 1000
        many = load.together(port, lambda connection: load.get(connection, "/"))
    return [
        _floor("bare Django view, one client", alone, "ms"),
        _floor(f"bare Django view, {load.CLIENTS} clients, 2 workers", many.rate, "/s"),
        _floor("pgbench, one INSERT per transaction, 1 client", inserts(1), "/s"),
        _floor(f"pgbench, one INSERT per transaction, {load.CLIENTS} clients", inserts(load.CLIENTS), "/s"),
    ]


def _floor(name: str, value: float, unit: str) -> dict[str, object]:
    return {"name": name, "floor": round(value, 2), "unit": unit, "ratio": None, "goal": "floor", "ok": True}


def inserts(clients: int) -> float:
    """Transactions per second of pgbench, as the owner, on an empty table of its own."""
    name = f"portal_bench_floor_{os.getpid()}"
    database.owner_execute(f'CREATE DATABASE "{name}"')
    url = database.with_database(os.environ["DATABASE_OWNER_URL"], name)
    try:
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "insert.sql"
            script.write_text(INSERT)
            _sql(url, "CREATE TABLE bench_floor (id bigserial PRIMARY KEY, value integer NOT NULL)")
            command = [pgbench(), "--no-vacuum", f"--client={clients}", "--jobs=2", f"--time={SECONDS}"]
            done = subprocess.run(
                [*command, f"--file={script}", url], check=True, capture_output=True, text=True, env=_environment()
            )
    finally:
        database.drop(name)
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])


def pgbench() -> str:
    """The wheel's own, or the one on the PATH."""
    own = postgres._wheel() / "bin" / "pgbench"
    return str(own) if own.exists() else shutil.which("pgbench") or "pgbench"


def _environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PGCONNECT_TIMEOUT": "10"}


def _sql(url: str, sql: str) -> None:
    import psycopg2  # noqa: PLC0415

    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
    connection.close()
