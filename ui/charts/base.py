"""What all charts share: the table beside the picture, words for values, scales, wrapped labels."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

Number = int | float | Decimal
HUES = 6
LINE = 20
"""Height of one line of text, in pixels."""


@dataclass(frozen=True)
class Table:
    """The data behind a chart, as text. `numeric`: from which column (counted from 1) cells are numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    numeric: int = 2


@dataclass(frozen=True)
class Wording:
    """How values are written. Django callers take it from `ui.formats.wording(unit)`."""

    number: Callable[[Number], str] = str
    unknown: str = "unknown"
    about: str = "about {}"
    between: str = "between {} and {}"
    less: str = "{} less"

    def value(self, value: Number | None, low: Number | None = None, high: Number | None = None) -> str:
        """The value; else its bounds, when there are any, after the word for unknown."""
        if value is not None:
            return self.number(value)
        if low is None or high is None:
            return self.unknown
        if high <= 0 and low < 0:
            # What is taken away, without a minus before each bound: the smaller one first.
            bounds = self.less.format(self.between.format(self.number(abs(high)), self.number(abs(low))))
        else:
            bounds = self.between.format(self.number(low), self.number(high))
        return f"{self.unknown} ({bounds})"


@dataclass(frozen=True)
class Text:
    """A line of text. `x` and `y` in the units of its chart."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Box:
    """A horizontal bar: `x` and `width` in percent of the width of the picture, `y` and `height` in pixels."""

    x: float
    y: float
    width: float
    height: float
    hue: int
    hatched: bool = False


@dataclass(frozen=True)
class Legend:
    hue: int
    text: str
    hatched: bool = False


@dataclass(frozen=True)
class Chart:
    """Common part of every chart; subclasses name their `kind`."""

    title: str
    description: str
    table: Table
    id: str
    kind: str = field(init=False, default="")

    @property
    def hatched(self) -> bool:
        """Is anything in the picture hatched, so that it needs a word about that?"""
        return any(box.hatched for row in getattr(self, "rows", ()) for box in row.boxes)

    @property
    def template(self) -> str:
        return f"charts/{self.kind}.html"


def identifier(title: str, given: str = "") -> str:
    """An HTML id for a chart: the given one, else made from its title."""
    if given:
        return given
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "chart-" + (re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "x")


def rounded(value: Number) -> float:
    """One decimal, and never minus zero."""
    return round(float(value), 1) + 0.0


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Lines of at most `width` characters; a longer word is cut."""
    lines: list[str] = []
    for word in text.replace("€ ", "€\N{NO-BREAK SPACE}").split(" "):
        pieces = [word[start : start + width] for start in range(0, len(word), width)]
        for piece in pieces:
            if lines and len(lines[-1]) + 1 + len(piece) <= width:
                lines[-1] = f"{lines[-1]} {piece}"
            else:
                lines.append(piece)
    return tuple(lines) or ("",)


def hue(index: int) -> int:
    """Class number 1–6 of the series with this index."""
    return index % HUES + 1


@dataclass(frozen=True)
class Scale:
    """Values to percent of the width; zero is always on it."""

    low: float
    high: float

    @classmethod
    def over(cls, values: Sequence[Number | None]) -> "Scale":
        known = [float(value) for value in values if value is not None]
        low, high = min([0.0, *known]), max([0.0, *known])
        return cls(low, high if high > low else low + 1)

    def at(self, value: Number) -> float:
        return (float(value) - self.low) / (self.high - self.low) * 100

    def box(self, span: tuple[Number, Number], place: tuple[float, float], hue: int, *, hatched: bool = False) -> Box:
        """A bar over `span` (values) at `place` (y and height, in pixels)."""
        left, right = sorted(rounded(self.at(end)) for end in span)
        return Box(left, rounded(place[0]), rounded(right - left), place[1], hue, hatched)


LABEL_WIDTH = 40
"""Characters on a line: what fits on a telephone of 320 px."""


def label_lines(label: str, value: str, top: float) -> tuple[tuple[Text, ...], float]:
    """Label left and value right on one line where both fit, else under each other. Also the y below them."""
    lines = wrap(label, LABEL_WIDTH)
    if len(lines) == 1 and len(label) + len(value) + 2 <= LABEL_WIDTH:
        return (Text(0, top + 15, label), Text(100, top + 15, value, "end")), top + LINE + 4
    texts = [*lines, *wrap(value, LABEL_WIDTH)]
    first_value = len(lines)
    placed = tuple(
        Text(0, top + 15 + LINE * index, text, "start" if index < first_value else "value")
        for index, text in enumerate(texts)
    )
    return placed, top + LINE * len(texts) + 4
