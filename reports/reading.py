"""A view as it is at a moment: tables, and the words that belong to them. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from reports.tables import Plain, as_data, of_data

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Moment:
    """When a view is read: what was recorded after `known_at` is not in it; `made_on` is the day on the annex."""

    known_at: datetime
    made_on: date


@dataclass(frozen=True, kw_only=True)
class Reading:
    """`query`: of the view, its day included, so that it can be asked again.

    `about`: what was chosen, as (name, words). `sources`: (title, where). `demo`: is a part of it invented? `empty`: a
    sentence when nothing is there, else "". `also`: titles of tables that a preview leaves out.
    `answer`: sentences that say it in short.
    """

    tables: tuple[Plain, ...]
    query: str
    valid_on: date
    about: Words
    definitions: Words
    sources: Words
    demo: bool
    empty: str = ""
    also: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()

    def content(self, title: str) -> dict[str, object]:
        """What JSON can hold of it, to be kept; `title`: of the view."""
        words = {
            name: [[str(text) for text in pair] for pair in getattr(self, name)]
            for name in ("about", "definitions", "sources")
        }
        answer = [str(one) for one in self.answer]
        return {
            "view": title,
            "empty": self.empty,
            "answer": answer,
            **words,
            "tables": [as_data(table) for table in self.tables],
        }


def tables_of(content: dict) -> tuple[Plain, ...]:
    """The tables of what `Reading.content` gave."""
    return tuple(of_data(table) for table in content["tables"])
