"""Headers that every answer of the API has."""

from django.http import HttpResponse

from reports.api import versions

HEADERS = {
    "API-Version": versions.NOW,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Language": "en",
}
PREFLIGHT = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def with_headers(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def preflight() -> HttpResponse:
    """The answer to OPTIONS: any site may read."""
    response = with_headers(HttpResponse(status=204, headers=PREFLIGHT))
    del response.headers["Content-Type"]
    return response
