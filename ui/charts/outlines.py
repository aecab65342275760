"""Outlines of the provinces, from the vendored map (@svg-maps/netherlands, MapSVG, CC-BY-4.0).

The map is in Mercator's projection. The factors below were fitted on the 1,966 places of places.csv: 99% of them then
fall inside their own province. Corners are moved to a grid of two units, which keeps common borders common and
makes all twelve outlines 15 kB (3 kB compressed) instead of 68.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MAP = Path(__file__).resolve().parents[2] / "static" / "vendor" / "svg-maps-netherlands-1.0.0" / "netherlands.svg"
WIDTH, HEIGHT = 613, 724
GRID = 2
FEWEST_CORNERS = 4
LON_FACTOR, LON_OFFSET = 158.386, -532.81
LAT_FACTOR, LAT_OFFSET = -9032.8, 10037.85

Point = tuple[float, float]

_PROVINCE = re.compile(r'id="(\w\w)"\s+name="[^"]*"\s+d="([^"]*)"')
_PAIR = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


@dataclass(frozen=True)
class Outline:
    """SVG path of a province and the point where a number fits, in the view box WIDTH × HEIGHT."""

    iso: str
    path: str
    centre: Point


def project(lat: float, lon: float) -> Point:
    """Degrees (WGS 84) to the view box of the map, one decimal."""
    down = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return round(LON_FACTOR * lon + LON_OFFSET, 1), round(LAT_FACTOR * down + LAT_OFFSET, 1)


@lru_cache(maxsize=1)
def outlines() -> dict[str, Outline]:
    """ISO code ("NL-ZH") -> outline, the twelve provinces in alphabetical order of code."""
    found = dict(_PROVINCE.findall(MAP.read_text(encoding="utf-8")))
    return {f"NL-{name.upper()}": _outline(f"NL-{name.upper()}", path) for name, path in sorted(found.items())}


def _outline(iso: str, path: str) -> Outline:
    rings = [ring for ring in map(_simplified, rings_of(path)) if len(ring) >= FEWEST_CORNERS]
    largest = max(rings, key=_area)
    return Outline(iso, "".join(map(_path, rings)), _centre(largest))


def rings_of(path: str) -> list[list[Point]]:
    """Closed rings of a path that only has the commands m and z, both relative."""
    rings: list[list[Point]] = []
    x = y = 0.0
    for part in path.replace("m", "").split("z")[:-1]:
        ring: list[Point] = []
        for across, down in _PAIR.findall(part):
            x, y = x + float(across), y + float(down)
            ring.append((x, y))
        rings.append(ring)
        x, y = ring[0]
    return rings


def _simplified(ring: list[Point]) -> list[tuple[int, int]]:
    """On the grid, without repeated corners and without corners in a straight line."""
    kept: list[tuple[int, int]] = []
    for x, y in ring:
        corner = (round(x / GRID) * GRID, round(y / GRID) * GRID)
        if kept and kept[-1] == corner:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], corner):
            kept.pop()
        kept.append(corner)
    return kept


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) == (b[1] - a[1]) * (c[0] - b[0])


def _path(ring: list[tuple[int, int]]) -> str:
    first, rest = ring[0], ring[1:]
    steps, (x, y) = [], first
    for corner in rest:
        steps.append(f"{corner[0] - x} {corner[1] - y}")
        x, y = corner
    return f"M{first[0]} {first[1]}l{' '.join(steps)}z"


def _twice_area(ring: list[tuple[int, int]]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def _area(ring: list[tuple[int, int]]) -> float:
    return abs(_twice_area(ring))


def _centre(ring: list[tuple[int, int]]) -> Point:
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    weights = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    total = sum(weights) * 3
    x = sum((a[0] + b[0]) * weight for (a, b), weight in zip(pairs, weights, strict=True)) / total
    y = sum((a[1] + b[1]) * weight for (a, b), weight in zip(pairs, weights, strict=True)) / total
    return round(x, 1), round(y, 1)
