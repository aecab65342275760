"""Completed self-assessments in any number, by the model of the demo companies, set-based and as the owner.

    python -m bench.assessments_generator postgresql://owner:…@127.0.0.1:5432/name 200000

fills a migrated database with that many completed runs of companies with a site each: one in ten companies did the scan
twice, one in twenty runs goes in depth. The same number gives the same rows. 200,000 take about a minute on two cores.
"""

import contextlib
import sys

from assessments import questionnaire
from assessments.questionnaire import GOALS, TRANSFORMATIONS, Questionnaire
from smartindustry.demo_companies import (
    NOISE,
    NOT_APPLICABLE,
    NOT_APPLICABLE_ELSEWHERE,
    OWN,
    OWN_PER_TRANSFORMATION,
    SECTORS,
    SIZES,
    START,
)

AGAIN, DEEP = 10, 20
"""One company in so many did it twice; one run in so many goes in depth."""
DAYS_BACK = 720

# Standard normal enough: the sum of four uniform numbers, scaled to variance 1.
NORMAL = "((random() + random() + random() + random() - 2) * 1.7320508)"

TABLES = ("accounts_organisation", "assessments_site", "assessments_assessment", "assessments_answer")

COMPANIES = f"""
    CREATE TEMP TABLE company AS
    SELECT n, nextval(pg_get_serial_sequence('accounts_organisation', 'id')) AS organisation,
           nextval(pg_get_serial_sequence('assessments_site', 'id')) AS site,
           random() AS size_at, random() AS sector_at, (random() * 1000000)::int AS place_at, {NORMAL} * %(own)s AS own
    FROM generate_series(1, %(companies)s) AS n;

    CREATE TEMP TABLE placed AS
    SELECT company.*, place.geonameid, place.province_id, size.slug AS size, size.effect AS size_effect,
           sector.code AS sector, sector.effect AS sector_effect
    FROM company
    JOIN places AS place ON place.number = 1 + company.place_at %% (SELECT count(*) FROM places)
    JOIN sizes AS size ON company.size_at >= size.low AND company.size_at < size.high
    JOIN sectors AS sector ON company.sector_at >= sector.low AND company.sector_at < sector.high;

    INSERT INTO accounts_organisation (id, name, kind, kvk_number, email_digest)
    SELECT organisation, 'Meetbedrijf ' || n, 'company', (10000000 + n)::text, '' FROM placed;

    INSERT INTO assessments_site (id, organisation_id, place_id, province_id)
    SELECT site, organisation, geonameid, province_id FROM placed;
"""

RUNS = f"""
    CREATE TEMP TABLE run AS
    SELECT gen_random_uuid() AS id, placed.*, number, number > %(companies)s AS earlier,
           number %% %(deep)s = 0 AS in_depth,
           now() - (random() * %(days)s + 1 + 365 * (number > %(companies)s)::int) * interval '1 day' AS at
    FROM generate_series(1, %(rows)s) AS number
    JOIN placed ON placed.n = 1 + (number - 1) %% %(companies)s;

    CREATE TEMP TABLE level AS
    SELECT run.id, run.in_depth, subject.place, subject.slug,
           CASE WHEN random() >= subject.absent THEN run.own + run.size_effect + run.sector_effect + subject.start
               + {NORMAL} * %(own_per_subject)s END AS level
    FROM run CROSS JOIN subjects AS subject;
"""

ANSWERS = f"""
    CREATE TEMP TABLE answer AS
    SELECT level.id, level.place, question.id AS question, question.quick,
           least(5, greatest(1, round(level.level + {NORMAL} * %(noise)s)))::int AS level
    FROM level JOIN questions AS question ON question.slug = level.slug AND (question.quick OR level.in_depth);

    CREATE TEMP TABLE levels AS
    SELECT id, array_agg(quick ORDER BY place) AS quick, array_agg(deep ORDER BY place) AS deep
    FROM (
        SELECT id, place, (max(level) FILTER (WHERE quick) * 10)::smallint AS quick,
               round(avg(level) * 10)::smallint AS deep
        FROM answer GROUP BY id, place
    ) AS one GROUP BY id;

    INSERT INTO assessments_assessment (id, questionnaire, version, digest, language, state, depth, answered_screens,
        size_id, sector_id, place_id, province_id, goals, role, remark, site_id, origin, demo, started_at, completed_at,
        quick_levels, deep_levels, flags)
    SELECT run.id, %(questionnaire)s, %(version)s, %(digest)s, 'nl', 'completed', CASE WHEN in_depth THEN 'deep' ELSE
        'quick' END, '{{size,sector,where,goals,role}}', size, sector, geonameid, province_id,
        ARRAY[(%(goals)s::text[])[1 + number %% 6], (%(goals)s::text[])[1 + (number + 1 + number / 6 %% 5) %% 6]],
        'direction', '', site, md5('origin' || number), false, at - interval '8 minutes', at, levels.quick,
        CASE WHEN in_depth THEN levels.deep END, '{{}}'
    FROM run JOIN levels USING (id);

    INSERT INTO assessments_answer (assessment_id, question_id, level, no_level, ambition, seconds, answered_at)
    SELECT id, question, level, CASE WHEN level IS NULL THEN 'not-applicable' ELSE '' END,
           CASE WHEN quick AND random() < 0.6 THEN least(5, level + 1) END, 10 + (random() * 60)::int, now()
    FROM answer;
"""


def fill(cursor, rows: int) -> None:
    """Insert so many completed runs. As the owner, in a database without other companies; answers are not checked."""
    questions = questionnaire.current()
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    cursor.execute("SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'; SET synchronous_commit = off")
    cursor.execute("SELECT setseed(0.2018)")
    _parameters(cursor, questions)
    companies = rows - rows // (AGAIN + 1)
    values = {
        "rows": rows, "companies": companies, "deep": DEEP, "days": DAYS_BACK, "own": OWN, "noise": NOISE,
        "own_per_subject": OWN_PER_TRANSFORMATION, "questionnaire": questions.slug, "version": questions.version,
        "digest": questions.digest, "goals": list(GOALS),
    }  # fmt: skip
    for sql in (COMPANIES, RUNS, ANSWERS):
        cursor.execute(sql, values)
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        # Autovacuum would do this within minutes; a bench cannot wait.
        cursor.execute(f"VACUUM ANALYZE {table}")
    cursor.execute("DISCARD TEMP")


def _parameters(cursor, questions: Questionnaire) -> None:
    """The model as tables: shares as ranges from 0 to 1, effects in levels."""
    for table, shares in (("sizes", SIZES), ("sectors", SECTORS)):
        name = "slug" if table == "sizes" else "code"
        cursor.execute(f"CREATE TEMP TABLE {table} ({name} text, low float, high float, effect float)")
        low, whole = 0.0, sum(share for share, _effect in shares.values())
        for slug, (share, effect) in shares.items():
            high = low + share / whole
            cursor.execute(f"INSERT INTO {table} VALUES (%s, %s, %s, %s)", [slug, low, high, effect])
            low = high
        # What rounding left over.
        cursor.execute(f"UPDATE {table} SET high = 2 WHERE high = (SELECT max(high) FROM {table})")
    cursor.execute("CREATE TEMP TABLE subjects (place int, slug text, start float, absent float)")
    for place, slug in enumerate(TRANSFORMATIONS, start=1):
        absent = NOT_APPLICABLE.get(slug, NOT_APPLICABLE_ELSEWHERE)
        cursor.execute("INSERT INTO subjects VALUES (%s, %s, %s, %s)", [place, slug, START[slug], absent])
    cursor.execute("CREATE TEMP TABLE questions (slug text, id text, quick boolean)")
    for dimension in questions.dimensions:
        for question in dimension.questions:
            own = [dimension.slug, question.id, question is dimension.quick]
            cursor.execute("INSERT INTO questions VALUES (%s, %s, %s)", own)
    # Places as often as they have inhabitants, so that there are more companies where there are more people.
    cursor.execute(
        "CREATE TEMP TABLE places AS"
        " SELECT row_number() OVER (ORDER BY geonameid, times) AS number, geonameid, province_id"
        " FROM regions_place, generate_series(1, greatest(1, population / 5000)) AS times"
    )


def main(url: str, rows: str) -> int:
    import psycopg2  # noqa: PLC0415 -- only when called by hand

    connection = psycopg2.connect(url)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        fill(cursor, int(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
