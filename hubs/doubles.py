"""Which open requests at the same desk may be the same question."""

from django.db.models import Q

from hubs.models import HelpRequest
from hubs.triggers import OPEN
from ui.formats import date_long

MOST = 30


def near(request: HelpRequest) -> dict[str, tuple[HelpRequest, str]]:
    """Of the same sender or company, the latest first: by number, with a line that tells them apart."""
    same = Q(email=request.email) | Q(company_name__iexact=request.company_name)
    if request.company_id:
        same |= Q(company=request.company_id)
    found = HelpRequest.objects.filter(same, hub=request.hub_id, state__in=OPEN, erased_at__isnull=True)
    rows = found.exclude(pk=request.pk).defer("attachment").order_by("-created_at")[:MOST]
    return {str(one.pk): (one, _line(one)) for one in rows}


def _line(request: HelpRequest) -> str:
    start = " ".join(request.question.split())[:80]
    return f"{date_long(request.created_at)}, {request.contact_name}: {start}"
