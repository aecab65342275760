"""The addresses of the API. Everything is public and to be read only; what is wrong is said as problem+json."""

import hashlib
import json
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from accounts.access import public
from reports.api import asking, versions
from reports.api.headers import preflight, with_headers
from reports.api.problem import Fault, InvalidQuery, NoSuchPage
from reports.api.problem import answer as problem
from reports.api.schema import Schema, contract
from reports.api.throttle import Throttle
from reports.datasets import DATASETS, rows
from reports.datasets.columns import Dataset

LONGEST_QUERY = 4000
"""Characters; more than any question here needs."""


class Endpoint(APIView):
    """What every address does around its own answer."""

    http_method_names = ["get", "head", "options"]
    authentication_classes = permission_classes = ()
    renderer_classes = (JSONRenderer,)
    throttle_classes = (Throttle,)
    schema = Schema()

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "OPTIONS":
            return preflight()
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            return problem(request, 414, f"The query is longer than {LONGEST_QUERY} characters.")
        # Of the API there is one language, whatever the browser asks for.
        with override("en"):
            return super().dispatch(request, *args, **kwargs)

    def head(self, request, *args: object, **kwargs: object) -> HttpResponse:
        return self.get(request, *args, **kwargs)


def answer(request, body: object) -> HttpResponse:
    """The body with an ETag, or 304 when the client has it already."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(text, content_type="application/json")
    response.headers["ETag"] = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    # Whoever keeps it asks each time whether it is still so.
    response.headers["Cache-Control"] = "public, no-cache"
    response = get_conditional_response(request._request, response.headers["ETag"], None, response)
    return problem(request, 412) if response.status_code == 412 else with_headers(response)


def without_keys(request) -> None:
    """For addresses that know no keys."""
    if request.GET:
        raise InvalidQuery(Fault(name[:100], "unknown", "This address has no keys.") for name in request.GET)


class RootEndpoint(Endpoint):
    """Where everything is. It is not in the contract, whose addresses all lie below it."""

    schema = None

    def get(self, request) -> HttpResponse:
        without_keys(request)
        collections = [{"name": one.name, "title": one.title_en, "href": address(one)} for one in DATASETS]
        body = {"version": versions.NOW, "openapi": reverse("api:openapi"), "demo": settings.DEMO}
        return answer(request, {**body, "collections": collections})


class ContractEndpoint(Endpoint):
    """The contract: what stands in docs/api/openapi.json."""

    schema = None

    def get(self, request) -> HttpResponse:
        without_keys(request)
        return answer(request, contract())


class CollectionEndpoint(Endpoint):
    dataset: Dataset | None = None

    def get(self, request) -> HttpResponse:
        asked = asking.read(self.dataset, request.GET)
        found = rows.of(self.dataset, asked.question)
        for one in asked.filters:
            found = found.where(one.column, one.value, one.lookup)
        total = found.count()
        pages = max(1, -(-total // asked.size))
        if asked.page > pages:
            raise NoSuchPage(pages)
        start = (asked.page - 1) * asked.size
        shown = found.ordered(asked.sort).read(start, start + asked.size)
        body = {
            "items": [rows.plain_row(self.dataset, row) for row in shown],
            "page": asked.page,
            "pageSize": asked.size,
            "pages": pages,
            "total": total,
            "links": _links(self.dataset, request, asked.page, pages),
        }
        return answer(request, body)


class RowEndpoint(Endpoint):
    dataset: Dataset | None = None

    def get(self, request, key: str) -> HttpResponse:
        question = asking.read_parameters(self.dataset, request.GET)
        found = rows.of(self.dataset, question).where(self.dataset.key, key).read(0, 1)
        if not found:
            raise Http404
        return answer(request, rows.plain_row(self.dataset, found[0]))


def address(dataset: Dataset) -> str:
    return reverse(f"api:{dataset.name}")


def _links(dataset: Dataset, request, page: int, pages: int) -> dict[str, str | None]:
    """The same question on other pages; an address without keys stays so."""

    def at(number: int) -> str:
        query = request.GET.dict() | {asking.PAGE: number}
        return f"{address(dataset)}?{urlencode(query)}"

    return {
        "self": request._request.get_full_path(),
        "first": at(1),
        "previous": at(page - 1) if page > 1 else None,
        "next": at(page + 1) if page < pages else None,
        "last": at(pages),
    }


def collection(dataset: Dataset):
    return public(CollectionEndpoint.as_view(dataset=dataset))


def row(dataset: Dataset):
    return public(RowEndpoint.as_view(dataset=dataset))


root = public(RootEndpoint.as_view())
openapi = public(ContractEndpoint.as_view())
