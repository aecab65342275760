"""The way from a view to the form that freezes it, and from an annex back to what the books say today."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reports.models import Annex
from reports.permissions import can_freeze

COMPARED_ON = {
    "budget": "reports:budget_difference",
    "difference": "reports:budget_difference",
    "figure": "reports:budget_entries",
    "entries": "reports:budget_entries",
}
"""By view of the books: the page that compares it with an earlier day."""
DAYS = ("op", "bekend", "van", "van_bekend")


def address(person: User, view: str, query: str) -> str:
    """Of the form, for exactly what is on screen; "" for who may not freeze. `view`: a key of frozen.FREEZABLE."""
    if not can_freeze(person)[0]:
        return ""
    return f"{reverse('reports:annex_create', kwargs={'view': view})}?{query}"


def comparison(view: str, query: Mapping[str, str], valid_on: date) -> str:
    """Of the page that compares the dashboard of a day with a later one; "" for another view."""
    if view != "budget":
        return ""
    kept = {name: query[name] for name in ("jaar", "demonstratie") if query.get(name)}
    known = {"van_bekend": query["bekend"]} if query.get("bekend") else {}
    return f"{reverse(COMPARED_ON[view])}?{urlencode({'van': valid_on.isoformat(), **known, **kept})}"


def changed_since(annex: Annex) -> str:
    """Of what changed since the annex: from its day, as it was known then, to today; "" for what has no days."""
    page = COMPARED_ON.get(annex.view)
    if page is None:
        return ""
    asked = dict(parse_qsl(annex.query))
    known = asked.get("bekend") or timezone.localtime(annex.known_at).date().isoformat()
    kept = {name: value for name, value in asked.items() if name not in DAYS}
    return f"{reverse(page)}?{urlencode({'van': annex.valid_on.isoformat(), 'van_bekend': known, **kept})}"
