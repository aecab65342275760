"""Decisions as letters: their number, and the one way in which an action sends one."""

from datetime import date

from django.db import connection

from accounts.models import User
from funding import room, terms
from funding.models import Letter, MatchPool, Plan
from funding.rules import held_by_books
from jobs import clock, queue

WRITE = "funding.write_letter"
APPEALED = frozenset([Letter.Kind.OBJECTION, Letter.Kind.RULING])
"""Against these one appeals to the court; against all others one objects."""


def next_number(year: int, demo: bool) -> str:
    """ "SI-2018-0001"; "DEMO-2018-0001" for what is invented. A number that is not used in the end is left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('funding_letter_number')")
        return f"{'DEMO' if demo else 'SI'}-{year}-{cursor.fetchone()[0]:04d}"


def send(*, by: User, letter: Letter) -> Letter:
    """Sign a decision in the caller's transaction; after it a job writes the document and tells the recipient.

    `letter`: not saved yet; its number comes from `next_number`, of a grant it is the award's too. It is decided on
    today, unless it says otherwise. Raises RuleBroken where the database refuses (funding/sql/letters.sql).
    """
    letter.decided_on = letter.decided_on or clock.today()
    letter.objection_until = terms.objection_until(letter.decided_on)
    letter.recorded_by = by
    with held_by_books():
        letter.save(force_insert=True)
    queue.add(WRITE, {"letter": letter.pk}, owner=by)
    return letter


def is_demo(plan: Plan | None, pool: MatchPool | None = None, on: date | None = None) -> bool:
    """Whether what is decided here falls under an invented scheme; without a pool: all that this plan fits in is."""
    if pool is not None:
        return pool.version.scheme.demo
    found = {one.version.scheme.demo for one in room.pools_of(plan, on)} if plan else set()
    return found == {True}
