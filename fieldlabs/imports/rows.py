"""From the cells of one row to what it means: values as the database keeps them, its Fieldlab, its faults."""

from dataclasses import dataclass, field

from django.utils.text import slugify

from fieldlabs.duplicates import bare
from fieldlabs.imports.fields import BY_NAME, COLUMNS, items
from fieldlabs.imports.known import Known, Spot, There
from fieldlabs.imports.problems import Problem
from regions.places import plain
from ui.sheets import ERRORS

# Read apart: each depends on another column.
_APART = ("slug", "city", "trl_min", "trl_max", "region")
_PLAIN = [column for column in COLUMNS if column.name not in _APART]


@dataclass
class Reading:
    """One row. `parsed`: by field; `place` holds what goes with the place, `key` what tells the Fieldlab."""

    parsed: dict[str, object] = field(default_factory=dict)
    problems: list[dict[str, object]] = field(default_factory=list)
    there: There | None = None

    def fault(self, name: str, problem: Problem, *, warning: bool = False) -> None:
        told = {"field": name, "code": problem.code, "facts": problem.facts}
        self.problems.append(told | {"warning": True} if warning else told)

    @property
    def is_faulty(self) -> bool:
        return any(not problem.get("warning") for problem in self.problems)

    @property
    def key(self) -> str:
        if self.there:
            return f"#{self.there.id}"
        return f"{plain(str(self.parsed.get('name', '')))}|{plain(str(self.parsed.get('city', '')))}"


def read(values: dict[str, str], known: Known) -> Reading:
    """`values`: what stands in the cells that are not empty, by field. A cell that is empty changes nothing."""
    reading = Reading()
    values = _values(values, reading)
    for column in _PLAIN:
        value = values.get(column.name)
        if value is not None:
            try:
                reading.parsed[column.name] = column.read(value, known)
            except Problem as problem:
                reading.fault(column.name, problem)
    if "region" in values:
        _try(reading, "region", lambda: BY_NAME["region"].read(values["region"], known))
    _levels(values, reading, known)
    spot = _spot(values, reading, known)
    _find(values, reading, known, spot)
    _complete(values, reading)
    return reading


def _values(values: dict[str, str], reading: Reading) -> dict[str, str]:
    """Without formulas and faults of the spreadsheet; text that was neutralised as it is meant."""
    if not any(value.startswith(("=", "'=", "#")) for value in values.values()):
        return values
    meant = {}
    for name, value in values.items():
        if value.startswith("="):
            reading.fault(name, Problem("formula"))
        elif value in ERRORS:
            reading.fault(name, Problem("error", text=value))
        else:
            meant[name] = value.removeprefix("'") if value.startswith("'=") else value
    return meant


def _try(reading: Reading, name: str, act) -> object:
    try:
        return act()
    except Problem as problem:
        reading.fault(name, problem)
        return None


def _levels(values: dict[str, str], reading: Reading, known: Known) -> None:
    read_both = {
        name: _try(reading, name, lambda name=name: BY_NAME[name].read(values[name], known))
        for name in ("trl_min", "trl_max")
        if name in values
    }
    low, high = read_both.get("trl_min"), read_both.get("trl_max")
    if low and high:
        if low[0] > high[-1]:
            reading.fault("trl_max", Problem("level_order"))
        reading.parsed |= {"trl_min": low[0], "trl_max": high[-1]}
    elif low and (len(low) == 2 or len(read_both) == 1):
        # One level alone is from and to that level.
        reading.parsed |= {"trl_min": low[0], "trl_max": low[-1]}
    elif high and len(read_both) == 1:
        reading.fault("trl_min", Problem("level_half"))


def _spot(values: dict[str, str], reading: Reading, known: Known) -> Spot | None:
    """The place that the cell names, in the region; None with a problem kept apart when it is not known."""
    name, province = values.get("city"), reading.parsed.get("province_id")
    if not name:
        return None
    spots = known.places.get(plain(name), [])
    own = [spot for spot in spots if spot.region_id == known.region.pk]
    fitting = [spot for spot in own if spot.province == province] if province else own
    return fitting[0] if len(fitting) == 1 else None


def _place_fault(name: str, province: object, known: Known) -> Problem:
    spots = known.places.get(plain(name), [])
    own = [spot for spot in spots if spot.region_id == known.region.pk]
    if not spots:
        like = known.place_like(name)
        return Problem("no_place_like", value=name, like=like) if like else Problem("no_place", value=name)
    if not own:
        return Problem("other_region", region=str(known.region))
    if province and all(spot.province != province for spot in own):
        return Problem("place_province", value=name)
    return Problem("many_places", choices=", ".join(sorted({spot.province.removeprefix("NL-") for spot in own})))


def _find(values: dict[str, str], reading: Reading, known: Known, spot: Spot | None) -> None:
    """Which Fieldlab it is, and where. A place that is kept as it stands needs no list of places."""
    typed = values.get("city", "")
    city = spot.name if spot else typed
    if "slug" in values:
        reading.there = known.by_slug.get(values["slug"])
        if reading.there is None:
            reading.fault("slug", Problem("no_slug"))
    elif "name" in reading.parsed:
        found = known.same(str(reading.parsed["name"]), city, typed)
        if len(found) > 1:
            reading.fault("slug", Problem("many_fieldlabs", choices=", ".join(one.slug for one in found)))
        reading.there = found[0] if found else None
        near = known.alike.get(bare(str(reading.parsed["name"])))
        if near and not found:
            reading.fault("name", Problem("alike", name=near), warning=True)
    if not city or (reading.there and plain(reading.there.city) in (plain(city), plain(typed))):
        return
    if spot is None:
        reading.fault("city", _place_fault(city, reading.parsed.get("province_id"), known))
        return
    reading.parsed["city"] = spot.name
    reading.parsed["place"] = {"province_id": spot.province, "lat": spot.lat, "lon": spot.lon}


def _complete(values: dict[str, str], reading: Reading) -> None:
    if reading.there is None:
        told = {problem["field"] for problem in reading.problems}
        for column in COLUMNS:
            if column.needed and column.name not in values and column.name not in told:
                reading.fault(column.name, Problem("missing"))
    starts, ends = reading.parsed.get("plan_starts_on"), reading.parsed.get("plan_ends_on")
    if starts and ends and str(ends) <= str(starts):
        reading.fault("plan_ends_on", Problem("plan_order"))
    words = reading.parsed.get("technologies")
    if isinstance(words, list) and len(words) < len(items(values["technologies"])):
        twice = [plain(part) for part in items(values["technologies"])]
        value = next((part for part in twice if twice.count(part) > 1), "")
        if value:
            reading.fault("technologies", Problem("doubled", value=value), warning=True)


def address(name: str, taken: set[str]) -> str:
    """A free slug, which is from now on taken."""
    start = slugify(name)[:70].strip("-") or "lab"
    if start not in taken:
        taken.add(start)
        return start
    number = 2
    while f"{start}-{number}" in taken:
        number += 1
    taken.add(f"{start}-{number}")
    return f"{start}-{number}"
