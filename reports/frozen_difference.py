"""The entries behind every figure that changed between two days, read at once and listed once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import moves
from funding.account_register import MEASURED_ON
from reports import budget, budget_export
from reports.budget_data import Places
from reports.budget_difference import Change, Difference
from reports.figures import day_of
from reports.frozen_figure import MOST_ROWS, TEXTS, addresses, bounded, closed, entry_columns, entry_of, entry_row
from reports.tables import Plain, Shown
from ui import formats

MOST_READ = 20_000
"""Transfers between two days that are read to list the entries behind each figure."""
SIDES = ("from_account", "to_account")
PARTS = {
    "line": "line",
    "ledger": "ledger",
    "kind": "kind",
    "year": "year",
    "own": "pool__region",
    "plan": "pool__plan__region",
}
ABOUT = {f"{side}_{name}": F(f"{side}__{path}") for side in SIDES for name, path in PARTS.items()}


@dataclass(frozen=True)
class Listed:
    """Figures behind which are the same entries: their names, and how much each entry moved them, in euros."""

    names: tuple[str, ...]
    moved: Mapping[int, Decimal]


def entries(difference: Difference, where: Places) -> tuple[tuple[Plain, ...], str]:
    """A table for each list of entries, and what must be said when they are too many to list."""
    since, view = difference.since.view, difference.board.view
    between = moves.transfers(day_of(view), since=day_of(since), demo=view.demo).annotate(**ABOUT, **TEXTS)
    fields = ("entry", "valid_on", "recorded_on", "amount", *(f"{side}_id" for side in SIDES), *ABOUT, *TEXTS)
    transfers = list(between.order_by("valid_on", "entry", "pk").values(*fields)[: MOST_READ + 1])
    if len(transfers) > MOST_READ:
        many = {"number": formats.number(MOST_READ)}
        return (), _("More than %(number)s transfers lie between these days; an annex does not list them.") % many
    return tuple(_tables(difference, transfers, where)), ""


def _tables(difference: Difference, transfers: Sequence[dict], where: Places) -> Iterable[Plain]:
    about = {one["entry"]: one for one in transfers}
    lists = _bounded(_grouped(difference, transfers, where))
    found_at = addresses(entry for _listed, shown in lists for entry in shown)
    for number, (listed, shown) in enumerate(lists, start=1):
        rows = [_row(about[entry], listed.moved[entry], found_at[entry]) for entry in shown]
        left = len(listed.moved) - len(rows)
        yield Plain(
            key=f"entries_{number}",
            title=_("Entries behind “%(figure)s”") % {"figure": listed.names[0]},
            note=". ".join([*_others(listed.names[1:]), *bounded(left)]),
            columns=entry_columns(),
            rows=closed(rows, left, sum(listed.moved.values(), Decimal(0))),
            source=budget_export.source(difference.board),
            unit="EUR",
        )


def _bounded(lists: Iterable[Listed]) -> list[tuple[Listed, list[int]]]:
    """Each with the entries of it that are shown: together no more than an annex lists."""
    room, found = MOST_ROWS, []
    for one in lists:
        found.append((one, list(one.moved)[:room]))
        room -= len(found[-1][1])
    return found


def _row(one: Mapping[str, object], moved: Decimal, url: str) -> tuple[Shown, ...]:
    return entry_row({**one, "entry": entry_of(one), "moved": moved}, url)


def _others(names: Sequence[str]) -> list[str]:
    """The other figures that the same entries changed by as much."""
    if not names:
        return []
    words = ngettext(
        "The same entries changed this figure: %(names)s",
        "The same entries changed these figures: %(names)s",
        len(names),
    )
    return [words % {"names": "; ".join(names)}]


def _grouped(difference: Difference, transfers: Sequence[dict], where: Places) -> list[Listed]:
    """In the order of the figures."""
    changes = [one for one in difference.changes if one.url]
    moved = _moved(changes, transfers, where, difference.board.view.year)
    found: dict[tuple, list[str]] = defaultdict(list)
    for change, own in zip(changes, moved, strict=True):
        found[tuple(own.items())].append(f"{change.now.measure.label}: {change.row.name}")
    return [Listed(tuple(names), dict(own)) for own, names in found.items()]


def _moved(
    changes: Sequence[Change], transfers: Sequence[dict], where: Places, year: int | None
) -> list[dict[int, Decimal]]:
    """For each change how much each entry moved its figure; an entry that only moves within it is left out."""
    places = {(group, spot.key): spot.place for group, own in budget.spots(*where).items() for spot in own}
    asked = [(places[one.table.group, one.row.key], *MEASURED_ON[one.now.measure.key]) for one in changes]
    own_of: dict[int, list[int]] = {}
    moved: list[dict[int, Decimal]] = [defaultdict(Decimal) for _one in changes]
    for one in transfers:
        for side, sign in zip(SIDES, (-1, 1), strict=True):
            account = one[f"{side}_id"]
            if account not in own_of:
                held = {name: one[f"{side}_{name}"] for name in PARTS}
                own_of[account] = [place for place, of in enumerate(asked) if _is_in(held, *of, year)]
            for place in own_of[account]:
                moved[place][one["entry"]] += sign * one["amount"]
    return [{entry: amount for entry, amount in own.items() if amount} for own in moved]


def _is_in(
    account: Mapping[str, object], place: moves.Place, ledger: str, kinds: Sequence[str], year: int | None
) -> bool:
    """As funding.moves.accounts selects them."""
    if account["ledger"] != ledger or account["kind"] not in kinds:
        return False
    if year is not None and account["year"] not in (year, None):
        return False
    return place.has(account["line"], account["own"] or account["plan"])
