"""What letters of recovery ask back, and what of it did not come back yet. Euros."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from funding.ledger import COMMITMENTS
from funding.models import Award, Letter, Transfer

ZERO = Decimal(0)
Together = tuple[str, int]
"""Awards of one plan are recovered together ("plan", its id); one without a plan alone ("award", its id)."""


@dataclass(frozen=True)
class Recovery:
    """Asked back of the awards of one plan, and still to come. `award`, `since` and `due_on`: of the newest letter."""

    award: Award
    amount: Decimal
    since: date
    due_on: date


def waiting(awards: Iterable[Award] | None = None) -> list[Recovery]:
    """Of these awards, or of all: two statements. What came back counts from the first letter on."""
    asked: dict[Together, list[Letter]] = defaultdict(list)
    for letter in _letters(awards):
        version = letter.award.plan_version
        asked[("plan", version.plan_id) if version else ("award", letter.award_id)].append(letter)
    refunds = _refunds(asked)
    found = (_recovery(letters, refunds[together]) for together, letters in asked.items())
    return [one for one in found if one.amount > 0]


def _letters(awards: Iterable[Award] | None) -> QuerySet[Letter]:
    """The oldest first. An upheld objection lowers what is asked, and so does a ruling of the court: `instead`."""
    answer = _answers(OuterRef("pk"))
    letters = Letter.objects.filter(kind=Letter.Kind.RECOVER)
    if awards is not None:
        letters = letters.filter(award__in=awards)
    letters = letters.annotate(answered=Exists(answer), instead=Subquery(answer.values("amount")[:1]))
    return letters.select_related("award__recipient", "award__plan_version").order_by("pk")


def _answers(letter: Letter | OuterRef) -> QuerySet[Letter]:
    """Decisions that changed what this letter asks back, the newest first."""
    upheld = Q(objection__letter=letter, proposal__upheld=True)
    ruled = Q(ruling__about=letter, proposal__amount__isnull=False)
    return Letter.objects.filter(upheld | ruled).order_by("-pk")


def asked_by(letter: Letter) -> Decimal:
    """What a letter of recovery asks back, as it was changed since. Euros."""
    newest = _answers(letter).first()
    return letter.amount if newest is None else newest.amount or ZERO


def _refunds(of: Iterable[Together]) -> dict[Together, list[tuple[datetime, Decimal]]]:
    """(when recorded, euros) of what was paid back and not corrected."""
    ids = {kind: [pk for name, pk in of if name == kind] for kind in ("plan", "award")}
    found: dict[Together, list[tuple[datetime, Decimal]]] = defaultdict(list)
    if not any(ids.values()):
        return found
    source = "from_account__award"
    mine = Q(**{f"{source}__plan_version__plan__in": ids["plan"]}) | Q(**{f"{source}__in": ids["award"]})
    moves = Transfer.objects.filter(
        mine, entry__corrected_by=None, kind="refund", from_account__ledger=COMMITMENTS
    ).values_list(f"{source}__plan_version__plan", source, "entry__recorded_at", "amount")
    for plan, award, at, amount in moves:
        found[("plan", plan) if plan else ("award", award)].append((at, amount))
    return found


def _recovery(letters: list[Letter], refunds: list[tuple[datetime, Decimal]]) -> Recovery:
    asked = sum(((one.instead or ZERO) if one.answered else one.amount for one in letters), ZERO)
    back = sum((amount for at, amount in refunds if at >= letters[0].recorded_at), ZERO)
    newest = letters[-1]
    return Recovery(newest.award, max(asked - back, ZERO), newest.decided_on, newest.due_on)
