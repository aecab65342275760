"""Staged rows into the register: all of them in one transaction, a handful of statements for some thousands of rows."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from accounts.models import User
from fieldlabs.imports import staging
from fieldlabs.imports.fields import BY_NAME, LISTS
from fieldlabs.imports.known import load
from fieldlabs.imports.staging import BESIDE
from fieldlabs.models import Fieldlab, ImportRow, ImportRun

# Rows written at once. Each part reads the register anew: small parts of a long list would read it too often.
SPAN = 10_000
# From a row into the Fieldlab itself. The slugs go with it, so that the links need not write it a second time.
OWN = [name for name in BY_NAME if name not in (*BESIDE, *LISTS)] + ["lat", "lon", "transformation_slugs"]


def patient() -> None:
    """Until the end of the transaction a statement may take long: the limit of pages is too short for 100,000 rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '30min'")


@contextmanager
def steady_plans() -> Iterator[None]:
    """Inside a transaction: no loop over a loop, also not in the triggers, however short a table seems.

    Statistics know nothing of rows that are not committed, so a plan for 56 Fieldlabs would meet 100,000 of them.
    That no trigger is ignored is said once: a trigger that has to find out does so by an error and a savepoint for
    every row, which take longer the more has been written.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{}'")
        cursor.execute("SET LOCAL enable_nestloop = off")
        # Triggers keep their plans: these begin and end here.
        cursor.execute("DISCARD PLANS")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")
        cursor.execute("DISCARD PLANS")


def lock(run: ImportRun) -> None:
    """Nobody else imports in this region, nor changes one of these Fieldlabs, until the transaction ends."""
    patient()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('fieldlabs_import'), %s)", [run.region_id])
        cursor.execute(
            "SELECT f.id FROM fieldlabs_fieldlab AS f JOIN fieldlabs_importrow AS r ON r.fieldlab_id = f.id "
            "WHERE r.run_id = %s AND r.outcome IN ('change', 'same') ORDER BY f.id FOR NO KEY UPDATE OF f",
            [run.pk],
        )


def look_again(run: ImportRun) -> int:
    """How many rows mean something else now than when they were checked; those are judged anew."""
    known = load(run.region)
    moved = []
    new = ImportRow.objects.filter(run=run, outcome=ImportRow.Outcome.CREATE)
    for pk, name, city in new.values_list("pk", "parsed__name", "parsed__city").iterator():
        there = known.same(name, city or "")
        if there:
            moved.append((pk, there[0].id))
    for pk, fieldlab in moved:
        ImportRow.objects.filter(pk=pk).update(fieldlab_id=fieldlab, outcome="")
    return staging.judge(run) + _free_addresses(run)


def _free_addresses(run: ImportRun) -> int:
    """Another address for a new Fieldlab whose own was taken meanwhile. That changes nothing that was shown."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE fieldlabs_importrow AS r SET parsed = r.parsed || jsonb_build_object('slug', "
            "left(r.parsed->>'slug', 70) || '-' || substr(md5(r.id::text || r.run_id::text), 1, 8)) "
            "FROM fieldlabs_fieldlab AS f WHERE r.run_id = %s AND r.outcome = 'create' AND f.slug = r.parsed->>'slug'",
            [run.pk],
        )
    return 0


def _type(field: models.Field) -> str:
    return field.db_type(connection) or "text"


def _record(names: list[str]) -> str:
    """Column definitions for jsonb_to_record."""
    fields = {field.attname: field for field in Fieldlab._meta.concrete_fields}
    return ", ".join(f"{name} {_type(fields[name])}" for name in names)


def _defaults(run: ImportRun, by: User, moment: datetime, today) -> dict[str, object]:
    """What a new Fieldlab is besides its cells: column → value."""
    given = {
        "region_id": run.region_id,
        "registered_at": moment,
        "registered_by_id": by.pk,
        "as_of": today,
    }
    skipped = {"id", "slug", "city_sourced"}
    columns: dict[str, object] = {}
    for field in Fieldlab._meta.concrete_fields:
        if field.attname in skipped or getattr(field, "generated", False):
            continue
        value = given.get(field.attname, field.get_default())
        columns[field.attname] = value
    return columns


@dataclass(frozen=True)
class Span:
    """Rows of the file from `first` up to and including `last`; `done`: how many are written after these."""

    first: int
    last: int
    done: int


def spans(run: ImportRun) -> list[Span]:
    """What is to be written, in parts: so it can be told how far it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(number), max(number), max(place) FROM ("
            "SELECT number, row_number() OVER (ORDER BY number) AS place FROM fieldlabs_importrow "
            "WHERE run_id = %s AND outcome IN ('create', 'change')"
            ") AS found GROUP BY (place - 1) / %s ORDER BY 1",
            [run.pk, SPAN],
        )
        return [Span(*row) for row in cursor.fetchall()]


def create(run: ImportRun, span: Span, *, by: User, moment: datetime, today) -> int:
    """The new Fieldlabs of these rows, as drafts of the region. Returns how many."""
    defaults = _defaults(run, by, moment, today)
    types = {field.attname: field for field in Fieldlab._meta.concrete_fields}
    chosen = [
        f"coalesce(x.{name}, %({name})s::{_cast(types[name])})" if name in OWN else f"%({name})s::{_cast(types[name])}"
        for name in defaults
    ]
    statement = f"""
        INSERT INTO fieldlabs_fieldlab (slug, city_sourced, {", ".join(defaults)})
        SELECT r.parsed->>'slug', x.city IS NOT NULL, {", ".join(chosen)}
        FROM fieldlabs_importrow AS r
        CROSS JOIN LATERAL jsonb_to_record(r.parsed || coalesce(r.parsed->'place', '{{}}')) AS x({_record(OWN)})
        WHERE {_SPAN} AND r.outcome = 'create' ORDER BY r.number
    """  # noqa: S608 -- names of our own columns
    with connection.cursor() as cursor:
        cursor.execute(statement, {**defaults, **_facts(run, span)})
        number = cursor.rowcount
        cursor.execute(
            "UPDATE fieldlabs_importrow AS r SET fieldlab_id = f.id FROM fieldlabs_fieldlab AS f "  # noqa: S608
            f"WHERE {_SPAN} AND r.outcome = 'create' AND f.slug = r.parsed->>'slug'",
            _facts(run, span),
        )
    return number


_SPAN = "r.run_id = %(run)s AND r.number BETWEEN %(first)s AND %(last)s"


def _facts(run: ImportRun, span: Span) -> dict[str, object]:
    return {"run": run.pk, "first": span.first, "last": span.last}


def _cast(field: models.Field) -> str:
    if isinstance(field, ArrayField):
        return f"{field.base_field.db_type(connection)}[]"
    # serial columns are integers to whom refers to them
    return _type(field)


def change(run: ImportRun, span: Span, *, today) -> int:
    """The Fieldlabs of these rows that differ, only in what differs. Returns how many."""
    chosen = ", ".join(f"{name} = coalesce(x.{name}, f.{name})" for name in OWN)
    statement = f"""
        UPDATE fieldlabs_fieldlab AS f SET {chosen}, version = f.version + 1, as_of = %(today)s
        FROM fieldlabs_importrow AS r
        CROSS JOIN LATERAL (
            SELECT coalesce(jsonb_object_agg(one->>'field', one->'new'), '{{}}') AS doc
            FROM jsonb_array_elements(r.changes) AS one
        ) AS new
        CROSS JOIN LATERAL jsonb_to_record(new.doc) AS x({_record(OWN)})
        WHERE {_SPAN} AND r.outcome = 'change' AND f.id = r.fieldlab_id
    """  # noqa: S608 -- names of our own columns
    with connection.cursor() as cursor:
        cursor.execute(statement, {**_facts(run, span), "today": today})
        return cursor.rowcount


# Field → (table between, its column, what to join by which column).
_LINKS = {
    "transformation_slugs": (
        "fieldlabs_fieldlabtransformation",
        "transformation_id",
        "programme_transformation",
        "slug",
    ),
    "sectors": ("fieldlabs_fieldlabsector", "sector_id", "accounts_sector", "code"),
    "regions_served": ("fieldlabs_fieldlabregion", "region_id", "regions_region", "slug"),
}


def link(run: ImportRun, span: Span) -> None:
    """Transformations, sectors and regions served of what was made or changed: one statement for each."""
    with connection.cursor() as cursor:
        for name, (between, column, target, key) in _LINKS.items():
            facts = {**_facts(run, span), "name": name, "this": json.dumps([{"field": name}])}
            identity = "code" if target == "accounts_sector" else "id"
            wanted = (
                f"{_SPAN} AND r.parsed ? %(name)s AND "
                "(r.outcome = 'create' OR r.outcome = 'change' AND r.changes @> %(this)s::jsonb)"
            )
            cursor.execute(
                f"WITH gone AS (DELETE FROM {between} AS b USING fieldlabs_importrow AS r, {target} AS t "  # noqa: S608
                f"WHERE {wanted} AND r.outcome = 'change' AND b.fieldlab_id = r.fieldlab_id "
                f"AND t.{identity} = b.{column} AND NOT r.parsed->%(name)s ? t.{key}::text) "
                f"INSERT INTO {between} (fieldlab_id, {column}) SELECT r.fieldlab_id, t.{identity} "
                "FROM fieldlabs_importrow AS r "
                "CROSS JOIN LATERAL jsonb_array_elements_text(r.parsed->%(name)s) AS w(code) "
                f"JOIN {target} AS t ON t.{key} = w.code WHERE {wanted} "
                "ORDER BY r.number ON CONFLICT DO NOTHING",
                facts,
            )
