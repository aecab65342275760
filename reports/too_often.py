"""Pages and files that everybody may open, but not without end: they count as calls of the API do."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.api import throttle


def refused(request: HttpRequest) -> HttpResponse | None:
    """Counts this request; the answer with status 429 when there were too many this minute, None otherwise."""
    if throttle.allowed(request):
        return None
    seconds, status = throttle.seconds_left(), HTTPStatus.TOO_MANY_REQUESTS
    answer = render(request, "reports/too_often.html", {"seconds": seconds}, status=status)
    answer.headers["Retry-After"] = str(seconds)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def refused_to_stranger(request: HttpRequest) -> HttpResponse | None:
    """Strangers read the books as often as they call the API: any day is computed anew."""
    return None if request.user.is_authenticated else refused(request)
