"""Obligations that follow from a decision on an award."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from funding import award_state, evidence, permissions
from funding.actions.posting import refuse_unless
from funding.evidence import Asked
from funding.models import Award, Duty, Letter
from funding.rules import RuleBroken, held_by_books


@transaction.atomic
def ask_for(award: Award, letter: Letter, *, by: User) -> list[Duty]:
    """Record what the recipient must hand in by this letter; by a change only what is new or gets a later date.

    Raises RuleBroken where the award has no first and last day. Again for the same letter: nothing is added.
    """
    refuse_unless(permissions.can_decide(by))
    terms = award_state.terms_of(award)
    if terms is None:
        raise RuleBroken("award_has_dates", _("State the first and the last day of the award."))
    # The letter's trigger holds the plan, so that of two decisions at once the second sees what the first asked.
    known = {(duty.kind, duty.about): duty for duty in award_state.duties_of(award)}
    handed_in = award_state.handed_in(award)
    made = []
    for one in evidence.asked(terms, award.pool.version.evidence or []):
        before = known.get((one.kind, one.about))
        if before is None or before.pk not in handed_in and before.due_on < one.due_on:
            made.append(_record(one, award, letter, by, before))
    return made


def _record(one: Asked, award: Award, letter: Letter, by: User, before: Duty | None) -> Duty:
    reason = str(letter) if before else ""
    with held_by_books():
        return Duty.objects.create(
            award=award, letter=letter, instead_of=before, reason=reason, recorded_by=by, **vars(one)
        )
