"""What a company sends along with its question: parts that page and desk show alike.

An attachment is JSON: {"language": "nl", "parts": [part, …]}. A part has a "title" and one of
- "pairs": [[term, value], …], value None where it is unknown;
- "table": {"columns": [text, …], "rows": [[cell, …], …]}, cells text or None;
- "lines": [text, …], or "steps": [text, …] where their order matters.
What is stored is what was shown, word for word, so there is nothing to render in two ways.
"""

from collections.abc import Mapping, Sequence

Part = dict[str, object]


def pairs(title: str, values: Sequence[tuple[str, str | None]]) -> Part:
    return {"title": title, "pairs": [list(value) for value in values]}


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Part:
    return {"title": title, "table": {"columns": list(columns), "rows": [list(row) for row in rows]}}


def lines(title: str, texts: Sequence[str]) -> Part:
    return {"title": title, "lines": list(texts)}


def steps(title: str, texts: Sequence[str]) -> Part:
    return {"title": title, "steps": list(texts)}


def attachment(language: str, parts: Sequence[Part]) -> Mapping[str, object]:
    return {"language": language, "parts": list(parts)}


def says_something(part: Part) -> bool:
    return bool(part.get("pairs") or part.get("lines") or part.get("steps") or (part.get("table") or {}).get("rows"))
