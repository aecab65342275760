"""Where the rows of the dashboard lie: the lines of the budget, the hubs, and what is of both. No queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from funding.models import BudgetLine
from funding.moves import Place
from regions.models import Region
from ui.language import local

REGIONAL = "regional"
"""Key of the line that is for the hubs: the 2.8 million."""
UNDIVIDED = "none"


@dataclass(frozen=True)
class Spot:
    """What a row is about: `key` of the line, or the slug of the region, and the place where its money lies."""

    key: str
    name: str
    depth: int
    place: Place
    total: bool = False


class NoSuchPlace(LookupError):
    """The course over time is asked of what is no line or no hub."""


class Chosen(Protocol):
    """Key of a line and slug of a hub, "" for all of them."""

    line: str
    hub: str


def course(view: Chosen, found: Mapping[str, Sequence[Spot]]) -> Spot:
    """Of what the course over time is asked: the whole, a line, a hub, or a hub's part of a line; see `spots`.

    Raises NoSuchPlace for another line or hub.
    """
    whole = found["lines"][-1]
    line = {**{spot.key: spot for spot in found["lines"]}, "": whole}.get(view.line)
    hubs = {spot.key: spot for spot in found["hubs"] if not spot.total}
    if line is None or (view.hub and view.hub not in hubs):
        raise NoSuchPlace
    if not view.hub:
        return line
    hub = hubs[view.hub]
    if line is whole:
        return hub
    inside = tuple(one for one in hub.place.lines if one in line.place.lines)
    own = tuple(one for one in hub.place.own if one in inside)
    name = _("%(hub)s, %(line)s") % {"hub": hub.name, "line": line.name}
    return Spot(f"{line.key}-{hub.key}", name, 1, Place(inside, hub.place.region, own))


def spots(lines: Sequence[BudgetLine], regions: Sequence[Region]) -> dict[str, list[Spot]]:
    """The rows of each group of tables: "lines" and "hubs"."""
    tree = _Tree(lines)
    return {"lines": [_line_spot(tree, line) for line in tree.in_order()], "hubs": list(_hub_spots(tree, regions))}


class _Tree:
    """The lines with what lies below them."""

    def __init__(self, lines: Sequence[BudgetLine]) -> None:
        self.lines = {line.pk: line for line in lines}
        (self.root,) = (line for line in lines if line.parent_id is None)

    def children(self, line: BudgetLine) -> list[BudgetLine]:
        return [one for one in self.lines.values() if one.parent_id == line.pk]

    def below(self, line: BudgetLine) -> list[BudgetLine]:
        """This line and all below it, in order of the tree."""
        return [line, *(one for child in self.children(line) for one in self.below(child))]

    def in_order(self) -> list[BudgetLine]:
        """The whole comes last, as the total."""
        return [*self.below(self.root)[1:], self.root]

    def depth(self, line: BudgetLine) -> int:
        return 0 if line.parent_id is None else 1 + self.depth(self.lines[line.parent_id])


def _line_spot(tree: _Tree, line: BudgetLine) -> Spot:
    inside = tuple(one.pk for one in tree.below(line))
    return Spot(line.key, local(line, "name"), tree.depth(line), Place(inside), total=line is tree.root)


def _hub_spots(tree: _Tree, regions: Sequence[Region]) -> Iterable[Spot]:
    """Every region, what is of none, and the whole of the line for the hubs."""
    (whole,) = (line for line in tree.lines.values() if line.key == REGIONAL)
    inside = tuple(one.pk for one in tree.below(whole))
    owned = {region.pk: tuple(line for line in region.own_lines if line in inside) for region in regions}
    for region in regions:
        yield Spot(region.slug, local(region, "name"), 1, Place(inside, region.pk, owned[region.pk]))
    rest = tuple(line for line in inside if not any(line in own for own in owned.values()))
    yield Spot(UNDIVIDED, _("Not divided over the hubs"), 1, Place(inside, None, rest))
    yield Spot(whole.key, local(whole, "name"), 0, Place(inside), total=True)
