"""Finding Fieldlabs: full-text search, distance, facets with counts, order and pages.

The database gives which Fieldlabs have the words, and the page; facets are added up from the tally that is kept of all
Fieldlabs (fieldlabs/kept.py), because that counts any combination, and what lies near, in a few milliseconds.
"""

from collections import Counter
from dataclasses import replace
from itertools import groupby
from math import asin, cos, degrees, radians, sin
from operator import itemgetter

from django.db import connection

from fieldlabs import kept, spelling
from fieldlabs.models import Fieldlab
from fieldlabs.tally import PLACED, Tally
from fieldlabs.wish import NATIONAL, PAGE_SIZE, RECOGNISED, UNKNOWN, Codes, Dot, Found, Wish
from fieldlabs.words import patterns, words
from regions.distance import EARTH_RADIUS_KM
from regions.models import Province

MOST_DOTS = 60
# Above this the dots of the map would cover it; the number per province then says it better.
MOST_ON_MAP = 2_000
PLACE_ORDER = "region_id ASC NULLS LAST, lat ASC NULLS LAST, city, name, id"
ORDERS = {
    "relevance": "rank DESC, lat IS NULL, name, id",
    "distance": "km ASC NULLS LAST, name, id",
    "place": PLACE_ORDER,
    "name": "name, id",
}


def find(wish: Wish, codes: Codes) -> tuple[Found, dict[str, list[tuple[str, bool]]]]:
    """What the wish asks for; where no Fieldlab has all its words, those with a name near one of them.

    Also the known words near those that were typed, when they had to be looked up.
    """
    found = look(wish, codes)
    typed = words(wish.text)
    if found.hits or not typed or ((wish.within or wish.closed) and numbers([wish.text])[0]):
        return found, {}
    near = spelling.near_words(typed)
    names = [word for some in near.values() for word, in_name in some if in_name]
    if names:
        nearly = look(replace(wish, nearly=tuple(dict.fromkeys(names))), codes)
        found = nearly if nearly.hits else found
    return found, near


def look(wish: Wish, codes: Codes) -> Found:
    """Find what the wish asks for: two statements."""
    tally = kept.tally(scope(wish))
    return _some(wish, codes, tally) if words(wish.text) else _any(wish, codes, tally)


def scope(wish: Wish) -> str:
    """The publication of the Fieldlabs to look in."""
    return Fieldlab.Publication.ARCHIVE if wish.closed else Fieldlab.Publication.PUBLISHED


def _some(wish: Wish, codes: Codes, tally: Tally) -> Found:
    """Rows of the statement: 1 all ids, 2 those of the page, 3 the dots when they are not too many, 4 the unplaced."""
    asked, asked_values = _asked(wish)
    box, box_values = _box(wish)
    circle, circle_values = ("WHERE km <= %s", [wish.radius]) if wish.radius is not None else ("", [])
    chosen, chosen_values = _facets(wish, codes)
    rank, rank_values = _rank(wish)
    km, km_values = _km(wish)
    unplaced = wish.radius is not None
    sql = f"""
        WITH hits AS MATERIALIZED (
            SELECT * FROM (
                SELECT id, region_id, lat, lon, city, name, CASE WHEN {chosen} THEN {rank} END AS rank, {km} AS km
                FROM fieldlabs_fieldlab WHERE publication = %s {asked} {box} OFFSET 0 -- so that km is reckoned once
            ) AS boxed {circle}
        )
        SELECT 1 AS part, array_agg(id) AS ids, NULL::bigint AS id, NULL::text AS city, NULL::float AS lat,
            NULL::float AS lon, NULL::bigint AS number FROM hits
        UNION ALL (
            SELECT 2, NULL, id, NULL, NULL, NULL, NULL FROM hits
            WHERE rank IS NOT NULL ORDER BY {_of_hits(ORDERS[wish.order])} LIMIT %s OFFSET %s)
        UNION ALL (
            SELECT 3, NULL, NULL, city, lat, lon, count(*)
            FROM hits WHERE rank IS NOT NULL AND lat IS NOT NULL AND (SELECT count(rank) FROM hits) <= {MOST_ON_MAP}
            GROUP BY city, lat, lon ORDER BY count(*) DESC, city LIMIT %s)
        {"UNION ALL " + _UNPLACED.format(asked=asked) if unplaced else ""}
    """  # noqa: S608 -- only our own fragments; every value is a parameter
    values = [*chosen_values, *rank_values, *km_values, scope(wish), *asked_values, *box_values, *circle_values]
    values += [PAGE_SIZE, _offset(wish), MOST_DOTS, *([scope(wish), *asked_values] if unplaced else [])]
    parts = {number: [row[1:] for row in rows] for number, rows in groupby(_rows(sql, values), key=itemgetter(0))}
    selection = tally.some(parts[1][0][0] or [])
    lost = tally.some(parts[4][0][0] or []) if unplaced else 0
    found = _counted(wish, codes, tally, selection, lost)
    found.ids = [row[1] for row in parts.get(2, [])]
    found.dots = [Dot(*row[2:]) for row in parts.get(3, [])]
    return found


_UNPLACED = """
    SELECT 4, array_agg(id), NULL, NULL, NULL, NULL, NULL
    FROM fieldlabs_fieldlab WHERE publication = %s AND lat IS NULL {asked}
"""


def _any(wish: Wish, codes: Codes, tally: Tally) -> Found:
    """Without words the tally knows which and how many, and the database gives the page."""
    unplaced = tally.everything & ~tally.having(PLACED, "1")
    if wish.radius is not None:
        found = _counted(wish, codes, tally, tally.near(wish.spot.lat, wish.spot.lon, wish.radius), unplaced)
    else:
        found = _counted(wish, codes, tally, unplaced if wish.unplaced_only else tally.everything, 0)
    source, values = _listed(wish, codes)
    sql = f"""
        (SELECT 2 AS part, id, NULL::text AS of, NULL::float AS north, NULL::float AS east, NULL::bigint AS number, km
        FROM {source} ORDER BY {ORDERS[wish.order]} LIMIT %s OFFSET %s)
    """  # noqa: S608 -- as above
    values = [*values, PAGE_SIZE, _offset(wish)]
    if found.total <= MOST_ON_MAP:
        dots, dot_values = conditions(wish, codes)
        sql += f"""
            UNION ALL (SELECT 3, NULL, city, lat, lon, count(*), NULL FROM fieldlabs_fieldlab
            WHERE publication = %s AND lat IS NOT NULL AND {dots}
            GROUP BY city, lat, lon ORDER BY count(*) DESC, city LIMIT %s)
        """  # noqa: S608 -- as above
        values += [scope(wish), *dot_values, MOST_DOTS]
    for part, key, *dot, _distance in _rows(sql, values):
        if part == 2:  # noqa: PLR2004 -- as the statement writes it
            found.ids.append(key)
        else:
            found.dots.append(Dot(*dot))
    return found


def _listed(wish: Wish, codes: Codes) -> tuple[str, list]:
    """SQL of the rows that fit, with km where the order or the radius needs it."""
    chosen, values = _facets(wish, codes)
    box, box_values = _box(wish)
    km, km_values = _km(wish) if wish.order == "distance" or wish.radius is not None else ("NULL::float", [])
    rows = f"SELECT id, region_id, lat, city, name, {km} AS km FROM fieldlabs_fieldlab"  # noqa: S608 -- as above
    values = [*km_values, scope(wish), *values, *box_values]
    if wish.radius is None:
        return f"({rows} WHERE publication = %s AND {chosen} {box}) AS listed", values
    # OFFSET 0: so that km is reckoned once.
    boxed = f"({rows} WHERE publication = %s AND {chosen} {box} OFFSET 0) AS boxed WHERE km <= %s"
    return boxed, [*values, wish.radius]


def match(wish: Wish) -> tuple[str, list[str]]:
    """SQL of a tsquery for what somebody typed, with its values. Every word must be found, in either language.

    Of words near to what was typed, one in the name is enough.
    """
    if wish.nearly:
        return "%s::tsquery", [" | ".join(f"'{word}':A" for word in wish.nearly)]
    parts, values = [], []
    for word in words(wish.text):
        parts.append("fieldlabs_query(%s, %s)")
        values += patterns(word)
    return " && ".join(parts), values


def conditions(wish: Wish, codes: Codes) -> tuple[str, list]:
    """SQL of the chosen facets and the distance, with its values."""
    chosen, values = _facets(wish, codes)
    where, where_values = _where(wish)
    return f"{chosen} {where}", [*values, *where_values]


def _asked(wish: Wish) -> tuple[str, list[str]]:
    query, values = match(wish)
    return f"AND search @@ ({query})", values


def _rank(wish: Wish) -> tuple[str, list[str]]:
    if wish.order != "relevance":
        return "1", []
    query, values = match(wish)
    return f"ts_rank(search, {query})", values


def _km(wish: Wish) -> tuple[str, list[float]]:
    if wish.spot is None:
        return "NULL::float", []
    return "fieldlabs_km(lat, lon, %s, %s)", [wish.spot.lat, wish.spot.lon]


def _where(wish: Wish) -> tuple[str, list[float]]:
    """SQL of the distance: a box, for which there is an index, and within it the circle."""
    box, values = _box(wish)
    if wish.radius is None:
        return box, values
    km, km_values = _km(wish)
    return f"{box} AND {km} <= %s", [*values, *km_values, wish.radius]


def _box(wish: Wish) -> tuple[str, list[float]]:
    if wish.unplaced_only:
        return "AND lat IS NULL", []
    if wish.spot is None or wish.radius is None:
        return "", []
    angle = wish.radius / EARTH_RADIUS_KM
    high = degrees(angle)
    wide = degrees(asin(sin(angle) / cos(radians(wish.spot.lat))))
    box = [wish.spot.lat - high, wish.spot.lat + high, wish.spot.lon - wide, wish.spot.lon + wide]
    return "AND lat BETWEEN %s AND %s AND lon BETWEEN %s AND %s", box


def _facets(wish: Wish, codes: Codes) -> tuple[str, list]:
    parts, values = ["true"], []
    for facet, value in wish.chosen.items():
        part, its = _facet(facet, value, codes)
        parts.append(part)
        values += its
    return " AND ".join(parts), values


_TRL = {"1-3": "trl_min <= 3", "4-6": "(trl_min <= 6 AND trl_max >= 4)", "7-9": "trl_max >= 7"}
# Facet → SQL of a value that it looks for in a column.
_COLUMNS = {
    "region": "region_id = %s",
    "province": "province_id = %s",
    "transformation": "transformation_slugs @> ARRAY[%s]::varchar[]",
    "service": "service_kinds @> ARRAY[%s]::varchar[]",
    "standing": "(recognition <> 'recognised' AND evidence = %s)",
}
_FIXED = {
    ("region", NATIONAL): "region_id IS NULL",
    ("province", UNKNOWN): "province_id IS NULL",
    ("standing", RECOGNISED): "recognition = 'recognised'",
    ("training", "ja"): "has_training",
    **{("trl", value): part for value, part in _TRL.items()},
}


def _facet(facet: str, value: str, codes: Codes) -> tuple[str, list]:
    if (facet, value) in _FIXED:
        return _FIXED[facet, value], []
    return _COLUMNS[facet], [codes.written(facet, value) if facet == "region" else value]


def _counted(wish: Wish, codes: Codes, tally: Tally, selection: int, lost: int) -> Found:
    chosen = {facet: codes.written(facet, value) for facet, value in wish.chosen.items()}
    fitting = tally.chosen(selection, chosen)
    counts = {
        facet: Counter({codes.read(facet, value): number for value, number in counter.items()})
        for facet, counter in tally.counts(selection, chosen).items()
    }
    provinces = {codes.read("province", value): (fitting & bits) for value, bits in tally.bits["province"].items()}
    return Found(
        wish,
        total=fitting.bit_count(),
        hits=selection.bit_count(),
        counts=counts,
        by_province=Counter({value: bits.bit_count() for value, bits in provinces.items()}),
        unplaced=tally.chosen(lost, chosen).bit_count(),
    )


def _of_hits(order: str) -> str:
    """The columns of this name that are not the statement's own."""
    return ", ".join(f"hits.{part}" for part in order.split(", "))


def _offset(wish: Wish) -> int:
    return (wish.page - 1) * PAGE_SIZE


def _rows(sql: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


CARD = (
    *("slug", "name", "city", "lat", "lon", "topic_nl", "topic_en", "evidence", "recognition"),
    *("transformation_slugs", "service_kinds", "has_training", "closed_on"),
)


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
        query, own = match(Wish(text))
        parts.append(COUNT_ONE.format(query))
        values += own
    return list(_rows(f"SELECT {', '.join(parts)}", values)[0]) if texts else []
