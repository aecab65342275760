"""What the header and the footer of every page show."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import may_open
from funding.readers import BOOK_READERS
from hubs.desk_views import request_list
from reports.access import BUDGET_READERS, MONEY_ROLES
from reports.money_views import money
from ui.language import code


@dataclass(frozen=True)
class Item:
    """`access`: what the view behind it declares; None: everyone. `app`: whose pages belong to it."""

    label: object
    name: str
    access: object = None
    app: str = ""

    def is_for(self, person: object) -> bool:
        return self.access is None or (person is not None and may_open(person, self.access))


MENU = (
    Item(gettext_lazy("Self-assessment"), "assessments:start"),
    Item(gettext_lazy("Fieldlabs"), "fieldlabs:fieldlab_list"),
    Item(gettext_lazy("Hubs"), "hubs:hub_list"),
    Item(gettext_lazy("Support"), "programme:instrument_list"),
    Item(gettext_lazy("Programme"), "programme:overview"),
    Item(gettext_lazy("Figures"), "programme:figure_list"),
    Item(gettext_lazy("Money"), "reports:money", money.access, app="funding"),
    # Open to everyone, who find it at the foot of each page; in the header for who works with it.
    Item(gettext_lazy("Dashboard"), "reports:budget_dashboard", frozenset(BUDGET_READERS)),
    # Who has the page of the money finds the co-funding and the ledger on it.
    Item(gettext_lazy("Co-funding"), "funding:pledge_list", frozenset(BOOK_READERS) - frozenset(MONEY_ROLES)),
    Item(gettext_lazy("Help requests"), "hubs:request_list", request_list.access),
)


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: `site`, see templates/base.html.

    `navigation` and `footer` are functions, called only when the fragment that shows them is not in the cache;
    `section` and `open_to` are what they depend on, besides the language.
    """
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    names = tuple(item.name for item in MENU if item.is_for(person))
    links = _links(code(), names)
    section = _nearest(links, request.path) or _of_app(request, names)
    return {
        "site": {
            "navigation": lambda: _navigation(links, section),
            "section": section,
            "open_to": names,
            "footer": _footer,
            "demo": settings.DEMO,
            "person": str(person) if signed_in else None,
            "start_url": reverse("reports:start") if signed_in else None,
            "sign_in_url": None if signed_in else reverse("account_login"),
            "sign_out_url": reverse("account_logout") if signed_in else None,
        }
    }


@cache
def _links(language: str, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Label and address of each item, the same for everyone in this language."""
    return tuple((str(item.label), reverse(item.name)) for item in MENU if item.name in names)


def _nearest(links: tuple[tuple[str, str], ...], path: str) -> str:
    """Of "Programme" and "Figures", which lies below it, only the nearest is current."""
    return max((url for _label, url in links if path.startswith(url)), key=len, default="")


def _of_app(request: HttpRequest, names: tuple[str, ...]) -> str:
    """Address of the item to which all pages of an app belong; "" when there is none."""
    app = request.resolver_match.app_name if request.resolver_match else ""
    return next((reverse(item.name) for item in MENU if item.app and item.app == app and item.name in names), "")


def _navigation(links: tuple[tuple[str, str], ...], section: str) -> list[dict[str, object]]:
    return [{"label": label, "url": url, "current": url == section} for label, url in links]


def _footer() -> list[dict[str, object]]:
    about = [
        {"label": _("Privacy"), "url": reverse("privacy")},
        {"label": _("How the self-assessment works"), "url": reverse("assessments:accountability")},
        {"label": _("Accessibility"), "url": reverse("accessibility")},
        {"label": _("Events"), "url": reverse("hubs:event_list")},
        {"label": _("Cases and articles"), "url": reverse("hubs:article_list")},
        {"label": _("Open data"), "url": reverse("reports:dataset_list")},
        {"label": _("Contact"), "url": reverse("contact")},
    ]
    if settings.DEMO:
        about.append({"label": _("Letters of the demonstration"), "url": reverse("demo_mail")})
    learning = [
        {"label": _("Trainings"), "url": reverse("fieldlabs:training_list")},
        {"label": _("Skillslabs"), "url": reverse("fieldlabs:skillslab_list")},
    ]
    money = [
        {"label": _("Where does the money stand?"), "url": reverse("reports:budget_dashboard")},
        {"label": _("What the letter states"), "url": reverse("reports:letter_dashboard")},
        {"label": _("Monitor of the programme"), "url": reverse("reports:programme_monitor")},
        {"label": _("Awards"), "url": reverse("funding:award_list")},
        {"label": _("Answers to Parliament"), "url": reverse("reports:annex_list")},
        {"label": _("Rules of the schemes"), "url": reverse("funding:scheme_list")},
        {"label": _("Exceptions"), "url": reverse("funding:waiver_list")},
    ]
    return [
        {"title": _("Learning"), "links": learning},
        {"title": _("Open about money"), "links": money},
        {"title": _("About this site"), "links": about},
    ]
