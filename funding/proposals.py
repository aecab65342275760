"""Which prepared decisions still wait. The database asks the same of one kind: funding/sql/letters.sql."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from funding.models import Letter, PlanStep, PlanVersion, Proposal, ProposalReturn

Kind, Step = Proposal.Kind, PlanStep.Kind
ON_REQUEST = (Kind.GRANT, Kind.REFUSE, Kind.KEEP)
"""Answers to what is in review: the last one prepared replaces the others."""
RUNNING = (Step.GRANT, Step.AMEND, Step.KEEP)
OPEN_IN = {
    Kind.GRANT: (Step.TAKE_UP,),
    Kind.REFUSE: (Step.TAKE_UP,),
    Kind.KEEP: (Step.TAKE_UP,),
    Kind.AMEND: (Step.TAKE_UP, *RUNNING),
    Kind.SETTLE: (*RUNNING, Step.SETTLE),
    Kind.REVOKE: (*RUNNING, Step.SETTLE),
}
"""By kind: the states of the plan in which it can be decided; of the other kinds all."""


def with_ends(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Adds `decided`, `sent_back` and `replaced` (by a later one) to each, in the same statement."""
    later = Proposal.objects.filter(plan=OuterRef("plan"), pk__gt=OuterRef("pk"))
    same = later.filter(kind=OuterRef("kind"))
    answer = later.filter(kind__in=ON_REQUEST)
    return proposals.annotate(
        decided=Exists(Letter.objects.filter(proposal=OuterRef("pk"))),
        sent_back=Exists(ProposalReturn.objects.filter(proposal=OuterRef("pk"))),
        replaced=Q(Exists(same.filter(objection=OuterRef("objection"))))
        | Q(Exists(same.filter(ruling=OuterRef("ruling"))))
        | Q(Exists(same.filter(objection=None, ruling=None)), objection=None, ruling=None)
        | Q(Exists(answer), kind__in=ON_REQUEST),
    )


def live(proposals: QuerySet[Proposal] | None = None) -> QuerySet[Proposal]:
    """Not decided, sent back or replaced."""
    found = Proposal.objects.all() if proposals is None else proposals
    return with_ends(found).filter(decided=False, sent_back=False, replaced=False)


def is_live(proposal: Proposal) -> bool:
    return live().filter(pk=proposal.pk).exists()


def awaiting(proposals: QuerySet[Proposal] | None = None) -> QuerySet[Proposal]:
    """Live, and the plan is where this can be decided: nobody returned or withdrew it, no newer version came."""
    return _where_possible(live(proposals))


def mendable() -> QuerySet[Proposal]:
    """Sent back, not prepared anew, and the plan is still where it can be."""
    return _where_possible(with_ends(Proposal.objects.all()).filter(sent_back=True, replaced=False))


def _where_possible(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    last = PlanStep.objects.filter(plan=OuterRef("plan")).order_by("-pk")
    newest = PlanVersion.objects.filter(plan=OuterRef("plan"), submitted_at__isnull=False).order_by("-number")
    proposals = proposals.annotate(
        plan_state=Subquery(last.values("kind")[:1]), newest_version=Subquery(newest.values("pk")[:1])
    )
    possible = ~Q(kind__in=[*OPEN_IN])
    for kind, states in OPEN_IN.items():
        possible |= Q(kind=kind, plan_state__in=states)
    return proposals.filter(possible, ~Q(kind__in=ON_REQUEST) | Q(version=F("newest_version")))
