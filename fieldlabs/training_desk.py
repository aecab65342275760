"""What the staff list of trainings reads: search, state, order, and the same as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from fieldlabs import trainings
from fieldlabs.models import TrainingDate, TrainingOffer
from fieldlabs.permissions import HUB, regions_of
from ui import formats
from ui.filters import options
from ui.language import local
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
MOST_WORDS = 8
DRAFT, PUBLIC, ENDED = "concept", "openbaar", "geeindigd"
LABELS = {DRAFT: gettext_lazy("Not public"), PUBLIC: gettext_lazy("Public"), ENDED: gettext_lazy("No longer given")}
KINDS = {DRAFT: "warning", PUBLIC: "success", ENDED: "neutral"}
SORTS = {
    "title": ("title_nl",),
    "next": ("next_on", "title_nl"),
    "region": ("region__name_nl", "title_nl"),
    "fieldlab": ("fieldlab__name", "title_nl"),
    "participants": ("people", "title_nl"),
}
FIRST_SORT = "next"


def _states(today: date) -> dict[str, Q]:
    ended = Q(ends_on__lt=today)
    return {DRAFT: Q(publication="draft") & ~ended, PUBLIC: Q(publication="published") & ~ended, ENDED: ended}


@dataclass(frozen=True)
class Question:
    """What somebody asks of the list; anything unknown counts as not asked."""

    words: str = ""
    state: str = ""
    sort: str = FIRST_SORT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        state, sort = query.get("stand", ""), query.get("sort", "")
        return cls(
            words=query.get("q", "").strip()[:200].replace("\0", ""),
            state=state if state in LABELS else "",
            sort=sort if sort.removeprefix("-") in SORTS else FIRST_SORT,
        )

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What stays when somebody searches with other words."""
        kept = {"stand": self.state, "sort": "" if self.sort == FIRST_SORT else self.sort}
        return [(name, value) for name, value in kept.items() if value]

    @property
    def address(self) -> str:
        return f"?{urlencode([*([('q', self.words)] if self.words else []), *self.hidden])}"


def visible(user: User) -> QuerySet[TrainingOffer]:
    """The trainings that this member of staff knows: of the own region; all of them for the auditor."""
    rows = TrainingOffer.objects.defer("search")
    return rows if Role.AUDITOR in user.roles else rows.filter(region__in=regions_of(user, *HUB))


def _searched(user: User, asked: Question) -> QuerySet[TrainingOffer]:
    rows = visible(user)
    for word in asked.words.split()[:MOST_WORDS]:
        titles = Q(title_nl__icontains=word) | Q(title_en__icontains=word)
        rows = rows.filter(titles | Q(provider__icontains=word) | Q(fieldlab__name__icontains=word))
    return rows


def found(user: User, asked: Question, today: date) -> QuerySet[TrainingOffer]:
    people = TrainingDate.objects.filter(training=OuterRef("pk")).order_by().values("training")
    rows = trainings.dated(_searched(user, asked), today).annotate(
        people=Subquery(people.annotate(number=Sum("participants")).values("number"))
    )
    if asked.state:
        rows = rows.filter(_states(today)[asked.state])
    rows = rows.select_related("region", "fieldlab").defer("search", "fieldlab__search", "fieldlab__facets")
    return rows.order_by(*_order(asked.sort), "pk")


def _order(sort: str) -> list[object]:
    """What is unknown comes last in both directions."""
    down = sort.startswith("-")
    columns = [F(name) for name in SORTS[sort.removeprefix("-")]]
    return [one.desc(nulls_last=True) if down else one.asc(nulls_last=True) for one in columns]


def filters(user: User, asked: Question, today: date) -> list[dict[str, object]]:
    """The states with their numbers beside the words that were searched. One statement."""
    numbers = {name: Count("pk", filter=condition) for name, condition in _states(today).items()}
    counted = _searched(user, asked).aggregate(all=Count("pk"), **numbers)
    states = [("", _("All"), counted["all"]), *((name, label, counted[name]) for name, label in LABELS.items())]
    shown = options(states, asked.state, lambda name: replace(asked, state=name).address)
    return [{"title": _("State"), "options": shown}]


@dataclass(frozen=True)
class Row:
    """A training in the list. `people` None: nobody counted them yet."""

    training: TrainingOffer
    title: str
    fieldlab: str
    region: str
    next: str
    people: int | None
    state: str
    kind: str


def rows(found_ones: Iterable[TrainingOffer], today: date) -> list[Row]:
    return [_row(one, today) for one in found_ones]


def state_of(training: TrainingOffer, today: date) -> str:
    if trainings.has_ended(training, today):
        return ENDED
    return PUBLIC if training.is_published else DRAFT


def _row(training: TrainingOffer, today: date) -> Row:
    state = state_of(training, today)
    return Row(
        training=training,
        title=local(training, "title"),
        fieldlab=training.fieldlab.name if training.fieldlab else "",
        region=local(training.region, "name"),
        next=trainings.next_text(training),
        people=training.people,
        state=str(LABELS[state]),
        kind=KINDS[state],
    )


def as_file(found_ones: Iterable[TrainingOffer], today: date) -> str:
    """The list with the columns of the screen."""
    head = [_("Training"), _("Fieldlab"), _("Region"), _("Next date"), _("People who took part"), _("State")]
    return as_csv(
        head,
        ([row.title, row.fieldlab, row.region, row.next, row.people, row.state] for row in rows(found_ones, today)),
    )


def dates(training: TrainingOffer, today: date) -> list[dict[str, object]]:
    """The dates of a training that `trainings.full` read, for its own page of staff."""
    return [
        {
            "pk": one.pk,
            "days": trainings.days_text(one),
            "place": one.place.name if one.place else _("online"),
            "participants": one.participants,
            "people": _("unknown") if one.participants is None else formats.number(one.participants),
            "has_begun": one.starts_on <= today,
        }
        for one in training.dates.all()
    ]
