"""For whom the money is: each award, reservation and pledge with what it held on two days, and the sum of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from funding import moves
from funding.account_names import OWNERS, owner_name
from funding.account_register import MEASURED_ON
from funding.models import Account
from programme.papers import source_of
from regions.models import Region
from reports import budget, budget_export, difference_tables, figures
from reports.budget_data import Places
from reports.budget_difference import Change, Difference, booked
from reports.figures import HUB_OWNERS, Figure, day_of
from reports.frozen_figure import MOST_ROWS, NOTHING, award_url, bounded
from reports.tables import Plain, Shown
from ui import formats
from ui.language import local

MOST_READ = 5000
"""Accounts that are read to say for whom the money is."""
ZERO = Decimal(0)
FOR_WHOM = {
    "reserved": gettext_lazy("Reserved: for whom"),
    "committed": gettext_lazy("Committed: for whom"),
    "match_intended": gettext_lazy("Match intended: by whom"),
    "match_committed": gettext_lazy("Match committed: by whom"),
}
"""Measures whose money is somebody's, each with the title of its table."""
Held = Mapping[int, Decimal]
"""By id of an account, what it held on a day, in euros; not in it: it took no part in anything by then."""


@dataclass(frozen=True)
class Owned:
    """What one award, pledge or reservation holds on one line: on each day, in euros; None: not there yet.

    `url`: of the award for everyone, or of the source that promises it or sets it apart.
    """

    owner: str
    url: str
    line: str
    hub: str
    then: Decimal | None
    now: Decimal | None

    @property
    def shown(self) -> tuple[Shown, ...]:
        moved = (self.now or ZERO) - (self.then or ZERO)
        by = Shown(figures.signed(moved), moved, status="exact")
        return (
            Shown(self.owner, url=self.url),
            Shown(self.line),
            Shown(self.hub),
            _held(self.then),
            _held(self.now),
            by,
        )


def _held(amount: Decimal | None) -> Shown:
    if amount is None:
        return Shown(NOTHING, status="not_available")
    return Shown(formats.euro(amount), amount, status="exact")


def for_whom(found: Difference, where: Places) -> tuple[tuple[Plain, ...], str]:
    """A table for each measure of FOR_WHOM, and what must be said when there are too many accounts to list."""
    days = _days(found, where)
    own = {account for held in days for account in held}
    if len(own) > MOST_READ:
        many = {"number": formats.number(MOST_READ)}
        return (), _("The money is on more than %(number)s accounts; an annex does not list for whom it is.") % many
    accounts, regions = _in_order(own), {one.pk: one for one in where[1]}
    room, tables = MOST_ROWS, []
    for measure in FOR_WHOM:
        owned = _owned(accounts, days, measure, regions)
        tables.append(_table(found, measure, owned[:room], _unsized(found, measure, where), len(owned[room:])))
        room -= len(owned[:room])
    return tuple(one for one in tables if one.rows), ""


def _days(found: Difference, where: Places) -> list[Held]:
    """What each account on which money is set apart, committed or pledged held on each day."""
    place = budget.spots(*where)["lines"][-1].place
    inside = reduce(or_, (moves.accounts(place, *MEASURED_ON[one], year=found.board.view.year) for one in FOR_WHOM))
    views = (found.since.view, found.board.view)
    return [moves.held(inside, moves.transfers(day_of(one), demo=one.demo)) for one in views]


def _in_order(accounts: Iterable[int]) -> list[Account]:
    found = Account.objects.filter(pk__in=accounts).select_related(*OWNERS, *HUB_OWNERS)
    found = found.annotate(**{f"of_{one}": source_of(f"{one}__document") for one in ("reservation", "pledge")})
    return list(found.order_by("line__position", "award__number", "pledge", "reservation", "pk"))


def _owned(
    accounts: Sequence[Account], days: Sequence[Held], measure: str, regions: Mapping[int, Region]
) -> list[Owned]:
    """In the order of the accounts, one for all accounts of one award, pledge or reservation on one line."""
    ledger, kinds = MEASURED_ON[measure]
    own: dict[tuple, list[Account]] = {}
    for one in accounts:
        if one.ledger == ledger and one.kind in kinds:
            own.setdefault((one.line_id, one.award_id, one.pledge_id, one.reservation_id), []).append(one)
    found = [_summed(parts, days, regions) for parts in own.values()]
    return [one for one in found if one.then or one.now]


def _summed(parts: Sequence[Account], days: Sequence[Held], regions: Mapping[int, Region]) -> Owned:
    first = parts[0]
    region = figures.hub_of(first, regions)
    hub = local(region, "name") if region else NOTHING
    url = award_url(first.award and first.award.number) or first.of_reservation or first.of_pledge
    return Owned(owner_name(first), url, local(first.line, "name"), hub, *(_sum(parts, held) for held in days))


def _sum(parts: Iterable[Account], held: Held) -> Decimal | None:
    """None where none of them took part in anything by then."""
    own = [held[one.pk] for one in parts if one.pk in held]
    return sum(own, ZERO) if own else None


def _table(found: Difference, measure: str, owned: list[Owned], unsized: list[tuple[Shown, ...]], left: int) -> Plain:
    """Closed with the figures of the dashboard, which are the sum of the rows."""
    whole = found.board.tables[0].total.key
    total = next(one for one in found.figures if (one.row.key, one.now.measure.key) == (whole, measure))
    rows = [one.shown for one in owned]
    rows += [_others(total, rows, left)] if left else []
    rows += unsized
    owner = _("By whom") if measure in budget.MATCH else _("For whom")
    last = (Shown(_("Total")), Shown(""), Shown(""), *difference_tables.amounts(total))
    return Plain(
        key=f"whom_{measure}",
        title=str(FOR_WHOM[measure]),
        note=". ".join([f"{_('Amounts in euros')}, {budget_export.period(found.board)}", *bounded(left)]),
        columns=(owner, _("Line"), _("Hub"), *difference_tables.days(found)),
        rows=(*rows, last) if rows else (),
        source=budget_export.source(found.board),
        unit="EUR",
    )


def _others(total: Change, rows: Sequence[tuple[Shown, ...]], left: int) -> tuple[Shown, ...]:
    """What is not listed, together."""
    words = ngettext("%(number)s other", "%(number)s others together", left) % {"number": formats.number(left)}
    listed = [sum((row[place].value or ZERO for row in rows), ZERO) for place in (3, 4)]
    then, now = (booked(cell) - one for cell, one in zip((total.then, total.now), listed, strict=True))
    moved = Shown(figures.signed(now - then), now - then, status="exact")
    return (Shown(words), Shown(""), Shown(""), _held(then), _held(now), moved)


def _unsized(found: Difference, measure: str, where: Places) -> list[tuple[Shown, ...]]:
    """What of unknown size is set apart on either day."""
    if measure != "reserved":
        return []
    spot = budget.spots(*where)["lines"][-1]
    boards = (found.since, found.board)
    on_days = [figures.unsized(Figure(one.view, "lines", spot, budget.MEASURES[measure])) for one in boards]
    open_on = [{one.sets_apart_id for one in own} for own in on_days]
    entries = {one.sets_apart_id: one for own in on_days for one in own}
    unknown, nothing = Shown(formats.unknown(), status="unknown"), Shown(NOTHING, status="not_available")
    return [
        (
            Shown(local(one.sets_apart, "purpose"), url=one.source_url),
            Shown(local(one.sets_apart.line, "name")),
            Shown(NOTHING),
            *(unknown if key in own else nothing for own in open_on),
            Shown(_("cannot be calculated"), status="not_available"),
        )
        for key, one in entries.items()
    ]
