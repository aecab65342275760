"""The difference between two days, on screen and as a file."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from reports import budget_data, budget_export, difference_tables, freezing
from reports import budget_difference as differences
from reports.access import BUDGET_READERS
from reports.budget_difference import Difference
from reports.budget_views import XLSX, BooksSource, asked_of
from reports.forms import DifferenceForm

WRITERS = {"csv": differences.as_csv, "xlsx": difference_tables.as_xlsx, "json": difference_tables.as_json}
MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/json", "xlsx": XLSX}


def _asked(request: HttpRequest) -> DifferenceForm:
    """Not bound when nothing is asked yet: then the page only asks."""
    return DifferenceForm(asked_of(request, DifferenceForm) if request.GET else None)


def _difference(form: DifferenceForm) -> Difference:
    return differences.compare(*budget_data.boards([form.since(), form.view()], budget_data.places()))


@allow(*BUDGET_READERS)
@require_safe
def budget_difference(request: HttpRequest) -> HttpResponse:
    """Which figures changed between two days, and the entries behind each."""
    form = _asked(request)
    context = {
        "crumbs": [(_("Dashboard"), reverse("reports:budget_dashboard")), (_("What changed"), None)],
        "form": form,
    }
    if not form.is_valid():
        return render(request, "reports/budget_difference.html", context, status=422 if form.is_bound else 200)
    found = _difference(form)
    years = {*found.board.books.years, found.board.view.year} - {None}
    form.offer(sorted(years), demo=found.board.books.demo or not found.board.view.demo)
    context |= {
        "difference": found,
        "tables": found.tables,
        "then_name": budget_export.day_name(found.since.view),
        "now_name": budget_export.day_name(found.board.view),
        "since": found.since.view,
        "view": found.board.view,
        "source": BooksSource(f"{reverse('reports:budget_dashboard')}?{found.board.view.query()}#bronnen"),
        "query": found.query(),
        "freezable": freezing.address(request.user, "difference", found.query()),
    }
    return render(request, "reports/budget_difference.html", context)


@allow(*BUDGET_READERS)
@require_safe
def budget_difference_export(request: HttpRequest) -> HttpResponse:
    return _file(request, "csv")


@allow(*BUDGET_READERS)
@require_safe
def budget_difference_workbook(request: HttpRequest) -> HttpResponse:
    return _file(request, "xlsx")


@allow(*BUDGET_READERS)
@require_safe
def budget_difference_data(request: HttpRequest) -> HttpResponse:
    return _file(request, "json")


def _file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same as on the page; back to it, where it is said what is wrong, when it cannot be."""
    form = _asked(request)
    if not form.is_valid():
        return HttpResponseRedirect(f"{reverse('reports:budget_difference')}?{request.GET.urlencode()}")
    found = _difference(form)
    parts = ["demo"] if settings.DEMO else []
    days = (found.since.view.valid_on.isoformat(), found.board.view.valid_on.isoformat())
    name = "-".join([*parts, "smart-industry", *days])
    return HttpResponse(
        WRITERS[suffix](found),
        content_type=MEDIA[suffix],
        headers={"Content-Disposition": f'attachment; filename="{name}.{suffix}"'},
    )
