"""Plans and prepared decisions that wait for somebody at the ministry."""

from collections.abc import Iterator

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from funding import decision_page, inbox, proposals, terms
from funding.models import PlanStep, Proposal
from funding.permissions import can_decide_on
from funding.waiting import TITLES, Waiting
from ui import formats

TAKE_UP, DECIDE, OTHERS, MEND, PREPARE = (
    "plan_take_up",
    "proposal_decide",
    "proposal_of_others",
    "proposal_mend",
    "plan_prepare",
)


def waiting(user: User) -> Iterator[Waiting]:
    """Preparers: plans and what came back. Deciders: proposals; their own too, with who must take it."""
    if Role.MINISTRY_PREPARER in user.roles:
        yield from _plans()
        yield from _sent_back(user)
    if Role.MINISTRY_DECIDER in user.roles:
        yield from _to_decide(user)


def _plans() -> Iterator[Waiting]:
    states = [PlanStep.Kind.SUBMIT, PlanStep.Kind.TAKE_UP]
    for plan in inbox.visible().filter(state__in=states, waits=False).select_related("organisation"):
        new = plan.state == PlanStep.Kind.SUBMIT
        title = _("Take up: %(plan)s") if new else _("In review: %(plan)s")
        text = _("%(organisation)s asks %(amount)s.")
        about = {"organisation": plan.organisation.name, "amount": formats.euro(plan.requested)}
        yield Waiting(
            kind=TAKE_UP if new else PREPARE,
            title=title % {"plan": plan.title or plan},
            text=text % about,
            url=reverse("funding:plan_detail", kwargs={"plan": plan.pk}),
            since=plan.state_since,
            due_on=terms.decide_until(plan.asked_on),
        )


def _sent_back(user: User) -> Iterator[Waiting]:
    returned = proposals.mendable().filter(recorded_by=user).select_related("plan__organisation", "version")
    returned = returned.annotate(said=F("returns__note"), said_at=F("returns__recorded_at"))
    for proposal in returned:
        yield Waiting(
            kind=MEND,
            title=_("Came back: %(proposal)s") % {"proposal": named(proposal)},
            text=proposal.said,
            url=reverse("funding:proposal_detail", kwargs={"proposal": proposal.pk}),
            since=timezone.localtime(proposal.said_at).date(),
        )


def _to_decide(user: User) -> Iterator[Waiting]:
    contested = "objection__letter__mandate", "ruling__about__mandate"
    live = proposals.awaiting().select_related("plan__organisation", "version", "recorded_by", *contested)
    for proposal in live.order_by("pk"):
        mine, reason = can_decide_on(user, proposal)
        prepared = _("Prepared by %(name)s.") % {"name": proposal.recorded_by}
        yield Waiting(
            kind=DECIDE if mine else OTHERS,
            title=named(proposal),
            text=prepared if mine else reason,
            url=reverse("funding:proposal_detail", kwargs={"proposal": proposal.pk}),
            since=timezone.localtime(proposal.recorded_at).date(),
        )


def named(proposal: Proposal) -> str:
    """What is proposed, for whom, and how much."""
    amount = f" ({formats.euro(proposal.amount)})" if proposal.amount is not None else ""
    return f"{decision_page.TITLES[proposal.kind]}: {proposal.plan.organisation.name}{amount}"


TITLES.update(
    {
        TAKE_UP: gettext_lazy("Plans to take up"),
        PREPARE: gettext_lazy("Plans in review"),
        MEND: gettext_lazy("Your proposals that came back"),
        DECIDE: gettext_lazy("Proposals to decide"),
        OTHERS: gettext_lazy("Proposals that somebody else must decide"),
    }
)
