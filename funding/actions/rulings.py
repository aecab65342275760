"""Rulings of a court: recorded with the judgment itself, carried out by somebody who took no part before."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from funding import permissions
from funding.actions.after_award import award_of
from funding.actions.deciding import Taken, decides
from funding.actions.objections import EFFECTS, no_effect, raises_award, raises_settlement
from funding.actions.posting import refuse_unless
from funding.award_state import ON_AWARDS, standing_of
from funding.models import Letter, Proposal, Ruling, StoredFile
from funding.notices import tell
from funding.rules import RuleBroken, held_by_books
from jobs import clock


@transaction.atomic
def record_ruling(
    *,
    by: User,
    letter: Letter,
    court: str,
    number: str,
    ecli: str,
    ruled_on: date,
    upheld: bool,
    text: str,
    file: StoredFile,
) -> Ruling:
    """Record what a court ruled of this letter, on a day between the letter and today. `file`: the judgment."""
    refuse_unless(permissions.can_prepare_on(by, letter.recipient_id))
    if not letter.decided_on <= ruled_on <= clock.today():
        raise RuleBroken("ruled_after_the_letter", _("The ruling is of a day between the letter and today."))
    with held_by_books():
        ruling = Ruling.objects.create(
            letter=letter,
            about=first_letter(letter),
            court=court,
            number=number,
            ecli=ecli,
            ruled_on=ruled_on,
            upheld=upheld,
            text=text,
            file=file,
            recorded_by=by,
        )
    tell("ruling_recorded", ruling.pk)
    return ruling


def first_letter(letter: Letter) -> Letter:
    """The decision that this goes back to: before an objection, and before an earlier ruling."""
    if letter.objection:
        return letter.objection.letter
    return letter.ruling.about if letter.ruling else letter


@decides(Proposal.Kind.RULING)
def carry_out(taken: Taken) -> Letter:
    """Do what the court ordered. `proposal.amount`: what the award, the settlement or the recovery becomes.

    Without an amount only the grounds change. Nothing becomes worse for who went to court. No waiver goes round who may
    decide (Awb 10:3, third paragraph).
    """
    if taken.waiver is not None:
        raise RuleBroken("ruling_has_no_waiver", _("No exception is possible for a decision after a ruling."))
    about = taken.proposal.ruling.about
    if taken.proposal.amount is None:
        return taken.send()
    return _effect(taken, about)(taken, about)


def _effect(taken: Taken, about: Letter):
    """As on an objection against the first letter; but much may have been decided since."""
    award = award_of(taken)
    if award is None or about.kind not in ON_AWARDS:
        return EFFECTS.get(about.kind, no_effect)
    return raises_award if standing_of(award).settled is None else raises_settlement
