"""What follows a plan's awards, for one page: obligations, evidence, letters, objections, and who may do what."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from funding import award_state, permissions
from funding.award_state import Reported, Together
from funding.letters import APPEALED
from funding.models import Award, Delivery, Duty, Letter, Plan, PlanActivity, Proposal
from jobs import clock
from ui import formats

ACCEPTED, WAITING, RETURNED, LATE, DUE, LAPSED = "accepted", "waiting", "returned", "late", "due", "lapsed"
STATES = {
    ACCEPTED: (_("Accepted"), "success"),
    WAITING: (_("Handed in"), "info"),
    RETURNED: (_("To be mended"), "warning"),
    LATE: (_("Late"), "error"),
    DUE: (_("To hand in"), "neutral"),
    LAPSED: (_("No longer asked"), "neutral"),
}
"""By state of an obligation: its name and the kind of its badge."""
OPEN = (RETURNED, LATE, DUE)


@dataclass
class DutyRow:
    """One obligation with all that was handed in for it, also before its date moved."""

    duty: Duty
    deliveries: list[Delivery]
    state: str
    extensions: list[Duty] = field(default_factory=list)

    @property
    def badge(self) -> tuple[str, str]:
        return STATES[self.state]

    @property
    def is_late(self) -> bool:
        return self.state in OPEN and award_state.is_late(self.duty)

    @property
    def to_judge(self) -> Delivery | None:
        return self.deliveries[-1] if self.state == WAITING else None


def duty_rows(award: Award, *, closed: bool) -> list[DutyRow]:
    """All obligations of an award, by date; `closed`: it is settled or withdrawn, so that what is open falls away."""
    duties = {one.pk: one for one in Duty.objects.filter(award=award).select_related("recorded_by")}
    handed_in = defaultdict(list)
    deliveries = Delivery.objects.filter(duty__award=award).select_related("file", "recorded_by")
    for one in deliveries.prefetch_related("judgements__recorded_by", "costs__accepted"):
        handed_in[one.duty_id].append(one)
    replaced = {one.instead_of_id for one in duties.values()}
    rows = []
    for duty in sorted(duties.values(), key=lambda one: (one.due_on, one.pk)):
        if duty.pk not in replaced:
            chain = _chain(duty, duties)
            found = [delivery for one in chain for delivery in handed_in[one.pk]]
            rows.append(DutyRow(duty, found, _state(duty, found, closed), [one for one in chain if one.instead_of_id]))
    return rows


def _chain(duty: Duty, duties: dict[int, Duty]) -> list[Duty]:
    """The obligation with those whose date it moved, the first one first."""
    chain = [duty]
    while chain[0].instead_of_id:
        chain.insert(0, duties[chain[0].instead_of_id])
    return chain


def _state(duty: Duty, deliveries: list[Delivery], closed: bool) -> str:
    last = deliveries[-1] if deliveries else None
    judgement = next(iter(last.judgements.all()), None) if last else None
    if judgement and judgement.accepted:
        return ACCEPTED
    if closed:
        return LAPSED
    if last and judgement is None:
        return WAITING
    if judgement:
        return RETURNED
    return LATE if award_state.is_late(duty) else DUE


@dataclass(frozen=True)
class LetterRow:
    """A letter that went out, with its objection and rulings. `can_object`: this person, today; `late`: its period has
    passed. `can_record`: this person records what a court rules of it.
    """

    letter: Letter
    can_object: bool
    late: bool
    can_record: bool


@dataclass(frozen=True)
class Panel:
    """Everything after the award, for one person. Amounts in euros."""

    award: Award
    standing: Together
    duties: list[DutyRow]
    letters: list[LetterRow]
    costs: list[Reported]
    proposals: list[tuple[str, str]]
    can_hand_in: bool
    can_judge: bool

    @property
    def is_settled(self) -> bool:
        return self.standing.settled is not None

    @property
    def money(self) -> list[tuple[str, Decimal]]:
        return sums_of(self.standing)

    @property
    def cost_rows(self) -> list[tuple[str, Decimal, Decimal | None]]:
        """(kind of activity, reported, accepted)."""
        names = dict(PlanActivity.Kind.choices)
        return [(names[one.kind], one.reported, one.accepted) for one in self.costs]


def sums_of(standing: Together) -> list[tuple[str, Decimal]]:
    """(what, euros) of all awards of a plan."""
    if standing.settled is None:
        return [(_("Granted"), standing.sum("granted")), (_("Paid"), standing.sum("paid"))]
    return [
        (_("Settled at"), standing.settled),
        (_("Paid"), standing.sum("paid")),
        (_("Paid too much"), standing.sum("too_much")),
        (_("Asked back, and not come back yet"), standing.asked_back),
    ]


def panel_for(user: User, award: Award) -> Panel:
    """Of all awards of the plan of this one; evidence is asked with the first."""
    standing = award_state.standing_of(award)
    first = standing.parts[0].award
    settled = standing.settled is not None
    prepares = permissions.can_prepare_on(user, first.recipient_id)[0]
    return Panel(
        award=first,
        standing=standing,
        duties=duty_rows(first, closed=settled),
        letters=letter_rows(user, first),
        costs=award_state.costs_of(first),
        proposals=_proposals(settled, standing.recoverable) if prepares else [],
        can_hand_in=not settled and permissions.can_hand_in(user, first.recipient)[0],
        can_judge=prepares,
    )


def _proposals(settled: bool, recoverable: Decimal) -> list[tuple[str, str]]:
    """(kind, what the button says): the decisions that can be prepared now."""
    if not settled:
        return [
            (Proposal.Kind.SETTLE, _("Prepare the settlement")),
            (Proposal.Kind.AMEND, _("Prepare a change of the award")),
            (Proposal.Kind.REVOKE, _("Prepare a withdrawal")),
        ]
    found = [(Proposal.Kind.REVOKE, _("Prepare a withdrawal"))]
    return [(Proposal.Kind.RECOVER, _("Prepare a recovery")), *found] if recoverable else found


def letter_rows(user: User, award: Award) -> list[LetterRow]:
    """The letters on the plan, or on this award where it has no plan, the newest first."""
    letters = Letter.objects.prefetch_related("objections__answers", "files", "rulings__answers")
    plan = award.plan_version.plan_id if award.plan_version else None
    letters = letters.filter(plan=plan) if plan else letters.filter(award=award)
    objects = permissions.can_object(user, award.recipient)[0] or permissions.can_prepare(user)[0]
    records = permissions.can_prepare_on(user, award.recipient_id)[0]
    today = clock.today()
    return [
        LetterRow(
            one,
            can_object=objects and one.kind not in APPEALED and not one.objections.all(),
            late=one.objection_until < today,
            can_record=records and one.kind in APPEALED,
        )
        for one in letters.order_by("-pk")
    ]


@dataclass(frozen=True)
class Summary:
    """The award in short, for the page of its plan; `facts`: (what, in words)."""

    award: Award
    facts: list[tuple[str, str]]


def summary_of(plan: Plan) -> Summary | None:
    """None while nothing is granted."""
    award = Award.objects.filter(plan_version__plan=plan).select_related("plan_version").order_by("pk").first()
    if award is None:
        return None
    standing = award_state.standing_of(award)
    facts = [(str(name), formats.euro(amount)) for name, amount in sums_of(standing)]
    if standing.settled is None:
        open_ones = list(award_state.open_duties().filter(award=award))
        late = sum(map(award_state.is_late, open_ones))
        facts.append(
            (_("Still to hand in"), _("%(open)s, of which %(late)s late") % {"open": len(open_ones), "late": late})
        )
    return Summary(award, facts)
