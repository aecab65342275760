"""Which open requests at the same desk may be the same question."""

import uuid

from django.db.models import Q

from hubs.finding import matching
from hubs.models import HelpRequest
from hubs.triggers import OPEN
from ui.formats import date_long

MOST = 30


def near(request: HelpRequest, words: str = "", chosen: str = "") -> dict[str, tuple[HelpRequest, str]]:
    """Of the same sender or company, the latest first: by number, with a line that tells them apart.

    With `words` those of the desk that have them all instead: a colleague may have asked for another company of the
    group. `chosen`: the number of one that was found so before.
    """
    same = Q(company_name__iexact=request.company_name)
    for name in ("email", "telephone"):
        if value := getattr(request, name):
            same |= Q(**{name: value})
    if request.company_id:
        same |= Q(company=request.company_id)
    wanted = matching(words) if words else same
    if key := _number(chosen):
        wanted |= Q(pk=key)
    found = HelpRequest.objects.filter(wanted, hub=request.hub_id, state__in=OPEN, erased_at__isnull=True)
    rows = found.exclude(pk=request.pk).defer("attachment").order_by("-created_at")[:MOST]
    return {str(one.pk): (one, _line(one)) for one in rows}


def _number(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _line(request: HelpRequest) -> str:
    start = " ".join(request.question.split())[:80]
    return f"{request.company_name}, {date_long(request.created_at)}, {request.contact_name}: {start}"
