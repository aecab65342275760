"""Everything that the indicators count, as plain facts: one statement (reports/sql/indicator_facts.sql)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from hubs import identity
from jobs import clock

SQL = (Path(__file__).resolve().parent / "sql" / "indicator_facts.sql").read_text(encoding="utf-8")
SIZE, SECTOR, PROVINCE = "size", "sector", "province"
TRAITS = (SIZE, SECTOR, PROVINCE)


@dataclass(frozen=True, slots=True)
class Fact:
    """`company`: the same text wherever this company was met, "" when none is known. `hub` None: the national desk.

    `site`: a place or else a province, "" is unknown. `value`: None is unknown, or there is nothing to measure. Of a
    service: the euros that it took beyond what the company paid, the `award` that it names and the Fieldlab that did
    it (`provider`), "" for none.
    """

    kind: str
    company: str
    hub: int | None
    day: date
    size: str | None = None
    sector: str | None = None
    province: str | None = None
    site: str = ""
    value: Decimal | None = None
    award: str = ""
    provider: str = ""


def between(since: date, until: date) -> list[Fact]:
    """All facts of these days, both included, each company with what is known of it anywhere. One statement."""
    values = {"since": since, "until": until, "now": clock.now(), "today": clock.today(), "demo": settings.DEMO}
    with connection.cursor() as cursor:
        cursor.execute(SQL, values)
        rows = cursor.fetchall()
    digest = cache(identity.of)
    facts = [Fact(kind, digest(kvk) if kvk else key, *rest) for kind, key, kvk, *rest in rows]
    return with_traits(facts)


def with_traits(facts: Iterable[Fact]) -> list[Fact]:
    """Each company with one size, sector and province: what was last known of it, at whichever desk."""
    ordered = sorted(facts, key=lambda one: (one.day, one.kind, one.hub or 0, one.site))
    last: dict[str, dict[str, str]] = {}
    for fact in ordered:
        known = last.setdefault(fact.company, {})
        known.update({name: value for name in TRAITS if (value := getattr(fact, name)) is not None})
    return [replace(fact, **last[fact.company]) for fact in ordered]
