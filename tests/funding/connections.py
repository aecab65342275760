"""Sessions of their own, as the application or as the owner, on the database that the test uses."""

import contextlib
import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from functools import partial

import psycopg2
from django.db import connection

from funding.rules import RuleBroken
from tests.database import with_database

# Seconds; the database gives up sooner (tests/database.py), so that what it says is what is seen.
PATIENCE = 90


def settings() -> dict[str, object]:
    """How the application reaches the test's own database."""
    parameters = connection.get_connection_params()
    return {name: parameters[name] for name in ("dbname", "user", "password", "host", "port") if name in parameters}


@contextlib.contextmanager
def application():
    """A second session of the application."""
    own = psycopg2.connect(**settings())
    try:
        yield own
    finally:
        own.close()


@contextlib.contextmanager
def owner():
    """A session of the owner, who may alter everything but whom the triggers refuse too."""
    own = psycopg2.connect(with_database(os.environ["DATABASE_OWNER_URL"], connection.settings_dict["NAME"]))
    try:
        yield own
    finally:
        own.close()


class Session:
    """A thread with a connection of its own that does one thing after another. Never keeps the tests from ending."""

    def __init__(self):
        self.work: queue.Queue[tuple[Callable[[], object], Future] | None] = queue.Queue()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while (order := self.work.get()) is not None:
            do, done = order
            try:
                done.set_result(do())
            except BaseException as error:  # noqa: BLE001 -- raised again where the result is asked for
                done.set_exception(error)
        connection.close()

    def start(self, do: Callable[[], object]) -> Future:
        done: Future = Future()
        self.work.put((do, done))
        return done

    def __enter__(self):
        return self

    def __exit__(self, *_error) -> None:
        self.end()

    def end(self) -> None:
        """Closes the connection. AssertionError when the session is still busy after a minute."""
        self.work.put(None)
        self.thread.join(timeout=PATIENCE)
        assert not self.thread.is_alive(), f"A session does not end.\n{waits()}"


def result(done: Future) -> object:
    """What the session returned or raised. AssertionError with what every session waits for when it takes too long."""
    try:
        return done.result(timeout=PATIENCE)
    except FutureTimeout:
        raise AssertionError(f"No answer after {PATIENCE} seconds.\n{waits()}") from None


def waits() -> str:
    """What each session on the test's database does, and for whom it waits: one line each."""
    with application() as own, own.cursor() as cursor:
        cursor.execute("""
            SELECT pid, state, wait_event_type, wait_event, pg_blocking_pids(pid), left(query, 300)
            FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY pid
        """)
        return "\n".join(" | ".join(map(str, row)) for row in cursor.fetchall())


def race(writers: int, write) -> list[str]:
    """`write(number)` in as many sessions at once, after a barrier; returns "admitted" or the rule that refused, each.

    `write` is called with its number when all are ready, and returns what it made or raises RuleBroken.
    """
    barrier, sessions = threading.Barrier(writers), [Session() for _ in range(writers)]

    def run(number):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=PATIENCE)
            write(number)
        except RuleBroken as refused:
            return refused.code
        except Exception as error:  # noqa: BLE001 -- the test compares what happened
            return repr(error)
        return "admitted"

    started = [one.start(partial(run, number)) for number, one in enumerate(sessions)]
    results = sorted(result(one) for one in started)
    for one in sessions:
        one.end()
    return results
