"""The next trainings on a transformation, those near a place first. One statement for any number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from fieldlabs.nearest import SHORTER_DEGREE

NEAR, ONLINE, UNDATED, ELSEWHERE = 0, 1, 2, 3
"""As the statement below writes them."""


@dataclass(frozen=True, slots=True)
class NearTraining:
    """A training for `transformation` (slug). `kind`: NEAR (in the region), ONLINE, UNDATED (there, no date known yet)
    or ELSEWHERE.

    `starts_on`: its next date there, None: not known; `place`, lat and lon of it, None: online or not known.
    """

    transformation: str
    kind: int
    slug: str
    title_nl: str
    title_en: str
    audience_nl: str
    audience_en: str
    provider: str
    starts_on: date | None
    place: str | None
    lat: float | None
    lon: float | None


# A training is one row per date from today on, or one row without a date; `DISTINCT ON` keeps its best one.
_NEXT = """
    SELECT wanted.slug, near.kind, near.slug, near.title_nl, near.title_en, near.audience_nl, near.audience_en,
        near.provider, near.starts_on, near.place, near.lat, near.lon
    FROM unnest(%(transformations)s::varchar[]) AS wanted(slug)
    CROSS JOIN LATERAL (
        SELECT * FROM (
            SELECT DISTINCT ON (training.id) training.*, day.starts_on, place.name AS place, place.lat, place.lon,
                CASE
                    WHEN day.id IS NOT NULL AND day.place_id IS NULL THEN 1
                    WHEN province.region_id IS DISTINCT FROM %(region)s AND day.id IS NOT NULL THEN 3
                    WHEN day.id IS NOT NULL THEN 0
                    WHEN training.region_id = %(region)s THEN 2
                    ELSE 3
                END AS kind,
                power(place.lat - %(lat)s, 2) + power((place.lon - %(lon)s) * %(shorter)s, 2) AS away
            FROM fieldlabs_trainingoffer training
            JOIN fieldlabs_trainingtransformation link ON link.training_id = training.id
            JOIN programme_transformation subject ON subject.id = link.transformation_id
            LEFT JOIN fieldlabs_fieldlab lab ON lab.id = training.fieldlab_id
            LEFT JOIN fieldlabs_trainingdate day ON day.training_id = training.id AND day.starts_on >= %(today)s
            LEFT JOIN regions_place place ON place.geonameid = day.place_id
            LEFT JOIN regions_province province ON province.iso = place.province_id
            WHERE subject.slug = wanted.slug AND training.publication = 'published'
                AND (training.fieldlab_id IS NULL OR lab.publication = 'published')
                AND (training.ends_on IS NULL OR training.ends_on >= %(today)s)
            ORDER BY training.id, kind, day.starts_on, away
        ) AS best
        ORDER BY kind, CASE WHEN kind = 3 THEN away END, starts_on, title_nl, id
        LIMIT %(most)s
    ) AS near
"""


def next_trainings(
    transformations: Sequence[str], *, region: int | None, lat: float | None, lon: float | None, today: date, most: int
) -> list[NearTraining]:
    """At most `most` for each transformation: in the region (id) first, then online, then without a date, then far."""
    values = {"transformations": list(transformations), "region": region, "lat": lat, "lon": lon, "most": most}
    values |= {"shorter": SHORTER_DEGREE, "today": today}
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, values)
        return [NearTraining(*row) for row in cursor.fetchall()]
