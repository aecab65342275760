"""The floor under every page: Django with two views, no middleware and no template. For gunicorn: `bench.bare`.

With DATABASE_URL it also answers a POST by one INSERT into `bench_floor`, over the connections that the portal has.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from smartindustry import env

BODY = b"x" * 1024

URL = os.environ.get("DATABASE_URL", "")

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="a-floor-has-no-secrets",
    DATABASES={"default": env.database("DATABASE_URL", URL)} if URL else {},
)


def page(request: HttpRequest) -> HttpResponse:
    """One kilobyte."""
    return HttpResponse(BODY)


def insert(request: HttpRequest) -> HttpResponse:
    """One row, committed."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor (value) VALUES (%s)", [request.POST["answer"]])
    return HttpResponse(status=302, headers={"Location": "/"})


urlpatterns = [path("", page), path("healthz", page), path("insert", insert)]
application = get_wsgi_application()
