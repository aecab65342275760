"""What the list of plans reads: plans that somebody may know of, by state and search, each as a row."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from funding import permissions, plan_state
from funding.asked import read
from funding.models import Plan, PlanStep, PlanVersion

PAGE_SIZE = 50
MOST_WORDS = 10
Step = PlanStep.Kind
# Filters: value in the address → (label, states).
STATES = {
    "concept": (gettext_lazy("Draft"), [plan_state.DRAFT]),
    "bij-ministerie": (gettext_lazy("With the ministry"), [*plan_state.WITH_MINISTRY]),
    "terug": (gettext_lazy("Returned"), [Step.RETURN]),
    "loopt": (gettext_lazy("Granted"), [*plan_state.RUNNING]),
    "klaar": (gettext_lazy("Closed"), [Step.REFUSE, Step.WITHDRAW, Step.SETTLE, Step.REVOKE]),
}
KINDS = {
    plan_state.DRAFT: "neutral",
    Step.SUBMIT: "info",
    Step.TAKE_UP: "info",
    Step.RETURN: "warning",
    Step.WITHDRAW: "neutral",
    Step.REFUSE: "error",
    Step.REVOKE: "error",
}
"""Kind of the badge by state; what is not here is a success."""
SORTS = {
    "title": ("title",),
    "organisation": ("organisation__name", "title"),
    "requested": ("requested",),
    "state": ("shown_state", "title"),
    "since": ("since",),
}
FIRST_SORT = "-since"


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    state: str = ""
    words: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        return cls(**read(query, states={name: name for name in STATES}, sorts=SORTS, first=FIRST_SORT))


def badge(state: str | None, *, own: bool) -> tuple[str, str]:
    """Text and kind of the badge of a state. `own`: for who the plan came back to."""
    state = state or plan_state.DRAFT
    text = _("Returned") if state == Step.RETURN and not own else str(plan_state.STATES[state])
    return text, KINDS.get(state, "success")


def visible(user: User) -> QuerySet[Plan]:
    """The plans that this person may know of: of the own organisation, and for the ministry what was submitted."""
    mine = Q(organisation__in=permissions.organisations_of(user, permissions.FOLLOWERS))
    if permissions.reads_money(user):
        mine |= Q(pk__in=PlanStep.objects.filter(kind=Step.SUBMIT).values("plan"))
    return plan_state.with_state(Plan.objects.filter(mine))


def listed(user: User) -> QuerySet[Plan]:
    """The same with title and amount of the newest version that this person may read."""
    own = Q(plan__organisation__in=permissions.organisations_of(user, permissions.FOLLOWERS))
    versions = PlanVersion.objects.filter(own | Q(submitted_at__isnull=False), plan=OuterRef("pk")).order_by("-number")
    return visible(user).annotate(
        title=Subquery(versions.values("title")[:1]),
        requested=Subquery(versions.values("requested")[:1]),
        number=Subquery(versions.values("number")[:1]),
        is_written=Subquery(
            versions.annotate(
                open=Case(When(submitted_at=None, then=Value("yes")), default=Value(""), output_field=CharField())
            ).values("open")[:1]
        ),
        since=Coalesce("state_since", TruncDate(Subquery(versions.values("saved_at")[:1])), TruncDate("recorded_at")),
        shown_state=Coalesce("state", Value(plan_state.DRAFT)),
    )


def numbers(user: User) -> dict[str, int]:
    """How many plans there are, by filter; "all" is all of them."""
    counts = {name: Count("pk", filter=Q(shown_state__in=states)) for name, (_label, states) in STATES.items()}
    plans = visible(user).annotate(shown_state=Coalesce("state", Value(plan_state.DRAFT)))
    return plans.aggregate(all=Count("pk"), **counts)


def found(user: User, asked: Question) -> QuerySet[Plan]:
    plans = listed(user).select_related("organisation", "region", "line")
    if asked.state:
        plans = plans.filter(shown_state__in=STATES[asked.state][1])
    for word in asked.words.split()[:MOST_WORDS]:
        plans = plans.filter(
            Q(title__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(region__name_nl__icontains=word)
            | Q(region__name_en__icontains=word)
        )
    down = asked.sort.startswith("-")
    names = SORTS[asked.sort.removeprefix("-")]
    order = [F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True) for name in names]
    return plans.order_by(*order, "-pk")
