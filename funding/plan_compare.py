"""What differs between two versions of a plan, section by section. Pure: it reads nothing."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from funding.models import PlanVersion, Section
from funding.plan_content import FIELDS, PARTS, Part, Row, rows, values
from ui import formats
from ui.differences import ADDED, REMOVED, SAME, Piece, words

CHANGED = "changed"
HIDDEN = frozenset(["pledge"])
NEVER_MONEY = frozenset(["start", "target", "year"])


@dataclass(frozen=True)
class Line:
    """One field in both versions, as text; None: unknown or not there. `difference`: of amounts, with its sign."""

    label: str
    before: str | None
    after: str | None
    difference: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Thing:
    """A row, or the section's own fields, in both versions."""

    name: str
    kind: str
    lines: list[Line]


@dataclass
class Compared:
    section: str
    title: str
    things: list[Thing] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return any(thing.kind != SAME for thing in self.things)


def compare(before: PlanVersion, after: PlanVersion) -> list[Compared]:
    """All sections of two versions that plan_content.with_parts read."""
    found = []
    for section in Section:
        one = Compared(section, str(section.label))
        if section in FIELDS:
            one.things.append(_fields(before, after, section))
        if section in PARTS:
            one.things += _rows(PARTS[section], rows(before, section), rows(after, section))
        found.append(one)
    return found


def _fields(before: PlanVersion, after: PlanVersion, section: str) -> Thing:
    old, new = values(before, section), values(after, section)
    lines = [_line(PlanVersion, name, old[name], new[name]) for name in old]
    return Thing("", CHANGED if any(line.changed for line in lines) else SAME, lines)


def _rows(part: Part, old: list[Row], new: list[Row]) -> list[Thing]:
    """Rows with the same key are the same thing; of several with one key the first goes with the first."""
    left = list(new)
    things = []
    for row in old:
        match = next((one for one in left if one[part.key] == row[part.key]), None)
        if match is not None:
            left.remove(match)
        things.append(_thing(part, row, match))
    return things + [_thing(part, None, row) for row in left]


def _thing(part: Part, old: Row | None, new: Row | None) -> Thing:
    names = [name for name in part.fields if name not in HIDDEN]
    lines = [_line(part.model, name, old and old[name], new and new[name]) for name in names]
    if old is None or new is None:
        kind = ADDED if old is None else REMOVED
    else:
        kind = CHANGED if any(line.changed for line in lines) else SAME
    return Thing(str((old or new)[part.key]), kind, [line for line in lines if line.before or line.after])


def _line(model, name: str, old: object, new: object) -> Line:
    found = model._meta.get_field(name)
    before, after = _text(found, old), _text(found, new)
    difference, pieces = "", ()
    if isinstance(old, Decimal) and isinstance(new, Decimal) and old != new:
        difference = _signed(new - old, money=name not in NEVER_MONEY)
    elif before != after and isinstance(old, str) and isinstance(new, str) and not found.choices:
        pieces = words(old, new)
    label = str(found.verbose_name)
    return Line(capfirst(label), before, after, difference, pieces)


def _text(found, value: object) -> str | None:
    if value is None or value == "":
        return None
    if found.choices:
        return str(dict(found.flatchoices)[value])
    match value:
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return formats.number(value) if found.name in NEVER_MONEY else formats.euro(value)
        case date():
            return formats.date_long(value)
        case _:
            return str(value["name"] if isinstance(value, dict) else value)


def _signed(amount: Decimal, *, money: bool) -> str:
    text = formats.euro(abs(amount)) if money else formats.number(abs(amount))
    return ("+" if amount > 0 else "\N{MINUS SIGN}") + " " + text
