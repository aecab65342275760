"""The budget tree with what the books hold on each line, and what of it is uncertain; read for pages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from funding import books, envelope
from funding.amounts import Range
from funding.measures import BOOK_MEASURES, FIXED, Holdings, Measure
from funding.models import Account, BudgetLine, Reservation
from programme.papers import source_of
from ui import formats

SHOWN = ("allotted", "available", "reserved", "committed", "paid", "freed", "cash_available", "cash_paid")
MEASURES: tuple[Measure, ...] = tuple(one for key in SHOWN for one in BOOK_MEASURES if one.key == key)
CENTER = "data_value_center"


@dataclass(frozen=True)
class Cell:
    """A measure of a line with all below it (`text`), and of the line itself where it holds something else (`own`).

    `measure`: for the link to the accounts behind it. `linked`: the accounts of the line itself, or all of them, add up
    to `text`.
    """

    measure: str
    text: str
    unsure: bool
    own: str
    linked: bool


@dataclass(frozen=True)
class Row:
    """`depth`: 0 for the whole."""

    line: BudgetLine
    depth: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Reading:
    """One way to read the letter: out of `pool` comes the Data Value Center, `most` at most.

    `rest`: the lines that share with it, and what is at most left for each.
    """

    pool: BudgetLine
    by_text: bool
    most: Range
    rest: list[tuple[BudgetLine, Range]]


def words(amount: Range | None) -> str:
    """What is known of an amount: "€ 5", "at most € 5", "between € 3 and € 5", "at least € 3", "unknown".

    None: nothing was ever recorded there, which is not zero.
    """
    if amount is None:
        return _("not recorded")
    low, high = formats.euro(amount.low), formats.euro(amount.high)
    match amount.status:
        case "exact":
            return low
        case "at_least":
            return _("at least %(value)s") % {"value": formats.unbroken(low)}
        case "range":
            bounds = {"low": formats.unbroken(low), "high": formats.unbroken(high)}
            return _("between %(low)s and %(high)s") % bounds if amount.low else _("at most %(high)s") % bounds
        case _:
            return formats.unknown()


def in_order(lines: Sequence[BudgetLine]) -> list[tuple[BudgetLine, int]]:
    """Each line with its depth, every line above what lies below it."""
    below: dict[int | None, list[BudgetLine]] = defaultdict(list)
    for line in lines:
        below[line.parent_id].append(line)

    def walk(parent: int | None, depth: int) -> list[tuple[BudgetLine, int]]:
        return [pair for line in below[parent] for pair in [(line, depth), *walk(line.pk, depth + 1)]]

    return walk(None, 0)


def years(today: date) -> list[int]:
    """Budget years that the books know, and this one; the newest first."""
    known = Account.objects.filter(year__isnull=False).values_list("year", flat=True).distinct().order_by()
    return sorted({*known, today.year}, reverse=True)


def tree(year: int | None) -> list[Row]:
    """The lines with their money in a budget year (None: all years together)."""
    lines = list(BudgetLine.objects.all())
    held = books.by_line(year)
    ordered = in_order(lines)
    rows = []
    for place, (line, depth) in enumerate(ordered):
        below = _below(ordered, place)
        own = held.get(line.pk, Holdings())
        whole = sum((held.get(one.pk, Holdings()) for one in below), own)
        rows.append(Row(line, depth, tuple(_cell(one, own, whole, top=depth == 0) for one in MEASURES)))
    return rows


def _below(ordered: list[tuple[BudgetLine, int]], place: int) -> list[BudgetLine]:
    depth, found = ordered[place][1], []
    for line, other in ordered[place + 1 :]:
        if other <= depth:
            break
        found.append(line)
    return found


def _cell(measure: Measure, own: Holdings, whole: Holdings, *, top: bool) -> Cell:
    total, mine = measure.value(whole), measure.value(own)
    same = total == mine or mine is None
    recorded = total is not None
    unsure = total is None or not total.known
    return Cell(measure.key, words(total), unsure, "" if same else words(mine), recorded and (total == mine or top))


def reservations(year: int | None) -> list[Reservation]:
    """Open ones, in order of the lines."""
    found = books.open_reservations(year).annotate(source_url=source_of())
    return list(found.select_related("line").order_by("line__position", "pk"))


def readings() -> list[Reading]:
    """What depends on the Data Value Center, by the letter's text and by its table. Empty without such a line."""
    money = envelope.read()
    tree = money.envelope
    if CENTER not in tree.lines:
        return []
    by_text = tree.above(CENTER)[0]
    found = []
    for pool in (by_text, tree.root):
        above = {*tree.above(CENTER), CENTER}
        sharing = [key for key in tree.below(pool) if key not in above and not _kept(tree, key)]
        rest = [(money.line(key), Range(high=tree.amount(key).high)) for key in sharing]
        found.append(Reading(money.line(pool), pool == by_text, Range(high=tree.most(CENTER, pool)), rest))
    return found


def _kept(tree: envelope.Envelope, key: str) -> bool:
    """Set apart for somebody else: the Center takes nothing of it."""
    return tree.set_apart(key) is not None and (tree.lines[key].status != FIXED or not tree.children(key))
