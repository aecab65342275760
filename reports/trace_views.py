"""From euro to outcome and back, on screen and as files: the money with its services, and what was reached with it."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow, may_open
from jobs import clock
from reports import freezing, indicator_data, indicator_period, table_files, trace_data
from reports.budget_views import XLSX, budget_dashboard
from reports.closing import LEAST
from reports.indicator_board import Place, View
from reports.tables import Plain
from reports.trace import Trace
from reports.trace_measures import DEFINITIONS
from reports.trace_results import Results
from ui import formats

READERS = indicator_data.READERS


def _crumbs(request: HttpRequest, title: str) -> list[tuple[str, str | None]]:
    above = [(_("Dashboard"), reverse("reports:budget_dashboard"))]
    return [*(above if may_open(request.user, budget_dashboard.access) else []), (title, None)]


# --- Money -----------------------------------------------------------------------------------------------------------


def _trace(request: HttpRequest) -> Trace:
    return trace_data.money(clock.today(), request.GET.get("hub", ""))


@allow(*READERS)
@require_safe
def money_trace(request: HttpRequest) -> HttpResponse:
    found = _trace(request)
    context = {
        "crumbs": _crumbs(request, _("From euro to outcome")),
        "trace": found,
        "query": f"hub={found.hub}",
        "source": found.source,
        "definitions": DEFINITIONS,
        "least": LEAST,
        "reads_books": may_open(request.user, budget_dashboard.access),
        "freezable": freezing.address(request.user, "trace", f"hub={found.hub}"),
    }
    return _private(render(request, "reports/trace.html", context))


@allow(*READERS)
@require_safe
def trace_export(request: HttpRequest) -> HttpResponse:
    found = _trace(request)
    return _file(_csv(found.plain), "csv", "spoor", found.day.isoformat(), found.hub)


@allow(*READERS)
@require_safe
def trace_workbook(request: HttpRequest) -> HttpResponse:
    found = _trace(request)
    title, about = _("From euro to outcome"), [(_("Date"), formats.date_long(found.day))]
    return _file(_xlsx(found.plain, title, about), "xlsx", "spoor", found.day.isoformat(), found.hub)


# --- Results ---------------------------------------------------------------------------------------------------------


def _results(request: HttpRequest) -> tuple[Results, list[Place]]:
    today = clock.today()
    places = indicator_data.desks()
    own = indicator_data.own_desks(request.user, places)
    country = indicator_data.country(_("The Netherlands"))
    place = indicator_data.place_of(request.GET.get("hub", ""), places, own, country)
    period = indicator_period.asked(request.GET.get("periode", ""), today)
    results = trace_data.results(View(period, place, own), places, today)
    return results, [country, *(one for one in places if one.hub in own)]


@allow(*READERS)
@require_safe
def result_trace(request: HttpRequest) -> HttpResponse:
    found, places = _results(request)
    view = found.view
    context = {
        "crumbs": [*_crumbs(request, "")[:-1], (_("From euro to outcome"), reverse("reports:money_trace"))]
        + [(_("What was reached, and paid for it"), None)],
        "results": found,
        "view": view,
        "query": f"periode={view.period.key}&hub={view.place.slug}",
        "periods": list(indicator_period.offered(clock.today())),
        "places": places,
        "source": found.source,
        "definitions": DEFINITIONS,
        "least": LEAST,
        "freezable": freezing.address(request.user, "results", f"periode={view.period.key}"),
    }
    return _private(render(request, "reports/trace_results.html", context))


@allow(*READERS)
@require_safe
def result_export(request: HttpRequest) -> HttpResponse:
    found, _places = _results(request)
    view = found.view
    return _file(_csv(found.plain), "csv", "opbrengst", view.period.key, view.place.slug)


@allow(*READERS)
@require_safe
def result_workbook(request: HttpRequest) -> HttpResponse:
    found, _places = _results(request)
    view = found.view
    about = [(_("Period"), str(view.period)), (_("Place"), view.place.name)]
    content = _xlsx(found.plain, _("What was reached, and paid for it"), about)
    return _file(content, "xlsx", "opbrengst", view.period.key, view.place.slug)


# --- Files -----------------------------------------------------------------------------------------------------------


def _demo() -> str:
    return _("Demonstration: not for use") if settings.DEMO else ""


def _csv(tables: Sequence[Plain]) -> bytes:
    return table_files.as_csv(tables, _demo())


def _xlsx(tables: Sequence[Plain], title: str, about: list[tuple[str, str]]) -> bytes:
    definitions = [(str(one.label), str(one.meaning)) for one in DEFINITIONS]
    return table_files.as_xlsx(tables, [about, definitions], [title, _("Definitions")], _demo())


MEDIA: dict[str, str] = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


def _file(content: bytes, suffix: str, *names: str) -> HttpResponse:
    name = "-".join(filter(None, ["demo" if settings.DEMO else "", *names]))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return _private(HttpResponse(content, content_type=MEDIA[suffix], headers=headers))


def _private(response: HttpResponse) -> HttpResponse:
    """What is open differs by reader: kept by no cache."""
    response.headers["Cache-Control"] = "no-store, private"
    return response
