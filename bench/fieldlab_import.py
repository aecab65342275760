"""Bringing in a list of 100,000 Fieldlabs, checked and written, beside psql's \\copy of the same rows.

The floor copies what the import wrote (Fieldlabs, transformations, sectors) into the same tables of a second clone, as
the same role, with every index and trigger: history included. `BENCH_ROWS` changes the number of rows.
"""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up, which is up to whoever calls run()

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from smartindustry.embedded import postgres
from tests import database

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
GOAL = 0.3
HEADERS = (
    "naam;thema;topic en;beschrijving;plaats;postcode;website;trl;technologieen;transformaties;sectoren;startdatum"
)
SUBJECTS = ["lasrobots", "3D-metaalprinten", "voorspelbaar onderhoud", "digitale tweeling", "composieten", "sensoren"]
CITIES = ["Delft", "Rotterdam", "Dordrecht", "Leiden", "Gouda", "Zoetermeer", "Schiedam", "Vlaardingen"]
MADE = "slug LIKE 'demo-fieldlab-%'"
TABLES = ("fieldlabs_fieldlab", "fieldlabs_fieldlabtransformation", "fieldlabs_fieldlabsector")


def content() -> bytes:
    """The list as a hub would send it."""
    return "\r\n".join([HEADERS, *map(_row, range(1, ROWS + 1))]).encode()


def _row(number: int) -> str:
    subject, city = SUBJECTS[number % 6], CITIES[number % 8]
    cells = (
        f"Demo Fieldlab {subject} {number}",
        f"{subject.capitalize()} voor het mkb in {city}",
        f"{subject.capitalize()} for SMEs in {city}",
        f"Probeer {subject} op uw eigen product, met hulp van mensen die het vaker deden.",
        city,
        f"{2000 + number % 7000} AB",
        f"https://voorbeeld.nl/demo/{number}",
        "4-7",
        f"{subject}, robotica",
        str(1 + number % 8),
        "25" if number % 2 else "28",
        f"{1 + number % 28}-{1 + number % 12}-2018",
    )
    return ";".join(cells)


def editor():
    """Eva of the hub in Zuid-Holland; the same number in every clone."""
    from smartindustry import demo
    from smartindustry.cast import CAST

    return demo.person(next(member for member in CAST if member.key == "eva"))


def bring_in() -> float:
    """Seconds from the file to the register: read, checked, compared, written."""
    from uuid import uuid4

    from django.core.files.uploadedfile import SimpleUploadedFile

    from fieldlabs.actions import imports
    from regions.models import Region

    eva = editor()
    region, upload = Region.objects.get(slug="zuid-holland"), SimpleUploadedFile("lijst.csv", content())
    start = time.perf_counter()
    run = imports.bring_in(by=eva, region=region, upload=upload, key=uuid4())
    # Without a queue each job runs at once, in this process.
    imports.match_columns(by=eva, run=run, sheet=run.sheet, mapping=run.mapping)
    run.refresh_from_db()
    imports.confirm(by=eva, run=run, counts={"create": ROWS, "change": 0})
    took = time.perf_counter() - start
    run.refresh_from_db()
    if run.state != "done" or run.counts["create"] != ROWS:
        raise RuntimeError(f"the import did not end well: {run.state} {run.counts} {run.failure}")
    return took


def copied(source: str, target: str) -> float:
    """Seconds that psql needs to \\copy the rows that the import wrote in `source` into the tables of `target`."""
    with tempfile.TemporaryDirectory() as folder:
        script = []
        for table in TABLES:
            names, file = _columns(table), Path(folder) / f"{table}.csv"
            values = ", ".join(names)
            own = MADE if table == TABLES[0] else f"fieldlab_id IN (SELECT id FROM fieldlabs_fieldlab WHERE {MADE})"
            _psql(source, f"\\copy (SELECT {values} FROM {table} WHERE {own}) TO '{file}' WITH (FORMAT csv)")
            script.append(f"\\copy {table} ({', '.join(names)}) FROM '{file}' WITH (FORMAT csv)")
        start = time.perf_counter()
        _psql(target, "BEGIN;\n" + "\n".join(script) + "\nCOMMIT;\n")
        return time.perf_counter() - start


def _columns(table: str) -> list[str]:
    """Those that can be written; the links get ids of their own."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER' "
            "ORDER BY ordinal_position",
            [table],
        )
        names = [name for (name,) in cursor.fetchall()]
    return names if table == TABLES[0] else [name for name in names if name != "id"]


def _psql(name: str, script: str) -> None:
    url = database.with_database(os.environ["DATABASE_URL"], name)
    program = postgres._wheel() / "bin" / "psql"
    command = [str(program) if program.exists() else "psql", url, "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]
    # The limit on statements is there for pages.
    done = subprocess.run(
        command, input=f"SET statement_timeout = 0;\n{script}", check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])


def run() -> list[dict[str, object]]:
    """Two clones of the template: the import writes into the first, psql into the second."""
    template = os.environ.get("TEST_TEMPLATE") or database.build_template()
    ours, floor = (f"portal_bench_import_{kind}_{os.getpid()}" for kind in ("ours", "floor"))
    for name in (ours, floor):
        database.clone(template, name)
    try:
        _in(floor, editor)
        seconds, least = _in(ours, lambda: (bring_in(), copied(ours, floor)))
    finally:
        for name in (ours, floor):
            database.drop(name)
    ratio = least / seconds
    return [
        {
            "name": f"Import of {ROWS} Fieldlabs from CSV, checked and written, beside \\copy of the same rows",
            "ours": round(ROWS / seconds),
            "floor": round(ROWS / least),
            "unit": "rows/s",
            "ratio": round(ratio, 2),
            "goal": f">= {GOAL} x floor",
            "ok": ratio >= GOAL,
        }
    ]


def _in(name: str, act: Callable[[], object]):
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        return act()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
