"""Finds things by filters and words from a query string that may hold anything. Pure: lists in, lists out."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ui import filters

LONGEST_TEXT = 200


@dataclass(frozen=True)
class Choice:
    """One value of a facet; choices with the same `group` stand together."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Facet:
    """A filter: `name` is the query parameter, `values` says which values a thing has."""

    name: str
    label: str
    choices: Sequence[Choice]
    values: Callable[[Any], Collection[str]]


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    group: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Field:
    """A facet as the page shows it, with how many things each option would leave."""

    name: str
    label: str
    options: list[Option]
    chosen: str


@dataclass(frozen=True)
class Found:
    """What was found, and what the page must say about the question."""

    matches: list
    fields: list[Field]
    text: str
    notices: list[str]

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or any(field.chosen for field in self.fields))


def fold(text: str) -> str:
    """Lower case, without accents, single spaces: "Één  mkb" -> "een mkb"."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


def find(params: Mapping[str, str], things: Sequence, facets: Sequence[Facet], words_of: Callable[[Any], str]) -> Found:
    """The things that fit every facet in `params` and hold every word of `params["q"]`.

    A value that no facet knows is left out, a text that is too long is cut, and a notice says so.
    """
    notices: list[str] = []
    text = _text(params.get("q", ""), notices)
    chosen = {facet.name: _value(facet, params.get(facet.name, ""), notices) for facet in facets}
    words = fold(text).split()
    things = [thing for thing in things if _holds(words, words_of, thing)]
    fields = [_field(facet, facets, chosen, things) for facet in facets]
    return Found(_fitting(things, facets, chosen), fields, text, notices)


def _text(text: str, notices: list[str]) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST_TEXT:
        notices.append(
            _("Your search text is too long. We used the first %(count)s characters.") % {"count": LONGEST_TEXT}
        )
        text = text[:LONGEST_TEXT].strip()
    return text


def _value(facet: Facet, value: str, notices: list[str]) -> str:
    if not value or value in {choice.value for choice in facet.choices}:
        return value
    notices.append(filters.not_known(value, facet.label))
    return ""


def _holds(words: list[str], words_of: Callable[[Any], str], thing: object) -> bool:
    if not words:
        return True
    text = fold(words_of(thing))
    return all(word in text for word in words)


def _fitting(things: Sequence, facets: Sequence[Facet], chosen: Mapping[str, str]) -> list:
    active = [facet for facet in facets if chosen[facet.name]]
    return [thing for thing in things if all(chosen[facet.name] in facet.values(thing) for facet in active)]


def _field(facet: Facet, facets: Sequence[Facet], chosen: Mapping[str, str], things: Sequence) -> Field:
    others = _fitting(things, facets, {**chosen, facet.name: ""})
    held = [frozenset(facet.values(thing)) for thing in others]
    options = [
        Option(
            value=choice.value,
            label=choice.label,
            group=choice.group,
            count=sum(choice.value in values for values in held),
            selected=choice.value == chosen[facet.name],
        )
        for choice in facet.choices
    ]
    return Field(facet.name, facet.label, options, chosen[facet.name])
