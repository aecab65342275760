"""From one scan to the next: what changed on the questions that both have. Pure, but for the last part.

A question counts when it is in the first and the last questionnaire with the same text and the same five statements,
and has a level in the first and the last scan. A scan in between has a level of a subject only where it has all of
those. Nothing is filled in or carried over: what cannot be compared is unknown.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import connection
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from assessments.models import Assessment
from assessments.questionnaire import Dimension, Question
from assessments.scan import Scan, scan_of, with_answers

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Subject:
    """One transformation over the scans. `levels`: per scan the mean over the common questions in tenths, or None.

    `changes`: per common question its last level minus its first; empty where nothing can be compared.
    `asked`: how many questions both questionnaires have in the same words.
    """

    slug: str
    levels: tuple[Decimal | None, ...]
    changes: tuple[int, ...]
    asked: int

    @property
    def compared(self) -> bool:
        return bool(self.changes)

    @property
    def difference(self) -> Decimal | None:
        """The last level minus the first."""
        return self.levels[-1] - self.levels[0] if self.compared else None

    @property
    def is_indication(self) -> bool:
        """One level on one question: two people who look at the same company differ as much."""
        return sum(abs(change) for change in self.changes) == 1


def subjects(scans: Sequence[Scan]) -> tuple[Subject, ...]:
    """The subjects of the last questionnaire, over these scans from the first to the last (two at least)."""
    return tuple(_subject(dimension, scans) for dimension in scans[-1].questions.dimensions)


def _subject(dimension: Dimension, scans: Sequence[Scan]) -> Subject:
    first, last = scans[0], scans[-1]
    same = [question for question in dimension.questions if _is_same(question, first, last)]
    common = [question.id for question in same if _level(first, question.id) and _level(last, question.id)]
    return Subject(
        slug=dimension.slug,
        levels=tuple(_mean(scan, common) for scan in scans),
        changes=tuple(_level(last, one) - _level(first, one) for one in common),
        asked=len(same),
    )


def _is_same(question: Question, first: Scan, last: Scan) -> bool:
    """Whether both scans were asked this in the same words. A text that was changed under a scan cannot be known."""
    if not first.questions.has(question.id):
        return False
    unchanged = all(scan.run.digest == scan.questions.digest for scan in (first, last))
    return unchanged and digest_of(first.questions.question(question.id)) == digest_of(question)


def digest_of(question: Question) -> str:
    """SHA-256 of what decides the answer: the question and its statements, in both languages."""
    texts = [question.id, question.text_nl, question.text_en]
    for statement in question.statements:
        texts += [str(statement.level), statement.text_nl, statement.text_en]
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()


def _level(scan: Scan, question_id: str) -> int | None:
    answer = scan.answers.get(question_id)
    return answer if isinstance(answer, int) else None


def _mean(scan: Scan, common: Sequence[str]) -> Decimal | None:
    levels = [_level(scan, one) for one in common]
    if not levels or None in levels:
        return None
    return (Decimal(sum(levels)) / len(levels)).quantize(TENTH, ROUND_HALF_UP)


# --- Which scans belong together -------------------------------------------------------------------------------------

# Everything that a run repeats or was copied from, and what repeats or was copied from it, whatever the distance.
_FAMILY = """
    WITH RECURSIVE family (id) AS (
        SELECT %s::uuid
        UNION
        SELECT near.id FROM family JOIN assessments_assessment AS known ON known.id = family.id
        CROSS JOIN LATERAL (
            SELECT unnest(ARRAY[known.repeats_id, known.copied_from_id]) AS id
            UNION ALL SELECT id FROM assessments_assessment WHERE repeats_id = known.id
            UNION ALL SELECT id FROM assessments_assessment WHERE copied_from_id = known.id
        ) AS near
        WHERE near.id IS NOT NULL
    )
    SELECT id FROM family
"""

# Whether a run repeats another or is repeated by a finished one: read together with the run. Through a deeper copy too:
# it repeats what its quick scan repeats.
HAS_CHANGE = Case(
    When(repeats__state=Assessment.State.COMPLETED, then=Value(True)),
    default=Exists(
        Assessment.objects.filter(
            Q(repeats=OuterRef("pk")) | Q(repeats=OuterRef("copied_from")), state=Assessment.State.COMPLETED
        )
    ),
)


def scans_with(run: Assessment) -> list[Scan]:
    """The completed scans that belong with this one, the first first: of each scan only its deepest, latest run.

    Two queries. Runs in another account are among them: the caller leaves out what its visitor may not open.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY, [run.pk])
        keys = [key for (key,) in cursor.fetchall()]
    runs = Assessment.objects.filter(pk__in=keys, state=Assessment.State.COMPLETED).select_related("site")
    found = [scan for scan in map(scan_of, with_answers(runs)) if scan]
    best: dict[object, Scan] = {}
    for scan in sorted(found, key=lambda one: (one.run.depth == Assessment.Depth.DEEP, one.run.completed_at)):
        best[_origin_of(scan, found)] = scan
    return sorted(best.values(), key=lambda one: one.run.completed_at)


def _origin_of(scan: Scan, found: Sequence[Scan]) -> object:
    """The run that this one was copied from in the end: a scan and its deeper copies are one moment."""
    runs = {one.run.pk: one.run for one in found}
    run = scan.run
    while run.copied_from_id in runs:
        run = runs[run.copied_from_id]
    return run.pk


def day_of(scan: Scan) -> date:
    return timezone.localtime(scan.run.completed_at).date()
