"""Decisions as letters: their number, and the one way in which an action sends one."""

from datetime import date
from decimal import Decimal

from django.db import connection

from accounts.models import Organisation, User
from funding import room, terms
from funding.models import (
    Award,
    Letter,
    Mandate,
    MatchPool,
    Objection,
    Payment,
    Plan,
    Proposal,
    Settlement,
    Waiver,
)
from funding.rules import held_by_books
from jobs import clock, queue

WRITE = "funding.write_letter"
APPEALED = frozenset([Letter.Kind.OBJECTION])
"""Against these one appeals to the court; against all others one objects."""


def next_number(year: int, demo: bool) -> str:
    """ "SI-2018-0001"; "DEMO-2018-0001" for what is invented. A number that is not used in the end is left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('funding_letter_number')")
        return f"{'DEMO' if demo else 'SI'}-{year}-{cursor.fetchone()[0]:04d}"


def send(
    *,
    by: User,
    mandate: Mandate,
    kind: str,
    number: str,
    recipient: Organisation,
    ground: str,
    plan: Plan | None = None,
    proposal: Proposal | None = None,
    award: Award | None = None,
    settlement: Settlement | None = None,
    payment: Payment | None = None,
    objection: Objection | None = None,
    asked: Decimal | None = None,
    amount: Decimal | None = None,
    refused: Decimal | None = None,
    legal_ground: str = "",
    conditions: str = "",
    due_on: date | None = None,
    waiver: Waiver | None = None,
    decided_on: date | None = None,
) -> Letter:
    """Sign a decision in the caller's transaction; after it a job writes the document and tells the recipient.

    `number`: from `next_number`; of a grant it is the award's too. `decided_on`: today, unless given.
    Raises RuleBroken where the database refuses (funding/sql/letters.sql).
    """
    day = decided_on or clock.today()
    about = {"plan": plan, "proposal": proposal, "award": award, "settlement": settlement, "payment": payment}
    amounts = {"asked": asked, "amount": amount, "refused": refused, "due_on": due_on}
    grounds = {"legal_ground": legal_ground, "ground": ground, "conditions": conditions}
    with held_by_books():
        letter = Letter.objects.create(
            number=number,
            kind=kind,
            recipient=recipient,
            objection=objection,
            decided_on=day,
            objection_until=terms.objection_until(day),
            mandate=mandate,
            waiver=waiver,
            recorded_by=by,
            **about,
            **amounts,
            **grounds,
        )
    queue.add(WRITE, {"letter": letter.pk}, owner=by)
    return letter


def is_demo(plan: Plan | None, pool: MatchPool | None = None, on: date | None = None) -> bool:
    """Whether what is decided here falls under an invented scheme; without a pool: all that this plan fits in is."""
    if pool is not None:
        return pool.version.scheme.demo
    found = {one.version.scheme.demo for one in room.pools_of(plan, on)} if plan else set()
    return found == {True}
