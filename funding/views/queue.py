"""Everything that waits for one person of the ministry, on one page."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from funding import permissions, waiting
from funding.views.shared import private
from funding.waiting import Waiting
from jobs import clock


@allow(*permissions.READERS)
@require_safe
@private
def decision_queue(request: HttpRequest) -> HttpResponse:
    """Grouped by kind; the group with the most urgent thing first."""
    today = clock.today()
    groups: dict[str, list[Waiting]] = {}
    for one in waiting.of(request.user):
        groups.setdefault(one.kind, []).append(one)
    shown = [
        {"title": waiting.TITLES.get(kind, _("Other work")), "rows": [_row(one, today) for one in ones]}
        for kind, ones in groups.items()
    ]
    context = {"crumbs": [(_("Waits for you"), None)], "groups": shown}
    return render(request, "funding/decision_queue.html", context)


def _row(one: Waiting, today: date) -> dict[str, object]:
    return {
        "waiting": one,
        "days": None if one.since is None else max((today - one.since).days, 0),
        "late": one.due_on is not None and one.due_on < today,
    }
