"""The dashboard over the books, on screen and as files."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import allow
from reports import books_check, budget, budget_charts, budget_data, freezing
from reports import budget_export as export
from reports.access import BUDGET_READERS
from reports.budget import Board
from reports.forms import ViewForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class BooksSource:
    """The source under a chart, as components/source.html wants it."""

    url: str
    title_nl: str = "De boeken van dit portaal"
    title_en: str = "The books of this portal"


def _asked(request: HttpRequest) -> ViewForm:
    """Bound, also when nothing is asked: then it is about today."""
    return ViewForm({name: request.GET.get(name, "") for name in ("op", "jaar", "demonstratie")})


def _board(form: ViewForm) -> Board:
    return budget_data.board(form.view())


@allow(*BUDGET_READERS)
def budget_dashboard(request: HttpRequest) -> HttpResponse:
    form = _asked(request)
    context = {"crumbs": [(_("Dashboard"), None)], "form": form, "check": books_check.last()}
    if not form.is_valid():
        return render(request, "reports/budget_dashboard.html", context, status=422)
    board = _board(form)
    view = board.view
    years = {*board.books.years, view.year} - {None}
    form.offer(sorted(years), demo=board.books.demo or not view.demo)
    freezable = freezing.address(request.user, "budget", view.query())
    return render(request, "reports/budget_dashboard.html", context | _shown(board) | {"freezable": freezable})


def _shown(board: Board) -> dict[str, object]:
    view = board.view
    return {
        "board": board,
        "tables": board.tables,
        "view": view,
        "period": export.period(board),
        "source": BooksSource(""),
        "waterfall": budget_charts.waterfall(board),
        "charts": [chart for chart in (budget_charts.state_by_hub(board), budget_charts.match_by_hub(board)) if chart],
        "query": view.query(),
        "query_with": view.query(demonstratie=""),
        "query_without": view.query(demonstratie="zonder"),
        "measures": budget.MEASURES.values(),
    }


@allow(*BUDGET_READERS)
def budget_export(request: HttpRequest) -> HttpResponse:
    return _file(request, export.as_csv, "csv", "text/csv; charset=utf-8")


@allow(*BUDGET_READERS)
def budget_workbook(request: HttpRequest) -> HttpResponse:
    return _file(request, export.as_xlsx, "xlsx", XLSX)


def _file(request: HttpRequest, write, suffix: str, media_type: str) -> HttpResponse:
    """A file of the view that is asked; back to the page, which says what is wrong, when it cannot be."""
    form = _asked(request)
    if not form.is_valid():
        return HttpResponseRedirect(f"{reverse('reports:budget_dashboard')}?{request.GET.urlencode()}")
    board = _board(form)
    parts = ["demo"] if settings.DEMO else []
    parts += ["smart-industry", board.view.valid_on.isoformat(), str(board.view.year or "")]
    name = "-".join(part for part in parts if part) + f".{suffix}"
    return HttpResponse(
        write(board), content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
