"""Figures that this portal counts itself. Apps above this one give them; the page of the programme shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Counted:
    """A counted figure in words, what it counts, the day on which it stands, and the page with its parts."""

    label: str
    value: str
    definition: str
    as_of: date
    url: str
    link: str


READERS: list[Callable[[], Counted]] = []


def reader(read: Callable[[], Counted]) -> Callable[[], Counted]:
    """Decorator in an app's `counted.py`, which is imported at the start."""
    READERS.append(read)
    return read


def figures() -> list[Counted]:
    return [read() for read in READERS]
