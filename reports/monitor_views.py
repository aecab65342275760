"""The monitor of the programme, on screen and as files: open to everyone, with the desks for who reads those."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import may_open, public
from jobs import clock
from reports import freezing, monitor, monitor_data, monitor_tables, table_files
from reports.budget_views import XLSX, budget_dashboard
from reports.indicator_views import indicator_list
from reports.monitor_shapes import Monitor
from ui import formats


def _read(request: HttpRequest) -> Monitor:
    desks = may_open(request.user, indicator_list.access)
    return monitor.monitor(monitor_data.read(clock.today(), desks=desks))


@public
@require_safe
def programme_monitor(request: HttpRequest) -> HttpResponse:
    above = [(_("Dashboard"), reverse("reports:budget_dashboard"))]
    above = above if may_open(request.user, budget_dashboard.access) else []
    context = {
        "crumbs": [*above, (_("Monitor of the programme"), None)],
        "monitor": _read(request),
        "freezable": freezing.address(request.user, "monitor", ""),
    }
    return _unkept(render(request, "reports/monitor.html", context))


@public
@require_safe
def monitor_export(request: HttpRequest) -> HttpResponse:
    tables = monitor_tables.tables(_read(request))
    return _file(table_files.as_csv(tables, _demo()), "csv", "text/csv; charset=utf-8")


@public
@require_safe
def monitor_workbook(request: HttpRequest) -> HttpResponse:
    found = _read(request)
    about = [[(_("Date"), formats.date_long(found.found.today))], monitor_tables.definitions(found)]
    headings = [_("Monitor of the programme"), _("Definitions")]
    return _file(table_files.as_xlsx(monitor_tables.tables(found), about, headings, _demo()), "xlsx", XLSX)


def _demo() -> str:
    return _("Demonstration: not for use") if settings.DEMO else ""


def _file(content: bytes, suffix: str, media_type: str) -> HttpResponse:
    name = "-".join([*(["demo"] if settings.DEMO else []), "monitor", clock.today().isoformat()])
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return _unkept(HttpResponse(content, content_type=media_type, headers=headers))


def _unkept(response: HttpResponse) -> HttpResponse:
    """Who reads the desks sees more: kept by no cache."""
    response.headers["Cache-Control"] = "no-store, private"
    return response
