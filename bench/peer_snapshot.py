"""The weekly snapshot over 200,000 completed runs, beside one DISTINCT ON company and GROUP BY over the same rows.

And what reads it: the comparison of the result page with 200,000 runs beside the same with 1,000.
`fill` is the generator: companies with one site (one in fifty has two) and one to two completed runs each, with an
effect of sector and size on correlated levels. A third of the runs are in depth.
"""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up, which is up to whoever calls run()

import contextlib
import os
import statistics
import time
import uuid
from collections.abc import Iterator

from tests import database

RUNS = int(os.environ.get("BENCH_ROWS", "200000"))
FEW = 1000
# All of the few in one sector: then the same four groups are published, and the page reads as many rows.
SECTORS = 16
ROUNDS = 5
MOST_RATIO, MOST_GROWTH = 5.0, 1.1

ORGANISATIONS = """
    INSERT INTO accounts_organisation (name, kind, kvk_number, email_digest)
    SELECT 'Bedrijf ' || n, 'company', '', '' FROM generate_series(1, %(companies)s) AS n
"""
SITES = """
    INSERT INTO assessments_site (organisation_id, province_id)
    SELECT id, NULL FROM accounts_organisation WHERE kind = 'company'
    UNION ALL
    SELECT id, (SELECT min(iso) FROM regions_province)
    FROM accounts_organisation WHERE kind = 'company' AND id % 50 = 0
"""
# Levels: an ability of the company, higher in larger companies and in some sectors, and chance per subject.
RUN = """
    INSERT INTO assessments_assessment (id, questionnaire, version, digest, language, state, depth, answered_screens,
        size_id, sector_id, goals, role, remark, origin, demo, started_at, completed_at, quick_levels, deep_levels,
        flags, site_id)
    SELECT gen_random_uuid(), 'smart-industry', '2026.1', repeat('0', 64), 'nl', 'completed', depth, '{}',
        size, sector, '{}', '', '', md5((n / 3)::text), false, moment, moment, quick,
        CASE WHEN depth = 'deep' THEN deep END, '{}', site
    FROM (
        SELECT n, site.id AS site,
            CASE WHEN n %% 3 = 0 THEN 'deep' ELSE 'quick' END AS depth,
            (ARRAY['micro', 'micro', 'small', 'small', 'small', 'medium', 'medium', 'large', NULL])
                [1 + site.id %% 9] AS size,
            CASE WHEN site.id %% 20 > 0 THEN (25 + (site.id / 20) %% %(sectors)s - %(sectors)s / 2)::text END AS sector,
            now() - (n %% 700) * interval '1 day' - interval '1 hour' AS moment,
            (SELECT array_agg(CASE WHEN random() > 0.06 THEN 10 * level END)
             FROM generate_series(1, 8) AS subject, LATERAL (SELECT LEAST(5, GREATEST(1, round(
                 1.6 + 0.2 * (site.id %% 9) + 0.03 * ((site.id / 20) %% 24) + 2 * random() - 1
                 + 0 * subject + 0 * n)))::smallint AS level) AS drawn) AS quick,
            (SELECT array_agg(CASE WHEN random() > 0.3 THEN LEAST(50, GREATEST(10, round(
                 16 + 2 * (site.id %% 9) + 20 * random() - 10 + 0 * subject + 0 * n)))::smallint END)
             FROM generate_series(1, 8) AS subject) AS deep
        FROM generate_series(1, %(runs)s) AS n
        JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM assessments_site) AS site
            ON site.place = 1 + (n * 7919) %% (SELECT count(*) FROM assessments_site)
    ) AS drawn
"""
# The same numbers without any rule: per depth DISTINCT ON company, then GROUP BY sector, size, subject and level.
FLOOR = """
    SELECT sector_id, size_id, subject, level, count(*) FROM (
        SELECT DISTINCT ON (site.organisation_id) run.sector_id, run.size_id, run.{levels} AS levels
        FROM assessments_assessment AS run JOIN assessments_site AS site ON site.id = run.site_id
        WHERE run.state = 'completed' AND run.{levels} IS NOT NULL
        ORDER BY site.organisation_id, run.completed_at DESC
    ) AS latest, unnest(levels) WITH ORDINALITY AS one (level, subject)
    GROUP BY sector_id, size_id, subject, level
"""


def fill(runs: int, sectors: int) -> None:
    """Companies in as many sectors, sites and completed runs, by SQL, on the database that Django is connected to."""
    from django.db import connection

    with connection.cursor() as cursor:
        numbers = {"companies": runs * 2 // 3, "runs": runs, "sectors": sectors}
        for statement in (ORGANISATIONS, SITES.replace("%", "%%"), RUN):
            cursor.execute(statement, numbers)


def run() -> list[dict[str, object]]:
    """Times in milliseconds: the first snapshot, one in which a tenth changed, and the page's reader."""
    with _filled(FEW, 1):
        few = _reading()
    with _filled(FEW, SECTORS):
        page_of_few = _page()
    with _filled(RUNS, SECTORS):
        first = _snapshot()
        floor = statistics.median(_timed(_floor) for _round in range(ROUNDS))
        _repeat_some()
        again = _snapshot()
        nothing = _snapshot()
        many, page_of_many = _reading(), _page()
    of = f"of {RUNS:,} runs"
    return [
        _row(f"first snapshot {of}", first, floor, MOST_RATIO),
        _row(f"snapshot {of}, a tenth changed", again, floor, MOST_RATIO),
        _row(f"snapshot {of}, nothing changed", nothing, floor, MOST_RATIO),
        _row(f"comparison on the result page, {RUNS:,} runs beside {FEW:,}", many, few, MOST_GROWTH),
        _row(f"page of the participants, {RUNS:,} runs beside {FEW:,}", page_of_many, page_of_few, MOST_GROWTH),
    ]


def _row(name: str, ours: float, floor: float, most: float) -> dict[str, object]:
    ratio = ours / floor
    return {"name": name, "ours_ms": round(ours, 2), "floor_ms": round(floor, 2), "ratio": round(ratio, 2),
            "goal": f"<= {most:g} x", "ok": ratio <= most}  # fmt: skip


@contextlib.contextmanager
def _filled(runs: int, sectors: int) -> Iterator[None]:
    """A clone of the template with as many runs, on which Django is connected."""
    from django.db import connection

    name, before = f"portal_bench_{uuid.uuid4().hex[:12]}", connection.settings_dict["NAME"]
    database.clone(os.environ["TEST_TEMPLATE"], name)
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        fill(runs, sectors)
        _analyze(name)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        database.drop(name)


def _analyze(name: str) -> None:
    """As its owner; autovacuum would do this within minutes."""
    import psycopg2

    own = psycopg2.connect(database.with_database(os.environ["DATABASE_OWNER_URL"], name))
    own.autocommit = True
    with contextlib.closing(own), own.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _timed(act) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _least(act) -> float:
    """Of many rounds the fastest: the two sides are measured minutes apart, and the machine is not always as busy."""
    return min(_timed(act) for _round in range(60))


def _snapshot() -> float:
    from assessments import snapshot

    return _timed(snapshot.take)


def _floor() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for levels in ("quick_levels", "deep_levels"):
            cursor.execute(FLOOR.format(levels=levels))
            cursor.fetchall()


def _repeat_some() -> None:
    """One run in ten is no longer anybody's: the company leaves, or an earlier run counts again."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_assessment SET site_id = NULL WHERE id IN"
            " (SELECT id FROM assessments_assessment ORDER BY id LIMIT %s)",
            [RUNS // 10],
        )


def _page() -> float:
    """The public page, through all of Django but the web server."""
    from django.test import Client

    from assessments import snapshot

    snapshot.take()
    client = Client()
    return _least(lambda: client.get("/zelfscan/deelnemers/"))


def _reading() -> float:
    """The comparison of one run, as the result page asks for it."""
    from assessments import benchmark, snapshot
    from assessments.models import Assessment

    snapshot.take()
    run = Assessment.objects.filter(depth="deep", sector="25", size="small", site__isnull=False).first()
    return _least(lambda: benchmark.comparison_for(run))
