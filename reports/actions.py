"""Freezing a view as an annex, and opening an annex to everyone. An annex never changes: a later one replaces it."""

import hashlib
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import RuleBroken, held_by_database
from jobs import queue
from reports.models import Annex, AnnexRelease
from reports.reading import Moment, Reading
from reports.table_files import as_csv

WRITE = "reports.write_annex"
FORMATS = 2
"""Documents that the job makes: the steps of its progress."""


@transaction.atomic
def freeze(
    *,
    by: User,
    view: str,
    view_title: str,
    reading: Reading,
    moment: Moment,
    title: str,
    question: str,
    key: UUID,
    replaces: Annex | None = None,
    because: str = "",
) -> Annex:
    """Keep what was read as a numbered annex, its canonical CSV with it; a job makes the documents.

    `reading`: in Dutch, the language of the annex. `key`: of the form; the same key gives the same annex. Raises
    RuleBroken where the database refuses, and for an annex that was replaced already.
    """
    found = Annex.objects.filter(key=key).first()
    if found:
        return found
    if replaces is not None and Annex.objects.filter(replaces=replaces).exists():
        raise RuleBroken(
            "reports_annex_is_replaced_once", _("This annex was replaced already. Replace the newest one.")
        )
    said = {"title": title, "question": question, "view": view, "replaces": replaces, "replaces_because": because}
    with held_by_database():
        annex, made = Annex.objects.get_or_create(
            key=key, defaults={**said, **_kept(reading, moment, view_title), "recorded_by": by}
        )
    if made:
        ask_for_files(by=by, annex=annex)
    annex.refresh_from_db()
    return annex


def _kept(reading: Reading, moment: Moment, view_title: str) -> dict[str, object]:
    """What an annex keeps of a reading, by field."""
    csv = as_csv(reading.tables, demo_mark(reading.demo))
    return {
        "query": reading.query,
        "made_on": moment.made_on,
        "valid_on": reading.valid_on,
        "known_at": moment.known_at,
        "content": reading.content(view_title),
        "csv": csv,
        "sha256": hashlib.sha256(csv).hexdigest(),
        "demo": reading.demo,
    }


def demo_mark(demo: bool) -> str:
    """What stands on every row of a demonstration."""
    return _("Demonstration: not for use") if demo else ""


@transaction.atomic
def ask_for_files(*, by: User, annex: Annex) -> None:
    """Have the documents made that are not there yet."""
    queue.add(WRITE, {"annex": annex.pk}, owner=by, steps=FORMATS)


@transaction.atomic
def release(*, by: User, annex: Annex, document: str, sent_on: date) -> AnnexRelease:
    """Open an annex to everyone: it went to Parliament with this letter. The first time counts.

    Raises RuleBroken while a document is still to be made; one that is there stays, so no lock is needed.
    """
    found = AnnexRelease.objects.filter(annex=annex).first()
    if found:
        return found
    if annex.files.count() < FORMATS:
        raise RuleBroken("reports_annexrelease_has_its_documents", _("Not all documents of this annex are made yet."))
    with held_by_database():
        return AnnexRelease.objects.get_or_create(
            annex=annex, defaults={"document": document, "sent_on": sent_on, "recorded_by": by}
        )[0]
