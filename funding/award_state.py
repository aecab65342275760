"""What an award is now: its amount and dates as last decided, its obligations, what it was paid and settled at."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from funding import recoveries, settling
from funding.evidence import COSTS, YEARLY_REPORT, Terms
from funding.ledger import COMMITMENTS, COMMITTED, PAID, REALISED, USED
from funding.models import (
    AcceptedCost,
    Account,
    Award,
    CostLine,
    Delivery,
    Duty,
    Judgement,
    Letter,
    PlannedPledge,
    SchemeVersion,
    Settlement,
    Transfer,
)
from jobs import clock

ZERO = Decimal(0)

ON_AWARDS = [Letter.Kind.GRANT, Letter.Kind.REFUSE, Letter.Kind.AMEND, Letter.Kind.KEEP, Letter.Kind.REVOKE]
CHANGING = (
    Q(kind__in=[Letter.Kind.GRANT, Letter.Kind.AMEND])
    | Q(kind=Letter.Kind.OBJECTION, proposal__upheld=True, objection__letter__kind__in=ON_AWARDS)
    | Q(kind=Letter.Kind.RULING, ruling__about__kind__in=ON_AWARDS)
)
"""Letters that say what the award is; an objection or a ruling on a settlement or a recovery does not."""


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


def handed_in(award: Award) -> set[int]:
    """Ids of the obligations for which something lies there: accepted, or still to be judged."""
    judged = Q(judgements__accepted=True) | Q(judgements=None)
    return set(Delivery.objects.filter(judged, duty__award=award).values_list("duty", flat=True))


def all_of(award: Award) -> list[Award]:
    """The awards of the same plan, the first one first: what a later decision adds is an award of its own."""
    awards = Award.objects.select_related("pool__version", "pool__line", "plan_version", "recipient").order_by("pk")
    if award.plan_version is None:
        return list(awards.filter(pk=award.pk))
    return list(awards.filter(plan_version__plan=award.plan_version.plan_id))


def live_settlement(award: Award) -> Settlement | None:
    """The settlement that no other replaces; also of an award that was withdrawn: that is settled at nothing."""
    return Settlement.objects.filter(award=award, replaced_by=None).first()


@dataclass(frozen=True)
class Standing:
    """Euros of one award. `settled` None: not settled."""

    award: Award
    committed: Decimal
    paid: Decimal
    settlement: Settlement | None

    @property
    def settled(self) -> Decimal | None:
        return self.settlement.amount if self.settlement else None

    @property
    def granted(self) -> Decimal:
        return self.committed + self.paid

    @property
    def counts(self) -> Decimal:
        """What the award is: as settled, else as granted."""
        return self.granted if self.settled is None else self.settled

    @property
    def above(self) -> Decimal:
        """Committed above the settlement."""
        return ZERO if self.settled is None else settling.above(self.committed, self.paid, self.settled)

    @property
    def too_much(self) -> Decimal:
        """Paid above the settlement."""
        return ZERO if self.settled is None else settling.too_much(self.paid, self.settled)


@dataclass(frozen=True)
class Together:
    """All awards of one plan. `asked_back`: by letters, what did not come back yet. Euros."""

    parts: list[Standing]
    asked_back: Decimal

    def sum(self, name: str) -> Decimal:
        return sum((getattr(part, name) for part in self.parts), ZERO)

    @property
    def settled(self) -> Decimal | None:
        """None as long as one award is not settled."""
        return None if any(part.settled is None for part in self.parts) else self.sum("settled")

    @property
    def recoverable(self) -> Decimal:
        """Paid above the settlement and not asked back yet."""
        return max(self.sum("too_much") - self.asked_back, ZERO)


def standing_of(award: Award) -> Together:
    """The awards of the plan of this one, as the books hold them: four statements, whatever their number."""
    awards = all_of(award)
    held = {one.pk: {COMMITTED: ZERO, PAID: ZERO} for one in awards}
    balances = Account.objects.filter(award__in=awards, ledger=COMMITMENTS)
    for pk, kind, balance in balances.values_list("award", "kind", "balance"):
        held[pk][kind] += balance
    settlements = {one.award_id: one for one in Settlement.objects.filter(award__in=awards, replaced_by=None)}
    parts = [Standing(one, held[one.pk][COMMITTED], held[one.pk][PAID], settlements.get(one.pk)) for one in awards]
    return Together(parts, sum((one.amount for one in recoveries.waiting(awards)), ZERO))


@dataclass(frozen=True)
class Reported:
    """Euros of cost of one kind of activity (PlanActivity.Kind). `accepted` None: nothing was judged yet."""

    kind: str
    reported: Decimal
    accepted: Decimal | None


def costs_of(award: Award) -> list[Reported]:
    """Reported and accepted, by kind of activity. The accepted account at the end stands in place of the reports.

    What was sent back does not count as reported: it is reported again.
    """
    at_the_end = Delivery.objects.filter(duty__award=award, duty__kind=COSTS, judgements__accepted=True)
    asked = COSTS if at_the_end.exists() else YEARLY_REPORT
    lines = CostLine.objects.filter(delivery__duty__award=award, delivery__duty__kind=asked)
    reported = dict(
        lines.exclude(delivery__judgements__accepted=False).values_list("kind").annotate(Sum("reported")).order_by()
    )
    accepted = AcceptedCost.objects.filter(cost__in=lines)
    accepted = dict(accepted.values_list("cost__kind").annotate(Sum("amount")).order_by())
    return [Reported(kind, amount, accepted.get(kind)) for kind, amount in sorted(reported.items())]


def facts_of(award: Award) -> settling.Facts:
    """What a settlement rests on, from the books and the accepted evidence."""
    version = award.pool.version
    accepted = [one.accepted for one in costs_of(award) if one.accepted is not None]
    awards = all_of(award)
    return settling.Facts(
        granted=standing_of(award).sum("granted"),
        costs=sum(accepted, ZERO) if accepted else None,
        match=match_for(awards),
        ratio=version.ratio or ZERO,
        held=version.instrument in SchemeVersion.CONDITIONAL,
    )


def match_for(awards: list[Award]) -> Decimal:
    """Realised match of the pools of one plan, less what other plans used or what co-funders promised for those."""
    accounts = Account.objects.filter(pool__in={one.pool_id for one in awards}, kind=REALISED)
    plan = awards[0].plan_version.plan_id if awards[0].plan_version else None
    planned = PlannedPledge.objects.filter(pledge=OuterRef("pledge"))
    ours = planned.filter(version__plan=plan)
    accounts = accounts.filter(Exists(ours) | ~Exists(planned))
    return (accounts.aggregate(sum=Sum("balance"))["sum"] or ZERO) + sum(map(used_for, awards), ZERO)


def used_for(award: Award) -> Decimal:
    """Match that settlements of this award used."""
    moves = Transfer.objects.filter(
        kind="use", entry__settlement__award=award, entry__corrected_by=None, to_account__kind=USED
    )
    return moves.aggregate(sum=Sum("amount"))["sum"] or ZERO


def open_duties() -> QuerySet[Duty]:
    """What recipients must still hand in: nothing lies there, and the award is not settled.

    `came_back` on each: something was handed in for it, and sent back.
    """
    lies = Delivery.objects.filter(Q(judgements__accepted=True) | Q(judgements=None), duty=OuterRef("pk"))
    settled = Settlement.objects.filter(award=OuterRef("award"), replaced_by=None)
    back = Delivery.objects.filter(Q(duty=OuterRef("pk")) | Q(duty=OuterRef("instead_of")))
    return Duty.objects.filter(~Exists(lies), ~Exists(settled), extended_by=None).annotate(came_back=Exists(back))


def sent_back(duty: Duty) -> Judgement | None:
    """What the ministry said when it sent the last evidence for this back, also before its date moved."""
    moved = [duty.pk]
    while duty.instead_of_id:
        duty = duty.instead_of
        moved.append(duty.pk)
    last = Delivery.objects.filter(duty__in=moved).order_by("-pk").first()
    return last.judgements.filter(accepted=False).first() if last else None


def is_late(duty: Duty) -> bool:
    return is_over(duty.due_on)


def is_over(day: date) -> bool:
    """Whether a last day has passed."""
    return day < clock.today()
