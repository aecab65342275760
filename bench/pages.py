"""The public pages as gunicorn serves them, with the 56 Fieldlabs of the reference data, beside a bare view."""

import os
import uuid

from bench import load
from tests import database

MOST_STATEMENTS = 8
# The list has a bound of its own; what a person feels on any page is 100 ms.
MOST_MS, MOST_MS_LIST = 100.0, 50.0
PATHS = [
    ("home", "/"),
    ("Fieldlab list", "/fieldlabs/"),
    ("Fieldlab list, search and filter", "/fieldlabs/?q=lasrobots&regio=zuid-holland"),
    ("Fieldlab", "/fieldlabs/duurzaamheidsfabriek/"),
    ("hub list", "/hubs/"),
    ("hub", "/hubs/zuid-holland/"),
    ("programme", "/programma/"),
    ("figures", "/programma/cijfers/"),
    ("support", "/programma/instrumenten/"),
    ("self-assessment, first question", "/zelfscan/"),
]


def run() -> list[dict[str, object]]:
    """Server answers one by one, in milliseconds, and SQL statements per page."""
    name = f"portal_bench_{uuid.uuid4().hex[:12]}"
    database.clone(os.environ["TEST_TEMPLATE"], name)
    try:
        return _times(name) + _statements(name)
    finally:
        database.drop(name)


def _times(name: str) -> list[dict[str, object]]:
    url = database.with_database(os.environ["DATABASE_URL"], name)
    with (
        load.gunicorn("bench.bare:application", DJANGO_SETTINGS_MODULE="") as bare,
        load.gunicorn("smartindustry.wsgi", DATABASE_URL=url) as port,
    ):
        rows = []
        for title, path in PATHS:
            # Beside each other, so that a busy moment of the machine hits both.
            floor, ours = load.one_by_one(bare, "/") * 1000, load.one_by_one(port, path) * 1000
            most = MOST_MS_LIST if title == "Fieldlab list" else MOST_MS
            rows.append(
                {
                    "name": f"{title}: median answer",
                    "ours_ms": round(ours, 1),
                    "floor_ms": round(floor, 2),
                    "ratio": round(ours / floor, 1),
                    "goal": f"< {most:g} ms",
                    "ok": ours < most,
                }
            )
        return rows


def _statements(name: str) -> list[dict[str, object]]:
    from django.db import connection  # noqa: PLC0415 -- after the settings know the database
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    client, rows = Client(), []
    try:
        for title, path in PATHS:
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            rows.append(
                {
                    "name": f"{title}: SQL statements",
                    "ours": len(asked),
                    "ratio": None,
                    "goal": f"<= {MOST_STATEMENTS}",
                    "ok": len(asked) <= MOST_STATEMENTS,
                }
            )
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
    return rows
