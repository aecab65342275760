"""Horizontal bars. Bars of a range or an approximation are hatched; an unknown value is written and not drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ui.charts.base import Box, Chart, Number, Scale, Table, Text, Wording, identifier, label_lines, rounded

HEIGHT, GAP = 18, 16


@dataclass(frozen=True)
class Bar:
    """One bar: a value, or bounds (`low`, `high`), or neither (unknown). `approximate`: the value is "about"."""

    label: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    approximate: bool = False
    hue: int = 1

    @property
    def numbers(self) -> tuple[Number | None, ...]:
        return (self.value, self.low, self.high)


@dataclass(frozen=True)
class BarRow:
    texts: tuple[Text, ...]
    boxes: tuple[Box, ...]
    top: float
    bottom: float


@dataclass(frozen=True)
class Bars(Chart):
    """`rows` with boxes in percent × pixels; `height` in pixels; `zero`: where zero lies, in percent."""

    rows: tuple[BarRow, ...]
    height: float
    zero: float
    kind: str = field(init=False, default="bars")


def bars(
    title: str,
    items: Sequence[Bar],
    *,
    description: str = "",
    columns: tuple[str, str] = ("", ""),
    wording: Wording | None = None,
    maximum: Number | None = None,
    id: str = "",
) -> Bars:
    """Bars in the given order; `columns` are the two heads of the table. `maximum`: where the scale ends at least."""
    words = wording or Wording()
    scale = Scale.over([maximum, *(number for item in items for number in item.numbers)])
    rows, top = [], 0.0
    for item in items:
        row, top = _row(item, words, scale, top)
        rows.append(row)
    table = Table(title, columns, tuple((item.label, _text(item, words)) for item in items))
    return Bars(
        title, description or title, table, identifier(title, id), tuple(rows), rounded(max(top - GAP, 1)), _zero(scale)
    )


def _zero(scale: Scale) -> float:
    return rounded(scale.at(0))


def _text(item: Bar, words: Wording) -> str:
    text = words.value(item.value, item.low, item.high)
    return words.about.format(text) if item.approximate and item.value is not None else text


def _row(item: Bar, words: Wording, scale: Scale, top: float) -> tuple[BarRow, float]:
    texts, below = label_lines(item.label, _text(item, words), top)
    boxes = _boxes(item, scale, below)
    bottom = below + HEIGHT if boxes else below
    return BarRow(texts, boxes, below, bottom), bottom + GAP


def _boxes(item: Bar, scale: Scale, top: float) -> tuple[Box, ...]:
    place = (top, HEIGHT)
    if item.value is not None:
        return (scale.box((0, item.value), place, item.hue, hatched=item.approximate),)
    if item.low is None or item.high is None:
        return ()
    certain = () if not item.low else (scale.box((0, item.low), place, item.hue),)
    return (*certain, scale.box((item.low, item.high), place, item.hue, hatched=True))
