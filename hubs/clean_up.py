"""Takes everything personal out of the help requests and companies whose term is over."""

from collections.abc import Callable
from datetime import date, datetime

import pghistory
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from hubs.actions.asking import ERASED, erase_texts
from hubs.actions.book import forget
from hubs.actions.lists import forget_unfinished
from hubs.actions.waiting import forget_mail
from hubs.models import Company, HelpRequest
from hubs.retention import COMPANY_MONTHS, REQUEST_MONTHS
from hubs.triggers import OPEN
from jobs import clock

BATCH = 500
Term = datetime | date


def run() -> dict[str, int]:
    """Empty what is old enough; returns how many. A second run finds nothing left."""
    requests, companies = clock.months_ago(REQUEST_MONTHS), clock.months_ago(COMPANY_MONTHS).date()
    with pghistory.context(reason="retention"):
        return {
            "help_requests": _all(_requests, requests),
            "companies": _all(_companies, companies),
            "company_lists": forget_unfinished(),
            "waiting_mail": forget_mail(),
        }


def _all(batch: Callable[[Term], int], before: Term) -> int:
    emptied = 0
    while number := batch(before):
        emptied += number
    return emptied


def _requests(before: datetime) -> int:
    # What another session holds now is left for tomorrow.
    old = HelpRequest.objects.select_for_update(no_key=True, skip_locked=True)
    keys = list(old.filter(erased_at__isnull=True, created_at__lt=before).values_list("pk", flat=True)[:BATCH])
    erase_texts(keys)
    return HelpRequest.objects.filter(pk__in=keys).update(**ERASED, erased_at=clock.now())


def _companies(before: date) -> int:
    """Companies with which nobody was in contact since; one that still waits for its desk is kept."""
    waits = HelpRequest.objects.filter(company=OuterRef("pk"), state__in=OPEN, erased_at__isnull=True)
    quiet = Company.objects.annotate(heard=Coalesce("last_contact_on", "known_since")).filter(
        ~Exists(waits), heard__lt=before, erased_at__isnull=True
    )
    locked = quiet.select_for_update(no_key=True, skip_locked=True, of=("self",))
    return forget(list(locked.values_list("pk", flat=True)[:BATCH]))
