"""Which prepared decisions still wait. The database asks the same: funding/sql/letters.sql."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from funding.models import Letter, Proposal, ProposalReturn


def with_ends(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Adds `decided`, `sent_back` and `replaced` (by a later one of its kind) to each, in the same statement."""
    later = Proposal.objects.filter(plan=OuterRef("plan"), kind=OuterRef("kind"), pk__gt=OuterRef("pk"))
    same = later.filter(objection=OuterRef("objection"))
    return proposals.annotate(
        decided=Exists(Letter.objects.filter(proposal=OuterRef("pk"))),
        sent_back=Exists(ProposalReturn.objects.filter(proposal=OuterRef("pk"))),
        replaced=Q(Exists(same)) | Q(Exists(later.filter(objection=None)), objection=None),
    )


def live(proposals: QuerySet[Proposal] | None = None) -> QuerySet[Proposal]:
    """Those that somebody can decide on: not decided, sent back or replaced."""
    found = Proposal.objects.all() if proposals is None else proposals
    return with_ends(found).filter(decided=False, sent_back=False, replaced=False)


def is_live(proposal: Proposal) -> bool:
    return live().filter(pk=proposal.pk).exists()
