"""What somebody asks of a list, read from an address in one way for all lists of the money."""

from collections.abc import Collection, Mapping

LONGEST = 200


def words_of(query: Mapping[str, str]) -> str:
    """The words to search for. A NUL, which PostgreSQL keeps nowhere, is left out."""
    return query.get("q", "").replace("\0", "").strip()[:LONGEST]


def read(query: Mapping[str, str], *, states: Mapping[str, str], sorts: Collection[str], first: str) -> dict[str, str]:
    """`state`, `words` and `sort`; anything unknown counts as not asked.

    `states`: by value in the address, the state that it means. `sorts`: what can be sorted on, with or without a minus
    before it; `first`: how the list is sorted when nothing is asked.
    """
    sort = query.get("sort", "")
    return {
        "state": states.get(query.get("stand", ""), ""),
        "words": words_of(query),
        "sort": sort if sort.removeprefix("-") in sorts else first,
    }


def columns_of(sort: str, sorts: Mapping[str, Collection[str]]) -> list[str]:
    """For `order_by`: the columns of this sorting, all of them the other way round after a minus."""
    minus = "-" if sort.startswith("-") else ""
    return [minus + column for column in sorts[sort.removeprefix("-")]]
