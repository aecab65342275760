"""What the header and the footer of every page show."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import may_open
from hubs.desk_views import request_list
from reports.views import budget_dashboard


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: `site`, see templates/base.html."""
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    return {
        "site": {
            "navigation": _navigation(request),
            "footer": _footer(),
            "demo": settings.DEMO,
            "person": str(person) if signed_in else None,
            "start_url": reverse("reports:start") if signed_in else None,
            "sign_in_url": reverse("account_login"),
            "sign_out_url": reverse("account_logout"),
        }
    }


def _navigation(request: HttpRequest) -> list[dict[str, object]]:
    items: list[tuple[str, str]] = [
        (_("Self-assessment"), "assessments:start"),
        (_("Fieldlabs"), "fieldlabs:fieldlab_list"),
        (_("Hubs"), "hubs:hub_list"),
        (_("Support"), "programme:instrument_list"),
        (_("Programme"), "programme:overview"),
        (_("Figures"), "programme:figure_list"),
    ]
    if hasattr(request, "user") and may_open(request.user, budget_dashboard.access):
        items.append((_("Dashboard"), "reports:budget_dashboard"))
    if hasattr(request, "user") and may_open(request.user, request_list.access):
        items.append((_("Help requests"), "hubs:request_list"))
    links = [{"label": label, "url": reverse(name)} for label, name in items]
    # Of "Programme" and "Figures", which lies below it, only the nearest is current.
    nearest = max((link["url"] for link in links if request.path.startswith(link["url"])), key=len, default="")
    return [link | {"current": link["url"] == nearest} for link in links]


def _footer() -> list[dict[str, object]]:
    about = [
        {"label": _("Privacy"), "url": reverse("privacy")},
        {"label": _("How the self-assessment works"), "url": reverse("assessments:accountability")},
        {"label": _("Accessibility"), "url": reverse("accessibility")},
        {"label": _("Contact"), "url": reverse("contact")},
    ]
    if settings.DEMO:
        about.append({"label": _("Letters of the demonstration"), "url": reverse("demo_mail")})
    return [{"title": _("About this site"), "links": about}]
