"""Text that people type, as blocks to show: paragraphs, headings and lists. It is never HTML. Pure."""

import re
from dataclasses import dataclass

HEADING, ITEM = "## ", "- "


@dataclass(frozen=True)
class Block:
    """`kind`: "heading", "paragraph" or "list". `lines`: of a heading one, of a list its items."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """An empty line ends a block. A line after "## " is a heading; lines that begin with "- " are a list."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        found += _of(part)
    return found


def plain(text: str) -> str:
    """The same for what shows text only, like a calendar: without the signs before a heading."""
    return "\n\n".join(_said(block) for block in blocks(text))


def _said(block: Block) -> str:
    lines = (ITEM + line for line in block.lines) if block.kind == "list" else block.lines
    return "\n".join(lines)


def _of(part: str) -> list[Block]:
    made: list[Block] = []
    for line in (one.strip() for one in part.split("\n")):
        if not line:
            continue
        if line.startswith(HEADING):
            made.append(Block("heading", (line.removeprefix(HEADING).strip(),)))
            continue
        kind = "list" if line.startswith(ITEM) else "paragraph"
        text = line.removeprefix(ITEM).strip() if kind == "list" else line
        if made and made[-1].kind == kind:
            made[-1] = Block(kind, (*made[-1].lines, text))
        else:
            made.append(Block(kind, (text,)))
    return made
