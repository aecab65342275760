"""Radar chart: one axis per subject, one to three series on a scale from 1 to 5."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from ui.charts.base import Chart, Legend, Number, Table, Text, Wording, hue, identifier, rounded, wrap

WIDTH, HEIGHT = 720, 480
CENTRE_X, CENTRE_Y, RADIUS = 360, 240, 160
LOWEST, HIGHEST = 1, 5
FEWEST_AXES, MOST_SERIES = 3, 3
UPRIGHT = 0.2
"""An axis that leans less than this (cosine) has its name above or below it."""
CORE = 0.12
"""Share of the radius at which the lowest value stands, so that level 1 is a shape and not a dot."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Series:
    """A value (1–5) or None (unknown) per axis."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True)
class Axis:
    number: int
    name: str
    end: Point
    mark: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Shape:
    """`area`: points of the closed shape, "" when a value is unknown; `segments`: lines between known neighbours."""

    name: str
    hue: int
    area: str
    segments: tuple[tuple[Point, Point], ...]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Radar(Chart):
    """All coordinates in the view box `width` × `height`."""

    axes: tuple[Axis, ...]
    rings: tuple[str, ...]
    ring_marks: tuple[Text, ...]
    shapes: tuple[Shape, ...]
    legend: tuple[Legend, ...]
    width: int = WIDTH
    height: int = HEIGHT
    centre: Point = (CENTRE_X, CENTRE_Y)
    kind: str = field(init=False, default="radar")


def radar(
    title: str,
    axes: Sequence[str],
    series: Sequence[Series],
    *,
    description: str = "",
    first_column: str = "",
    wording: Wording | None = None,
    id: str = "",
) -> Radar:
    """At least three axes, one to three series, a value or None per axis. ValueError otherwise."""
    _check(axes, series)
    words = wording or Wording()
    count = len(axes)
    cells = tuple(
        (f"{index + 1}. {name}", *(words.value(one.values[index]) for one in series)) for index, name in enumerate(axes)
    )
    levels = range(LOWEST, HIGHEST + 1)
    return Radar(
        title=title,
        description=description or title,
        table=Table(title, (first_column, *(one.name for one in series)), cells),
        id=identifier(title, id),
        axes=tuple(_axis(index, name, count) for index, name in enumerate(axes)),
        rings=tuple(_path([_at(index, count, level) for index in range(count)]) for level in levels),
        ring_marks=tuple(_ring_mark(level, count) for level in levels),
        shapes=tuple(_shape(one, hue(index), count) for index, one in enumerate(series)),
        legend=tuple(Legend(hue(index), one.name) for index, one in enumerate(series)),
    )


def _check(axes: Sequence[str], series: Sequence[Series]) -> None:
    if len(axes) < FEWEST_AXES or not 1 <= len(series) <= MOST_SERIES:
        raise ValueError("radar takes at least three axes and one to three series")
    for one in series:
        if len(one.values) != len(axes):
            raise ValueError("one value (or None) per axis")
        if any(value is not None and not LOWEST <= value <= HIGHEST for value in one.values):
            raise ValueError(f"values lie between {LOWEST} and {HIGHEST}")


def _turn(index: int, count: int) -> Point:
    angle = 2 * math.pi * index / count - math.pi / 2
    return math.cos(angle), math.sin(angle)


def _place(index: int, count: int, distance: float) -> Point:
    across, down = _turn(index, count)
    return rounded(CENTRE_X + across * distance), rounded(CENTRE_Y + down * distance)


def _at(index: int, count: int, value: Number) -> Point:
    share = (float(value) - LOWEST) / (HIGHEST - LOWEST)
    return _place(index, count, RADIUS * (CORE + (1 - CORE) * share))


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _ring_mark(level: int, count: int) -> Text:
    """The number of a ring, beside the first axis."""
    x, y = _at(0, count, level)
    return Text(rounded(x + 6), rounded(y + 4), str(level))


def _axis(index: int, name: str, count: int) -> Axis:
    across, down = _turn(index, count)
    mark_x, mark_y = _place(index, count, RADIUS + 20)
    anchor = "middle" if abs(across) < UPRIGHT else "start" if across > 0 else "end"
    x, y = _place(index, count, RADIUS + (42 if anchor == "middle" else 38))
    lines = wrap(name, 36 if anchor == "middle" else 19)[:4]
    first = y - (len(lines) - 1) * 9 * (1 - down if anchor == "middle" else 1) + 5
    texts = tuple(Text(x, rounded(first + 18 * row), line, anchor) for row, line in enumerate(lines))
    return Axis(index + 1, name, _place(index, count, RADIUS), Text(mark_x, mark_y, str(index + 1), "middle"), texts)


def _shape(one: Series, hue: int, count: int) -> Shape:
    places = [None if value is None else _at(index, count, value) for index, value in enumerate(one.values)]
    neighbours = zip(places, [*places[1:], places[0]], strict=True)
    known = tuple(place for place in places if place is not None)
    return Shape(
        name=one.name,
        hue=hue,
        area=_path(known) if len(known) == count else "",
        segments=tuple((first, second) for first, second in neighbours if first and second),
        points=known,
    )
