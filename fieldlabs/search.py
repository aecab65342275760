"""Finding Fieldlabs: full-text search, facets with counts, order and pages.

A visitor's wish becomes one statement that gives the page's ids, the counts and the dots of the map; facets are then
added up here, because counting per combination of facets once is cheaper than counting per facet.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db import connection

from fieldlabs.models import Fieldlab
from fieldlabs.words import patterns, words
from regions.models import Province

PAGE_SIZE = 24
MOST_DOTS = 60
# Above this the dots of the map would cover it; the number per province then says it better.
MOST_ON_MAP = 2_000
NATIONAL = "landelijk"
UNKNOWN = "onbekend"
RECOGNISED = "erkend"
SORTS = ("relevance", "place", "name")


@dataclass(frozen=True)
class Wish:
    """What a visitor asks for: text, one value per facet ("" is any), order and page (from 1)."""

    text: str = ""
    region: str = ""
    province: str = ""
    transformation: str = ""
    standing: str = ""
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """The order that holds: relevance needs words."""
        if self.sort in ("place", "name"):
            return self.sort
        return "relevance" if words(self.text) else "place"


@dataclass(frozen=True)
class Codes:
    """Keys of the regions in the database: slug → id."""

    regions: dict[str, int]

    @cached_property
    def slugs(self) -> dict[str, str]:
        """The other way round, as the column `facets` writes them; without a region a Fieldlab is national."""
        return {"": NATIONAL, **{str(key): slug for slug, key in self.regions.items()}}


class Combination(NamedTuple):
    """How many of the found Fieldlabs have this region, province, standing and these transformations."""

    region: str
    province: str
    standing: str
    transformations: tuple[str, ...]
    number: int

    @classmethod
    def read(cls, facets: str, number: int, codes: Codes) -> "Combination":
        """From the column `facets`: `3|NL-ZH|A|smart-working smart-customer`."""
        region, province, standing, transformations = facets.split("|")
        return cls(codes.slugs[region], province or UNKNOWN, standing, tuple(transformations.split()), number)

    def has(self, facet: str, value: str) -> bool:
        if facet == "transformation":
            return value in self.transformations
        return getattr(self, facet) == value


FACETS = ("region", "province", "transformation", "standing")


@dataclass(frozen=True)
class Dot:
    city: str
    lat: float
    lon: float
    number: int


@dataclass
class Found:
    """The answer: ids of this page in order, total, counts per facet value, dots of the map."""

    wish: Wish
    total: int = 0
    ids: list[int] = field(default_factory=list)
    counts: dict[str, Counter] = field(default_factory=dict)
    by_province: Counter = field(default_factory=Counter)
    without_place: int = 0
    dots: list[Dot] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


PLACE_ORDER = "region_id ASC NULLS LAST, lat ASC NULLS LAST, city, name, id"
NAME_ORDER = "name, id"
RELEVANCE_ORDER = "rank DESC, lat IS NULL, name, id"


def look(wish: Wish, codes: Codes) -> Found:
    """Find what the wish asks for: one statement with words, two or three without."""
    return _with_words(wish, codes) if words(wish.text) else _without_words(wish, codes)


def _with_words(wish: Wish, codes: Codes) -> Found:
    """Rows of the statement: 1 counts per combination of facets, 2 the page, 3 the dots when they are not too many."""
    query, query_values = match(wish.text)
    chosen, chosen_values = conditions(wish, codes)
    near, near_values = _near(wish, codes)
    rank = f"ts_rank(search, {query})" if wish.order == "relevance" else "1"
    order = {"relevance": RELEVANCE_ORDER, "place": PLACE_ORDER, "name": NAME_ORDER}[wish.order]
    sql = f"""
        WITH hits AS MATERIALIZED (
            SELECT id, facets, region_id, lat, lon, city, name, CASE WHEN {chosen} THEN {rank} END AS rank
            FROM fieldlabs_fieldlab WHERE publication = 'published' AND search @@ ({query}) AND {near}
        )
        SELECT 1 AS part, NULL::bigint AS id, NULL::text AS city, NULL::float AS lat, NULL::float AS lon,
            facets, count(*) AS number
        FROM hits GROUP BY facets
        UNION ALL (
            SELECT 2, id, NULL, NULL, NULL, NULL, NULL
            FROM hits WHERE rank IS NOT NULL ORDER BY {order.replace(", id", ", hits.id")} LIMIT %s OFFSET %s)
        UNION ALL (
            SELECT 3, NULL, city, lat, lon, NULL, count(*)
            FROM hits WHERE rank IS NOT NULL AND lat IS NOT NULL AND (SELECT count(rank) FROM hits) <= {MOST_ON_MAP}
            GROUP BY city, lat, lon ORDER BY count(*) DESC, city LIMIT %s)
    """  # noqa: S608 -- only our own fragments; every value is a parameter
    rank_values = query_values if wish.order == "relevance" else []
    values = [*chosen_values, *rank_values, *query_values, *near_values, PAGE_SIZE, _offset(wish), MOST_DOTS]
    parts = {number: [row[1:] for row in rows] for number, rows in groupby(_rows(sql, values), key=itemgetter(0))}
    found = _counted(wish, codes, [row[4:] for row in parts.get(1, [])])
    found.ids = [row[0] for row in parts.get(2, [])]
    found.dots = [Dot(*row[1:4], row[5]) for row in parts.get(3, [])]
    return found


def _without_words(wish: Wish, codes: Codes) -> Found:
    """Without words the indexes answer alone: counts, then the page, then the dots when they are not too many."""
    found = _counted(wish, codes, _rows(COUNT_ALL, []))
    chosen, values = conditions(wish, codes)
    order = PLACE_ORDER if wish.order == "place" else NAME_ORDER
    page = f"""
        SELECT id FROM fieldlabs_fieldlab WHERE publication = 'published' AND {chosen}
        ORDER BY {order} LIMIT %s OFFSET %s
    """  # noqa: S608 -- as above
    found.ids = [row[0] for row in _rows(page, [*values, PAGE_SIZE, _offset(wish)])]
    if found.total <= MOST_ON_MAP:
        dots = f"""
            SELECT city, lat, lon, count(*) FROM fieldlabs_fieldlab
            WHERE publication = 'published' AND lat IS NOT NULL AND {chosen}
            GROUP BY city, lat, lon ORDER BY count(*) DESC, city LIMIT %s
        """  # noqa: S608 -- as above
        found.dots = [Dot(*row) for row in _rows(dots, [*values, MOST_DOTS])]
    return found


COUNT_ALL = "SELECT facets, count(*) FROM fieldlabs_fieldlab WHERE publication = 'published' GROUP BY facets"


def match(text: str) -> tuple[str, list[str]]:
    """SQL of a tsquery for what somebody typed, with its values. Every word must be found, in either language."""
    parts, values = [], []
    for word in words(text):
        parts.append("fieldlabs_query(%s, %s)")
        values += patterns(word)
    return " && ".join(parts), values


def conditions(wish: Wish, codes: Codes) -> tuple[str, list]:
    """SQL of the chosen facets, with its values."""
    parts, values = _parts(wish, codes)
    return " AND ".join(["true", *parts]), values


def _near(wish: Wish, codes: Codes) -> tuple[str, list]:
    """SQL of what adds to a count, with its values: whatever misses at most one of the chosen facets."""
    parts, values = _parts(wish, codes)
    if len(parts) <= 1:
        return "true", []
    return f"{' + '.join(f'(({part}) IS TRUE)::int' for part in parts)} >= {len(parts) - 1}", values


def _parts(wish: Wish, codes: Codes) -> tuple[list[str], list]:
    parts, values = [], []
    if wish.region == NATIONAL:
        parts.append("region_id IS NULL")
    elif wish.region:
        parts.append("region_id = %s")
        values.append(codes.regions[wish.region])
    if wish.province == UNKNOWN:
        parts.append("province_id IS NULL")
    elif wish.province:
        parts.append("province_id = %s")
        values.append(wish.province)
    if wish.transformation:
        parts.append("transformation_slugs @> ARRAY[%s]::varchar[]")
        values.append(wish.transformation)
    if wish.standing:
        parts.append(
            "recognition = 'recognised'"
            if wish.standing == RECOGNISED
            else "(recognition <> 'recognised' AND evidence = %s)"
        )
        values += [] if wish.standing == RECOGNISED else [wish.standing]
    return parts, values


def _counted(wish: Wish, codes: Codes, rows: Iterable[tuple[str, int]]) -> Found:
    found = Found(wish, counts={facet: Counter() for facet in FACETS})
    chosen = {facet: getattr(wish, facet) for facet in FACETS if getattr(wish, facet)}
    for facets, number in rows:
        combination = Combination.read(facets, number, codes)
        missed = [facet for facet, value in chosen.items() if not combination.has(facet, value)]
        if not missed:
            found.total += number
            found.by_province[combination.province] += number
        # A facet counts what each of its values would give beside the other facets that are chosen.
        if len(missed) <= 1:
            for facet in missed or FACETS:
                _add(found.counts[facet], facet, combination)
    return found


def _add(counter: Counter, facet: str, combination: Combination) -> None:
    values = combination.transformations if facet == "transformation" else (getattr(combination, facet),)
    for value in values:
        counter[value] += combination.number


def _offset(wish: Wish) -> int:
    return (wish.page - 1) * PAGE_SIZE


def _rows(sql: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


CARD = ("slug", "name", "city", "topic_nl", "topic_en", "evidence", "recognition", "transformation_slugs")


def fieldlabs(ids: list[int], provinces: list[Province]) -> list[Fieldlab]:
    """These Fieldlabs in this order: what a card shows, with province and region from this list of all provinces."""
    by_iso = {province.iso: province for province in provinces}
    regions = {province.region_id: province.region for province in provinces}
    found = Fieldlab.objects.only(*CARD, "province_id", "region_id").in_bulk(ids)
    for one in found.values():
        one.province, one.region = by_iso.get(one.province_id), regions.get(one.region_id)
    return [found[one] for one in ids if one in found]


COUNT_ONE = "(SELECT count(*) FROM fieldlabs_fieldlab WHERE publication = 'published' AND search @@ ({}))"


def numbers(texts: list[str]) -> list[int]:
    """How many public Fieldlabs each text gives: one statement."""
    parts, values = [], []
    for text in texts:
        query, own = match(text)
        parts.append(COUNT_ONE.format(query))
        values += own
    return list(_rows(f"SELECT {', '.join(parts)}", values)[0]) if texts else []


def vocabulary() -> list[tuple[str, ...]]:
    """Names, places and topics of at most 2,000 public Fieldlabs, to guess what a visitor meant."""
    return list(Fieldlab.objects.public().values_list("name", "city", "topic_nl", "topic_en")[:MOST_ON_MAP])
