"""Public pages of the programme."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import public
from jobs import clock
from programme import counted, differences, exports, figures, instruments
from programme.models import (
    ActionLine,
    Figure,
    Goal,
    Instrument,
    InstrumentPeriod,
    Partner,
    Priority,
    Project,
    Source,
    Transformation,
)
from ui.language import local

KEY_FIGURES = [
    "state_2018_letter",
    "regional_letter",
    "sme_support_letter",
    "fieldlabs_count_letter",
    "fieldlabs_investment_letter",
    "workers_2030_article",
]


@dataclass(frozen=True)
class Explained:
    """A difference with its figures."""

    difference: differences.Difference
    items: list[figures.Item]


def _crumbs(*below: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Programme"), reverse("programme:overview")), *below]


@public
def overview(request: HttpRequest) -> HttpResponse:
    by_key = {figure.key: figure for figure in Figure.objects.select_related("source").filter(key__in=KEY_FIGURES)}
    context = {
        "crumbs": [(_("Programme"), None)],
        "figures": [by_key[key] for key in KEY_FIGURES if key in by_key],
        "goals": Goal.objects.select_related("source"),
        "priorities": Priority.objects.select_related("source"),
        "action_lines": ActionLine.objects.select_related("source").prefetch_related("projects"),
        "other_projects": Project.objects.filter(action_line=None),
        "transformations": Transformation.objects.all(),
        "counted": counted.figures(),
    }
    return render(request, "programme/overview.html", context)


@public
def project_detail(request: HttpRequest, slug: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.select_related("action_line__source", "source"), slug=slug)
    found = list(Figure.objects.select_related("topic", "source").filter(topic__projects=project))
    context = {
        "crumbs": _crumbs((local(project, "name"), None)),
        "project": project,
        "partners": local(project, "partners"),
        "groups": figures.grouped(found, _named_figures(found)),
        "projects": Project.objects.all(),
    }
    return render(request, "programme/project_detail.html", context)


def _named_figures(found: list[Figure]) -> list[Figure]:
    """All figures when a formula may name one of them, else none: a query only where it is needed."""
    return figures.all_figures() if any(figure.formula for figure in found) else []


@public
def transformation_list(request: HttpRequest) -> HttpResponse:
    transformations = Transformation.objects.all()
    context = {"crumbs": _crumbs((_("Transformations"), None)), "transformations": transformations}
    return render(request, "programme/transformation_list.html", context)


@public
def transformation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    transformation = get_object_or_404(Transformation, slug=slug)
    context = {
        "crumbs": _crumbs(
            (_("Transformations"), reverse("programme:transformation_list")), (local(transformation, "name"), None)
        ),
        "transformation": transformation,
        "links": instruments.web_links(transformation.sources),
        "instruments": Instrument.objects.filter(periods__transformations=transformation).distinct(),
        "transformations": Transformation.objects.all(),
    }
    return render(request, "programme/transformation_detail.html", context)


@public
def instrument_list(request: HttpRequest) -> HttpResponse:
    listed = instruments.all_listed(clock.today())
    context = {
        "crumbs": _crumbs((_("Support"), None)),
        "found": instruments.find(request.GET, listed),
        "some_open": any(entry.standing.status == InstrumentPeriod.Status.OPEN for entry in listed),
    }
    return render(request, "programme/instrument_list.html", context)


@public
def instrument_detail(request: HttpRequest, slug: str) -> HttpResponse:
    periods = InstrumentPeriod.objects.prefetch_related("provinces", "transformations")
    query = Instrument.objects.known().prefetch_related(Prefetch("periods", periods))
    instrument = get_object_or_404(query, slug=slug)
    today = clock.today()
    context = {
        "crumbs": _crumbs((_("Support"), reverse("programme:instrument_list")), (instrument.name, None)),
        "instrument": instrument,
        "standing": instruments.standing(instrument.periods.all()[0], today),
        "periods": [
            (period, instruments.standing(period, today), instruments.web_links(period.sources))
            for period in instrument.periods.all()
        ],
    }
    return render(request, "programme/instrument_detail.html", context)


@public
def partner_list(request: HttpRequest) -> HttpResponse:
    partners = Partner.objects.select_related("source")
    return render(
        request, "programme/partner_list.html", {"crumbs": _crumbs((_("Partners"), None)), "partners": partners}
    )


@public
def source_list(request: HttpRequest) -> HttpResponse:
    sources = Source.objects.annotate(figures=Count("figure")).order_by("-figures", "slug")
    return render(request, "programme/source_list.html", {"crumbs": _crumbs((_("Sources"), None)), "sources": sources})


@public
def figure_list(request: HttpRequest) -> HttpResponse:
    everything = figures.all_figures()
    found = figures.find(request.GET, everything)
    context = {
        "crumbs": _crumbs((_("Figures"), None)),
        "found": found,
        "themes": figures.grouped(found.matches, everything),
        "total": len(everything),
        "differences": _explained(everything),
        "columns": exports.COLUMNS,
        "query": request.GET.urlencode() if found.is_filtered else "",
    }
    return render(request, "programme/figure_list.html", context)


def _explained(everything: list[Figure]) -> list[Explained]:
    by_key = {figure.key: figure for figure in everything}
    return [
        Explained(one, [figures.item(by_key[key], by_key, by_key) for key in one.keys if key in by_key])
        for one in differences.DIFFERENCES
    ]


@public
def figure_export(request: HttpRequest) -> HttpResponse:
    """The figures that the page would show, as CSV."""
    found = figures.find(request.GET, figures.all_figures())
    name = "demo-cijfers.csv" if settings.DEMO else "cijfers.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(exports.figures_csv(found.matches), content_type="text/csv; charset=utf-8", headers=headers)
