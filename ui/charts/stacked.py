"""Horizontal bars made of parts. An unknown part is written behind the label and not drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ui.charts.base import (
    HUES,
    Box,
    Chart,
    Legend,
    Number,
    Scale,
    Table,
    Text,
    Wording,
    hue,
    identifier,
    label_lines,
    rounded,
)

HEIGHT, GAP = 22, 16


@dataclass(frozen=True)
class Stack:
    """One bar: a value ≥ 0 (or None: unknown) per part, in the order of `parts`."""

    label: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True)
class StackRow:
    texts: tuple[Text, ...]
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class StackedBars(Chart):
    rows: tuple[StackRow, ...]
    height: float
    legend: tuple[Legend, ...]
    kind: str = field(init=False, default="stacked_bars")


def stacked_bars(
    title: str,
    parts: Sequence[str],
    stacks: Sequence[Stack],
    *,
    description: str = "",
    first_column: str = "",
    wording: Wording | None = None,
    id: str = "",
) -> StackedBars:
    """At most six parts. Every bar starts at zero; its text is the sum of its parts when all of them are known."""
    if len(parts) > HUES or any(len(stack.values) != len(parts) for stack in stacks):
        raise ValueError("stacked_bars takes at most six parts, and one value per part")
    if any(value is not None and value < 0 for stack in stacks for value in stack.values):
        raise ValueError("a part of a stack is never negative")
    words = wording or Wording()
    scale = Scale.over([_known_sum(stack) for stack in stacks])
    rows, top = [], 0.0
    for stack in stacks:
        texts, below = label_lines(stack.label, _text(stack, parts, words), top)
        rows.append(StackRow(texts, _boxes(stack, scale, below)))
        top = below + HEIGHT + GAP
    cells = tuple((stack.label, *(words.value(value) for value in stack.values)) for stack in stacks)
    table = Table(title, (first_column, *parts), cells)
    legend = tuple(Legend(hue(index), part) for index, part in enumerate(parts))
    height = rounded(max(top - GAP, 1))
    return StackedBars(title, description or title, table, identifier(title, id), tuple(rows), height, legend)


def _known_sum(stack: Stack) -> Number:
    return sum(value for value in stack.values if value is not None)


def _text(stack: Stack, parts: Sequence[str], words: Wording) -> str:
    missing = [part for part, value in zip(parts, stack.values, strict=True) if value is None]
    if missing:
        return ", ".join(f"{part}: {words.unknown}" for part in missing)
    return words.number(_known_sum(stack))


def _boxes(stack: Stack, scale: Scale, top: float) -> tuple[Box, ...]:
    boxes, start = [], 0.0
    for index, value in enumerate(stack.values):
        if value:
            boxes.append(scale.box((start, start + float(value)), (top, HEIGHT), hue(index)))
            start += float(value)
    return tuple(boxes)
