"""The public page of the money in Fieldlabs, and the same as CSV and XLSX."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import public
from fieldlabs import investment_page
from fieldlabs.totals import Table
from regions.models import Region
from ui.language import local

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@public
def investment_totals(request: HttpRequest) -> HttpResponse:
    regions, region = _asked(request)
    page = investment_page.read(region, regions)
    pages = Paginator(investment_page.fieldlabs_with_money(region), PAGE_SIZE).get_page(request.GET.get("page"))
    where = f"?regio={region.slug}" if region else ""
    context = {
        "crumbs": [(_("Fieldlabs"), reverse("fieldlabs:fieldlab_list")), (_("Investments"), None)],
        "region": region,
        "choices": [("", _("The Netherlands"), region is None)]
        + [(f"?regio={one.slug}", local(one, "name"), one == region) for one in regions],
        "sums": page,
        "own": investment_page.by_fieldlab(list(pages.object_list)),
        "page": pages,
        "files": [
            ("CSV", reverse("fieldlabs:investment_csv") + where),
            ("XLSX", reverse("fieldlabs:investment_xlsx") + where),
        ],
    }
    return render(request, "fieldlabs/investments.html", context)


@public
def investment_csv(request: HttpRequest) -> HttpResponse:
    return _file(investment_page.as_csv(_tables(request)), "text/csv; charset=utf-8", "csv")


@public
def investment_xlsx(request: HttpRequest) -> HttpResponse:
    return _file(investment_page.as_xlsx(_tables(request)), XLSX, "xlsx")


def _tables(request: HttpRequest) -> list[Table]:
    """All tables of the screen, with all Fieldlabs."""
    regions, region = _asked(request)
    fieldlabs = list(investment_page.fieldlabs_with_money(region))
    return [*investment_page.read(region, regions).tables, investment_page.by_fieldlab(fieldlabs)]


def _asked(request: HttpRequest) -> tuple[list[Region], Region | None]:
    """All regions, and the one of `?regio=`; 404 for one that does not exist."""
    regions, slug = list(Region.objects.all()), request.GET.get("regio", "")
    region = next((one for one in regions if one.slug == slug), None)
    if slug and region is None:
        raise Http404
    return regions, region


def _file(content: str | bytes, kind: str, end: str) -> HttpResponse:
    name = f"fieldlabs-{_('investments')}.{end}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
