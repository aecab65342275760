"""Takes everything personal out of the help requests whose term is over."""

import pghistory

from hubs.actions.asking import ERASED, erase_texts
from hubs.models import HelpRequest
from hubs.retention import REQUEST_MONTHS
from jobs import clock

BATCH = 500


def run() -> dict[str, int]:
    """Empty what is old enough; returns how many. A second run finds nothing left."""
    before, emptied = clock.months_ago(REQUEST_MONTHS), 0
    with pghistory.context(reason="retention"):
        while number := _batch(before):
            emptied += number
    return {"help_requests": emptied}


def _batch(before) -> int:
    # What another session holds now is left for tomorrow.
    old = HelpRequest.objects.select_for_update(no_key=True, skip_locked=True)
    keys = list(old.filter(erased_at__isnull=True, created_at__lt=before).values_list("pk", flat=True)[:BATCH])
    erase_texts(keys)
    return HelpRequest.objects.filter(pk__in=keys).update(**ERASED, erased_at=clock.now())
