"""How good the questionnaire is: figures that a weekly job computes and the page only reads.

Of fewer than ten runs nothing is kept; alpha and item-rest correlation from a hundred runs in depth. What was published
stays until ten more runs are finished, so that nobody learns of a few by looking again next week.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Sum

from assessments import questionnaire, wizard
from assessments.benchmark import WINDOW
from assessments.disclosure import LEAST
from assessments.models import Assessment, DraftTally, QualityFigure
from assessments.questionnaire import DEEP, QUICK, Questionnaire
from assessments.snapshot import LOCK, sql
from jobs import clock

RELIABLE_FROM = 100
Kind = QualityFigure.Kind
PLACES = Decimal("0.01")
"""Whole per cents: more would tell of how many exactly."""


class Figure(NamedTuple):
    """`number`: of how many; `value` None: too few to tell, or no spread at all."""

    depth: str
    kind: str
    subject: str
    number: int
    value: Decimal | float | int | None


class Item(NamedTuple):
    """A question in the runs where all questions of its subject have a level."""

    subject: str
    question: str
    runs: int
    variance: float | None
    total_variance: float | None
    item_rest: float | None


@transaction.atomic
def measure() -> int:
    """Compute the figures of every version and depth that has enough new runs. Returns how many are new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK + 1])
    return sum(_renew(questions) for questions in questionnaire.catalogue())


def _renew(questions: Questionnaire) -> int:
    known = QualityFigure.objects.filter(questionnaire=questions.slug, version=questions.version)
    due = [depth for depth in (QUICK, DEEP) if _is_due(questions, depth)]
    known.filter(depth__in=due).delete()
    version = {"questionnaire": questions.slug, "version": questions.version, "as_of": clock.today()}
    figures = [gated(figure) for figure in _figures(questions) if figure.depth in due] if due else []
    return len(QualityFigure.objects.bulk_create(QualityFigure(**version, **one._asdict()) for one in figures))


def _is_due(questions: Questionnaire, depth: str) -> bool:
    """Nothing published yet, or ten runs finished after the day of what is. In demo mode always: nobody is in it."""
    version = {"questionnaire": questions.slug, "version": questions.version, "depth": depth}
    published = QualityFigure.objects.filter(**version, number__gte=LEAST).aggregate(last=Max("as_of"))["last"]
    if published is None or settings.DEMO:
        return True
    finished = Assessment.objects.filter(**version, state=Assessment.State.COMPLETED, demo=False)
    return finished.filter(completed_at__date__gt=published).count() >= LEAST


def gated(figure: Figure) -> Figure:
    """Rounded, and without a value where fewer runs stand behind it than may be told of."""
    least = RELIABLE_FROM if figure.kind in (Kind.ALPHA, Kind.ITEM_REST) else LEAST
    if figure.number < least or figure.value is None:
        return figure._replace(value=None)
    return figure._replace(value=Decimal(str(figure.value)).quantize(PLACES))


def alpha(items: Iterable[Item]) -> float | None:
    """Cronbach's alpha of one subject; None where it does not exist (one question, or no spread)."""
    found = list(items)
    if len(found) < 2 or not found[0].total_variance:
        return None
    share = sum(float(item.variance) for item in found) / float(found[0].total_variance)
    return len(found) / (len(found) - 1) * (1 - share)


def _figures(questions: Questionnaire) -> Iterator[Figure]:
    values = {
        "questionnaire": questions.slug,
        "version": questions.version,
        "since": clock.now() - WINDOW,
        "until": clock.now(),
        "demo": settings.DEMO,
    }
    yield from _counts(questions, values)
    yield from _answers(questions, values)
    yield from _scale(questions, values)


def _counts(questions: Questionnaire, values: dict[str, object]) -> Iterator[Figure]:
    """Started, finished, and where quick scans stopped; drafts that were removed are in the tallies."""
    breaks = _breaks(questions, values)
    tallies = DraftTally.objects.filter(version=questions.version, started_in__gte=values["since"].date())
    removed = dict(tallies.values_list("depth").annotate(Sum("number")))
    for depth, now, finished in _rows("quality_counts", values):
        started = now + removed.get(depth, 0)
        yield Figure(depth, Kind.STARTED, "", started, started)
        yield Figure(depth, Kind.FINISHED, "", started, Decimal(finished) / started)
        stops = breaks.items() if depth == QUICK else ()
        yield from (Figure(QUICK, Kind.BROKEN_OFF, screen, started, number / started) for screen, number in stops)


def _breaks(questions: Questionnaire, values: dict[str, object]) -> dict[str, float]:
    """Broken-off quick scans per screen, in the order of the screens."""
    screens = [question.id for question in questions.quick_questions] + list(wizard.SCREENS)
    found: dict[str, float] = dict.fromkeys([*screens, wizard.CHECK], 0)
    for screen, number in _rows("quality_breaks", values | {"screens": screens}):
        found[screen] = found.get(screen, 0) + number
    tallies = DraftTally.objects.filter(version=questions.version, depth=QUICK, started_in__gte=values["since"].date())
    for screen, number in tallies.values_list("screen").annotate(Sum("number")):
        found[screen] = found.get(screen, 0) + number
    return found


def _answers(questions: Questionnaire, values: dict[str, object]) -> Iterator[Figure]:
    quick = [question.id for question in questions.quick_questions]
    for question, seconds, timed, asked, unknown in _rows("quality_answers", values | {"quick": quick}):
        depth = QUICK if question in quick else DEEP
        yield Figure(depth, Kind.SECONDS, question, timed, seconds)
        yield Figure(depth, Kind.DONT_KNOW, question, asked, Decimal(unknown) / asked if asked else None)


def _scale(questions: Questionnaire, values: dict[str, object]) -> Iterator[Figure]:
    """Alpha per subject and item-rest correlation per question."""
    subjects = [
        {"question": question.id, "slug": dimension.slug, "questions": len(dimension.questions)}
        for dimension in questions.dimensions
        for question in dimension.questions
        if len(dimension.questions) > 1
    ]
    items = defaultdict(list)
    for row in _rows("quality_scale", values | {"subjects": json.dumps(subjects)}):
        items[row[0]].append(Item(*row))
    for dimension in questions.dimensions:
        found = items[dimension.slug]
        yield Figure(DEEP, Kind.ALPHA, dimension.slug, found[0].runs if found else 0, alpha(found))
        yield from (Figure(DEEP, Kind.ITEM_REST, item.question, item.runs, item.item_rest) for item in found)


def _rows(name: str, values: dict[str, object]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql(name), values)
        return cursor.fetchall()
