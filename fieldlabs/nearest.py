"""The public Fieldlabs that work on a transformation, those for one place first. One statement for any number."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

HERE, NATIONAL, ELSEWHERE = 0, 1, 2
"""As the statement below writes them."""
SHORTER_DEGREE = 0.615
"""At 52° north a degree of longitude is so much of a degree of latitude; only to sort by distance."""


@dataclass(frozen=True, slots=True)
class Near:
    """A Fieldlab for `transformation` (slug); lat and lon in degrees or None. `kind`: HERE, NATIONAL or ELSEWHERE.

    `area_*`: its province, else its region; "" where neither is known.
    """

    transformation: str
    kind: int
    slug: str
    name: str
    city: str
    lat: float | None
    lon: float | None
    topic_nl: str
    topic_en: str
    area_nl: str
    area_en: str


_NEAREST = """
    SELECT wanted.slug, near.* FROM unnest(%(transformations)s::varchar[]) AS wanted(slug)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN lab.region_id = %(region)s THEN 0 WHEN lab.national THEN 1 ELSE 2 END AS kind,
            lab.slug, lab.name, lab.city, lab.lat, lab.lon, lab.topic_nl, lab.topic_en,
            coalesce(province.name_nl, region.name_nl, ''), coalesce(province.name_en, region.name_en, '')
        FROM fieldlabs_fieldlab lab
        LEFT JOIN regions_province province ON province.iso = lab.province_id
        LEFT JOIN regions_region region ON region.id = lab.region_id
        WHERE lab.publication = 'published' AND lab.transformation_slugs @> ARRAY[wanted.slug]
        ORDER BY kind, power(lab.lat - %(lat)s, 2) + power((lab.lon - %(lon)s) * %(shorter)s, 2) NULLS LAST, lab.name
        LIMIT %(most)s
    ) near
"""


def nearest(
    transformations: Sequence[str], *, region: int | None, lat: float | None, lon: float | None, most: int
) -> list[Near]:
    """At most `most` for each transformation, those of the region (id) first, then national ones, the nearest first."""
    values = {"transformations": list(transformations), "region": region, "lat": lat, "lon": lon, "most": most}
    values["shorter"] = SHORTER_DEGREE
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, values)
        return [Near(*row) for row in cursor.fetchall()]
