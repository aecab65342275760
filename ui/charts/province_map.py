"""Map of the twelve provinces: a value or a group per province, and places as dots."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from ui.charts.base import Chart, Legend, Number, Table, Wording, hue, identifier
from ui.charts.outlines import HEIGHT, WIDTH, Point, outlines, project

__all__ = ["Place", "ProvinceMap", "ProvinceValue", "project", "province_map"]

STEPS = 4
"""Shades for values above zero; zero itself stays white."""
DARK_HUES = {1, 3, 5, 6}
DARK_SHADE = 3


@dataclass(frozen=True)
class ProvinceValue:
    """What is known of a province: `iso` "NL-ZH"; `value` ≥ 0 or None (unknown); `group`: name of its region."""

    iso: str
    name: str
    value: Number | None = None
    group: str = ""
    url: str = ""


@dataclass(frozen=True)
class Place:
    """A dot. `count`: how many things stand there; the dot grows with it."""

    name: str
    lat: float
    lon: float
    count: int = 1


@dataclass(frozen=True)
class Area:
    """`shade` 0–4 by value, `hue` 1–6 by group (0: no group), `mark`: the number printed in it ("" for none)."""

    iso: str
    name: str
    text: str
    path: str
    centre: Point
    shade: int | None
    hue: int
    mark: str
    url: str

    @property
    def dark(self) -> bool:
        """Is it filled so dark that its mark must be white?"""
        return self.hue in DARK_HUES or (self.shade or 0) >= DARK_SHADE


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    text: str


@dataclass(frozen=True)
class ProvinceMap(Chart):
    """`legend` for groups; `shades`: list of (shade, text) for values; `links`: has any area a url?"""

    areas: tuple[Area, ...]
    dots: tuple[Dot, ...]
    legend: tuple[Legend, ...]
    shades: tuple[tuple[int | None, str], ...]
    links: bool
    width: int = WIDTH
    height: int = HEIGHT
    kind: str = field(init=False, default="province_map")


def province_map(
    title: str,
    provinces: Sequence[ProvinceValue],
    places: Sequence[Place] = (),
    *,
    description: str = "",
    columns: Sequence[str] = ("", ""),
    wording: Wording | None = None,
    id: str = "",
) -> ProvinceMap:
    """Provinces by `group` when one has a group, else by `value`. `columns`: heads of the table, name and content.

    Provinces that are not given are drawn as unknown. ValueError for an ISO code that does not exist.
    """
    if unknown := {one.iso for one in provinces} - outlines().keys():
        raise ValueError(f"no such province: {', '.join(sorted(unknown))}")
    words = wording or Wording()
    groups = list(dict.fromkeys(one.group for one in provinces if one.group))
    highest = max((float(one.value) for one in provinces if one.value is not None), default=0.0)
    given = {one.iso: one for one in provinces}
    areas = tuple(_area(iso, given.get(iso), groups, highest, words) for iso in outlines())
    rows = tuple((one.name, _text(one, groups, words)) for one in provinces)
    return ProvinceMap(
        title=title,
        description=description or title,
        table=Table(title, tuple(columns), rows, numeric=0 if groups else 2),
        id=identifier(title, id),
        areas=areas,
        dots=tuple(sorted((_dot(place) for place in places), key=lambda dot: -dot.radius)),
        legend=tuple(Legend(hue(index), f"{index + 1}. {group}") for index, group in enumerate(groups)),
        shades=() if groups else _shades(areas, highest, words),
        links=any(area.url for area in areas),
    )


def _text(one: ProvinceValue, groups: list[str], words: Wording) -> str:
    return (one.group or words.unknown) if groups else words.value(one.value)


def _shade(value: Number | None, highest: float) -> int | None:
    if value is None:
        return None
    return 0 if value == 0 else max(1, math.ceil(float(value) / highest * STEPS))


def _area(iso: str, one: ProvinceValue | None, groups: list[str], highest: float, words: Wording) -> Area:
    outline = outlines()[iso]
    if one is None:
        return Area(iso, "", words.unknown, outline.path, outline.centre, None, 0, "", "")
    in_group = groups.index(one.group) + 1 if one.group else 0
    shade = None if groups else _shade(one.value, highest)
    mark = str(in_group or "") if groups else "" if one.value is None else words.number(one.value)
    text = _text(one, groups, words)
    return Area(iso, one.name, text, outline.path, outline.centre, shade, in_group, mark, one.url)


def _dot(place: Place) -> Dot:
    x, y = project(place.lat, place.lon)
    text = f"{place.name}: {place.count}" if place.count > 1 else place.name
    return Dot(x, y, round(5 + 3 * math.sqrt(place.count), 1), text)


def _shades(areas: tuple[Area, ...], highest: float, words: Wording) -> tuple[tuple[int | None, str], ...]:
    """The shades that occur, lightest first, with the values they stand for."""
    present = {area.shade for area in areas}
    known = sorted(shade for shade in present if shade is not None)
    texts = [(shade, _shade_text(shade, highest, words)) for shade in known]
    return (*texts, (None, words.unknown)) if None in present else tuple(texts)


def _shade_text(shade: int, highest: float, words: Wording) -> str:
    if shade == 0:
        return words.number(0)
    start, end = highest * (shade - 1) / STEPS, highest * shade / STEPS
    first, last = math.floor(start) + 1, math.floor(end)
    if highest != int(highest) or last < first:
        return f"{words.number(round(start, 1))}–{words.number(round(end, 1))}"
    return words.number(first) if first == last else f"{words.number(first)}–{words.number(last)}"
