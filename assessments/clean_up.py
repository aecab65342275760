"""Removes what is too old, see assessments.retention. In batches that each stand by themselves; safe to run twice."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from assessments import retention
from assessments.actions import erase_all
from assessments.models import Answer, Assessment, Contact, Report, Share
from assessments.scan import scan_of, with_answers
from jobs import clock

BATCH = 500
State = Assessment.State
UNKNOWN_SCREEN = "unknown"

_TALLY = """
    INSERT INTO assessments_drafttally (version, depth, started_in, screen, number) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (version, depth, started_in, screen) DO UPDATE
    SET number = assessments_drafttally.number + EXCLUDED.number
"""


def run() -> dict[str, int]:
    """Everything whose term is over. Returns how many of what were removed or emptied; never whose."""
    return {
        "drafts": _until_done(_drafts),
        "remarks": _until_done(_remarks),
        "origins": _until_done(_origins),
        "contacts": _until_done(_contacts),
        "reports": _until_done(_reports),
        "shares": _until_done(_shares),
    }


def _until_done(batch: Callable[[], int]) -> int:
    total = 0
    while number := batch():
        total += number
    return total


# --- Drafts ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def _drafts() -> int:
    """Count where each draft stopped, then erase it with everything that belongs to it: both or neither."""
    old = clock.now() - timedelta(days=retention.DRAFT_DAYS)
    active = Answer.objects.filter(assessment=OuterRef("pk"), answered_at__gte=old)
    drafts = Assessment.objects.filter(~Exists(active), state=State.STARTED, started_at__lt=old)
    # A draft that somebody is working on at this very moment is locked, and no longer old.
    found = list(with_answers(drafts).select_for_update(no_key=True, skip_locked=True, of=("self",))[:BATCH])
    # Whoever answered between looking and locking goes on.
    again = set(Answer.objects.filter(assessment__in=found, answered_at__gte=old).values_list("assessment", flat=True))
    found = [draft for draft in found if draft.pk not in again]
    _tally(draft for draft in found if draft.demo == settings.DEMO)
    erase_all([draft.pk for draft in found])
    return len(found)


def _tally(drafts: Iterable[Assessment]) -> None:
    counts = Counter(
        (draft.version, draft.depth, draft.started_at.date().replace(day=1), _screen_of(draft)) for draft in drafts
    )
    with connection.cursor() as cursor:
        # In one order, so that two workers never wait for each other in a circle.
        cursor.executemany(_TALLY, [(*key, number) for key, number in sorted(counts.items())])


def _screen_of(draft: Assessment) -> str:
    """The first screen that still waited: a question by its id, else by its name."""
    scan = scan_of(draft)
    if scan is None:
        return UNKNOWN_SCREEN
    step = scan.open_step
    return scan.questions.quick_questions[step.number - 1].id if step.number else step.name


# --- What is finished ------------------------------------------------------------------------------------------------


def _finished() -> QuerySet[Assessment]:
    old = clock.months_ago(retention.TEXT_MONTHS)
    return Assessment.objects.filter(state=State.COMPLETED, completed_at__lt=old)


def _remarks() -> int:
    return _empty(_finished().filter(person=None).exclude(remark=""), remark="")


def _origins() -> int:
    return _empty(_finished().exclude(origin=""), origin="")


def _empty(runs: QuerySet[Assessment], **values: str) -> int:
    return Assessment.objects.filter(pk__in=_some(runs)).update(**values)


def _contacts() -> int:
    unconfirmed = clock.now() - timedelta(days=retention.UNCONFIRMED_DAYS)
    done = Q(assessment__state=State.COMPLETED)
    invited = Q(wants_invitation=True)
    too_old = (
        Q(confirmed_at=None, given_at__lt=unconfirmed)
        | Q(refused_at__lt=unconfirmed)
        | done & ~invited & Q(assessment__completed_at__lt=clock.months_ago(retention.CONTACT_MONTHS))
        | done & invited & Q(assessment__completed_at__lt=clock.months_ago(retention.INVITED_MONTHS))
    )
    return _delete(Contact.objects.filter(too_old))


def _reports() -> int:
    old = clock.now() - timedelta(days=retention.REPORT_DAYS)
    return _delete(Report.objects.annotate(since=Coalesce("made_at", "asked_at")).filter(since__lt=old))


def _shares() -> int:
    return _delete(Share.objects.filter(expires_at__lt=clock.now() - timedelta(days=retention.SHARE_DAYS)))


def _delete(rows: QuerySet) -> int:
    return rows.model.objects.filter(pk__in=_some(rows)).delete()[0]


def _some(rows: QuerySet) -> list[uuid.UUID]:
    return list(rows.values_list("pk", flat=True)[:BATCH])
