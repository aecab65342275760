"""What to try when nothing is found: a word spelled otherwise, or one word less."""

import difflib
from dataclasses import dataclass

from fieldlabs import search
from fieldlabs.words import EMPTY_WORDS, words
from regions.places import plain

ALIKE = 0.75
MOST = 5


@dataclass(frozen=True)
class Suggestion:
    """A text that does give results, and how many."""

    text: str
    number: int


def suggest(text: str) -> list[Suggestion]:
    """At most five texts near this one that give results; two statements."""
    typed = words(text)
    texts = list(dict.fromkeys([*_respelled(typed), *_shorter(typed)]))[: 2 * MOST]
    found = [Suggestion(*pair) for pair in zip(texts, search.numbers(texts), strict=True)]
    return [suggestion for suggestion in found if suggestion.number][:MOST]


def _respelled(typed: list[str]) -> list[str]:
    known = {word for row in search.vocabulary() for cell in row for word in plain(cell).split()} - EMPTY_WORDS
    near = {word: difflib.get_close_matches(word, known, n=2, cutoff=ALIKE) for word in typed}
    return [" ".join(other if word == old else word for word in typed) for old in typed for other in near[old]]


def _shorter(typed: list[str]) -> list[str]:
    return [" ".join(word for word in typed if word != left) for left in typed] if typed[1:] else []
