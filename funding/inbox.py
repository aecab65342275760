"""What the ministry's list of plans reads: every submitted plan with where it stands, the most urgent first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import plan_state, proposals, terms
from funding.asked import read
from funding.models import Plan, PlanStep, PlanVersion, Scheme
from jobs import clock
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
MOST_WORDS = 10
Step = PlanStep.Kind
STATES = {
    "nieuw": (gettext_lazy("To take up"), Q(state=Step.SUBMIT)),
    "in-behandeling": (gettext_lazy("In review"), Q(state=Step.TAKE_UP, waits=False)),
    "te-beslissen": (gettext_lazy("To decide"), Q(waits=True)),
    "teruggestuurd": (gettext_lazy("Returned"), Q(state=Step.RETURN)),
    "loopt": (gettext_lazy("Running"), Q(state__in=plan_state.RUNNING, waits=False)),
    "afgesloten": (
        gettext_lazy("Closed"),
        Q(state__in=[Step.REFUSE, Step.WITHDRAW, Step.SETTLE, Step.REVOKE], waits=False),
    ),
}
"""Filters: value in the address → (label, which plans)."""
KINDS = {
    Step.SUBMIT: "warning",
    Step.TAKE_UP: "info",
    Step.RETURN: "neutral",
    Step.GRANT: "success",
    Step.AMEND: "success",
    Step.KEEP: "success",
    Step.SETTLE: "success",
    Step.REFUSE: "error",
    Step.REVOKE: "error",
    Step.WITHDRAW: "neutral",
}
SORTS = {
    "urgency": ("urgency", "state_since"),
    "plan": ("title",),
    "organisation": ("organisation__name",),
    "amount": ("requested",),
    "since": ("state_since",),
}
FIRST_SORT = "urgency"


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked."""

    state: str = ""
    kind: str = ""
    words: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        kind = query.get("soort", "")
        said = read(query, states={name: name for name in STATES}, sorts=SORTS, first=FIRST_SORT)
        return cls(kind=kind if kind in Plan.Kind.values else "", **said)


@dataclass(frozen=True)
class Row:
    """A plan in the list. `due_on`: last day to decide, while it is with the ministry; `late`: that day is past."""

    plan: Plan
    title: str
    state: str
    badge: str
    since: date
    days: int
    due_on: date | None
    late: bool
    demo: bool


def visible() -> QuerySet[Plan]:
    """Plans of which something was submitted: a draft is the applicant's own."""
    newest = PlanVersion.objects.filter(plan=OuterRef("pk"), submitted_at__isnull=False).order_by("-number")
    asked = PlanStep.objects.filter(plan=OuterRef("pk"), kind=Step.SUBMIT).order_by("-pk")
    waiting = proposals.awaiting().filter(plan=OuterRef("pk"))
    demo = Scheme.objects.filter(demo=True, versions__pools__line=OuterRef("line"))
    plans = plan_state.with_state(Plan.objects.all()).annotate(
        newest=Subquery(newest.values("pk")[:1]),
        title=Subquery(newest.values("title")[:1]),
        requested=Subquery(newest.values("requested")[:1]),
        asked_on=Subquery(asked.values("valid_on")[:1]),
        waits=Exists(waiting),
        demo=Exists(demo),
    )
    return plans.filter(newest__isnull=False).annotate(urgency=_urgency())


def _urgency() -> Case:
    """What waits for the ministry before what waits for others; in each, what waits longest."""
    return Case(
        When(waits=True, then=Value(0)),
        When(state=Step.SUBMIT, then=Value(0)),
        When(state=Step.TAKE_UP, then=Value(1)),
        When(state=Step.RETURN, then=Value(2)),
        When(state__in=plan_state.RUNNING, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )


def numbers() -> dict[str, int]:
    """How many plans there are, by filter; "" is all of them."""
    counts = {name: Count("pk", filter=which) for name, (_label, which) in STATES.items()}
    return visible().aggregate(all=Count("pk"), **counts)


def found(asked: Question) -> QuerySet[Plan]:
    plans = visible().select_related("organisation", "region", "line")
    if asked.state:
        plans = plans.filter(STATES[asked.state][1])
    if asked.kind:
        plans = plans.filter(kind=asked.kind)
    for word in asked.words.split()[:MOST_WORDS]:
        plans = plans.filter(Q(title__icontains=word) | Q(organisation__name__icontains=word))
    columns = SORTS[asked.sort.removeprefix("-")]
    if asked.sort.startswith("-"):
        return plans.order_by(*[F(column).desc(nulls_last=True) for column in columns], "-pk")
    return plans.order_by(*columns, "pk")


def rows(plans: Iterable[Plan]) -> list[Row]:
    return [_row(plan) for plan in plans]


def _row(plan: Plan) -> Row:
    today = clock.today()
    due_on = None
    if plan.state in plan_state.WITH_MINISTRY:
        due_on = terms.decide_until(plan.asked_on)
    return Row(
        plan=plan,
        title=plan.title or str(plan),
        state=_("To decide") if plan.waits else str(plan_state.STATES[plan.state]),
        badge="warning" if plan.waits else KINDS[plan.state],
        since=plan.state_since,
        days=max((today - plan.state_since).days, 0),
        due_on=due_on,
        late=due_on is not None and due_on < today,
        demo=plan.demo,
    )


def as_file(list_of_rows: Iterable[Row]) -> str:
    """The list with the columns of the screen. An invented plan says so on its own line."""
    head = [_("Plan"), _("Number"), _("Kind"), _("Organisation"), _("Asked in euros"), _("State"), _("Since")]
    return as_csv([*head, _("Decide by"), _("Demonstration")], (_cells(row) for row in list_of_rows))


def _cells(row: Row) -> list[object]:
    plan = row.plan
    kind, name = str(plan.get_kind_display()), plan.organisation.name
    due = row.due_on.isoformat() if row.due_on else ""
    demo = _("Demonstration: not for use") if row.demo else ""
    return [row.title, plan.pk, kind, name, plan.requested, row.state, row.since.isoformat(), due, demo]
