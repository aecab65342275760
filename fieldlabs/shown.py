"""The rows of a Fieldlab as its public page shows them, made of rows that were read already."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import capfirst

from fieldlabs import row_words, totals
from fieldlabs.models import Investment, Partner, Service
from jobs import clock

WEB = URLValidator(schemes=["http", "https"])


def context(parts: dict[str, list[Any]]) -> dict[str, object]:
    """`parts`: what fieldlabs.page.unpacked gave."""
    return {
        "services": [_service(one) for one in parts["service"]],
        "partners": _partners(parts["partner"]),
        "investments": _investments(parts["investment"]),
        "amounts": [_amount(one) for one in parts["investment"]],
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


def _amount(one: Investment) -> dict[str, object]:
    """An amount, and where it is written; who gave it only by kind."""
    return {
        "year": one.year,
        "source": capfirst(one.get_source_display()),
        "kind": one.get_kind_display(),
        "phase": one.get_phase_display(),
        "amount": one.amount,
        "reference": one.reference,
        "url": one.source_url or (one.reference if is_address(one.reference) else ""),
    }


def is_address(text: str) -> bool:
    """Is all of it the address of a page?"""
    try:
        WEB(text)
    except ValidationError:
        return False
    return True
