"""Pages that read across the apps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import signed_in


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/start.html")
