"""Decisions on what was granted: change it, settle it, withdraw it, ask back what was paid too much.

Each is prepared by one and taken by another, in one transaction and one at a time for a plan (deciding.py).
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from funding import terms
from funding.actions import awards
from funding.actions.awards import Decision, grant
from funding.actions.deciding import Taken, decides
from funding.actions.duties import ask_for
from funding.actions.posting import refuse_unless
from funding.award_state import Standing, standing_of
from funding.grounds import AFTER, BEFORE, LOWER
from funding.models import Award, Letter, PlanStep, Proposal, Settlement
from funding.rules import RuleBroken, sentence
from funding.settling import spread
from ui import formats

ZERO = Decimal(0)
Kind = Proposal.Kind
YEARS = 5
"""So long after a settlement it can still be changed to the recipient's disadvantage (Awb 4:49, third paragraph)."""


@decides(Kind.AMEND)
def amend(taken: Taken) -> Letter:
    """Change the amount or the dates of an award that is not settled. `proposal.amount` None: the amount stays.

    What is added is an award of its own in this budget year, so that each keeps to its own decision and match.
    """
    proposal, now = taken.proposal, standing_of(taken.proposal.award)
    if now.settled is not None:
        raise _settled()
    before = now.sum("counts")
    amount = before if proposal.amount is None else proposal.amount
    asked = proposal.version.requested if proposal.version else None
    if amount > before:
        add(taken, amount - before)
    elif amount < before:
        _check_lower(proposal)
    # After what is added: a waiver covers what is decided until the letter is sent. Before what is lowered: that rests
    # on the letter.
    letter = taken.send(amount=amount, asked=asked, refused=_not_given(asked, amount))
    if amount < before:
        _lower(taken, now.parts, before - amount)
    taken.step(PlanStep.Kind.AMEND, letter)
    ask_for(proposal.award, letter, by=taken.by)
    return letter


def _not_given(asked: Decimal | None, given: Decimal) -> Decimal | None:
    return None if asked is None else max(asked - given, ZERO)


def _check_lower(proposal: Proposal) -> None:
    """The recipient asked for it by a new version of the plan, or there is a ground in the law."""
    if proposal.version is None and proposal.legal_ground not in BEFORE:
        raise RuleBroken("lower_has_a_ground", _("To lower an award, choose the ground: Awb 4:48 or 4:50."))


def _settled() -> RuleBroken:
    return RuleBroken("award_is_settled", _("This award is settled or withdrawn. It can no longer be changed."))


def award_of(taken: Taken) -> Award | None:
    """The award that this is about; of an objection or a ruling the one in the contested letter."""
    proposal = taken.proposal
    contested = proposal.objection or proposal.ruling
    return proposal.award or (contested.letter.award if contested else None)


def add(taken: Taken, amount: Decimal, **ordered: object) -> Award:
    """Grant more, beside what the plan has, in this budget year. `ordered`: by what it was, beyond the ceiling."""
    proposal, first = taken.proposal, award_of(taken)
    decision = Decision(
        number=taken.number,
        pool=proposal.pool or first.pool,
        recipient=proposal.plan.organisation,
        amount=amount,
        prepared_by=proposal.recorded_by,
        plan_version=proposal.version or first.plan_version,
        condition=first.condition if first and not ordered else proposal.condition,
        **ordered,
    )
    about = {"reservation": proposal.reservation, "kept": proposal.kept, "waiver": taken.waiver}
    return grant(by=taken.by, basis=taken.basis("add"), decision=decision, **about)


def _lower(taken: Taken, parts: list[Standing], amount: Decimal) -> None:
    """Out of what is not paid yet, the last decision first."""
    free = sum((part.committed for part in parts), ZERO)
    if amount > free:
        raise RuleBroken(
            "award_is_paid",
            _("More than that was already paid. Settle or withdraw the award instead, and recover what is too much."),
        )
    for part in reversed(parts):
        take = min(part.committed, amount)
        if take:
            awards.decommit(by=taken.by, basis=taken.basis(f"lower-{part.award.pk}"), award=part.award, amount=take)
            amount -= take


@decides(Kind.SETTLE)
def settle(taken: Taken) -> Letter:
    """Determine finally what the award is; book the match it used, and lower what is committed above it."""
    proposal, now = taken.proposal, standing_of(taken.proposal.award)
    amount = proposal.amount
    if now.settled is not None:
        raise _settled()
    granted = now.sum("granted")
    check_settlement(amount, granted=granted, legal_ground=proposal.legal_ground)
    made = [determine(taken, part, share) for part, share in spread(now.parts, amount)]
    letter = taken.send(settlement=made[0], asked=granted, refused=granted - amount, waiver=None)
    book(taken, made)
    taken.step(PlanStep.Kind.SETTLE, letter)
    return letter


def check_settlement(amount: Decimal | None, *, granted: Decimal, legal_ground: str) -> None:
    """Not above what was granted, in euros; and below it only on a ground in the law."""
    if amount is None or amount > granted:
        facts = {"there": granted, "short": (amount or ZERO) - granted}
        raise RuleBroken("award_is_the_most", sentence("funding_settlement_is_within_the_award", facts), facts)
    if amount < granted and legal_ground not in LOWER:
        raise RuleBroken("lower_has_a_ground", _("To settle lower than was granted, choose a ground of Awb 4:46."))


def determine(taken: Taken, part: Standing, amount: Decimal) -> Settlement:
    """Settle an award at this amount, for the first time or anew."""
    return awards.settle(
        by=taken.by,
        award=part.award,
        amount=amount,
        prepared_by=taken.proposal.recorded_by,
        replaces=part.settlement,
        waiver=taken.waiver,
        document=taken.number,
        document_date=taken.on,
    )


def book(taken: Taken, made: list[Settlement]) -> None:
    """The match that settlements use, and what they leave free."""
    for one in made:
        awards.use_match(by=taken.by, basis=taken.basis(f"use-{one.award_id}"), settlement=one)
        awards.lower_to_settlement(by=taken.by, basis=taken.basis(f"free-{one.award_id}"), award=one.award)


@decides(Kind.REVOKE)
def revoke(taken: Taken) -> Letter:
    """Withdraw an award: whole before settlement (Awb 4:48, 4:50), or down to an amount after it (4:49).

    In the books it is then settled at what is left. What was paid above that is recovered by a decision of its own.
    """
    proposal, now = taken.proposal, standing_of(taken.proposal.award)
    amount = proposal.amount or ZERO
    if now.settled is None:
        _check_ground(proposal, BEFORE, _("Before settlement an award is withdrawn on Awb 4:48 or 4:50."))
        if amount:
            raise RuleBroken("withdrawn_whole", _("An award that is not settled is withdrawn whole. Lower it instead."))
    else:
        _check_ground(proposal, AFTER, _("After settlement an award is withdrawn on Awb 4:49."))
        _check_time(now.parts, taken.on)
        if amount >= now.settled:
            raise RuleBroken("withdrawn_is_less", _("Withdrawing leaves less than what the award was settled at."))
    changed = [(part, share) for part, share in _leave(now.parts, amount) if share != part.settled]
    made = [determine(taken, part, share) for part, share in changed]
    asked = now.sum("counts")
    letter = taken.send(settlement=made[0], amount=amount, asked=asked, refused=asked - amount)
    book(taken, made)
    taken.step(PlanStep.Kind.REVOKE, letter)
    return letter


def _leave(parts: list[Standing], amount: Decimal) -> list[tuple[Standing, Decimal]]:
    left = []
    for part in parts:
        share = min(part.counts, amount)
        left.append((part, share))
        amount -= share
    return left


def _check_ground(proposal: Proposal, grounds: tuple[str, ...], reason: str) -> None:
    if proposal.legal_ground not in grounds:
        raise RuleBroken("ground_fits_the_moment", reason)


def _check_time(parts: list[Standing], day: date) -> None:
    first = min(part.settlement.document_date for part in parts)
    if day >= terms.years_later(first, YEARS):
        raise RuleBroken(
            "withdrawn_in_time", _("More than five years have passed since the settlement (Awb 4:49, third paragraph).")
        )


@decides(Kind.RECOVER)
def recover(taken: Taken) -> Letter:
    """Ask back what was paid above the settlement. `proposal.ends_on`: the last day to pay; None: six weeks."""
    proposal = taken.proposal
    refuse_unless(check_recovery(proposal.amount, standing_of(proposal.award).recoverable))
    due_on = proposal.ends_on or terms.pay_back_until(taken.on)
    if due_on <= taken.on:
        raise RuleBroken("due_on_is_ahead", _("The last day to pay back lies ahead."))
    return taken.send(due_on=due_on)


def check_recovery(amount: Decimal | None, most: Decimal) -> tuple[bool, str]:
    """May `amount` be asked back, where `most` is what was paid too much? Both in euros."""
    if most <= 0:
        return False, _("Nothing was paid above the settlement that is not asked back already.")
    if amount is None or not 0 < amount <= most:
        return False, _("At most %(most)s can be asked back.") % {"most": formats.euro(most)}
    return True, ""
