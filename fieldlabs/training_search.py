"""Finding a training: full-text search in two languages, filters with counts, order and pages. Two statements."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from fieldlabs import trainings
from fieldlabs.models import TrainingOffer, TrainingTransformation
from fieldlabs.search import match
from fieldlabs.wish import Wish as FieldlabWish
from fieldlabs.words import MOST_CHARACTERS, words
from programme.models import Transformation
from regions.models import Region
from ui.filters import options
from ui.language import local

PAGE_SIZE = 24
FREE, PAID, UNKNOWN = "gratis", "betaald", "onbekend"
PLANNED, NO_DATE, ONLINE = "gepland", "geen", "online"
PRICES = {FREE: Q(price=0), PAID: Q(price__gt=0), UNKNOWN: Q(price=None)}
PARAMETERS = {
    "transformation": "transformatie",
    "region": "regio",
    "level": "niveau",
    "language": "taal",
    "price": "prijs",
    "when": "wanneer",
}
"""Facet → parameter in the address."""
LONGEST_PAGE_NUMBER = 6
Row = TrainingOffer


@dataclass(frozen=True)
class Wish:
    """What a visitor asks for: text, one value per facet ("" is any), order and page (from 1)."""

    text: str = ""
    transformation: str = ""
    region: str = ""
    level: str = ""
    language: str = ""
    price: str = ""
    when: str = ""
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """`date`, `title`, or `relevance` when there are words."""
        if self.sort in ("date", "title"):
            return self.sort
        return "relevance" if words(self.text) else "date"


class Combination(NamedTuple):
    """How many of the found trainings have these values. A facet may have several: a training in two languages."""

    values: Mapping[str, tuple[str, ...]]
    number: int

    def has(self, facet: str, value: str) -> bool:
        return value in self.values[facet]


@dataclass
class Found:
    """The answer: trainings of this page in order, total, counts per value of each facet."""

    wish: Wish
    total: int
    counts: dict[str, Counter]
    trainings: list[TrainingOffer] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def look(wish: Wish, today: date) -> Found:
    """Find what the wish asks for; a page that does not exist becomes the last one."""
    rows = trainings.dated(trainings.public(today), today)
    if words(wish.text):
        query, values = match(FieldlabWish(wish.text))
        found = RawSQL(f"fieldlabs_trainingoffer.search @@ ({query})", values, BooleanField())  # noqa: S611 -- own SQL
        rows = rows.filter(found)
    total, counts = _count(wish, _combinations(rows, today))
    answer = Found(wish, total, counts)
    answer.wish = replace(wish, page=min(wish.page, answer.pages))
    start = (answer.wish.page - 1) * PAGE_SIZE
    chosen = _ordered(rows.filter(_chosen(wish, today)), wish)
    answer.trainings = list(chosen[start : start + PAGE_SIZE]) if total else []
    return answer


def _combinations(rows: QuerySet[Row], today: date) -> list[Combination]:
    subjects = TrainingTransformation.objects.filter(training=OuterRef("pk")).order_by("transformation__number")
    price = Case(*(When(condition, Value(name)) for name, condition in PRICES.items()), output_field=CharField())
    own = rows.order_by().annotate(
        subjects=ArraySubquery(subjects.values("transformation__slug")),
        cost=price,
        online=trainings.online(today),
        planned=Case(When(next_on=None, then=Value(False)), default=Value(True), output_field=BooleanField()),
    )
    columns = ("subjects", "region__slug", "level", "language", "cost", "planned", "online")
    return [_combination(row) for row in own.values_list(*columns).annotate(number=Count("pk"))]


def _combination(row: tuple) -> Combination:
    subjects, region, level, language, cost, planned, is_online, number = row
    both = language == TrainingOffer.Language.BOTH
    when = (PLANNED if planned else NO_DATE, *([ONLINE] if is_online else []))
    values = {
        "transformation": tuple(subjects),
        "region": (region,),
        "level": (level,),
        "language": ("nl", "en") if both else (language,),
        "price": (cost,),
        "when": when,
    }
    return Combination(values, number)


def _count(wish: Wish, combinations: Iterable[Combination]) -> tuple[int, dict[str, Counter]]:
    """The total, and per facet what each of its values would give beside the other facets that are chosen."""
    asked = {facet: getattr(wish, facet) for facet in PARAMETERS if getattr(wish, facet)}
    total, counts = 0, {facet: Counter() for facet in PARAMETERS}
    for one in combinations:
        missed = [facet for facet, value in asked.items() if not one.has(facet, value)]
        total += 0 if missed else one.number
        if len(missed) <= 1:
            for facet in missed or PARAMETERS:
                counts[facet].update(dict.fromkeys(one.values[facet], one.number))
    return total, counts


def _chosen(wish: Wish, today: date) -> Q:
    """The condition of all facets that are chosen."""
    chosen = Q()
    if wish.transformation:
        own = TrainingTransformation.objects.filter(training=OuterRef("pk"), transformation__slug=wish.transformation)
        chosen &= Q(Exists(own))
    if wish.region:
        chosen &= Q(region__slug=wish.region)
    if wish.level:
        chosen &= Q(level=wish.level)
    if wish.language:
        chosen &= Q(language__in=[wish.language, TrainingOffer.Language.BOTH])
    if wish.price:
        chosen &= PRICES[wish.price]
    if wish.when:
        whens = {PLANNED: Q(next_on__isnull=False), NO_DATE: Q(next_on=None), ONLINE: Q(trainings.online(today))}
        chosen &= whens[wish.when]
    return chosen


def _ordered(rows: QuerySet[Row], wish: Wish) -> QuerySet[Row]:
    if wish.order == "relevance":
        query, values = match(FieldlabWish(wish.text))
        sql = f"ts_rank(fieldlabs_trainingoffer.search, {query})"
        rank = RawSQL(sql, values, FloatField())  # noqa: S611 -- own SQL; the words are parameters
        return rows.annotate(rank=rank).order_by("-rank", "next_on", "pk")
    if wish.order == "title":
        return rows.order_by("title_nl", "pk")
    return trainings.in_order(rows)


@dataclass(frozen=True)
class Known:
    """Regions and transformations: two statements a page."""

    regions: list[Region]
    transformations: list[Transformation]

    @classmethod
    def read(cls) -> "Known":
        return cls(list(Region.objects.all()), list(Transformation.objects.order_by("number")))

    def labels(self, facet: str) -> dict[str, str]:
        """Value → name on screen, in the order of the page."""
        if facet == "transformation":
            return {one.slug: local(one, "name") for one in self.transformations}
        if facet == "region":
            return {one.slug: local(one, "name") for one in self.regions}
        return {
            "level": {value: str(label) for value, label in TrainingOffer.Level.choices},
            "language": {"nl": _("Dutch"), "en": _("English")},
            "price": {FREE: _("Free"), PAID: _("Paid"), UNKNOWN: _("Price unknown")},
            "when": {PLANNED: _("With a date from today"), ONLINE: _("Online"), NO_DATE: _("No date known")},
        }[facet]


TITLES = {
    "transformation": lambda: _("Transformation"),
    "region": lambda: _("Region"),
    "level": lambda: _("Level"),
    "language": lambda: _("Language"),
    "price": lambda: _("Price"),
    "when": lambda: _("When"),
}


@dataclass
class Asked:
    """What the address asks: the text as typed, the wish, what was wrong with it (sentences), the status to answer."""

    wish: Wish
    typed: str = ""
    problems: list[str] = field(default_factory=list)
    status: int = 200


def read(query: Mapping[str, str], known: Known) -> Asked:
    """The wish in this address. What cannot be is left out and said, never an error."""
    asked = Asked(Wish(), typed=query.get("q", ""))
    if len(asked.typed) > MOST_CHARACTERS:
        asked.problems.append(
            _("Your search text is too long. We used the first %(number)s characters.") % {"number": MOST_CHARACTERS}
        )
    values = {facet: _value(facet, query.get(name, ""), known, asked) for facet, name in PARAMETERS.items()}
    asked.wish = Wish(
        text=asked.typed[:MOST_CHARACTERS],
        sort=query.get("sort", ""),
        page=_page(query.get("page", "1"), asked),
        **values,
    )
    return asked


def _value(facet: str, value: str, known: Known, asked: Asked) -> str:
    if not value or value in known.labels(facet):
        return value
    asked.status = 404
    asked.problems.append(_("The filter “%(value)s” does not exist. We left it out.") % {"value": value[:40]})
    return ""


def _page(value: str, asked: Asked) -> int:
    if value.isascii() and value.isdigit() and len(value) <= LONGEST_PAGE_NUMBER and int(value) > 0:
        return int(value)
    asked.status = 404
    asked.problems.append(_("This page number does not exist. You see page 1."))
    return 1


def address(wish: Wish, **changes: str) -> str:
    """The query string of this wish with changes, back on page 1."""
    parts = {"q": wish.text.strip(), **{name: getattr(wish, facet) for facet, name in PARAMETERS.items()}}
    parts |= {"sort": wish.sort, **changes}
    return f"?{urlencode({name: value for name, value in parts.items() if value})}"


def filters(found: Found, known: Known) -> list[dict[str, object]]:
    """Groups for components/filters.html. An option that would give nothing is not shown."""
    groups = [{"title": TITLES[facet](), "options": _options(facet, found, known)} for facet in PARAMETERS]
    return [group for group in groups if group["options"]]


def _options(facet: str, found: Found, known: Known) -> list[dict[str, object]]:
    wish, name, now = found.wish, PARAMETERS[facet], getattr(found.wish, facet)
    counted = [(value, label, found.counts[facet][value]) for value, label in known.labels(facet).items()]
    useful = [one for one in counted if one[2] or one[0] == now]
    # A second click takes the filter off.
    return options(useful, now, lambda value: address(wish, **{name: "" if value == now else value}))


def chosen(wish: Wish, known: Known) -> list[dict[str, str]]:
    """The filters that are on: label, and the address without it."""
    return [
        {"label": known.labels(facet)[getattr(wish, facet)], "url": address(wish, **{name: ""})}
        for facet, name in PARAMETERS.items()
        if getattr(wish, facet)
    ]


def orders(wish: Wish) -> list[dict[str, object]]:
    """The orders to choose from; the first needs no word in the address."""
    labels = {"relevance": _("Best match"), "date": _("Next date"), "title": _("Title")}
    if not words(wish.text):
        del labels["relevance"]
    first = next(iter(labels))
    return [
        {"label": label, "url": address(wish, sort="" if sort == first else sort), "current": wish.order == sort}
        for sort, label in labels.items()
    ]
