"""Open data for people and for programs: what there is, what every column means, and all of it as files."""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe

from accounts.access import public
from jobs import clock
from reports import bulk, catalogue, too_often
from reports.api import asking, versions
from reports.api.problem import Fault, InvalidQuery
from reports.api.views import address
from reports.datasets import BY_NAME, DATASETS, rows
from reports.datasets.columns import (
    BOOLEAN,
    CODE,
    DATE,
    DECIMAL,
    INTEGER,
    LIST,
    MOMENT,
    POSITION,
    TEXT,
    URL,
    Column,
    Dataset,
    Row,
)  # fmt: skip
from ui.language import local

WRITERS = {"csv": bulk.as_csv, "jsonl": bulk.as_jsonl, "xlsx": bulk.as_xlsx}
EXAMPLE = "2018-03-01"
"""A day in the budget year of the letter."""
FORMATS = {"csv": "CSV", "jsonl": "JSON Lines", "xlsx": "XLSX"}
# Any site may read what is open.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, no-cache",
}
TYPES = {
    TEXT: gettext_lazy("text"),
    CODE: gettext_lazy("short name"),
    URL: gettext_lazy("web address"),
    LIST: gettext_lazy("list"),
    INTEGER: gettext_lazy("whole number"),
    DECIMAL: gettext_lazy("amount or number"),
    POSITION: gettext_lazy("degrees"),
    BOOLEAN: gettext_lazy("yes or no"),
    DATE: gettext_lazy("day"),
    MOMENT: gettext_lazy("moment in UTC"),
}


@dataclass(frozen=True)
class Shown:
    """A column on the page. `values`: all that it can have, with their meaning; `filter`: keys of the API, or ""."""

    column: Column
    type: object
    values: tuple[tuple[str, object], ...]
    filter: str


@public
@require_safe
def dataset_list(request: HttpRequest) -> HttpResponse:
    context = {
        "crumbs": [(_("Open data"), None)],
        "datasets": [(one, _files(one)) for one in DATASETS],
        "catalogue": reverse("reports:dataset_catalogue"),
        "package": reverse("reports:dataset_package"),
        "licence": catalogue.LICENCE,
    }
    return render(request, "reports/dataset_list.html", context)


@public
@require_safe
def dataset_detail(request: HttpRequest, name: str) -> HttpResponse:
    return _detail(request, _dataset(name))


def _detail(request: HttpRequest, dataset: Dataset, faults: Iterable[Fault] = (), status: int = 200) -> HttpResponse:
    """The page of a dataset; `faults`: what was wrong with the address of one of its files."""
    found = rows.of(dataset)
    context = {
        "faults": faults,
        "crumbs": [(_("Open data"), reverse("reports:dataset_list")), (local(dataset, "title"), None)],
        "dataset": dataset,
        "files": _files(dataset),
        "api": address(dataset),
        "examples": _examples(dataset, found.ordered(dataset.order).read(0, 1)),
        "columns": [_shown(dataset, one) for one in dataset.columns],
        "parameters": [(one, TYPES[one.type]) for one in dataset.parameters],
        "number": found.count(),
        "as_of": clock.today(),
        "page": reverse(dataset.page),
        "licence": catalogue.LICENCE,
        "licence_name": catalogue.LICENCE_NAME,
    }
    return render(request, "reports/dataset_detail.html", context, status=status)


@public
@require_safe
def dataset_api(request: HttpRequest) -> HttpResponse:
    """How the API works, what changed, and how long an old version stays."""
    context = {
        "crumbs": [(_("Open data"), reverse("reports:dataset_list")), (_("The API"), None)],
        "root": reverse("api:root"),
        "contract": reverse("api:openapi"),
        "versions": versions.VERSIONS,
        "now": versions.NOW,
        "most": asking.MOST,
        "size": asking.PAGE_SIZE,
        "limit": settings.API_REQUESTS_PER_MINUTE,
        "row": reverse("api:hubs-row", kwargs={"key": "zuid-holland"}),
        "example": f"{reverse('api:fieldlabs')}?region=zuid-holland&sort=-asOf&pageSize=10",
    }
    return render(request, "reports/dataset_api.html", context)


@public
@csrf_exempt
@require_safe
def dataset_file(request: HttpRequest, name: str, suffix: str) -> HttpResponse:
    """All rows in one file; its length goes before it. Nothing is sent to who has the same file already.

    Of the keys of the API it knows the parameters alone: a file is never a part of what is asked.
    """
    dataset = _dataset(name)
    if suffix not in WRITERS:
        raise Http404
    if refused := too_often.refused(request):
        return refused
    try:
        question = asking.read_parameters(dataset, request.GET)
    except InvalidQuery as error:
        return _detail(request, dataset, error.faults, status=400)
    file = WRITERS[suffix](dataset, question)
    # What somebody keeps says itself that it is a demonstration.
    called = f"{'demo-' if settings.DEMO else ''}{name}.{suffix}"
    media_type = catalogue.MEDIA_TYPES[suffix] + ("; charset=utf-8" if suffix == "csv" else "")
    headers = {
        **OPEN,
        "Content-Length": str(bulk.size(file)),
        "Content-Disposition": f'attachment; filename="{called}"',
        "Accept-Ranges": "none",
    }
    if mark := bulk.mark(file):
        headers["ETag"] = mark
    whole = StreamingHttpResponse(bulk.blocks(file), content_type=media_type, headers=headers)
    answer = get_conditional_response(request, mark, None, whole)
    if answer is not whole:
        file.close()
        for header, value in OPEN.items():
            answer.headers[header] = value
    return answer


@public
@require_safe
@conditional_page
def dataset_catalogue(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(catalogue.dcat(), content_type="application/ld+json", headers=OPEN)


@public
@require_safe
@conditional_page
def dataset_package(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(catalogue.datapackage(), headers=OPEN)


def _dataset(name: str) -> Dataset:
    if name not in BY_NAME:
        raise Http404
    return BY_NAME[name]


def _files(dataset: Dataset) -> list[tuple[str, str]]:
    """(format, address) of each file."""
    about = {"name": dataset.name}
    return [(text, reverse("reports:dataset_file", kwargs={**about, "suffix": one})) for one, text in FORMATS.items()]


def _examples(dataset: Dataset, first: list[Row]) -> list[tuple[str, str]]:
    """(what it gives, a line to copy into a terminal); the filter has a value of the first row, if there is one."""
    of_api, file = settings.SITE_URL + address(dataset), catalogue.file_of(dataset, "csv")
    found = [(_("The first ten rows"), f"{of_api}?pageSize=10")]
    days = [one.name for one in dataset.parameters if one.type == DATE]
    found += [(_("The same on another day"), f"{of_api}?{urlencode([(one, EXAMPLE)])}") for one in days[:1]]
    for row in first:
        known = [(one.name, row[one.name]) for one in dataset.filters if one.type == CODE and row[one.name]]
        found += [(_("Only the rows with one value"), f"{of_api}?{urlencode([one])}") for one in known[:1]]
    lines = [(text, f"curl {shlex.quote(one)}") for text, one in found]
    return [*lines, (_("Everything as a file"), f"curl --remote-name {shlex.quote(file)}")]


def _shown(dataset: Dataset, column: Column) -> Shown:
    keys = [name for name, (one, _lookup) in asking.keys(dataset).items() if one is column]
    return Shown(column, TYPES[column.type], column.choices, ", ".join(keys))
