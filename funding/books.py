"""Reads the books for the measures, in two statements whatever they hold: as valid on a day and as known on a day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property, reduce

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from funding import months
from funding.cofunding import State, needed
from funding.ledger import AVAILABLE, COFUNDING, COMMITMENTS, COMMITTED, PAID
from funding.measures import CONFIRMED, Holdings
from funding.models import Award, Entry, Reservation
from jobs import clock

ZERO = Decimal(0)
EVER = date.max
"""A day after everything: all entries, whenever they take effect."""

# Entries that count, by what they are called in a query: valid on the day or before. Where a moment is asked, what was
# recorded after it did not exist: entries, and the papers that say how an award or a pledge counts.
ENTRIES = ("entry", "setting", "correction")
PAPERS = ("settlement", "newer", "pledge")
VALID, KNOWN = "{row}.valid_on <= %(day)s", "{row}.recorded_at < %(known)s"
OF_DEMO = "SELECT id FROM funding_entry WHERE demo"
# From the balances that the accounts keep, back to the day: what does not count is taken off. Few transfers are found
# by the day of their entry, many in one pass over all of them, by the days that they carry themselves. Of what is left,
# what a demonstration recorded stands on rows of its own; few or no entries are one.
FEW = "SELECT entry.id FROM funding_entry entry WHERE NOT ({entry})"
MANY = "valid_on > %(day)s OR recorded_on > %(known_on)s"
HELD = """
    WITH other AS (
        SELECT from_account_id, to_account_id, sum(amount) AS amount FROM funding_transfer
        WHERE {left_out} GROUP BY 1, 2
    ), invented AS (
        SELECT from_account_id, to_account_id, sum(amount) AS amount FROM funding_transfer
        WHERE entry_id IN ({invented}) AND {counted} GROUP BY 1, 2
    ), made AS (
        SELECT account, sum(received) AS received, sum(spent) AS spent FROM (
            SELECT to_account_id AS account, amount AS received, 0 AS spent FROM invented
            UNION ALL SELECT from_account_id, 0, amount FROM invented
        ) AS sides GROUP BY 1
    ), moved AS (
        SELECT account, sum(received) AS received, sum(spent) AS spent FROM (
            SELECT to_account_id AS account, amount AS received, 0 AS spent FROM other
            UNION ALL SELECT from_account_id, 0, amount FROM other
            UNION ALL SELECT account, received, spent FROM made
        ) AS sides GROUP BY 1
    ), held AS (
        SELECT account.line_id, account.pool_id, account.award_id, account.ledger, account.kind, account.year,
               false AS demo, sum(account.received - coalesce(moved.received, 0)) AS received,
               sum(account.spent - coalesce(moved.spent, 0)) AS spent
        FROM funding_account account LEFT JOIN moved ON moved.account = account.id
        WHERE account.kind <> 'source' GROUP BY 1, 2, 3, 4, 5, 6
        UNION ALL
        SELECT account.line_id, account.pool_id, account.award_id, account.ledger, account.kind, account.year,
               true, sum(made.received), sum(made.spent)
        FROM funding_account account JOIN made ON made.account = account.id
        WHERE account.kind <> 'source' GROUP BY 1, 2, 3, 4, 5, 6
    )
    SELECT held.line_id, coalesce(pool.region_id, plan.region_id), held.demo, held.year, held.ledger,
           held.kind, held.received - held.spent, held.pool_id, version.ratio, held.award_id, award.ordered_by,
           award.condition, (
               SELECT settlement.amount FROM funding_settlement settlement
               WHERE settlement.award_id = held.award_id AND settlement.document_date <= %(day)s
               AND {settlement} AND NOT EXISTS (
                   SELECT FROM funding_settlement newer
                   WHERE newer.replaces_id = settlement.id AND newer.document_date <= %(day)s AND {newer}
               )
           )
    FROM held
    LEFT JOIN funding_matchpool pool ON pool.id = held.pool_id
    LEFT JOIN funding_plan plan ON plan.id = pool.plan_id
    LEFT JOIN funding_schemeversion version ON version.id = pool.version_id
    LEFT JOIN funding_award award ON award.id = held.award_id
    WHERE held.received > 0 OR held.spent > 0
"""
# Reservations of unknown size that are open that day, pledges of which no amount is booked by then, the first entry.
# A pledge without an amount has no entry that could carry the mark: its scheme says it.
BESIDE = """
    SELECT 'reservation', reservation.line_id, NULL::bigint, setting.demo, reservation.year, NULL::date, NULL::numeric
    FROM funding_reservation reservation
    JOIN funding_entry setting ON setting.sets_apart_id = reservation.id
    WHERE reservation.size IS NULL AND {setting} AND {chosen} AND NOT EXISTS (
        SELECT FROM funding_entry entry WHERE entry.resolves_id = reservation.id AND {entry} AND {wanted}
        AND NOT EXISTS (
            SELECT FROM funding_entry correction WHERE correction.corrects_id = entry.id AND {correction}
        )
    )
    UNION ALL
    SELECT 'pledge', pool.line_id, coalesce(pool.region_id, plan.region_id), scheme.demo, NULL, NULL, NULL
    FROM funding_pledge pledge
    JOIN funding_matchpool pool ON pool.id = pledge.pool_id
    JOIN funding_schemeversion version ON version.id = pool.version_id
    JOIN funding_scheme scheme ON scheme.id = version.scheme_id
    LEFT JOIN funding_plan plan ON plan.id = pool.plan_id
    WHERE pledge.document_date <= %(day)s AND {pledge} AND NOT EXISTS (
        SELECT FROM funding_account account
        JOIN funding_transfer transfer ON transfer.to_account_id = account.id
        JOIN funding_entry entry ON entry.id = transfer.entry_id
        WHERE account.pledge_id = pledge.id AND {entry}
    )
    UNION ALL
    SELECT 'first', NULL, NULL, NULL, NULL, min(valid_on), NULL FROM funding_entry entry WHERE {recorded} AND {wanted}
"""


@dataclass(frozen=True)
class Slot:
    """Where money is: a line, the region of its match pool (None: of none), and whether a demonstration moved it there.

    What a demonstration moved out of a line is below zero in its slot: together they are what the line holds.
    """

    line: int
    region: int | None = None
    demo: bool = False


@dataclass(frozen=True)
class Given:
    """What an award holds, in euros: `committed` in all, of which `paid`."""

    slot: Slot
    committed: Decimal
    paid: Decimal


@dataclass(frozen=True)
class Books:
    """`years`: budget years that occur, whatever year was asked; `first`: the first day that anything is valid on."""

    holdings: dict[Slot, Holdings] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    first: date | None = None
    awards: dict[int, Given] = field(default_factory=dict)
    """By id of the award: together they are what is committed. Over all budget years."""
    rises: tuple[months.Rise, ...] = ()
    """Month by month how that came about, where that was asked; of the budget year that was asked."""

    @property
    def demo(self) -> bool:
        """Is a part of it a demonstration's?"""
        return any(slot.demo for slot in self.holdings)


@dataclass
class _Found:
    """What is gathered of one slot. `cells`: balances by year, ledger and kind; `reserved`: budget years with a
    reservation of unknown size."""

    cells: dict[tuple[int | None, str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    pools: dict[int, "_Pool"] = field(default_factory=dict)
    reserved: set[int] = field(default_factory=set)
    silent: bool = False


@dataclass
class _Pool:
    """`awards`: balances by kind, with what decides how the award counts."""

    ratio: Decimal | None
    confirmed: Decimal = ZERO
    awards: dict[int, tuple[dict[str, Decimal], tuple[object, ...]]] = field(default_factory=dict)

    @property
    def granted(self) -> Decimal:
        return sum((sum(held.values()) for held, _about in self.awards.values()), ZERO)

    @property
    def needed(self) -> Decimal | None:
        """What an objection or a court ordered needs none: it comes from beyond the ceiling."""
        counted = sum((_counted(held, *about) for held, about in self.awards.values() if not about[0]), ZERO)
        if not counted:
            return ZERO
        return None if self.ratio is None else needed(counted, self.ratio)


def _counted(held: dict[str, Decimal], _ordered: str, condition: str, settled: Decimal | None) -> Decimal:
    on_proof = condition == Award.Condition.PROOF_OF_MATCH
    return State(sum(held.values(), ZERO), held.get(PAID, ZERO), settled, on_proof).counted


def read(*, valid_on: date = EVER, year: int | None = None, demo: bool = True, known_on: date | None = None) -> Books:
    """The books as they are valid on a day, and as they were known at the end of `known_on` (None: as known now).

    `year` leaves out other budget years; the match has none, so what concerns it stays over all years. Without `demo`
    what demonstrations recorded is undone: what they took is available again, and what they gave is gone.
    """
    return read_each([Asked(valid_on, year, demo, known_on)])[0]


@dataclass(frozen=True)
class Asked:
    """What somebody asks of the books; see `read`. `known_at`: a moment within a day, as precise as the records are.

    `by_month`: also how what is committed and paid came about, month by month.
    """

    valid_on: date = EVER
    year: int | None = None
    demo: bool = True
    known_on: date | None = None
    known_at: datetime | None = None
    by_month: bool = False

    @cached_property
    def kept(self) -> months.Kept:
        return months.kept(self.valid_on, self.known_on, self.known_at, demo=self.demo)

    def rises(self, rows: list[tuple]) -> tuple[months.Rise, ...]:
        """Of these rows of BESIDE; what had to be added up is kept."""
        found = months.take(rows, self.kept)
        if found is not self.kept:
            months.keep(found, self.valid_on, self.known_on, self.known_at, demo=self.demo)
        return tuple(one for one in found[1] if self.year in (None, one.year))

    @property
    def known_until(self) -> datetime | None:
        """What was recorded at this moment or later does not count; None: everything does."""
        end = end_of(self.known_on) if self.known_on else None
        return min((one for one in (self.known_at, end) if one), default=None)


def read_each(asked: Sequence[Asked]) -> list[Books]:
    """The books for each of these, in two statements together."""
    found: list[dict[Slot, _Found]] = [defaultdict(_Found) for _one in asked]
    firsts: list[date | None] = [None] * len(asked)
    risen: list[list[tuple]] = [[] for _one in asked]
    with connection.cursor() as cursor:
        cursor.execute(*_statement(HELD, asked))
        for number, *row in cursor.fetchall():
            _take(found[number], row)
        cursor.execute(*_statement(BESIDE, asked))
        for number, what, *row in cursor.fetchall():
            if what == "first":
                firsts[number] = row[4]
            elif what == months.STATE or what in months.KINDS:
                risen[number].append((what, *row))
            else:
                _take_beside(found[number], what, row, demo=asked[number].demo)
    return [_books(*one) for one in zip(asked, found, firsts, risen, strict=True)]


def _take_beside(found: dict[Slot, _Found], what: str, row: list, *, demo: bool) -> None:
    """One row of BESIDE."""
    line, region, of_demo, its_year, *_rest = row
    if what == "reservation":
        found[Slot(line, demo=of_demo)].reserved.add(its_year)
    elif demo or not of_demo:
        found[Slot(line, region, of_demo)].silent = True


def _books(asked: Asked, found: dict[Slot, _Found], first: date | None, risen: list[tuple]) -> Books:
    years = {one for own in found.values() for one, _ledger, _kind in own.cells if one is not None}
    holdings = {slot: _holdings(own, asked.year) + _beside(found, slot, asked.year) for slot, own in found.items()}
    return Books(holdings, tuple(sorted(years)), first, _given(found), asked.rises(risen) if asked.by_month else ())


def _given(found: dict[Slot, _Found]) -> dict[int, Given]:
    return {
        award: Given(slot, sum(held.values(), ZERO), held.get(PAID, ZERO))
        for slot, own in found.items()
        for pool in own.pools.values()
        for award, (held, _about) in pool.awards.items()
    }


def _statement(sql: str, asked: Sequence[Asked]) -> tuple[str, dict[str, object]]:
    """The statement for each, one under another, with its number before each row; and what it asks."""
    parts, values = [], {}
    for number, one in enumerate(asked):
        text = (sql + months.SQL if sql is BESIDE and one.by_month else sql).format(**_parts(one))
        last, moved = one.kept[0] if one.by_month else months.NEVER
        given = {"day": one.valid_on, "known_on": one.known_on or EVER, "known": one.known_until}
        for name, value in {**given, "last": last, "moved": moved}.items():
            text = text.replace(f"%({name})s", f"%({name}_{number})s")
            values[f"{name}_{number}"] = value
        parts.append(f"SELECT {number}, one.* FROM ({text}) AS one")  # noqa: S608 -- no text of others is in it
    return " UNION ALL ".join(parts), values


def end_of(day: date) -> datetime:
    """The moment at which the day is over in the Netherlands."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _parts(asked: Asked) -> dict[str, str]:
    """What to put in the statements."""
    known = {row: KNOWN.format(row=row) if asked.known_until else "true" for row in (*ENTRIES, *PAPERS)}
    parts = known | {row: f"{VALID.format(row=row)} AND {known[row]}" for row in ENTRIES}
    parts["recorded"] = known["entry"]
    parts["wanted"], parts["chosen"] = ("true", "true") if asked.demo else ("NOT entry.demo", "NOT setting.demo")
    parts["invented"] = OF_DEMO if asked.demo else "SELECT NULL::bigint WHERE false"
    parts["counted"] = " AND ".join(_counts(asked))
    # Transfers carry the day on which they were recorded, not the moment.
    if not asked.known_at and (asked.known_on or asked.valid_on < clock.today()):
        parts["left_out"] = MANY if asked.demo else f"{MANY} OR entry_id IN ({OF_DEMO})"
    else:
        few = FEW.format(**parts)
        parts["left_out"] = f"entry_id IN ({few})" if asked.demo else f"entry_id IN ({few} UNION {OF_DEMO})"
    return parts


def _counts(asked: Asked) -> Iterator[str]:
    """Which transfers count, by the days that they carry."""
    yield "valid_on <= %(day)s AND recorded_on <= %(known_on)s"
    if asked.known_at:
        yield "entry_id IN (SELECT id FROM funding_entry WHERE recorded_at < %(known)s)"
    if not asked.demo:
        yield f"entry_id NOT IN ({OF_DEMO})"


def _take(found: dict[Slot, _Found], row: tuple) -> None:
    """One row of HELD."""
    line, region, demo, year, ledger, kind, balance, pool, ratio, award, *about = row
    own = found[Slot(line, region, demo)]
    own.cells[year, ledger, kind] += balance
    if pool is None:
        return
    match = own.pools.setdefault(pool, _Pool(ratio))
    if ledger == COFUNDING and kind in CONFIRMED:
        match.confirmed += balance
    elif ledger == COMMITMENTS and kind in (COMMITTED, PAID):
        match.awards.setdefault(award, ({}, tuple(about)))[0][kind] = balance


def _holdings(own: _Found, year: int | None) -> Holdings:
    balances: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for (its_year, ledger, kind), amount in own.cells.items():
        if year in (None, its_year) or its_year is None:
            balances[ledger, kind] += amount
    return Holdings(
        balances=dict(balances),
        silent=own.silent,
        granted=sum((pool.granted for pool in own.pools.values()), ZERO),
        needed=_total(pool.needed for pool in own.pools.values()),
        short=_total(_short(pool) for pool in own.pools.values()),
    )


def _beside(found: dict[Slot, _Found], slot: Slot, year: int | None) -> Holdings:
    """What lies open beside reservations of unknown size: of a demonstration, as far as it is more or less by it."""
    if slot.region is not None:
        return Holdings()
    real, invented = (found[one] if one in found else _Found() for one in (Slot(slot.line), Slot(slot.line, demo=True)))
    if not slot.demo:
        return _exposed([real], year)
    whole, real = _exposed([real, invented], year), _exposed([real], year)
    return Holdings(
        exposed=whole.exposed - real.exposed,
        boundless=whole.boundless - real.boundless,
        unsized=whole.unsized - real.unsized,
    )


def _exposed(parts: list[_Found], year: int | None) -> Holdings:
    reserved = {one for part in parts for one in part.reserved if year in (None, one)}
    places = [(one, COMMITMENTS, AVAILABLE) for one in reserved]
    beside = [[part.cells[place] for part in parts if place in part.cells] for place in places]
    free = [sum(amounts, ZERO) for amounts in beside if amounts]
    exposed = sum((one for one in free if one > 0), ZERO)
    return Holdings(exposed=exposed, boundless=beside.count([]), unsized=len(reserved))


def _short(pool: _Pool) -> Decimal | None:
    return None if pool.needed is None else max(pool.needed - pool.confirmed, ZERO)


def _total(amounts: Iterator[Decimal | None]) -> Decimal | None:
    """None as soon as one is unknown."""
    found = list(amounts)
    return None if None in found else sum(found, ZERO)


def by_line(year: int | None = None) -> dict[int, Holdings]:
    """Holdings by id of the line, over all entries; `year` leaves out other budget years (co-funding has none)."""
    lines: dict[int, list[Holdings]] = defaultdict(list)
    for slot, held in read(year=year).holdings.items():
        lines[slot.line].append(held)
    return {line: reduce(Holdings.__add__, parts) for line, parts in lines.items()}


def open_reservations(year: int | None = None) -> QuerySet[Reservation]:
    """Not resolved, or resolved by an entry that was corrected."""
    resolving = Entry.objects.filter(resolves=OuterRef("pk"), corrected_by=None)
    reservations = Reservation.objects.filter(~Exists(resolving))
    return reservations if year is None else reservations.filter(year=year)
