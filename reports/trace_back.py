"""From services back to euros. In words, without queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from reports import trace_measures
from reports.closing import TOTAL
from reports.facts import Fact
from reports.indicators import companies
from reports.tables import Shown
from reports.trace_cells import Row, Shutter, Table, count, label, shut, with_unknown

NAMED, OTHER = "named", "other"


def back_tables(served: Sequence[Fact], stepped: set[str]) -> tuple[Table, Table]:
    """All services together, and by who did them."""
    by_provider = providers(served, stepped)
    total = by_provider.rows[-1].cells
    return _whole(served, stepped, open_=all(cell.status != "closed" for cell in total[1:3])), by_provider


def _whole(served: Sequence[Fact], stepped: set[str], *, open_: bool) -> Table:
    """Services that lead to no euro have a row of their own. `open_`: are the euros of both open in the other table?"""
    parts = {NAMED: [one for one in served if one.award], OTHER: [one for one in served if not one.award]}
    shutter = Shutter(parts, stepped)
    shutter.everything = not open_
    names = {NAMED: _("Name an award"), OTHER: _("Name no award: not traced")}
    rows = [Row(names[part], _of_part(own, stepped, shutter, part)) for part, own in parts.items()]
    rows.append(Row(_("All services"), _of_part(served, stepped, shutter, TOTAL), total=True))
    note = _("Every service, whether it leads back to money or not.")
    columns = (_("Services"), _("Worth, less what companies paid"), label("served"), label("served_step"))
    return Table("back_whole", _("And back: what leads to money"), note, _("Services that"), columns, tuple(rows))


def _of_part(served: Sequence[Fact], stepped: set[str], shutter: Shutter, part: str) -> tuple[Shown, ...]:
    if shutter.hides(part):
        return (shut(),) * 4
    steps = shut() if shutter.hides_steps(part) else count(len(companies(served) & stepped))
    return (count(len(served)), with_unknown(trace_measures.traced(served)), count(len(companies(served))), steps)


def providers(served: Sequence[Fact], stepped: set[str]) -> Table:
    """From who did it back to the money: services that name no award lead to no euro."""
    parts: dict[str, list[Fact]] = defaultdict(list)
    for fact in served:
        parts[fact.provider].append(fact)
    parts = dict(sorted(parts.items(), key=lambda one: (not one[0], one[0])))
    back = _Back(parts, stepped)
    rows = [Row(name or _("The desk itself"), back.cells(name, own)) for name, own in parts.items()]
    rows.append(Row(_("All services"), back.cells(TOTAL, list(served)), total=True))
    columns = (
        *(_("Services"), _("Traced to an award"), _("Names no award")),
        *(label("served"), label("served_step")),
    )
    note = _(
        "What Fieldlabs and desks did for companies. Where a service names no award, no euro can be found behind it."
    )
    return Table("back", _("And back: from service to euro"), note, _("Done by"), columns, tuple(rows))


class _Back:
    """Services that name an award and services that do not are judged apart: each could be of few companies."""

    def __init__(self, parts: Mapping[str, list[Fact]], stepped: set[str]) -> None:
        self.stepped = stepped
        self.whole = Shutter(parts, stepped)
        self.named = Shutter({part: [one for one in own if one.award] for part, own in parts.items()}, stepped)
        self.other = Shutter({part: [one for one in own if not one.award] for part, own in parts.items()}, stepped)

    def cells(self, part: str, served: list[Fact]) -> tuple[Shown, ...]:
        if self.whole.hides(part):
            return (shut(),) * 5
        named = trace_measures.traced(fact for fact in served if fact.award)
        other = trace_measures.traced(fact for fact in served if not fact.award)
        stepped = len(companies(served) & self.stepped)
        return (
            count(len(served)),
            shut() if self.named.hides(part) else with_unknown(named),
            shut() if self.other.hides(part) else with_unknown(other),
            count(len(companies(served))),
            shut() if self.whole.hides_steps(part) else count(stepped),
        )
