"""The newest period of every instrument with what an offer says of it. One statement."""

from dataclasses import dataclass
from datetime import date

from django.db import connection


@dataclass(frozen=True, slots=True)
class Newest:
    """An instrument and its newest period; `provinces` by code, `transformations` by slug, both [] for all of them.

    `status`, `status_as_of` and `valid_to` are as in InstrumentPeriod, so that `instruments.standing` reads them.
    """

    slug: str
    name: str
    what_nl: str
    what_en: str
    sme_direct: bool
    status: str
    status_as_of: date | None
    valid_from: date | None
    valid_to: date | None
    nationwide: bool
    provinces: list[str]
    transformations: list[str]


_NEWEST = """
    SELECT DISTINCT ON (one.id) one.slug, one.name, one.what_nl, one.what_en, one.sme_direct,
        period.status, period.status_as_of, period.valid_from, period.valid_to, period.nationwide,
        ARRAY(SELECT province_id::text FROM programme_instrumentperiod_provinces
              WHERE instrumentperiod_id = period.id),
        ARRAY(SELECT transformation.slug::text FROM programme_instrumentperiod_transformations link
              JOIN programme_transformation transformation ON transformation.id = link.transformation_id
              WHERE link.instrumentperiod_id = period.id)
    FROM programme_instrument one JOIN programme_instrumentperiod period ON period.instrument_id = one.id
    ORDER BY one.id, period.valid_from DESC NULLS LAST, period.key
"""


def newest_periods() -> list[Newest]:
    """As `Instrument.periods` orders them: the period that began last."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST)
        return [Newest(*row) for row in cursor.fetchall()]
