"""What everyone who works with the money needs to find and to know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import allow, may_open, public
from funding.measures import BOOK_MEASURES, DEFINITIONS
from reports import money_page, waiting
from reports.access import MONEY_ROLES


@allow(*MONEY_ROLES)
def money(request: HttpRequest) -> HttpResponse:
    context = {
        "crumbs": [(_("Money"), None)],
        "waiting": waiting.of(request.user),
        "parts": list(money_page.parts(request.user)),
    }
    return render(request, "reports/money.html", context)


@public
def money_help(request: HttpRequest) -> HttpResponse:
    above = [(_("Money"), reverse("reports:money"))] if may_open(request.user, money.access) else []
    context = {
        "crumbs": [*above, (_("How the money works"), None)],
        "book_measures": BOOK_MEASURES,
        "letter_measures": DEFINITIONS,
    }
    return render(request, "reports/money_help.html", context)
