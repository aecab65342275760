"""What was reached: per hub and period, as a page and as files, and what each figure means."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow, may_open, public
from jobs import clock
from reports import freezing, indicator_data, indicator_period
from reports import indicator_export as export
from reports.budget_views import XLSX
from reports.closing import LEAST
from reports.indicator_board import Board, Place, View
from reports.indicators import INDICATORS, MATURITY_LEAST
from ui import filters


def _asked(request: HttpRequest) -> tuple[View, list[Place]]:
    places = indicator_data.desks()
    own = indicator_data.own_desks(request.user, places)
    country = indicator_data.country(_("The Netherlands"))
    place = indicator_data.place_of(request.GET.get("hub", ""), places, own, country)
    period = indicator_period.asked(request.GET.get("periode", ""), clock.today())
    return View(period, place, own), [country, *places]


def _board(request: HttpRequest) -> tuple[Board, list[Place]]:
    view, places = _asked(request)
    return indicator_data.board(view, places[1:]), places


@allow(*indicator_data.READERS)
@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    board, places = _board(request)
    view = board.view
    shown = [one for one in places if one is places[0] or one.hub in view.own]
    wrong = request.GET.get("periode", "") not in ("", view.period.key)
    context = {
        "crumbs": [(_("Indicators"), None)],
        "wrong": wrong,
        "notices": filters.left_out(request.GET, _known(request.GET.get("periode", ""), shown)),
        "board": board,
        "view": view,
        "query": f"periode={view.period.key}&hub={view.place.slug}",
        "freezable": freezing.address(request.user, "indicators", f"periode={view.period.key}"),
        "periods": list(indicator_period.offered(clock.today())),
        "places": shown,
        "as_of": clock.today(),
        "least": LEAST,
        "indicators": INDICATORS,
    }
    return _private(render(request, "reports/indicator_list.html", context, status=422 if wrong else 200))


def _known(period: str, shown: list[Place]) -> filters.Known:
    """What the page can be asked; of a period that cannot be, it says so itself."""
    return {"periode": (_("Period"), [period]), "hub": (_("Split up for"), [one.slug for one in shown])}


@public
@require_safe
def indicator_help(request: HttpRequest) -> HttpResponse:
    readable = may_open(request.user, indicator_list.access)
    above = [(_("Indicators"), reverse("reports:indicator_list"))] if readable else []
    context = {
        "crumbs": [*above, (_("What the indicators mean"), None)],
        "indicators": INDICATORS,
        "least": LEAST,
        "maturity_least": MATURITY_LEAST,
    }
    return render(request, "reports/indicator_help.html", context)


@allow(*indicator_data.READERS)
@require_safe
def indicator_export(request: HttpRequest) -> HttpResponse:
    return _file(request, export.as_csv, "csv", "text/csv; charset=utf-8")


@allow(*indicator_data.READERS)
@require_safe
def indicator_workbook(request: HttpRequest) -> HttpResponse:
    return _file(request, export.as_xlsx, "xlsx", XLSX)


def _file(request: HttpRequest, write, suffix: str, media_type: str) -> HttpResponse:
    board, _places = _board(request)
    view = board.view
    parts = [*(["demo"] if settings.DEMO else []), "indicatoren", view.period.key, view.place.slug]
    headers = {"Content-Disposition": f'attachment; filename="{"-".join(parts)}.{suffix}"'}
    return _private(HttpResponse(write(board), content_type=media_type, headers=headers))


def _private(response: HttpResponse) -> HttpResponse:
    """What is open differs by reader: kept by no cache."""
    response.headers["Cache-Control"] = "no-store, private"
    return response
