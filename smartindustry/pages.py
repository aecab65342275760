"""Pages of the portal as a whole: home, privacy, accessibility, contact, errors, and files for robots."""

import sys
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext as _

from accounts.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html", {"crumbs": [(_("Privacy"), None)]})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html", {"crumbs": [(_("Accessibility"), None)]})


@public
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "contact.html", {"crumbs": [(_("Contact"), None)]})


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read all public pages of a real portal and nothing of a demonstration."""
    rules = "Disallow: /" if settings.DEMO else "Disallow: /account/\nDisallow: /en/account/"
    sitemap = f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"
    return HttpResponse(f"User-agent: *\n{rules}\n{sitemap}\n", content_type="text/plain; charset=utf-8")


@public
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell about a weakness. Expires within a year, as the RFC asks."""
    expires = (datetime.now(UTC) + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SITE_URL}{reverse('contact')}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _error_page(request: HttpRequest, status: int, template: str, **context: object) -> HttpResponse:
    """An error page in the language of the address, made without the database or the visitor's session."""
    with translation.override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        page = render_to_string(template, {"status": status, **context})
        return HttpResponse(page, status=status, headers={"Content-Language": translation.get_language()})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 400, "errors/400.html")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 403, "errors/403.html", reason=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 404, "errors/404.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the reason is that the database is away."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _error_page(request, 503, "errors/503.html")
    return _error_page(request, 500, "errors/500.html")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's own page when a form's token is missing or old."""
    return _error_page(request, 403, "errors/form_expired.html")
