"""Sessions of their own, as the application or as the owner, on the database that the test uses."""

import contextlib
import os
import threading

import psycopg2
from django.db import connection

from tests.database import with_database


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


def race(writers: int, write) -> list[str]:
    """`write(number)` in as many threads at once, after a barrier; returns "admitted" or the rule that refused, each.

    `write` is called with its number when all are ready, and returns what it made or raises RuleBroken.
    """
    from django.db import connections

    from funding.rules import RuleBroken

    barrier, results = threading.Barrier(writers), []

    def run(number):
        try:
            connections["default"].ensure_connection()
            barrier.wait(timeout=60)
            write(number)
            results.append("admitted")
        except RuleBroken as refused:
            results.append(refused.code)
        except Exception as error:  # noqa: BLE001 -- the test compares what happened
            results.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return sorted(results)
