"""Pages of the portal as a whole: home, privacy, accessibility, contact, errors, and files for robots."""

import sys
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

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
from accounts.refusals import NotNow, NotYou
from hubs.models import Hub
from programme.models import Figure
from reports.api import problem
from smartindustry.privacy import kept, last_clean_up


@public
def home(request: HttpRequest) -> HttpResponse:
    found = {figure.key: figure for figure in Figure.objects.filter(key__in=HOME_FIGURES).select_related("source")}
    figures = [found[key] for key in HOME_FIGURES if key in found]
    return render(request, "home.html", {"tasks": _tasks(), "figures": figures})


# The letter's own four: the whole, its two parts, and the Fieldlabs that were there.
HOME_FIGURES = ["state_2018_letter", "regional_letter", "sme_support_letter", "fieldlabs_count_letter"]


def _tasks() -> list[dict[str, str]]:
    """What each kind of visitor comes for, and where that is done."""
    return [
        {
            "title": _("See where my company stands"),
            "text": _("Eight questions, about ten minutes, no account. You see your level and the next step."),
            "url": reverse("assessments:start"),
        },
        {
            "title": _("Find a place to try technology"),
            "text": _("Search the Fieldlabs by what you want to do, such as welding robots or 3D printing."),
            "url": reverse("fieldlabs:fieldlab_list"),
        },
        {
            "title": _("Which Fieldlab fits my question?"),
            "text": _("Three questions, each of which you may skip. You see which Fieldlabs fit, and why."),
            "url": reverse("fieldlabs:fieldlab_chooser"),
        },
        {
            "title": _("Find the desk in my region"),
            "text": _("Five hubs, one desk per region. You are not sent from counter to counter."),
            "url": reverse("hubs:hub_list"),
        },
        {
            "title": _("Find support and subsidies"),
            "text": _("Schemes with their period and amount, and what is known of them today."),
            "url": reverse("programme:instrument_list"),
        },
        {
            "title": _("Check a figure of the programme"),
            "text": _("Each figure with its source. Where sources differ, both are shown."),
            "url": reverse("programme:figure_list"),
        },
        {
            "title": _("Work for a hub, Fieldlab or ministry"),
            "text": _("Sign in to register Fieldlabs, decide on them, or read the budget dashboard."),
            "url": reverse("reports:start"),
        },
    ]


@public
def privacy(request: HttpRequest) -> HttpResponse:
    context = {"kept": kept(), "clean_up": last_clean_up(), "crumbs": [(_("Privacy"), None)]}
    return render(request, "privacy.html", context)


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"crumbs": [(_("Accessibility"), None)], "contact_url": reverse("contact")}
    return render(request, "accessibility.html", context)


@public
def contact(request: HttpRequest) -> HttpResponse:
    hubs = Hub.objects.select_related("region").order_by("region__name_nl")
    context = {"hubs": hubs, "address": settings.CONTACT_EMAIL, "crumbs": [(_("Contact"), None)]}
    return render(request, "contact.html", context)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read all public pages of a real portal, and nothing of a demonstration that they can reach."""
    in_reach = urlsplit(settings.SITE_URL).hostname not in {"localhost", "127.0.0.1", "::1"}
    hidden = settings.DEMO and in_reach
    rules = "Disallow: /" if hidden else "Disallow: /account/\nDisallow: /en/account/"
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
    """An error page in the language of the address, made without the database or the visitor's session.

    Under /api it is a problem that a program can read.
    """
    if problem.is_under_api(request):
        return problem.answer(request, status)
    with translation.override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        page = render_to_string(template, {"status": status, **context})
        return HttpResponse(page, status=status, headers={"Content-Language": translation.get_language()})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 400, "errors/400.html")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The role is missing; or it is not, and then the page says what else stands in the way."""
    reason = exception.args[0] if exception and exception.args else ""
    return _error_page(request, 403, _page_of(reason), reason=reason)


def _page_of(reason: object) -> str:
    if isinstance(reason, NotNow):
        return "errors/not_now.html"
    return "errors/not_you.html" if isinstance(reason, NotYou) else "errors/403.html"


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
