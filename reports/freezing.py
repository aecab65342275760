"""The way from a view to the form that freezes it."""

from django.urls import reverse

from accounts.models import User
from reports.permissions import can_freeze


def address(person: User, view: str, query: str) -> str:
    """Of the form, for exactly what is on screen; "" for who may not freeze. `view`: a key of frozen.FREEZABLE."""
    if not can_freeze(person)[0]:
        return ""
    return f"{reverse('reports:annex_create', kwargs={'view': view})}?{query}"
