"""Takes everything personal out of registrations whose term is over. That somebody came, and the digest, stays."""

from datetime import timedelta

from django.db.models import Q

from hubs.models import Registration
from hubs.retention import CANCELLED_DAYS, EVENT_MONTHS
from jobs import clock

BATCH = 500
ERASED = {"name": "", "email": "", "company_name": "", "kvk_number": "", "late_reason": ""}


def run() -> dict[str, int]:
    """Empty what is old enough; returns how many. A second run finds nothing left."""
    emptied = 0
    while number := _batch():
        emptied += number
    return {"registrations": emptied}


def _batch() -> int:
    over = Q(event__ends_at__lt=clock.months_ago(EVENT_MONTHS))
    over |= Q(cancelled_at__lt=clock.now() - timedelta(days=CANCELLED_DAYS))
    # What another session holds now is left for tomorrow.
    rows = Registration.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    keys = list(rows.filter(over, erased_at__isnull=True).values_list("pk", flat=True)[:BATCH])
    return Registration.objects.filter(pk__in=keys).update(**ERASED, erased_at=clock.now())
