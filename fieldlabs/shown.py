"""The rows of a Fieldlab as its public page shows them, made of rows that were read already."""

from typing import Any

from fieldlabs import row_words, totals
from fieldlabs.models import Investment, Partner, Service
from jobs import clock


def context(parts: dict[str, list[Any]]) -> dict[str, object]:
    """`parts`: what fieldlabs.page.unpacked gave."""
    return {
        "services": [_service(one) for one in parts["service"]],
        "partners": _partners(parts["partner"]),
        "investments": _investments(parts["investment"]),
    }


def _service(one: Service) -> dict[str, object]:
    return {
        "service": one,
        "kind": one.get_kind_display(),
        "price": row_words.price(one),
        "aid": row_words.aid(one),
        "trl": row_words.trl(one) if one.trl_min else "",
    }


def _partners(partners: list[Partner]) -> list[dict[str, object]]:
    """Who takes part now; of a page that says what is, those who stopped are left out."""
    today = clock.today()
    return [
        {
            "partner": one,
            "kind": one.organisation.get_kind_display(),
            "role": one.get_role_display(),
            "period": row_words.period(one) if one.starts_on or one.ends_on else "",
        }
        for one in partners
        if one.ends_on is None or one.ends_on >= today
    ]


def _investments(rows: list[Investment]) -> totals.Table | None:
    return totals.by_year(totals.of_rows(rows)) if rows else None
