"""Evidence: handed in by the recipient, judged by the ministry, asked for later where there is a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from funding import award_state, permissions
from funding.actions.posting import check_amount, refuse_unless
from funding.evidence import COSTS, YEARLY_REPORT
from funding.models import AcceptedCost, CostLine, Delivery, Duty, Judgement, StoredFile
from funding.notices import tell
from funding.rules import RuleBroken, held_by_books

WITH_COSTS = (YEARLY_REPORT, COSTS)


@dataclass(frozen=True)
class Cost:
    """What an activity cost in euros, in money that was spent. `kind` as in PlanActivity.Kind."""

    kind: str
    description: str
    amount: Decimal


@transaction.atomic
def hand_in(
    *, by: User, duty: Duty, note: str = "", file: StoredFile | None = None, costs: Sequence[Cost] = ()
) -> Delivery:
    """Hand in evidence for an obligation. An account of the costs has at least one cost.

    Raises RuleBroken while other evidence waits, when it was accepted, or once the award is settled.
    """
    refuse_unless(permissions.can_hand_in(by, duty.award.recipient))
    if award_state.live_settlement(duty.award):
        raise RuleBroken("award_is_settled", _("This award is settled or withdrawn. Nothing is asked any more."))
    if duty.kind == COSTS and not costs:
        raise RuleBroken("costs_are_stated", _("State at least one cost."))
    with held_by_books():
        delivery = Delivery.objects.create(duty=duty, note=note, file=file, recorded_by=by)
        CostLine.objects.bulk_create(
            CostLine(
                delivery=delivery,
                kind=cost.kind,
                description=cost.description,
                reported=check_amount(cost.amount),
                recorded_by=by,
            )
            for cost in costs
        )
    tell("evidence_handed_in", delivery.pk)
    return delivery


@transaction.atomic
def accept(*, by: User, delivery: Delivery, accepted: Mapping[int, Decimal] | None = None, note: str = "") -> Judgement:
    """Accept evidence. `accepted`: euros by id of the cost; a cost that is not named is accepted as reported.

    Raises RuleBroken for more than was reported, and for less without an explanation.
    """
    refuse_unless(permissions.can_judge(by, delivery))
    amounts = {cost: _amount((accepted or {}).get(cost.pk, cost.reported)) for cost in delivery.costs.all()}
    if any(amount < cost.reported for cost, amount in amounts.items()) and not note.strip():
        raise RuleBroken("less_is_explained", _("Say why you accept less than was reported."))
    with held_by_books():
        judgement = Judgement.objects.create(delivery=delivery, accepted=True, note=note, recorded_by=by)
        AcceptedCost.objects.bulk_create(
            AcceptedCost(judgement=judgement, cost=cost, amount=amount, recorded_by=by)
            for cost, amount in amounts.items()
        )
    tell("evidence_judged", judgement.pk)
    return judgement


def _amount(amount: Decimal) -> Decimal:
    return check_amount(amount) if amount else Decimal(0)


@transaction.atomic
def send_back(*, by: User, delivery: Delivery, note: str, mend_by: date | None = None) -> Judgement:
    """Ask for better evidence: `note` says what must be mended, `mend_by` gives a later date for it."""
    refuse_unless(permissions.can_judge(by, delivery))
    with held_by_books():
        judgement = Judgement.objects.create(delivery=delivery, accepted=False, note=note, recorded_by=by)
    if mend_by is not None and mend_by > delivery.duty.due_on:
        extend(by=by, duty=delivery.duty, due_on=mend_by, reason=note)
    tell("evidence_judged", judgement.pk)
    return judgement


@transaction.atomic
def extend(*, by: User, duty: Duty, due_on: date, reason: str) -> Duty:
    """Give an obligation a later date, with the reason. Raises RuleBroken for an earlier one, or when it was met."""
    refuse_unless(permissions.can_prepare_on(by, duty.award.recipient_id))
    with held_by_books():
        return Duty.objects.create(
            award_id=duty.award_id,
            letter_id=duty.letter_id,
            kind=duty.kind,
            about=duty.about,
            due_on=due_on,
            instead_of=duty,
            reason=reason,
            recorded_by=by,
        )
