"""From euro to outcome and back, on screen and as files: the money with its services, and what was reached with it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow, may_open
from jobs import clock
from reports import freezing, indicator_data, indicator_period, table_files, trace_charts, trace_data
from reports.budget_views import XLSX, BooksSource, budget_dashboard, known_part
from reports.closing import LEAST
from reports.forms import TraceForm
from reports.indicator_board import Place, View
from reports.reading import Words
from reports.tables import Plain
from reports.trace import Trace
from reports.trace_measures import DEFINITIONS
from reports.trace_results import Results
from ui.language import code

READERS = indicator_data.READERS
OF_MONEY = BooksSource("", "De boeken en de diensten van dit portaal", "The books and the services of this portal")
OF_RESULTS = BooksSource(
    "",
    "De boeken van dit portaal en wat bureaus en bedrijven erin vastlegden",
    "The books of this portal and what desks and companies recorded in it",
)


def _crumbs(request: HttpRequest, title: str) -> list[tuple[str, str | None]]:
    above = [(_("Dashboard"), reverse("reports:budget_dashboard"))]
    return [*(above if may_open(request.user, budget_dashboard.access) else []), (title, None)]


# --- Money -----------------------------------------------------------------------------------------------------------


def _asked(request: HttpRequest) -> TraceForm:
    return TraceForm({name: request.GET.get(name, "") for name in TraceForm.base_fields})


def _trace(form: TraceForm) -> Trace:
    """Of a valid form."""
    view = form.view()
    return trace_data.money(view, form.cleaned_data["hub"], outcomes=view.today)


@allow(*READERS)
@require_safe
def money_trace(request: HttpRequest) -> HttpResponse:
    form = _asked(request)
    context = {
        "crumbs": _crumbs(request, _("From euro to outcome")),
        "form": form,
        "reads_books": may_open(request.user, budget_dashboard.access),
    }
    if not form.is_valid():
        return _private(render(request, "reports/trace.html", context, status=422))
    found = _trace(form)
    form.offer(found.hubs)
    query = urlencode(found.query)
    more = {
        "trace": found,
        "charts": [(one, f"#{one.id.removeprefix('chart-')}") for one in trace_charts.of_money(found)],
        "filters": found.filters,
        "permalink": found.view.query(hub=found.hub, bekend=(found.known_on or clock.today()).isoformat()),
        "query": query,
        "source": found.source,
        "chart_source": OF_MONEY if found.outcomes else BooksSource(""),
        "definitions": DEFINITIONS,
        "least": LEAST,
        "freezable": freezing.address(request.user, "trace", query),
    }
    return _private(render(request, "reports/trace.html", context | more))


@allow(*READERS)
@require_safe
def trace_export(request: HttpRequest) -> HttpResponse:
    return _trace_file(request, "csv")


@allow(*READERS)
@require_safe
def trace_workbook(request: HttpRequest) -> HttpResponse:
    return _trace_file(request, "xlsx")


@allow(*READERS)
@require_safe
def trace_as_json(request: HttpRequest) -> HttpResponse:
    return _trace_file(request, "json")


def _trace_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """Back to the page, which says what is wrong, when the day cannot be."""
    form = _asked(request)
    if not form.is_valid():
        return HttpResponseRedirect(f"{reverse('reports:money_trace')}?{request.GET.urlencode()}")
    found = _trace(form)
    content = _written(suffix, found.plain, _("From euro to outcome"), found.about, found.source)
    return _file(content, suffix, "spoor", found.day.isoformat(), known_part(found.view), found.hub)


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
        "charts": trace_charts.of_results(found),
        "chart_source": OF_RESULTS,
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
    return _result_file(request, "csv")


@allow(*READERS)
@require_safe
def result_workbook(request: HttpRequest) -> HttpResponse:
    return _result_file(request, "xlsx")


@allow(*READERS)
@require_safe
def result_as_json(request: HttpRequest) -> HttpResponse:
    return _result_file(request, "json")


def _result_file(request: HttpRequest, suffix: str) -> HttpResponse:
    found, _places = _results(request)
    view = found.view
    about = ((_("Period"), str(view.period)), (_("Place"), view.place.name))
    content = _written(suffix, found.plain, _("What was reached, and paid for it"), about, found.source)
    return _file(content, suffix, "opbrengst", view.period.key, view.place.slug)


# --- Files -----------------------------------------------------------------------------------------------------------


def _demo() -> str:
    return _("Demonstration: not for use") if settings.DEMO else ""


def _written(suffix: str, tables: Sequence[Plain], title: str, about: Words, source: str) -> bytes:
    """`source` is in every table too; a file without tables still says it."""
    definitions = [(str(one.label), str(one.meaning)) for one in DEFINITIONS]
    if suffix == "csv":
        return table_files.as_csv(tables, _demo())
    if suffix == "xlsx":
        return table_files.as_xlsx(tables, [list(about), definitions], [title, _("Definitions")], _demo())
    more = {"title": title, "language": code(), "source": source}
    return table_files.as_json(tables, [list(about), definitions], demo=_demo(), **more)


MEDIA: dict[str, str] = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": XLSX}


def _file(content: bytes, suffix: str, *names: str) -> HttpResponse:
    name = "-".join(filter(None, ["demo" if settings.DEMO else "", *names]))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return _private(HttpResponse(content, content_type=MEDIA[suffix], headers=headers))


def _private(response: HttpResponse) -> HttpResponse:
    """What is open differs by reader: kept by no cache."""
    response.headers["Cache-Control"] = "no-store, private"
    return response
