"""Take, or send back, a decision that somebody else prepared: one transaction, whatever its kind.

`DECIDERS` has one function per kind of proposal: it does what that decision does in the books and sends the letter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.models import User
from funding import award_state, letters, notices, permissions
from funding.actions import awards, duties
from funding.actions.awards import Decision
from funding.actions.posting import Basis, mandate_of, refuse_unless
from funding.actions.turns import wait_for_turn
from funding.models import Letter, Mandate, MatchPool, PlanStep, Proposal, ProposalReturn, Waiver
from funding.proposals import is_live
from funding.rules import RuleBroken, held_by_books, sentence
from jobs import clock

Kind = Proposal.Kind
LONGEST_REASON = 300


@dataclass(frozen=True)
class Taken:
    """A decision as it is taken. `number`: of the letter, and of a new award. `on`: its day, which is today.

    `reference`: the commitment's number in the financial administration; needed where the books are moved.
    """

    by: User
    proposal: Proposal
    mandate: Mandate
    number: str
    on: date
    reference: str = ""
    waiver: Waiver | None = None

    def basis(self, part: str = "") -> Basis:
        """What an entry of this decision rests on. `part` tells its entries apart, where there are more than one."""
        key = f"proposal-{self.proposal.pk}"
        return Basis(
            key=f"{key}-{part}" if part else key,
            valid_on=self.on,
            document=self.number,
            document_date=self.on,
            reason=" ".join(self.proposal.ground.split())[:LONGEST_REASON],
            reference=self.reference,
        )

    def send(self, **about: object) -> Letter:
        """The letter of this decision, with what its proposal says. `about`: what differs, and what it rests on."""
        proposal = self.proposal
        said = {
            "recipient": proposal.plan.organisation,
            "award": proposal.award,
            "amount": proposal.amount,
            "legal_ground": proposal.legal_ground,
            "ground": proposal.ground,
            "conditions": proposal.conditions,
            "objection": proposal.objection,
            "ruling": proposal.ruling,
            "waiver": self.waiver,
        }
        letter = Letter(
            mandate=self.mandate,
            kind=proposal.kind,
            number=self.number,
            plan=proposal.plan,
            proposal=proposal,
            decided_on=self.on,
            **{**said, **about},
        )
        return letters.send(by=self.by, letter=letter)

    def step(self, kind: str, letter: Letter) -> PlanStep:
        """What the decision makes of the plan."""
        plan, version = self.proposal.plan, self.proposal.version
        return PlanStep.objects.create(plan=plan, version=version, kind=kind, letter=letter, recorded_by=self.by)


Decider = Callable[[Taken], Letter]
DECIDERS: dict[str, Decider] = {}
"""By kind of proposal. Each moves the books, sends the letter and takes the plan's step."""


def decides(kind: str) -> Callable[[Decider], Decider]:
    """Register the function that takes decisions of this kind."""

    def register(decider: Decider) -> Decider:
        DECIDERS[kind] = decider
        return decider

    return register


@transaction.atomic
def decide(*, by: User, proposal: Proposal, reference: str = "", waiver: Waiver | None = None) -> Letter:
    """Take the decision: all of it, or, when the database refuses, nothing. Twice by the same person: the same letter.

    Raises RuleBroken: no role or mandate, own work, sent back, replaced or decided before, a ceiling that is passed.
    """
    refuse_unless(permissions.can_decide_on(by, proposal, waived=waiver is not None))
    wait_for_turn(proposal.plan_id)
    earlier = Letter.objects.filter(proposal=proposal, recorded_by=by).first()
    if earlier:
        return earlier
    if not is_live(proposal):
        raise RuleBroken("funding_proposal_is_live", sentence("funding_proposal_is_live", {}))
    mandate, day = mandate_of(by, Mandate.Kind.DECIDE), clock.today()
    number = letters.next_number(day.year, letters.is_demo(proposal.plan, _pool(proposal)))
    with held_by_books():
        return DECIDERS[proposal.kind](Taken(by, proposal, mandate, number, day, reference.strip(), waiver))


def _pool(proposal: Proposal) -> MatchPool | None:
    return proposal.award.pool if proposal.award else proposal.pool


@transaction.atomic
def send_back(*, by: User, proposal: Proposal, note: str) -> ProposalReturn:
    """Let the preparer mend it. Raises RuleBroken when it was decided, sent back or replaced meanwhile."""
    refuse_unless(permissions.can_send_back(by, proposal))
    wait_for_turn(proposal.plan_id)
    with held_by_books():
        returned = ProposalReturn.objects.create(proposal=proposal, note=note, recorded_by=by)
    notices.tell("proposal_returned", returned.pk)
    return returned


@decides(Kind.GRANT)
def _grant(taken: Taken) -> Letter:
    """In so far as the ceiling allows: what was asked above the amount is refused in the same letter."""
    proposal = taken.proposal
    award = awards.grant(
        by=taken.by,
        basis=taken.basis(),
        decision=Decision(
            number=taken.number,
            pool=proposal.pool,
            recipient=proposal.plan.organisation,
            amount=proposal.amount,
            prepared_by=proposal.recorded_by,
            plan_version=proposal.version,
            condition=proposal.condition,
        ),
        reservation=proposal.reservation,
        kept=proposal.kept,
        waiver=taken.waiver,
    )
    asked = proposal.version.requested
    # The waiver is the award's.
    letter = taken.send(award=award, asked=asked, refused=max(asked - proposal.amount, 0) or None, waiver=None)
    duties.ask_for(award, letter, by=taken.by)
    taken.step(PlanStep.Kind.GRANT, letter)
    return letter


@decides(Kind.REFUSE)
def _refuse(taken: Taken) -> Letter:
    asked = taken.proposal.version.requested if taken.proposal.version else None
    letter = taken.send(asked=asked, refused=asked, amount=None)
    taken.step(PlanStep.Kind.REFUSE, letter)
    return letter


@decides(Kind.KEEP)
def _keep(taken: Taken) -> Letter:
    """A change that was asked for is not granted: the award stays what it is."""
    proposal = taken.proposal
    terms = award_state.terms_of(proposal.award)
    stays = terms.amount if terms else proposal.award.amount
    asked = proposal.version.requested if proposal.version else None
    letter = taken.send(asked=asked, amount=stays, refused=None)
    taken.step(PlanStep.Kind.KEEP, letter)
    return letter
