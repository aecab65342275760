"""Where each key of a TOML file stands.

tomllib gives no line numbers, so every statement of the file is parsed once more on its own.
"""

import tomllib
from collections.abc import Iterator
from typing import Any

Where = tuple[str | int, ...]


def line_numbers(text: str) -> dict[Where, int]:
    """The line of each table and key of a file that tomllib accepts, by its place in the data."""
    lines: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    for number, source, keys in _statements(text):
        if source.lstrip().startswith("["):
            table = _resolve(keys, counts, repeats=source.lstrip().startswith("[["))
            where = table
        else:
            where = table + keys
        for depth in range(1, len(where) + 1):
            lines.setdefault(where[:depth], number)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Each header and each key with its value, as (line, source, keys); a value may run over several lines."""
    pending, first = "", 1
    for number, line in enumerate(text.split("\n"), start=1):
        pending += line + "\n"
        try:
            parsed = tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue
        if parsed:
            yield first, pending, _keys(parsed)
        pending, first = "", number + 1


def _keys(parsed: dict[str, Any]) -> tuple[str, ...]:
    key, value = next(iter(parsed.items()))
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = value[0]
    return (key, *_keys(value)) if isinstance(value, dict) and value else (key,)


def _resolve(keys: tuple[str, ...], counts: dict[Where, int], *, repeats: bool) -> Where:
    """The place that a header opens: every repeated table on the way is the last one opened so far."""
    where: Where = ()
    for depth, key in enumerate(keys, start=1):
        where += (key,)
        if repeats and depth == len(keys):
            counts[where] = counts.get(where, 0) + 1
        if where in counts:
            where += (counts[where] - 1,)
    return where
