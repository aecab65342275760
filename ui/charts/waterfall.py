"""A waterfall from a total through changes to what is left, with ranges.

Each step carries an interval of where the balance can stand. What is covered wherever the balance stands is drawn
solid, what is covered only for some values is hatched, and a step of unknown size is written and not drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ui.charts.base import Box, Chart, Number, Scale, Table, Text, Wording, identifier, label_lines, rounded

HEIGHT, GAP = 20, 18
TOTAL_HUE, MINUS_HUE, PLUS_HUE = 1, 2, 3

Interval = tuple[Decimal, Decimal]
NONE = Decimal(0)


@dataclass(frozen=True)
class Step:
    """One step of a waterfall, in one unit.

    `total`: the balance itself (a value, bounds, or neither: then what the steps before leave). Otherwise a change:
    positive adds, negative takes away; `low` ≤ `high` are signed too.
    """

    label: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    total: bool = False

    @property
    def interval(self) -> Interval | None:
        if self.value is not None:
            return _decimal(self.value), _decimal(self.value)
        if self.low is None or self.high is None:
            return None
        return _decimal(self.low), _decimal(self.high)


def _decimal(value: Number) -> Decimal:
    """Decimal, so that 3.5 − 0.7 is 2.8."""
    return Decimal(str(value))


@dataclass(frozen=True)
class WaterfallRow:
    """`link`: x in percent of the line down to the next bar at `next`; None where the balance is not one number."""

    texts: tuple[Text, ...]
    boxes: tuple[Box, ...]
    top: float
    bottom: float
    link: float | None
    total: bool
    next: float = 0


@dataclass(frozen=True)
class Waterfall(Chart):
    rows: tuple[WaterfallRow, ...]
    height: float
    zero: float
    kind: str = field(init=False, default="waterfall")


def waterfall(
    title: str,
    steps: Sequence[Step],
    *,
    description: str = "",
    columns: tuple[str, str] = ("", ""),
    wording: Wording | None = None,
    id: str = "",
) -> Waterfall:
    """`columns` are the heads of the table: step and amount."""
    words = wording or Wording()
    spans = _spans(steps)
    scale = Scale.over([end for span in spans if span for end in span.possible])
    rows, top = [], 0.0
    for step, span in zip(steps, spans, strict=True):
        texts, below = label_lines(step.label, _text(step, span, words), top)
        boxes = _boxes(step, span, scale, below)
        bottom = below + HEIGHT if boxes else below
        rows.append(WaterfallRow(texts, boxes, below, bottom, _link(span, scale), step.total))
        top = bottom + GAP
    rows = [replace(row, next=after.top) for row, after in zip(rows, rows[1:] + rows[-1:], strict=True)]
    cells = tuple((step.label, _text(step, span, words)) for step, span in zip(steps, spans, strict=True))
    table = Table(title, columns, cells)
    height, zero = rounded(max(top - GAP, 1)), rounded(scale.at(0))
    return Waterfall(title, description or title, table, identifier(title, id), tuple(rows), height, zero)


@dataclass(frozen=True)
class Span:
    """Where a step's bar lies: surely (None: nowhere for sure), possibly, and the balance after it."""

    certain: Interval | None
    possible: Interval
    after: Interval


def _spans(steps: Sequence[Step]) -> list[Span | None]:
    """None for a step that cannot be drawn; the balance is then unknown until the next total with a value."""
    spans: list[Span | None] = []
    balance: Interval | None = (NONE, NONE)
    for step in steps:
        span = _total(step.interval or balance) if step.total else _change(balance, step.interval)
        spans.append(span)
        balance = span.after if span else None
    return spans


def _total(balance: Interval | None) -> Span | None:
    if balance is None:
        return None
    low, high = sorted(balance)
    ends = (NONE, low, high)
    certain = (NONE, low) if low > 0 else (high, NONE) if high < 0 else None
    return Span(certain, (min(ends), max(ends)), (low, high))


def _change(balance: Interval | None, change: Interval | None) -> Span | None:
    if balance is None or change is None:
        return None
    low, high = sorted(change)
    after = (balance[0] + low, balance[1] + high)
    possible = (min(balance[0], after[0]), max(balance[1], after[1]))
    certain = (balance[1], balance[0] + low) if low > 0 else (balance[1] + high, balance[0]) if high < 0 else None
    return Span(certain if certain and certain[0] < certain[1] else None, possible, after)


def _text(step: Step, span: Span | None, words: Wording) -> str:
    if step.interval is not None or span is None:
        return words.value(step.value, step.low, step.high)
    low, high = span.after
    return words.value(low if low == high else None, low, high)


def _boxes(step: Step, span: Span | None, scale: Scale, top: float) -> tuple[Box, ...]:
    if span is None:
        return ()
    place = (top, HEIGHT)
    hue = TOTAL_HUE if step.total else MINUS_HUE if _falls(step) else PLUS_HUE
    if span.certain is None:
        return (scale.box(span.possible, place, hue, hatched=True),)
    sides = ((span.possible[0], span.certain[0]), (span.certain[1], span.possible[1]))
    hatched = tuple(scale.box(side, place, hue, hatched=True) for side in sides if side[1] > side[0])
    return (scale.box(span.certain, place, hue), *hatched)


def _falls(step: Step) -> bool:
    interval = step.interval
    return interval is not None and interval[0] < 0


def _link(span: Span | None, scale: Scale) -> float | None:
    if span is None or span.after[0] != span.after[1]:
        return None
    return rounded(scale.at(span.after[0]))
