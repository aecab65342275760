"""The test databases: a template that the owner migrates once, cloned per worker and per race or browser test.

Tests connect as the application. Without DATABASE_URL and DATABASE_OWNER_URL a PostgreSQL of our own is started.
"""

import contextlib
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".test"
# Milliseconds. No session of a test waits longer for another: it fails, and says on what.
PATIENCE = 60_000


def with_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def fingerprint() -> str:
    """Changes with the migrations, the grants and the reference data: a template of the same code is used again."""
    digest = hashlib.sha256()
    for pattern in (
        "*/migrations/*.py",
        "*/sql/*.sql",
        "*/data/*.csv",
        "*/reference.py",
        "*/models.py",
        "*/models/*.py",
    ):
        for file in sorted(ROOT.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def owner_execute(sql: str) -> list[tuple]:
    """Run one statement as the owner in the maintenance database."""
    url = with_database(os.environ["DATABASE_OWNER_URL"], "postgres")
    connection = psycopg2.connect(url, options=f"-c statement_timeout={PATIENCE}")
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def build_template() -> str:
    """Migrate and load reference data once; return the template's name."""
    name = f"portal_template_{fingerprint()}"
    if owner_execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
        return name
    for (old,) in owner_execute("SELECT datname FROM pg_database WHERE datname LIKE 'portal_template_%'"):
        owner_execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
    building = f"{name}_building"
    owner_execute(f'CREATE DATABASE "{building}" TEMPLATE template0 ENCODING UTF8')
    urls = {key: with_database(os.environ[key], building) for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    for command in ("migrate", "load_reference"):
        arguments = [sys.executable, "manage.py", command, "--verbosity=0"]
        subprocess.run(arguments, check=True, cwd=ROOT, env={**os.environ, **urls})
    owner_execute(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
    return name


def clone(template: str, name: str) -> None:
    owner_execute(f'DROP DATABASE IF EXISTS "{name}"')
    owner_execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    owner_execute(f'ALTER DATABASE "{name}" SET statement_timeout = {PATIENCE}')


def drop(name: str) -> None:
    # Without FORCE: PostgreSQL then waits for sessions that are just ending; the owner may not end the application's.
    owner_execute(f'DROP DATABASE IF EXISTS "{name}"')
