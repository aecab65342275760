"""The contract, written by drf-spectacular from the datasets; docs/api/openapi.json is its committed copy."""

from functools import cache
from http import HTTPStatus

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from reports.api import asking, serializers, versions
from reports.datasets.columns import BOOLEAN, DATE, INTEGER, MOMENT, Column, Dataset

PROBLEM = "application/problem+json"
QUERY, PATH, HEADER = OpenApiParameter.QUERY, OpenApiParameter.PATH, OpenApiParameter.HEADER
ERRORS = (400, 404, 405, 406, 414, 429, 500, 503)
FILTER_TYPES = {BOOLEAN: {"type": "boolean"}, DATE: {"type": "string", "format": "date"}}
FILTER_TYPES |= {MOMENT: FILTER_TYPES[DATE], INTEGER: {"type": "integer", "minimum": -999999999, "maximum": 999999999}}
TEXT_TYPE = {"type": "string", "minLength": 1, "maxLength": asking.LONGEST}


class Schema(AutoSchema):
    """What stands in the contract for one address; its view says which dataset it is of."""

    @property
    def dataset(self) -> Dataset:
        return self.view.dataset

    @property
    def is_row(self) -> bool:
        return "key" in self.path

    def get_operation_id(self) -> str:
        return f"read{self.dataset.record}" if self.is_row else f"list{_plural(self.dataset)}"

    def get_tags(self) -> list[str]:
        return [self.dataset.name]

    def get_summary(self) -> str:
        return f"One row of {self.dataset.title_en}" if self.is_row else self.dataset.title_en

    def get_description(self) -> str:
        return f"{self.dataset.about_en} Source: {self.dataset.source_en}."

    def get_override_parameters(self) -> list[OpenApiParameter]:
        version = OpenApiParameter("API-Version", str, HEADER, response=True, description="Version of the API.",
                                   required=True)  # fmt: skip
        if self.is_row:
            key = self.dataset.key
            path = OpenApiParameter("key", str, PATH, description=serializers.meaning(key))
            return [version, path, *_parameters(self.dataset)]
        return [version, *_parameters(self.dataset), *_paging(self.dataset), *_filters(self.dataset)]

    def get_response_serializers(self) -> dict[object, object]:
        found = serializers.row(self.dataset) if self.is_row else serializers.page(self.dataset)
        errors = {
            (status, PROBLEM): OpenApiResponse(serializers.Problem, HTTPStatus(status).phrase) for status in ERRORS
        }
        return {200: OpenApiResponse(found, "What was asked."), **errors}

    def _is_list_view(self, serializer=None) -> bool:
        return False


def _plural(dataset: Dataset) -> str:
    return "".join(part.capitalize() for part in dataset.name.split("-"))


def _paging(dataset: Dataset) -> list[OpenApiParameter]:
    orders = [name for one in dataset.sortable for name in (one, f"-{one}")]
    page = {"type": "integer", "minimum": 1, "maximum": asking.LAST_PAGE, "default": 1}
    size = {"type": "integer", "minimum": 1, "maximum": asking.MOST, "default": asking.PAGE_SIZE}
    sort = {"type": "string", "enum": orders}
    by = ", then ".join(dataset.order)
    return [
        OpenApiParameter(asking.PAGE, page, QUERY, description="Which page; 404 beyond the last."),
        OpenApiParameter(asking.SIZE, size, QUERY, description="Rows on a page."),
        OpenApiParameter(asking.SORT, sort, QUERY, description=f"Order; a minus turns it round. Otherwise by {by}."),
    ]


def _parameters(dataset: Dataset) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(one.name, _filter_type(one), QUERY, description=serializers.meaning(one))
        for one in dataset.parameters
    ]


def _filters(dataset: Dataset) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(name, _filter_type(column), QUERY, description=_asks(column, lookup))
        for name, (column, lookup) in asking.keys(dataset).items()
    ]


def _filter_type(column: Column) -> dict[str, object]:
    if column.choices:
        return {"type": "string", "enum": [value for value, _label in column.choices]}
    return FILTER_TYPES.get(column.type, TEXT_TYPE)


def _asks(column: Column, lookup: str) -> str:
    kind = {"gte": "From this day on", "lte": "Up to and including this day", "": "Only"}[lookup]
    return f"{kind}: {serializers.meaning(column)}"


class Generator(SchemaGenerator):
    """Who to write to and where it is explained differ by portal, and stand in the settings."""

    def get_schema(self, request=None, public=True) -> dict[str, object]:
        contract = super().get_schema(request, public)
        contract["info"]["version"] = versions.NOW
        contract["info"]["contact"] = {
            "name": "Smart Industry",
            "email": settings.CONTACT_EMAIL,
            "url": f"{settings.SITE_URL}/contact/",
        }
        contract["info"]["license"] = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
        return contract


@cache
def contract() -> dict[str, object]:
    """The whole contract, made once."""
    return Generator(urlconf="reports.api.urls").get_schema()
