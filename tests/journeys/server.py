"""The portal as a visitor meets it: gunicorn over loopback, on a database of its own with real commits."""

import contextlib
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

from smartindustry.embedded import process
from tests import database

PATIENCE = 60
HELD = "journey"


@contextlib.contextmanager
def own_database(blocker) -> Iterator[str]:
    """A clone of the template; while it lasts, Django in this process uses it too."""
    from django.db import connections

    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    name = f"portal_{HELD}_{uuid.uuid4().hex[:12]}"
    database.clone(os.environ["TEST_TEMPLATE"], name)
    try:
        with blocker.unblock():
            connection.close()
            connection.settings_dict["NAME"] = name
            yield name
            connections.close_all()
    finally:
        connection.settings_dict["NAME"] = before
        database.drop(name)


@contextlib.contextmanager
def serve(name: str, **environment: str) -> Iterator[str]:
    """gunicorn on this database; yields its address. `environment` overrides that of the tests."""
    port = process.free_port()
    url = database.with_database(os.environ["DATABASE_URL"], name)
    log = database.HOME / "log" / f"{HELD}-{port}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "gunicorn", "smartindustry.wsgi", f"--bind=127.0.0.1:{port}"]
    command += ["--workers=1", "--threads=4", "--graceful-timeout=1", "--log-level=warning"]
    own = {"DATABASE_URL": url, "PORT": str(port), **environment}
    child = process.start(command, log=log, environment=own, folder=database.ROOT)
    try:
        _wait(child, f"http://127.0.0.1:{port}", log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.stop(child)
    log.unlink()


def _wait(child, address: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < end:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"the portal did not start: {log.read_text()[-2000:]}")
