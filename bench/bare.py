"""The floor under every page: Django with one view, no middleware and no template. For gunicorn: `bench.bare`."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = b"x" * 1024

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"], MIDDLEWARE=[], ROOT_URLCONF=__name__, SECRET_KEY="a-floor-has-no-secrets"
)


def page(request: HttpRequest) -> HttpResponse:
    """One kilobyte."""
    return HttpResponse(BODY)


urlpatterns = [path("", page), path("healthz", page)]
application = get_wsgi_application()
