"""What happens around every request: headers, compression, refusals, one log line per action."""

import re

import pghistory
from django.conf import settings
from django.core.exceptions import BadRequest
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from pghistory.middleware import HistoryMiddleware

from smartindustry import logs

READING = {"GET", "HEAD", "OPTIONS"}
NOT_GZIP = re.compile(r"\bgzip\s*;\s*q=0(\.0*)?\s*(,|$)", re.IGNORECASE)


def security_headers(get_response):
    """Headers that Django and django-csp do not set themselves."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        if not request.path.startswith(settings.STATIC_URL):
            # Pages differ per person and change with the register: a browser may keep, never reuse unasked.
            response.headers.setdefault("Cache-Control", "no-cache, private")
        if response.headers.get("Cache-Control", "").startswith("public") and not response.cookies:
            _same_for_everyone(response)
        return response

    return middleware


def _same_for_everyone(response) -> None:
    """What is public does not depend on who asks, though it was looked at: caches may keep one for all."""
    kept = [name for name in response.headers.get("Vary", "").split(", ") if name not in ("", "Cookie")]
    response.headers["Vary"] = ", ".join(kept)
    if not kept:
        del response.headers["Vary"]


class compress(GZipMiddleware):  # noqa: N801 -- read as a verb in the list of settings, like its neighbours
    """gzip for pages. Django adds random bytes to each answer, which takes the grip from BREACH."""

    def process_response(self, request, response):
        """Django compresses wherever the header names gzip, also as what is not wanted (RFC 9110, 12.5.3)."""
        if NOT_GZIP.search(request.headers.get("Accept-Encoding", "")):
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        return super().process_response(request, response)


def refuse_nul_bytes(get_response):
    """PostgreSQL cannot hold a NUL byte; a request that carries one is refused before it reaches a query."""

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL byte")
        return get_response(request)

    return middleware


def log_actions(get_response):
    """One line for each request that changes something."""

    def middleware(request):
        response = get_response(request)
        if request.method not in READING and request.resolver_match:
            match = request.resolver_match
            logs.write(
                action=match.view_name or match.route,
                object=" ".join(f"{key}={value}" for key, value in match.kwargs.items() if key not in SECRETS),
                result=str(response.status_code),
                origin="web",
                actor=f"user:{request.user.pk}" if request.user.is_authenticated else "anonymous",
            )
        return response

    return middleware


class note_history(HistoryMiddleware):  # noqa: N801 -- as `compress` above
    """Who did it and at which address goes into the history, but for an address that opens something by itself."""

    def process_view(self, request, view, args, kwargs) -> None:
        if SECRETS & kwargs.keys():
            pghistory.context(url=None)


# Path parameters that open something by themselves: they stay out of log and history.
SECRETS = {"key", "token", "uidb36", "secret"}
