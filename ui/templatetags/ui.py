"""`{% load ui %}`: stored texts, numbers and dates in the visitor's language, and small parts of the page frame."""

from urllib.parse import urlencode

from django import template
from django.core.exceptions import DisallowedHost
from django.urls import translate_url
from django.utils.translation import get_language_info

from ui import filters, formats, language

register = template.Library()

register.filter("local", language.local)
register.filter("euro", formats.euro)
register.filter("euro_short", formats.euro_short)
register.filter("number", formats.number)
register.filter("percent", formats.percent)
register.filter("date_long", formats.date_long)
register.filter("figure_value", formats.figure_value)


@register.filter
def known(value: object) -> object:
    """The value, or "onbekend" when there is none."""
    return formats.unknown() if value is None or value == "" else value


@register.filter
def is_unknown(figure: object) -> bool:
    """Has this figure no value?"""
    return figure.precision == "unknown" or figure.value is None


@register.simple_tag
def chosen_filters(groups: list[dict]) -> list[str]:
    """The labels of the filters that narrow the list."""
    return filters.chosen(groups)


@register.filter
def beside(cells: list, columns: list) -> list[tuple]:
    """(column, cell) for each cell of a row: what a stacked table writes before it."""
    return list(zip(columns, cells, strict=False))


@register.simple_tag
def home_url() -> str:
    return "/" if language.code() == language.DEFAULT else f"/{language.code()}/"


@register.simple_tag(takes_context=True)
def language_links(context) -> list[dict]:
    """One dict (code, name, url, alternate, current) per language, for the same page.

    A page that is not there without its query says so by `needs_query` in its context: its alternates have it too.
    """
    request = context.get("request")
    path = request.path if request else "/"
    query = request.META.get("QUERY_STRING", "") if request else ""
    named = query if context.get("needs_query") else ""
    return [_language_link(request, code, path, query, named) for code in language.LANGUAGES]


def _language_link(request, code: str, path: str, query: str, named: str) -> dict:
    current = code == language.code()
    url = path if current else _translated(path, code)
    return {
        "code": code,
        "name": get_language_info(code)["name_local"],
        "url": f"{url}?{query}" if query and url != _root(code) else url,
        "alternate": _absolute(request, f"{url}?{named}" if named and url != _root(code) else url),
        "current": current,
    }


def _root(code: str) -> str:
    return "/" if code == language.DEFAULT else f"/{code}/"


def _translated(path: str, code: str) -> str:
    """The same page in the other language; its home page when there is no such page."""
    try:
        url = translate_url(path, code)
    except ValueError:
        return _root(code)
    return _root(code) if url == path else url


def _absolute(request, url: str) -> str:
    try:
        return request.build_absolute_uri(url) if request else url
    except DisallowedHost:
        return url


@register.simple_tag(takes_context=True)
def with_query(context, **changes) -> str:
    """Query string of this request with `changes`; None or "" removes a parameter."""
    request = context.get("request")
    pairs = [(name, value) for name, values in request.GET.lists() for value in values] if request else []
    kept = [(name, value) for name, value in pairs if name not in changes]
    added = [(name, value) for name, value in changes.items() if value not in (None, "")]
    return f"?{urlencode(kept + added)}"


@register.simple_tag
def page_numbers(page) -> list[int | None]:
    """Page numbers to show; None stands for a gap."""
    return [
        number if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
