"""The dashboard over the books, on screen and as files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from accounts.access import declared, may_open, public
from accounts.models import User
from jobs import clock
from regions.models import Region
from reports import books_check, budget, budget_charts, budget_data, freezing, papers, too_often
from reports import budget_export as export
from reports.access import BUDGET_READERS
from reports.budget import Board, Cell, View
from reports.budget_spots import NoSuchPlace
from reports.forms import DifferenceForm, ViewForm

AT_A_GLANCE = ("allotted", "available", "reserved", "committed", "paid")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


BESIDE = (
    (gettext_lazy("What the letter states"), "reports:letter_dashboard"),
    (gettext_lazy("What was reached with it"), "reports:indicator_list"),
    (gettext_lazy("What was answered to Parliament"), "reports:annex_list"),
    (gettext_lazy("Monitor of the programme"), "reports:programme_monitor"),
    (gettext_lazy("From euro to outcome"), "reports:money_trace"),
)
"""Pages beside the dashboard, by name; each for who may open it."""


@dataclass(frozen=True)
class BooksSource:
    """The source under a chart, as components/source.html wants it."""

    url: str
    title_nl: str = "De boeken van dit portaal"
    title_en: str = "The books of this portal"


def _asked(request: HttpRequest) -> ViewForm:
    """Bound, also when nothing is asked: then it is about today."""
    return ViewForm(asked_of(request, ViewForm))


def asked_of(request: HttpRequest, form: type[ViewForm]) -> dict[str, str]:
    """What the address says of the fields of a form; what it leaves out is left at its default."""
    return {name: request.GET.get(name, "") for name in form.base_fields}


def asked_view(request: HttpRequest) -> tuple[View, View | None] | None:
    """The view that an address names, and the earlier one that it is compared with, if any; None: it names none."""
    compared = "van" in request.GET
    form = (DifferenceForm if compared else ViewForm)(asked_of(request, DifferenceForm))
    if not form.is_valid():
        return None
    return form.view(), form.since() if compared else None


def _opens(person: User, page: str) -> bool:
    return may_open(person, declared(resolve(reverse(page)).func))


def _board(form: ViewForm, where: budget_data.Places | None = None) -> Board | None:
    """None, with what is wrong in the form, where it asks what cannot be."""
    if not form.is_valid():
        return None
    try:
        return budget_data.board(form.view(), where)
    except NoSuchPlace:
        form.refuse_course()
        return None


@public
@require_safe
def budget_dashboard(request: HttpRequest) -> HttpResponse:
    """Sums are public; what they are made of is for who reads the books."""
    if refused := too_often.refused_to_stranger(request):
        return refused
    form, inside = _asked(request), may_open(request.user, frozenset(BUDGET_READERS))
    beside = [(text, reverse(page)) for text, page in BESIDE if _opens(request.user, page)]
    context = {"crumbs": [(_("Dashboard"), None)], "form": form, "check": books_check.last()}
    context |= {"inside": inside, "beside": beside}
    where = budget_data.places(form.view() if form.is_valid() else None)
    board = _board(form, where)
    if board is None:
        return render(request, "reports/budget_dashboard.html", context, status=422)
    view = board.view
    years = {*board.books.years, view.year} - {None}
    form.offer(sorted(years), demo=board.books.demo or not view.demo)
    freezable = freezing.address(request.user, "budget", view.query())
    return render(
        request,
        "reports/budget_dashboard.html",
        context | _shown(board, where[1]) | {"freezable": freezable, "papers": papers.of_lines(where[0])},
    )


def _shown(board: Board, regions: list[Region]) -> dict[str, object]:
    view = board.view
    charts = (
        (budget_charts.state_by_hub(board), "#hubs_state"),
        (budget_charts.map_by_hub(board, regions), "#hubs_state"),
        (budget_charts.match_by_hub(board), "#hubs_match"),
    )
    over_time = next((table for table in board.tables if table.group == "months"), None)
    return {
        "board": board,
        "tables": board.tables,
        "view": view,
        "glance": [*_totals(board, "lines_state", AT_A_GLANCE), *_totals(board, "lines_match", ("match_committed",))],
        "period": export.period(board),
        "filters": export.filters_of(view),
        "source": BooksSource("#bronnen"),
        "waterfall": budget_charts.waterfall(board),
        "charts": [(chart, table) for chart, table in charts if chart],
        "over_time": over_time,
        "course_chart": budget_charts.over_time(board),
        "query": view.query(),
        "permalink": view.query(bekend=view.known_day.isoformat()),
        "since_url": "" if view.today else _changed_since(view),
        "query_with": view.query(demonstratie=""),
        "query_without": view.query(demonstratie="zonder"),
        "measures": budget.MEASURES.values(),
    }


def _totals(board: Board, table: str, measures: Iterable[str]) -> Iterable[Cell]:
    """Of all lines together."""
    return (board.table(table).total.cell(measure) for measure in measures)


def _changed_since(view: View) -> str:
    """Address of what changed between this view and today, as known now."""
    asked = {"van": view.valid_on.isoformat(), "van_bekend": view.known_on and view.known_on.isoformat()}
    today = replace(view, valid_on=clock.today(), known_on=None)
    return f"{reverse('reports:budget_difference')}?{today.query(**asked)}"


@public
@require_safe
def budget_export(request: HttpRequest) -> HttpResponse:
    return _file(request, export.as_csv, "csv", "text/csv; charset=utf-8")


@public
@require_safe
def budget_as_json(request: HttpRequest) -> HttpResponse:
    return _file(request, export.as_json, "json", "application/json")


@public
@require_safe
def budget_workbook(request: HttpRequest) -> HttpResponse:
    return _file(request, export.as_xlsx, "xlsx", XLSX)


def known_part(view: View) -> str:
    """Of the name of a file: the day on which it was known; "" for what is known now."""
    known = view.known_on
    return pgettext("in the name of a file", "known-%(day)s") % {"day": known.isoformat()} if known else ""


def _file(request: HttpRequest, write, suffix: str, media_type: str) -> HttpResponse:
    """A file of the view that is asked; back to the page, which says what is wrong, when it cannot be."""
    if refused := too_often.refused_to_stranger(request):
        return refused
    board = _board(_asked(request))
    if board is None:
        return HttpResponseRedirect(f"{reverse('reports:budget_dashboard')}?{request.GET.urlencode()}")
    parts = ["demo"] if settings.DEMO else []
    parts += ["smart-industry", board.view.valid_on.isoformat(), str(board.view.year or "")]
    parts.append(known_part(board.view))
    name = "-".join(part for part in parts if part) + f".{suffix}"
    return HttpResponse(
        write(board), content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
