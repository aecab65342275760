"""What to try when nothing is found: a word spelled otherwise, or one word less."""

from collections.abc import Mapping
from dataclasses import dataclass

from fieldlabs import search
from fieldlabs.words import words

MOST = 5


@dataclass(frozen=True)
class Suggestion:
    """A text that does give results, and how many."""

    text: str
    number: int


def suggest(text: str, near: Mapping[str, list[tuple[str, bool]]]) -> list[Suggestion]:
    """At most five texts near this one that give results; one statement. `near`: known words for those typed."""
    typed = words(text)
    texts = list(dict.fromkeys([*_respelled(typed, near), *_shorter(typed)]))[: 2 * MOST]
    found = [Suggestion(*pair) for pair in zip(texts, search.numbers(texts), strict=True)]
    return [suggestion for suggestion in found if suggestion.number][:MOST]


def _respelled(typed: list[str], near: Mapping[str, list[tuple[str, bool]]]) -> list[str]:
    return [
        " ".join(other if word == old else word for word in typed)
        for old in typed
        for other, _in_name in near.get(old, [])
        if other != old
    ]


def _shorter(typed: list[str]) -> list[str]:
    return [" ".join(word for word in typed if word != left) for left in typed] if typed[1:] else []
