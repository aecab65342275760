"""Where everyone begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import signed_in
from reports import start_page


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    response = render(request, "reports/start.html", start_page.context(request.user))
    # It names companies and people: kept by no cache.
    response.headers["Cache-Control"] = "no-store, private"
    return response
