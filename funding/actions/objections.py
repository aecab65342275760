"""Objections: made by the recipient or recorded by the ministry, decided on by somebody who took no part before."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from funding import permissions, recoveries
from funding.actions.after_award import add, award_of, book, determine
from funding.actions.deciding import Taken, decides
from funding.actions.duties import ask_for
from funding.actions.posting import refuse_unless
from funding.award_state import standing_of
from funding.letters import APPEALED
from funding.models import Award, Letter, Objection, PlanStep, Proposal, StoredFile
from funding.notices import tell
from funding.rules import RuleBroken, held_by_books
from jobs import clock

ZERO = Decimal(0)
Kind = Letter.Kind


@transaction.atomic
def object_to(*, by: User, letter: Letter, text: str, file: StoredFile | None = None) -> Objection:
    """Object in the name of the recipient, today. After the period it is late: said, not refused."""
    refuse_unless(permissions.can_object(by, letter.recipient))
    return _record(by, letter, clock.today(), text, file)


@transaction.atomic
def record_objection(
    *, by: User, letter: Letter, received_on: date, text: str, file: StoredFile | None = None
) -> Objection:
    """Record an objection that came on paper on a day between the decision and today."""
    refuse_unless(permissions.can_prepare(by))
    if not letter.decided_on <= received_on <= clock.today():
        raise RuleBroken("received_after_the_letter", _("It was received between the day of the letter and today."))
    return _record(by, letter, received_on, text, file)


def _record(by: User, letter: Letter, received_on: date, text: str, file: StoredFile | None) -> Objection:
    if letter.kind in APPEALED:
        raise RuleBroken("appeal_goes_to_court", _("Against a decision on an objection one appeals to the court."))
    with held_by_books():
        objection = Objection.objects.create(
            letter=letter, received_on=received_on, text=text, file=file, recorded_by=by
        )
    tell("objection_received", objection.pk)
    return objection


def is_late(objection: Objection) -> bool:
    return objection.received_on > objection.letter.objection_until


@decides(Proposal.Kind.OBJECTION)
def answer(taken: Taken) -> Letter:
    """Decide on an objection. Upheld: `proposal.amount` is what the award, the settlement or the recovery becomes.

    Nothing becomes worse for who objected. Decided by another than who took the decision (Awb 10:3, third paragraph);
    no waiver goes round that.
    """
    if taken.waiver is not None:
        raise RuleBroken("objection_has_no_waiver", _("No exception is possible for a decision on an objection."))
    contested = taken.proposal.objection.letter
    if not taken.proposal.upheld:
        return taken.send(award=contested.award, amount=None)
    return EFFECTS.get(contested.kind, no_effect)(taken, contested)


def no_effect(taken: Taken, contested: Letter) -> Letter:
    """On an advance: what follows is a payment, by its own way."""
    return taken.send(award=contested.award)


def lowers_recovery(taken: Taken, contested: Letter) -> Letter:
    amount = taken.proposal.amount or ZERO
    if amount >= recoveries.asked_by(contested):
        raise RuleBroken(
            "objection_asks_less_back", _("What is decided for who objected against a recovery asks less back.")
        )
    return taken.send(award=contested.award, amount=amount)


def ordered_by(proposal: Proposal) -> dict[str, object]:
    """Of an award beyond the ceiling: by what it was ordered; empty for what comes out of the line."""
    if not proposal.beyond_ceiling:
        return {}
    if proposal.ruling:
        return {"ordered_by": Award.OrderedBy.COURT, "ruling": proposal.ruling}
    return {"ordered_by": Award.OrderedBy.OBJECTION, "objection": proposal.objection}


def grants(taken: Taken, contested: Letter) -> Letter:
    """Against a refusal: the first award of the plan."""
    if not taken.proposal.amount or taken.proposal.pool is None or taken.proposal.version is None:
        raise RuleBroken(
            "grant_is_complete", _("State the amount, the version of the plan and where its match is held.")
        )
    award = add(taken, taken.proposal.amount, **ordered_by(taken.proposal))
    letter = taken.send(award=award, asked=contested.asked)
    taken.step(PlanStep.Kind.GRANT, letter)
    ask_for(award, letter, by=taken.by)
    return letter


def raises_award(taken: Taken, contested: Letter) -> Letter:
    """Against an award, a change, or a change that was not granted. Without an amount only the grounds change."""
    now = standing_of(award_of(taken))
    if now.settled is not None:
        raise RuleBroken("award_is_settled", _("This award is settled: only the settlement can still be changed."))
    amount, before = taken.proposal.amount, now.sum("counts")
    _check_more(amount, before)
    letter = taken.send(award=award_of(taken), amount=amount)
    if amount is not None:
        add(taken, amount - before, **ordered_by(taken.proposal))
    taken.step(PlanStep.Kind.AMEND, letter)
    ask_for(award_of(taken), letter, by=taken.by)
    return letter


def _check_more(amount: Decimal | None, before: Decimal) -> None:
    if amount is not None and amount <= before:
        raise RuleBroken(
            "objection_gives_more", _("What is decided for who objected gives more than was decided before.")
        )


def raises_settlement(taken: Taken, contested: Letter) -> Letter:
    """Against a settlement or a withdrawal: first out of what the awards still hold, the rest is granted anew."""
    now, amount = standing_of(award_of(taken)), taken.proposal.amount
    before = now.sum("counts")
    _check_more(amount, before)
    left, made = (amount or before) - before, []
    for part in now.parts:
        more = min(max(part.granted - part.counts, ZERO), left)
        if more:
            made.append(determine(taken, part, part.counts + more))
            left -= more
    letter = taken.send(award=award_of(taken), amount=amount, settlement=made[0] if made else None)
    final = Letter.objects.filter(plan=taken.proposal.plan, kind=Kind.SETTLE).exists()
    if left:
        award = add(taken, left, **ordered_by(taken.proposal))
        if final:
            made += [determine(taken, part, left) for part in standing_of(award_of(taken)).parts if part.award == award]
    book(taken, made)
    taken.step(PlanStep.Kind.SETTLE if final else PlanStep.Kind.AMEND, letter)
    return letter


EFFECTS = {
    Kind.REFUSE: grants,
    Kind.GRANT: raises_award,
    Kind.AMEND: raises_award,
    Kind.KEEP: raises_award,
    Kind.SETTLE: raises_settlement,
    Kind.REVOKE: raises_settlement,
    Kind.RECOVER: lowers_recovery,
}
