"""The inbox, companies and e-mail of a desk with 100,000 of each beside the same with 100, question by question.

Both answers have equally many rows, else a short page would be compared with a full one. Of the 100,000 a tenth is
open, and a part of those is new, as at a busy desk. Of the 100 half is open, late and in hand of who asks, and half is
small: so each question fills a page of 50 at both, and a search for one finds one. Pages with other numbers of rows
stop the measurement. The 100 have high numbers, because the search asks for number 42130.
"""

# ruff: noqa: PLC0415 -- models can only be imported after Django is set up

import contextlib
import os
import statistics
import time
import uuid
from collections.abc import Callable

from tests import database

MANY, FEW = int(os.environ.get("BENCH_ROWS", "100000")), 100
# Each so many-th is open, of all so many-th is new instead of in hand, and each so many-th is small whatever its turn.
NONE = 10**9
SHAPES = {
    FEW: {"first": 42101, "open": 2, "new": NONE, "small": 2},
    MANY: {"first": 1, "open": 10, "new": 30, "small": NONE},
}
ROUNDS, EACH, MOST_RATIO, MOST_STATEMENTS = 5, 3, 1.5, 8
PATHS = [
    ("open requests", "/bureau/"),
    ("all requests", "/bureau/?stand=alles"),
    ("what is late", "/bureau/?klok=laat"),
    ("mine", "/bureau/?wie=mij"),
    ("search", "/bureau/?q=verspaning+42130"),
    ("search that many fit", "/bureau/?q=bedrijf&stand=alles"),
    ("by name", "/bureau/?stand=alles&sort=company"),
    ("by clock", "/bureau/?sort=due"),
    ("last page", "/bureau/?stand=alles&page=20"),
    ("companies", "/bureau/bedrijven/"),
    ("companies, last page", "/bureau/bedrijven/?page=20"),
    ("companies, search", "/bureau/bedrijven/?q=verspaning+42130"),
    ("companies, search that many fit", "/bureau/bedrijven/?q=bedrijf"),
    ("companies, of a size", "/bureau/bedrijven/?grootte=small"),
    ("companies with an open request", "/bureau/bedrijven/?vraag=ja"),
    ("companies without an open request", "/bureau/bedrijven/?vraag=nee"),
    ("companies by last contact", "/bureau/bedrijven/?sort=-contact"),
    ("companies by place", "/bureau/bedrijven/?sort=place"),
    ("companies by place, last page", "/bureau/bedrijven/?sort=place&page=20"),
    ("e-mail that waits", "/bureau/post/"),
    ("e-mail set aside", "/bureau/post/?stand=terzijde"),
    ("e-mail, search", "/bureau/post/?q=verspaning+42130"),
    ("start page", "/start/"),
]
# As the owner, with the triggers off: only to have many rows soon. What the tables themselves demand still holds.
QUIET = (
    "ALTER TABLE hubs_helprequest {0} TRIGGER USER; ALTER TABLE hubs_company {0} TRIGGER USER; "
    "ALTER TABLE hubs_waitingmail {0} TRIGGER USER;"
)
# Each asked once; their size, place and last contact differ.
COMPANIES = """
    INSERT INTO hubs_company (hub_id, name, kvk_number, contact_name, email, telephone, place_id, region_id, size_id,
        identity, source, known_since, added_at, last_contact_on, version)
    SELECT hub.id, 'Bedrijf ' || (ARRAY['Lasrobots', 'Verspaning', 'Spuitgieterij', 'Apparatenbouw'])[1 + n / 10 %% 4]
        || ' ' || n, '', 'Persoon ' || n, 'p' || n || '@bedrijf.example', '', places.ids[1 + n %% array_length(ids, 1)],
        hub.region_id, CASE WHEN n %% %(small)s = 0 THEN 'small'
        ELSE sizes.slugs[1 + n %% (array_length(slugs, 1) + 1)] END, md5(n::text) || md5('x' || n), 'request',
        current_date - 1 - n %% 900, now(), CASE WHEN n %% 7 > 0 THEN current_date - n %% 900 END, 1
    FROM generate_series(%(first)s, %(first)s + %(rows)s - 1) AS n
    CROSS JOIN (
        SELECT region.id AS region_id, array_agg(place.geonameid ORDER BY place.geonameid) AS ids
        FROM regions_place AS place JOIN regions_province AS province ON province.iso = place.province_id
        JOIN regions_region AS region ON region.id = province.region_id
        WHERE region.slug = 'zuid-holland' GROUP BY region.id
    ) AS places
    CROSS JOIN (SELECT array_agg(slug ORDER BY slug) AS slugs FROM accounts_sizeclass) AS sizes
    JOIN hubs_hub AS hub ON hub.region_id = places.region_id ORDER BY n
"""
# Of what is closed a third had its answer noted; every name has its number in it.
FILL = """
    INSERT INTO hubs_helprequest (id, key, hub_id, company_id, state, region_id, company_name, contact_name, email,
        telephone, question, language, source, assigned_to_id, answer_due_at, answered_at, answered_by_id,
        closed_at, closed_by_id, outcome, subjects, consent_version, consented_at, created_at)
    SELECT gen_random_uuid(), gen_random_uuid(), hub.id, company.id, row.state, hub.region_id,
        'Bedrijf ' || (ARRAY['Lasrobots', 'Verspaning', 'Spuitgieterij', 'Apparatenbouw'])[1 + n / 10 %% 4] || ' ' || n,
        'Persoon ' || n, 'p' || n || '@bedrijf.example', '', 'Waar begin ik?', 'nl',
        (ARRAY['form', 'phone', 'fieldlab', 'assessment'])[1 + n / 10 %% 4],
        CASE WHEN row.state = 'new' THEN NULL ELSE %(person)s END,
        moment + interval '2 days', CASE WHEN n %% 3 = 0 AND row.state = 'closed' THEN moment + interval '1 day' END,
        CASE WHEN n %% 3 = 0 AND row.state = 'closed' THEN %(person)s END,
        CASE WHEN row.state = 'closed' THEN moment + interval '5 days' END,
        CASE WHEN row.state = 'closed' THEN %(person)s END, CASE WHEN row.state = 'closed' THEN 'answered' ELSE '' END,
        ARRAY['smart-working'], '2026-11', moment, moment
    FROM generate_series(%(first)s, %(first)s + %(rows)s - 1) AS n
    CROSS JOIN LATERAL (SELECT now() - n * interval '10 minutes' AS moment) AS times
    CROSS JOIN LATERAL (SELECT CASE WHEN n %% %(open)s > 0 THEN 'closed' WHEN n %% %(new)s = 0 THEN 'new'
        WHEN n %% 20 = 0 THEN 'taken' ELSE 'contact' END AS state) AS row
    JOIN regions_region AS region ON region.slug = 'zuid-holland'
    JOIN hubs_hub AS hub ON hub.region_id = region.id
    JOIN hubs_company AS company ON company.identity = md5(n::text) || md5('x' || n) AND company.hub_id = hub.id
"""
# Half of them waits, half was set aside.
MAIL = """
    INSERT INTO hubs_waitingmail (hub_id, digest, sender, sender_name, subject, text, cut, attachments, received_at,
        state, handled_at, handled_by_id, reason)
    SELECT hub.id, md5(n::text) || md5('m' || n), 'p' || n || '@bedrijf.example', 'Persoon ' || n, 'Vraag van bedrijf '
        || (ARRAY['Lasrobots', 'Verspaning', 'Spuitgieterij', 'Apparatenbouw'])[1 + n / 10 %% 4] || ' ' || n,
        repeat('Waar begin ik? ', 80), false, '[]', now() - n * interval '10 minutes',
        CASE WHEN n %% 2 = 0 THEN 'waiting' ELSE 'discarded' END, CASE WHEN n %% 2 = 1 THEN now() END,
        CASE WHEN n %% 2 = 1 THEN %(person)s END, CASE WHEN n %% 2 = 0 THEN '' ELSE 'advertising' END
    FROM generate_series(%(first)s, %(first)s + %(rows)s - 1) AS n
    JOIN regions_region AS region ON region.slug = 'zuid-holland'
    JOIN hubs_hub AS hub ON hub.region_id = region.id ORDER BY n
"""


def run() -> list[dict[str, object]]:
    """Medians of whole answers in milliseconds; both databases are clones of the tests' template."""
    names = {rows: f"portal_bench_{uuid.uuid4().hex[:12]}" for rows in (FEW, MANY)}
    try:
        clients = {rows: _filled(name, rows) for rows, name in names.items()}
        return [_measured(title, path, names, clients) for title, path in PATHS]
    finally:
        _connect(os.environ["TEST_TEMPLATE"])
        for name in names.values():
            database.drop(name)


def _connect(name: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def _filled(name: str, rows: int):
    """A clone with so many requests at one desk; a browser in which its editor is signed in."""
    from django.db import connection
    from django.test import Client

    from smartindustry import demo
    from smartindustry.cast import CAST

    database.clone(os.environ["TEST_TEMPLATE"], name)
    _connect(name)
    eva = demo.person(next(member for member in CAST if member.key == "eva"))
    connection.close()
    _fill(name, {"person": eva.pk, "rows": rows, **SHAPES[rows]})
    client = Client()
    client.force_login(eva)
    return client


def _fill(name: str, values: dict[str, int]) -> None:
    import psycopg2

    session = psycopg2.connect(database.with_database(os.environ["DATABASE_OWNER_URL"], name))
    with contextlib.closing(session), session.cursor() as cursor:
        # A busy machine may take longer over this than a page may.
        cursor.execute("SET statement_timeout = 0")
        for sql in (
            QUIET.format("DISABLE"),
            COMPANIES,
            FILL,
            MAIL,
            "SET CONSTRAINTS ALL IMMEDIATE",
            QUIET.format("ENABLE"),
        ):
            cursor.execute(sql, values)
        session.commit()
        session.autocommit = True
        cursor.execute("VACUUM ANALYZE hubs_company, hubs_helprequest, hubs_waitingmail")


def _measured(title: str, path: str, names: dict[int, str], clients: dict) -> dict[str, object]:
    """In turn, a few at a time, so that a busy moment of the machine hits both."""
    taken: dict[int, list[float]] = {FEW: [], MANY: []}
    statements, lines = 0, {}
    for _round in range(ROUNDS):
        for rows, name in names.items():
            _connect(name)
            lines[rows] = clients[rows].get(path).content.count(b"<tr>")
            statements = max(statements, _statements(clients[rows], path))
            taken[rows] += [_time(lambda rows=rows: clients[rows].get(path)) for _again in range(EACH)]
    if len(set(lines.values())) > 1:
        raise RuntimeError(f"{path}: pages of different length, {lines}")
    ours, floor = (statistics.median(taken[rows]) * 1000 for rows in (MANY, FEW))
    return {
        "name": f"desk with {MANY:,} beside {FEW}: {title} ({max(lines[MANY] - 1, 0)} rows, {statements} statements)",
        "ours_ms": round(ours, 1),
        "floor_ms": round(floor, 1),
        "ratio": round(ours / floor, 2),
        "goal": f"<= {MOST_RATIO} x, <= {MOST_STATEMENTS} statements",
        "ok": ours <= MOST_RATIO * floor and statements <= MOST_STATEMENTS,
    }


def _statements(client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def _time(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
