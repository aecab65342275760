"""How often one address may call the API: counted per process and minute, so that a read costs no write anywhere."""

import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from rest_framework.throttling import BaseThrottle

WINDOW = 60
"""Seconds."""


class Throttle(BaseThrottle):
    def allow_request(self, request, view) -> bool:
        return allowed(request._request)

    def wait(self) -> float:
        return seconds_left()


def seconds_left() -> int:
    """Until the next minute, in which one may call again: 1 to 60."""
    return WINDOW - int(time.time()) % WINDOW


def allowed(request: HttpRequest) -> bool:
    """Counts this request; False when there were too many this minute."""
    counts, minute = caches["counts"], int(time.time() // WINDOW)
    name = f"api:{_address(request)}:{minute}"
    counts.add(name, 0, timeout=WINDOW)
    try:
        return counts.incr(name) <= settings.API_REQUESTS_PER_MINUTE
    except ValueError:
        # Dropped between the two calls: the minute is over, or there were more addresses than are kept.
        return True


def _address(request: HttpRequest) -> str:
    """Whose count it is; all whose address the server does not tell share one."""
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return ""
