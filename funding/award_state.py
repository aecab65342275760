"""What an award is now: its amount and dates as last decided, its obligations, what it was paid and settled at."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from funding.evidence import Terms
from funding.models import Award, Duty, Letter

ON_AWARDS = [Letter.Kind.GRANT, Letter.Kind.REFUSE, Letter.Kind.AMEND, Letter.Kind.KEEP, Letter.Kind.REVOKE]
CHANGING = Q(kind__in=[Letter.Kind.GRANT, Letter.Kind.AMEND]) | Q(
    kind=Letter.Kind.OBJECTION, proposal__upheld=True, objection__letter__kind__in=ON_AWARDS
)
"""Letters that say what the award is; an objection against a settlement or a recovery does not."""


def terms_of(award: Award) -> Terms | None:
    """As last decided. None where a first or last day was never stated: then nothing can be asked by a date."""
    letters = award.letters.filter(CHANGING).select_related("proposal").order_by("-pk")
    amount, decided_on = award.amount, award.document_date
    days: dict[str, date | None] = {"starts_on": None, "ends_on": None}
    for number, letter in enumerate(letters):
        if number == 0:
            amount, decided_on = amount_by(letter, amount), letter.decided_on
        for name, known in days.items():
            days[name] = known or getattr(letter.proposal, name)
    for name, known in days.items():
        days[name] = known or getattr(award.plan_version, name, None)
    if not days["starts_on"] or not days["ends_on"]:
        return None
    return Terms(amount, decided_on, **days, on_proof=award.condition == Award.Condition.PROOF_OF_MATCH)


def amount_by(letter: Letter, before: Decimal) -> Decimal:
    return before if letter.amount is None else letter.amount


def duties_of(award: Award) -> QuerySet[Duty]:
    """The obligations with the dates that hold now: one that was extended is left out, its successor is in."""
    return Duty.objects.filter(award=award, extended_by=None).order_by("due_on", "pk")
