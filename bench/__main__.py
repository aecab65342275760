"""`python -m bench`: every measurement beside its floor, as one table and in results.json. Status 1: a goal is missed.

Each module of this folder that has `run() -> list[dict]` takes part: name, ours_ms or ours, floor_ms or floor, ratio,
goal, ok. The server is PostgreSQL with its own, durable settings; the database is a clone of the tests' template.
"""

import importlib
import json
import logging
import os
import pkgutil
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from smartindustry.embedded import postgres

HERE = Path(__file__).resolve().parent
HOME = HERE.parent / ".bench"
RESULTS = HERE / "results.json"
# Imported by gunicorn, or by the modules that measure.
HELPERS = {"__main__", "assessments_generator", "bare", "load", "yardstick"}
HEAD = ("measure", "ours", "floor", "ratio", "goal", "")


def main(only: list[str]) -> int:
    """Measure all, or the modules named on the command line."""
    server = None
    os.environ["PORTAL_MODE"] = "test"
    os.environ["DATA_DIR"] = str(HOME / "data")
    (HOME / "data" / "static").mkdir(parents=True, exist_ok=True)
    if "DATABASE_URL" not in os.environ:
        server = postgres.start(HOME)
        os.environ["DATABASE_URL"] = server.url(postgres.APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = server.url(postgres.OWNER)
    try:
        return _measure(only)
    finally:
        if server:
            server.stop()


def _measure(only: list[str]) -> int:
    import django  # noqa: PLC0415 -- there is no database to point the settings at before

    from tests import database  # noqa: PLC0415

    os.environ["TEST_TEMPLATE"] = database.build_template()
    os.environ["DJANGO_SETTINGS_MODULE"] = "smartindustry.settings"
    django.setup()
    # What the actions write down is measured in the servers, which log to a file.
    logging.disable(logging.INFO)
    rows = []
    for name in only or sorted({module.name for module in pkgutil.iter_modules([str(HERE)])} - HELPERS):
        print(f"{name}…", file=sys.stderr, flush=True)
        rows += [{"module": name, **row} for row in importlib.import_module(f"bench.{name}").run()]
    print(table(rows))
    if not only:
        RESULTS.write_text(json.dumps({"machine": machine(), "results": rows}, indent=1, ensure_ascii=False) + "\n")
    return 0 if all(row["ok"] for row in rows) else 1


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        version, durable = cursor.fetchone()
    connection.close()
    return {
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[2], 1),
        "python": platform.python_version(),
        "postgresql": version,
        "fsync": durable,
        "system": platform.platform(terse=True),
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def table(rows: list[dict[str, object]]) -> str:
    """The rows as lined-up text."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _cells(row: dict[str, object]) -> tuple[str, ...]:
    return (
        str(row["name"]),
        _value(row, "ours"),
        _value(row, "floor"),
        "" if row.get("ratio") is None else f"{row['ratio']:.2f}",
        str(row["goal"]),
        "ok" if row["ok"] else "MISSED",
    )


def _value(row: dict[str, object], name: str) -> str:
    """With its unit: `ours_ms` is in milliseconds, `ours` in the unit that `unit` names."""
    if row.get(f"{name}_ms") is not None:
        return f"{row[f'{name}_ms']:.1f} ms"
    return "" if row.get(name) is None else f"{row[name]:g} {row.get('unit', '')}".strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
