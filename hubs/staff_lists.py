"""What staff ask of the lists of their hub's events and texts, and what they find; on the page and as a file."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs import events
from hubs.models import Article, Event, Registration
from jobs import clock
from ui.filters import options
from ui.language import code, local
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
MOST_WORDS = 10
WAITING = Count("registrations", filter=Q(registrations__state=Registration.State.WAITING), distinct=True)
GIVEN = Count("registrations", filter=Q(registrations__state=Registration.State.REGISTERED), distinct=True)
# Filters: value in the address → label.
EVENT_STATES = {
    "komt": gettext_lazy("To come"),
    "concept": gettext_lazy("Not public"),
    "voorbij": gettext_lazy("Over"),
    "afgelast": gettext_lazy("Cancelled"),
}
ARTICLE_STATES = {
    "concept": (gettext_lazy("Not public"), Q(published_at__isnull=True)),
    "openbaar": (gettext_lazy("Public"), Q(published_at__isnull=False)),
}
# Sorting: value in the address → column. "" is the title, in the reader's language.
EVENT_SORTS = {"title": "", "when": "starts_at", "registered": "given", "places": "seats", "waiting": "waiting"}
ARTICLE_SORTS = {"title": "", "kind": "kind", "state": "published_at"}
FIRST_EVENTS, FIRST_ARTICLES = "-when", "-state"


@dataclass(frozen=True)
class Question:
    """What somebody asked of one of the lists; anything unknown counts as not asked."""

    words: str
    stand: str
    soort: str
    sort: str
    first_sort: str

    def kept(self) -> list[tuple[str, str]]:
        """What the search keeps of the question."""
        sort = "" if self.sort == self.first_sort else self.sort
        values = {"stand": self.stand, "soort": self.soort, "sort": sort}
        return [(name, value) for name, value in values.items() if value]

    def address(self, **changes: str) -> str:
        """The list with these changes, from its first page."""
        asked = replace(self, **changes)
        values = {"q": asked.words, **dict(asked.kept())}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def group(self, title: str, name: str, choices: Iterable[tuple[str, object, int]]) -> dict[str, object]:
        """For components/filters.html, from (value, label, how many)."""
        shown = options(choices, getattr(self, name), lambda value: self.address(**{name: value}))
        return {"title": title, "options": shown}


def of_events(query: Mapping[str, str]) -> Question:
    return _question(query, EVENT_STATES, (), EVENT_SORTS, FIRST_EVENTS)


def of_articles(query: Mapping[str, str]) -> Question:
    return _question(query, ARTICLE_STATES, Article.Kind.values, ARTICLE_SORTS, FIRST_ARTICLES)


def _question(query, states: Container[str], kinds: Container[str], sorts: Container[str], first: str) -> Question:
    state, kind, sort = (query.get(name, "") for name in ("stand", "soort", "sort"))
    return Question(
        words=query.get("q", "").replace("\x00", "").strip()[:200],
        stand=state if state in states else "",
        soort=kind if kind in kinds else "",
        sort=sort if sort.removeprefix("-") in sorts else first,
        first_sort=first,
    )


def _with_words(asked: Question, *columns: str) -> Q:
    """Rows that have every word, each in one of the columns."""
    each = [
        reduce(lambda one, other: one | other, (Q(**{f"{column}__icontains": word}) for column in columns))
        for word in asked.words.split()[:MOST_WORDS]
    ]
    return reduce(and_, each, Q())


def _order(asked: Question, sorts: Mapping[str, str]):
    """Unknown comes first downwards, as drafts do in a list of what is public since when."""
    column = sorts[asked.sort.removeprefix("-")]
    title = F("title_nl") if code() == "nl" else Coalesce(NullIf("title_en", Value("")), "title_nl")
    value = F(column) if column else Lower(title)
    return value.desc() if asked.sort.startswith("-") else value.asc()


# --- Events ----------------------------------------------------------------------------------------------------------


def _of_state(name: str) -> Q:
    now = clock.now()
    alive = Q(cancelled_at__isnull=True)
    return {
        "": Q(),
        "komt": alive & Q(publication="published", ends_at__gte=now),
        "concept": alive & Q(publication="draft"),
        "voorbij": alive & Q(publication="published", ends_at__lt=now),
        "afgelast": Q(cancelled_at__isnull=False),
    }[name]


def _event_words(asked: Question) -> Q:
    return _with_words(asked, "title_nl", "title_en", "place__name")


def events_found(rows: QuerySet[Event], asked: Question) -> QuerySet[Event]:
    rows = rows.filter(_event_words(asked), _of_state(asked.stand))
    rows = rows.select_related("hub__region", "place").annotate(given=GIVEN, waiting=WAITING)
    return rows.order_by(_order(asked, EVENT_SORTS), "-starts_at", "pk")


def event_filters(rows: QuerySet[Event], asked: Question) -> tuple[int, list[dict[str, object]]]:
    """How many events there are at all, and the filter with how many of each state the words find: one statement."""
    states = {"": _("All"), **EVENT_STATES}
    columns = {f"in_{name}": Count("pk", filter=Q(_event_words(asked), _of_state(name))) for name in states}
    numbers = rows.aggregate(total=Count("pk"), **columns)
    options = [(name, label, numbers[f"in_{name}"]) for name, label in states.items()]
    return numbers["total"], [asked.group(_("State"), "stand", options)]


def event_state(event: Event) -> tuple[str, str]:
    """Text and kind of the badge; what is open without a limit is public, and needs no badge."""
    text, kind = events.state(event)
    return text or _("Public"), kind


def events_csv(rows: Iterable[Event]) -> str:
    head = [_("Event"), _("begins"), _("ends"), _("Registered"), _("Places"), _("Waiting"), _("State")]
    return as_csv(head, (_event_cells(one) for one in rows))


def _event_cells(one: Event) -> list[object]:
    moments = [f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" for moment in (one.starts_at, one.ends_at)]
    places = _("no limit") if one.seats is None else one.seats
    return [local(one, "title"), *moments, one.given, places, one.waiting, event_state(one)[0]]


# --- Cases and articles ----------------------------------------------------------------------------------------------


def _article_words(asked: Question) -> Q:
    return _with_words(asked, "title_nl", "title_en", "company")


def _article_state(name: str) -> Q:
    return ARTICLE_STATES[name][1] if name else Q()


def _article_kind(name: str) -> Q:
    return Q(kind=name) if name else Q()


def articles_found(rows: QuerySet[Article], asked: Question) -> QuerySet[Article]:
    rows = rows.filter(_article_words(asked), _article_state(asked.stand), _article_kind(asked.soort))
    return rows.select_related("hub").order_by(_order(asked, ARTICLE_SORTS), "-published_at", "-pk")


def article_filters(rows: QuerySet[Article], asked: Question) -> tuple[int, list[dict[str, object]]]:
    """How many texts there are at all, and the filters with how many each finds beside the other: one statement."""
    states = {"": _("All"), **{name: label for name, (label, _condition) in ARTICLE_STATES.items()}}
    kinds = {"": _("All"), **{name: capfirst(str(label)) for name, label in Article.Kind.choices}}
    words, kind, state = _article_words(asked), _article_kind(asked.soort), _article_state(asked.stand)
    columns = {f"stand_{name}": Count("pk", filter=Q(words, kind, _article_state(name))) for name in states}
    columns |= {f"soort_{name}": Count("pk", filter=Q(words, state, _article_kind(name))) for name in kinds}
    numbers = rows.aggregate(total=Count("pk"), **columns)
    groups = [
        asked.group(title, field, [(name, label, numbers[f"{field}_{name}"]) for name, label in labels.items()])
        for title, field, labels in ((_("State"), "stand", states), (_("Kind"), "soort", kinds))
    ]
    return numbers["total"], groups


def articles_csv(rows: Iterable[Article]) -> str:
    return as_csv([_("Title"), _("Kind"), _("English"), _("State"), _("public since")], map(_article_cells, rows))


def _article_cells(one: Article) -> list[object]:
    since = timezone.localtime(one.published_at).date().isoformat() if one.is_public else ""
    state = _("Public") if one.is_public else _("Not public")
    return [local(one, "title"), str(one.get_kind_display()), _("yes") if one.body_en else _("no"), state, since]
