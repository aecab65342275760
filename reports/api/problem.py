"""Every error under /api as problem+json (RFC 9457), also those that arise before a view of the API is reached."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from rest_framework import exceptions

from reports.api.headers import with_headers

MEDIA_TYPE = "application/problem+json"
DETAILS = {
    400: "The request could not be read.",
    404: "There is nothing at this address.",
    412: "What you have is not what stands here now.",
}
"""Sentences for people where those of the standard are about a server."""
UNDER_API = re.compile(r"/api(/|$)")


@dataclass(frozen=True)
class Fault:
    """What is wrong with one key of the query. `code` "impossible": well written, but nothing can answer it.

    A day that has not come yet, or a day before it was known: no schema can say so.
    """

    name: str
    code: str
    detail: str

    def as_json(self) -> dict[str, object]:
        return {"in": "query", "location": {"name": self.name}, "code": self.code, "detail": self.detail}


class InvalidQuery(Exception):
    """The address asks something that the contract does not have; answered with 400."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


class NoSuchPage(Exception):
    """Answered with 404; `last` is the last page that there is."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self.last = last


def is_under_api(request: HttpRequest) -> bool:
    return bool(UNDER_API.match(request.path_info))


def answer(request: HttpRequest, status: int, detail: str = "", faults: Iterable[Fault] = ()) -> HttpResponse:
    """The problem in English, the language of the API."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "instance": request.path}
    body["detail"] = detail or DETAILS.get(status) or HTTPStatus(status).description or HTTPStatus(status).phrase
    if errors := [one.as_json() for one in faults]:
        body["errors"] = errors
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return with_headers(response)


def _as_file(endpoint: object) -> str:
    """Where the same stands as a file, for a collection."""
    dataset = getattr(endpoint, "dataset", None)
    if dataset is None:
        return ""
    with override(settings.LANGUAGE_CODE):
        file = reverse("reports:dataset_file", kwargs={"name": dataset.name, "suffix": "csv"})
    return f" All rows as CSV are at {file}."


def from_exception(error: Exception, context: dict[str, object]) -> HttpResponse | None:
    """For Django REST framework; None for what nobody foresaw, which then goes to the handler of errors."""
    request, headers = context["request"], {}
    match error:
        case InvalidQuery():
            said = 400, "The query has keys or values that this address does not have.", error.faults
        case NoSuchPage():
            said = 404, f"There is no such page; the last one is {error.last}."
        case Http404() | exceptions.NotFound():
            said = (404,)
        case exceptions.Throttled():
            said = 429, f"Too many requests. Try again in {error.wait:.0f} seconds."
            headers = {"Retry-After": f"{error.wait:.0f}"}
        case exceptions.MethodNotAllowed():
            said, headers = (405, "The API is read-only: GET, HEAD and OPTIONS."), {"Allow": "GET, HEAD, OPTIONS"}
        case exceptions.NotAcceptable():
            said = 406, f"The API answers in application/json.{_as_file(context['view'])}"
        case exceptions.APIException():
            said = (error.status_code,)
        case _:
            return None
    response = answer(request, *said)
    for name, value in headers.items():
        response.headers[name] = value
    return response
