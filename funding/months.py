"""What was committed and paid, month by month: read in one statement with the books (funding/books.py).

Adding up a journal takes as long as it is. So the sums are kept, per process, with the state of the journal of which
they are: its last entry and all that its accounts ever received. Entries are only added and move more than nothing, so
that the same state is the same journal. The statement itself compares them, and adds up only what it did not find kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.cache import caches
from django.db import connection

STATE = "state"
KINDS = ("committed", "paid")
NEVER = (-1, Decimal(-1))
# Rows as those beside the books: what, line (of the state: the last entry), region, demonstration, year, month, euros.
SQL = """
    UNION ALL
    SELECT 'state', coalesce((SELECT max(id) FROM funding_entry), 0), NULL, NULL, NULL, NULL,
           coalesce((SELECT sum(received) FROM funding_account), 0)
    UNION ALL
    SELECT side.kind, side.line_id, side.region_id, side.demo, side.year, side.month, sum(side.amount)
    FROM (
        WITH own AS (
            SELECT account.id, account.kind, account.year, account.line_id,
                   coalesce(pool.region_id, plan.region_id) AS region_id, coalesce(scheme.demo, false) AS demo
            FROM funding_account account
            LEFT JOIN funding_matchpool pool ON pool.id = account.pool_id
            LEFT JOIN funding_plan plan ON plan.id = pool.plan_id
            LEFT JOIN funding_schemeversion version ON version.id = pool.version_id
            LEFT JOIN funding_scheme scheme ON scheme.id = version.scheme_id
            WHERE account.ledger = 'commitments' AND account.kind IN ('committed', 'paid')
        ), moved AS (
            SELECT from_account_id, to_account_id, date_trunc('month', valid_on::timestamp)::date AS month,
                   sum(amount) AS amount
            FROM funding_transfer WHERE {counted} GROUP BY 1, 2, 3
        )
        SELECT own.kind, own.line_id, own.region_id, own.demo, own.year, moved.month, moved.amount
        FROM moved JOIN own ON own.id = moved.to_account_id
        UNION ALL
        SELECT own.kind, own.line_id, own.region_id, own.demo, own.year, moved.month, -moved.amount
        FROM moved JOIN own ON own.id = moved.from_account_id
    ) AS side
    WHERE (
        coalesce((SELECT max(id) FROM funding_entry), 0), coalesce((SELECT sum(received) FROM funding_account), 0)
    ) <> (%(last)s, %(moved)s)
    GROUP BY 1, 2, 3, 4, 5, 6
"""


@dataclass(frozen=True)
class Rise:
    """By how many euros what is `kind` ("committed": still to pay, or "paid") rose in a month (its first day).

    `line` and `region` (None: of none) by id: where the money lies, as in the books.
    """

    month: date
    kind: str
    year: int | None
    demo: bool
    amount: Decimal
    line: int
    region: int | None


State = tuple[int, Decimal]
Kept = tuple[State, tuple[Rise, ...]]


def kept(valid_on: date, known_on: date | None, known_at: datetime | None, *, demo: bool) -> Kept:
    """The sums that were kept for this question, with the state of their journal; NEVER: none."""
    return caches["months"].get(_key(valid_on, known_on, known_at, demo=demo), (NEVER, ()))


def keep(found: Kept, valid_on: date, known_on: date | None, known_at: datetime | None, *, demo: bool) -> None:
    caches["months"].set(_key(valid_on, known_on, known_at, demo=demo), found)


def _key(*parts: object, demo: bool) -> str:
    # Another database is another journal.
    asked = ":".join("" if part is None else part.isoformat() for part in parts)
    return f"{connection.settings_dict['NAME']}:{demo:d}:{asked}".replace(" ", "_")


def take(rows: Iterable[Sequence], before: Kept) -> Kept:
    """What the statement gave, or what was kept when the journal is still in that state."""
    rows = list(rows)
    ((last, moved),) = [(row[1], row[6]) for row in rows if row[0] == STATE]
    if (last, moved) == before[0]:
        return before
    rises = [
        Rise(month, kind, year, demo, amount, line, region)
        for kind, line, region, demo, year, month, amount in rows
        if kind != STATE
    ]
    return (last, moved), tuple(sorted(rises, key=_order))


def _order(one: Rise) -> tuple:
    return (one.month, one.kind, one.year or 0, one.demo, one.line, one.region or 0)
