"""Counts per facet of any selection of Fieldlabs, with one bit per Fieldlab, and which lie near. No database here.

A selection is an integer: bit n stands for the nth Fieldlab. "Both" is `&`, and counting is `int.bit_count()`, so that
the counts of fifty filters over 100,000 Fieldlabs take a millisecond.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy

from regions.distance import EARTH_RADIUS_KM

FACETS = ("region", "province", "transformation", "service", "training", "trl", "standing")
PLACED = "placed"
"""Not a filter: whether the position is known."""
# As the column `facets` writes them.
COLUMNS = ("region", "province", "standing", "transformation", "service", "training", "trl", PLACED)
# These always have a value, which is then "" for unknown or national; of the others "" is no value.
ALWAYS = {"region", "province", "standing"}
BITS = 64


@dataclass(frozen=True)
class Tally:
    """`places`: id of a Fieldlab → its bit. `bits`: facet → value → the Fieldlabs that have it.

    `lats`, `lons`: per bit, in radians; not a number where the position is unknown.
    """

    places: Mapping[int, int]
    bits: Mapping[str, Mapping[str, int]]
    lats: numpy.ndarray
    lons: numpy.ndarray

    @classmethod
    def of(cls, groups: Iterable[tuple[str, list[int], list[float | None], list[float | None]]]) -> "Tally":
        """From the column `facets` (`3|NL-ZH|A|smart-working|advice|ja|4-6|1`), the ids that have it, their degrees."""
        numbers: dict[tuple[str, str], int] = {}
        masks: list[int] = []
        places: dict[int, int] = {}
        degrees: tuple[list[float | None], list[float | None]] = ([], [])
        for facets, ids, lats, lons in groups:
            mask = sum(1 << numbers.setdefault(pair, len(numbers)) for pair in _pairs(facets))
            masks += [mask] * len(ids)
            for one in ids:
                places[one] = len(places)
            degrees[0].extend(lats)
            degrees[1].extend(lons)
        selections = _turned(masks, len(numbers))
        bits: dict[str, dict[str, int]] = {facet: {} for facet in COLUMNS}
        for (facet, value), number in numbers.items():
            bits[facet][value] = selections[number]
        return cls(places, bits, *(numpy.radians(numpy.array(some, dtype=float)) for some in degrees))

    @property
    def everything(self) -> int:
        return (1 << len(self.places)) - 1

    def some(self, ids: Iterable[int]) -> int:
        """The selection of these ids; an id that came after the tally was made is left out."""
        marks = bytearray(b"0" * len(self.places))
        for one in ids:
            place = self.places.get(one)
            if place is not None:
                marks[-1 - place] = ord("1")
        return int(marks, 2) if marks else 0

    def near(self, lat: float, lon: float, radius: float) -> int:
        """Within so many kilometres of a position in degrees, as regions.distance.km reckons. Unknown is not near."""
        north, east = numpy.radians([lat, lon])
        rise, run = numpy.sin((self.lats - north) / 2), numpy.sin((self.lons - east) / 2)
        chord = numpy.sqrt(rise**2 + numpy.cos(north) * numpy.cos(self.lats) * run**2)
        near = 2 * EARTH_RADIUS_KM * numpy.arcsin(numpy.minimum(chord, 1)) <= radius
        return int.from_bytes(numpy.packbits(near, bitorder="little").tobytes(), "little")

    def having(self, facet: str, value: str) -> int:
        return self.bits[facet].get(value, 0)

    def chosen(self, selection: int, chosen: Mapping[str, str]) -> int:
        """What of the selection has every chosen value."""
        for facet, value in chosen.items():
            selection &= self.having(facet, value)
        return selection

    def counts(self, selection: int, chosen: Mapping[str, str]) -> dict[str, Counter]:
        """Per facet what each of its values would give beside the other facets that are chosen."""
        counts = {}
        for facet in FACETS:
            others = self.chosen(selection, {one: value for one, value in chosen.items() if one != facet})
            counts[facet] = Counter({value: (others & bits).bit_count() for value, bits in self.bits[facet].items()})
        return counts


def _pairs(facets: str) -> Iterable[tuple[str, str]]:
    for facet, text in zip(COLUMNS, facets.split("|"), strict=True):
        if facet in ALWAYS:
            yield facet, text
        else:
            for value in text.split():
                yield facet, value


def _turned(masks: list[int], width: int) -> list[int]:
    """From a mask of values per Fieldlab to a selection of Fieldlabs per value: the same bits, turned on their side."""
    selections = []
    for start in range(0, width, BITS):
        words = array("Q", [mask >> start & (1 << BITS) - 1 for mask in reversed(masks)])
        flat = words.tobytes()
        for number in range(min(BITS, width - start)):
            plane = flat[number // 8 :: words.itemsize] if _LITTLE else flat[7 - number // 8 :: words.itemsize]
            digits = plane.translate(_DIGITS[number % 8])
            selections.append(int(digits, 2) if digits else 0)
    return selections


_LITTLE = array("H", [1]).tobytes()[0] == 1
# For each bit of a byte: the digit that it is.
_DIGITS = [bytes(ord("1") if byte >> bit & 1 else ord("0") for byte in range(256)) for bit in range(8)]
