"""What the ministry does with a plan until it is decided: take up, remark, return, prepare the decision."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from funding import notices, permissions, plan_state
from funding.actions.after_award import check_recovery, check_settlement
from funding.actions.posting import check_amount, refuse_unless
from funding.actions.turns import wait_for_turn
from funding.award_state import Together, standing_of
from funding.models import (
    Award,
    MatchPool,
    Objection,
    Plan,
    PlanStep,
    PlanVersion,
    Proposal,
    Remark,
    Reservation,
    Ruling,
)
from funding.proposals import ON_REQUEST
from funding.rules import RuleBroken, held_by_books

Kind = Proposal.Kind


@transaction.atomic
def take_up(*, by: User, version: PlanVersion) -> PlanStep:
    """Begin the review of what was submitted."""
    refuse_unless(permissions.can_prepare_on(by, version.plan.organisation_id))
    with held_by_books():
        return PlanStep.objects.create(plan=version.plan, version=version, kind=PlanStep.Kind.TAKE_UP, recorded_by=by)


@transaction.atomic
def remark(*, by: User, version: PlanVersion, section: str, text: str) -> Remark:
    """Say something of a section while the plan is in review; the applicant reads it when the plan comes back."""
    refuse_unless(permissions.can_prepare_on(by, version.plan.organisation_id))
    if plan_state.state_of(version.plan) != PlanStep.Kind.TAKE_UP:
        raise RuleBroken("remark_is_made_in_review", _("Remarks are made while the plan is in review."))
    with held_by_books():
        return Remark.objects.create(version=version, section=section, text=text, recorded_by=by)


@transaction.atomic
def return_plan(*, by: User, version: PlanVersion, reason: str) -> PlanStep:
    """Back to the applicant with the reason and all remarks on this version."""
    refuse_unless(permissions.can_prepare_on(by, version.plan.organisation_id))
    with held_by_books():
        step = PlanStep.objects.create(
            plan=version.plan, version=version, kind=PlanStep.Kind.RETURN, note=reason, recorded_by=by
        )
    notices.tell("plan_returned", step.pk)
    return step


@dataclass(frozen=True)
class Prepared:
    """A decision as it is prepared; the fields are those of Proposal. Amounts in euros."""

    kind: str
    plan: Plan
    ground: str
    version: PlanVersion | None = None
    award: Award | None = None
    objection: Objection | None = None
    ruling: Ruling | None = None
    pool: MatchPool | None = None
    amount: Decimal | None = None
    condition: str = Award.Condition.NONE
    legal_ground: str = ""
    conditions: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    instalments: list[tuple[int, Decimal]] = field(default_factory=list)
    reservation: Reservation | None = None
    kept: Decimal | None = None
    upheld: bool | None = None
    beyond_ceiling: bool = False


@transaction.atomic
def propose(*, by: User, prepared: Prepared) -> Proposal:
    """Prepare a decision for somebody else to take; it replaces an earlier one of its kind that still waits.

    Raises RuleBroken: not in review, more than was asked, a part refused without a legal ground, a schedule that
    does not add up, and what the database refuses.
    """
    refuse_unless(permissions.can_prepare_on(by, prepared.plan.organisation_id))
    wait_for_turn(prepared.plan)
    _check(prepared)
    schedule = [[year, str(amount)] for year, amount in prepared.instalments]
    with held_by_books():
        proposal = Proposal.objects.create(**vars(replace(prepared, instalments=schedule)), recorded_by=by)
    notices.tell("proposal_waiting", proposal.pk)
    return proposal


def _check(prepared: Prepared) -> None:
    if prepared.kind in ON_REQUEST and plan_state.state_of(prepared.plan) != PlanStep.Kind.TAKE_UP:
        raise RuleBroken("proposal_is_made_in_review", _("Take the plan up first: a decision is prepared in review."))
    if prepared.amount is not None and prepared.kind == Kind.GRANT:
        _check_grant(prepared)
    if prepared.kind == Kind.SETTLE:
        granted = standing_of(prepared.award).sum("granted")
        check_settlement(prepared.amount, granted=granted, legal_ground=prepared.legal_ground)
    if prepared.kind == Kind.RECOVER:
        refuse_unless(check_recovery(prepared.amount, standing_of(prepared.award).recoverable))
    _check_schedule(prepared)


def settlement_faults(standing: Together, amount: Decimal, legal_ground: str) -> list[str]:
    """What is wrong with a settlement as it is prepared, in words; empty: nothing."""
    try:
        check_settlement(amount, granted=standing.sum("granted"), legal_ground=legal_ground)
    except RuleBroken as broken:
        return [broken.message]
    return []


def _check_grant(prepared: Prepared) -> None:
    amount = check_amount(prepared.amount)
    asked = prepared.version.requested
    if amount > asked:
        raise RuleBroken("proposal_grants_what_was_asked", _("You cannot award more than was asked."))
    if amount < asked and not prepared.legal_ground:
        raise RuleBroken("proposal_says_why_less", _("Choose the legal ground on which the rest is refused."))
    if prepared.starts_on is None or prepared.ends_on is None or prepared.ends_on < prepared.starts_on:
        raise RuleBroken("proposal_has_dates", _("State the first and the last day of the award, in this order."))


def _check_schedule(prepared: Prepared) -> None:
    if not prepared.instalments:
        return
    total = sum(amount for _year, amount in prepared.instalments)
    if total != prepared.amount:
        raise RuleBroken("proposal_schedule_adds_up", _("The cash schedule does not add up to the amount."))
