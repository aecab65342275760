"""A list of Fieldlabs on its way in: sent, matched, checked, mended, confirmed, written; or stopped."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pghistory
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import rules
from accounts.models import User
from fieldlabs import permissions
from fieldlabs.actions.rules import RuleBroken, check
from fieldlabs.imports import staging, writing
from fieldlabs.imports.fields import BY_NAME, guess
from fieldlabs.imports.known import load
from fieldlabs.models import ImportRow, ImportRun
from jobs import clock, queue
from jobs.models import Job
from regions.models import Region
from ui import columns, sheets, uploads

State = ImportRun.State
Outcome = ImportRow.Outcome
OPEN = (State.UPLOADED, State.CHECKING, State.CHECKED)
HEAD = 40


@transaction.atomic
def bring_in(*, by: User, region: Region, upload: UploadedFile, key: UUID) -> ImportRun:
    """Keep the file, and say which column is which as far as its headers tell. The same key gives the same import.

    Raises RuleBroken when this person may not, or with a sentence about the file.
    """
    check(permissions.can_register(by, region))
    User.objects.select_for_update().get(pk=by.pk)
    known = ImportRun.objects.filter(pk=key, uploaded_by=by).first()
    if known:
        return known
    try:
        checked = uploads.check(upload, kinds=sheets.KINDS, most=sheets.MOST_BYTES)
        found = [columns.described(sheet, guess) for sheet in sheets.parse(checked.content, head=HEAD)]
    except uploads.Refused as refused:
        raise RuleBroken(refused.code, refused.message) from refused
    usable = [sheet for sheet in found if sheet["columns"]]
    if not usable:
        faults = [str(one["fault"]) for one in found if one["fault"]]
        raise RuleBroken("sheet_is_refused", next(iter(faults), columns.no_rows()))
    # The sheet that looks most like a list of Fieldlabs.
    best = max(usable, key=lambda one: len(guess(one["columns"])))
    return ImportRun.objects.create(
        pk=key,
        region=region,
        name=checked.name,
        content=checked.content,
        sha256=hashlib.sha256(checked.content).hexdigest(),
        sheet=best["sheet"],
        columns=found,
        mapping=guess(best["columns"]),
        uploaded_at=clock.now(),
        uploaded_by=by,
    )


@transaction.atomic
def match_columns(*, by: User, run: ImportRun, sheet: str, mapping: dict[str, int]) -> ImportRun:
    """Say which column is which, and let the file be checked. `mapping`: field → number of the column, from 0."""
    current = _locked(by, run)
    if current.state not in (State.UPLOADED, State.CHECKED, State.FAILED) or current.content is None:
        raise _too_late(current)
    described = next((one for one in current.columns if one["sheet"] == sheet and one["columns"]), None)
    if described is None:
        raise RuleBroken("sheet_unknown", _("Choose one of the sheets of this file."))
    if not {"name", "slug"} & set(mapping):
        raise RuleBroken("name_is_matched", _("Say which column has the name of the Fieldlab."))
    if len(set(mapping.values())) < len(mapping):
        raise RuleBroken("column_is_used_once", _("Two fields cannot come from one column. Choose another one."))
    if not (set(mapping) <= set(BY_NAME) and all(0 <= one < len(described["columns"]) for one in mapping.values())):
        raise RuleBroken("column_unknown", _("Choose one of the columns of this sheet."))
    current.sheet, current.mapping = sheet, mapping
    current.state, current.failure, current.counts = State.CHECKING, "", {}
    current.job = _job(current, by)
    # Not the file itself, which may be 50 MB.
    current.save(update_fields=["sheet", "mapping", "state", "failure", "counts", "job"])
    return current


def look_through(run_id: str, job: Job) -> dict[str, int]:
    """The job that reads and checks every row. Starts anew when it was broken off: nothing of the register changes."""
    run = ImportRun.objects.select_related("region").get(pk=run_id)
    if run.state != State.CHECKING or run.job_id != job.pk:
        return {}
    _forget(run)
    try:
        staging.stage(run, bytes(run.content), load(run.region), lambda number: _told(run, job, number))
    except Stopped:
        # Another job that took over keeps what it read.
        if not ImportRun.objects.filter(pk=run.pk, state=State.CHECKING).exists():
            _forget(run)
        return {}
    except uploads.Refused as refused:
        _forget(run)
        ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, failure=refused.message[:500])
        return {}
    with transaction.atomic():
        writing.patient()
        staging.judge(run)
    found = staging.counts(run)
    fault = "" if sum(found.values()) else columns.no_rows()
    state = State.FAILED if fault else State.CHECKED
    ImportRun.objects.filter(pk=run.pk, state=State.CHECKING).update(state=state, counts=found, failure=fault)
    return found


def _forget(run: ImportRun) -> None:
    with transaction.atomic():
        writing.patient()
        ImportRow.objects.filter(run=run).delete()


class Stopped(Exception):
    """Somebody stopped the import while it was being checked, or let another job do it."""


def _told(run: ImportRun, job: Job, number: int) -> None:
    queue.step(job, number)
    # A long check keeps its worker.
    Job.objects.filter(pk=job.pk).update(leased_until=timezone.now() + timedelta(minutes=10))
    if not ImportRun.objects.filter(pk=run.pk, state=State.CHECKING, job=job).exists():
        raise Stopped


@transaction.atomic
def mend(*, by: User, run: ImportRun, row: ImportRow, values: dict[str, str]) -> ImportRow:
    """Read a row again with these cells: field → what should stand there. An empty one counts as an empty cell."""
    current = _checked(by, run)
    line = ImportRow.objects.select_for_update().get(pk=row.pk, run=current)
    told = {name: value.strip() for name, value in values.items() if name in BY_NAME}
    line.mended = {name: value for name, value in told.items() if value != line.values.get(name, "")}
    _read_again(current, line)
    return line


@transaction.atomic
def leave_out(*, by: User, run: ImportRun, row: ImportRow) -> None:
    """This row is not written. Another row about the same Fieldlab may be."""
    current = _checked(by, run)
    line = ImportRow.objects.select_for_update().get(pk=row.pk, run=current)
    line.outcome = Outcome.LEFT_OUT
    line.save(update_fields=["outcome"])
    _others_again(current, line, str(line.parsed.get("key", "")))
    _count(current)


@transaction.atomic
def leave_faulty_out(*, by: User, run: ImportRun) -> int:
    """Every row that still has a fault is not written. Returns how many."""
    current = _checked(by, run)
    number = current.rows.filter(outcome=Outcome.FAULTY).update(outcome=Outcome.LEFT_OUT)
    _count(current)
    return number


@transaction.atomic
def take_back(*, by: User, run: ImportRun, row: ImportRow) -> ImportRow:
    """A row that was left out takes part again."""
    current = _checked(by, run)
    line = ImportRow.objects.select_for_update().get(pk=row.pk, run=current)
    _read_again(current, line)
    return line


def _read_again(run: ImportRun, line: ImportRow) -> None:
    before = str(line.parsed.get("key", ""))
    _read_line(run, line, load(run.region))
    _others_again(run, line, before)
    _count(run)
    line.refresh_from_db()


def _read_line(run: ImportRun, line: ImportRow, known) -> None:
    sieve = staging.Sieve(known)
    values = {name: value for name, value in {**line.values, **line.mended}.items() if value}
    known.taken |= set(run.rows.exclude(pk=line.pk).filter(outcome="create").values_list("parsed__slug", flat=True))
    reading = sieve.read(line.number, values)
    twin = _twins(run, line, reading.key).order_by("number").first() if reading.key != "|" else None
    if twin:
        sieve.met[reading.key] = twin.number
        reading = sieve.read(
            line.number, {name: value for name, value in {**line.values, **line.mended}.items() if value}
        )
    line.parsed, line.problems, line.changes = reading.parsed, reading.problems, []
    line.outcome, line.fieldlab_id = staging.outcome_of(reading), reading.there.id if reading.there else None
    line.save()
    staging.judge(run, line)


def _twins(run: ImportRun, line: ImportRow, key: str):
    """Other rows about the same Fieldlab that take part."""
    return run.rows.exclude(pk=line.pk).exclude(outcome=Outcome.LEFT_OUT).filter(parsed__key=key)


def _others_again(run: ImportRun, line: ImportRow, key: str) -> None:
    """The first of the rows that were double with this one may be good now."""
    twin = _twins(run, line, key).order_by("number").first() if key else None
    if twin and any(problem["code"] == "double" for problem in twin.problems):
        _read_line(run, twin, load(run.region))


def _count(run: ImportRun) -> None:
    ImportRun.objects.filter(pk=run.pk).update(counts=staging.counts(run), failure="")


@transaction.atomic
def confirm(*, by: User, run: ImportRun, counts: dict[str, int]) -> ImportRun:
    """Let it be written. `counts`: the new and changed rows that this person saw; refused when those are others now."""
    current = _locked(by, run)
    if current.state in (State.WRITING, State.DONE) and current.confirmed_by_id == by.pk:
        return current
    if current.state != State.CHECKED:
        raise _too_late(current)
    if current.counts.get(Outcome.FAULTY):
        raise RuleBroken("rows_are_faulty", _("Some rows cannot be read yet. Mend them, or leave them out."))
    if any(current.counts.get(name, 0) != number for name, number in counts.items()):
        raise RuleBroken("rows_moved", _("Somebody changed rows of this import meanwhile. Look at it again."))
    if not (current.counts.get(Outcome.CREATE) or current.counts.get(Outcome.CHANGE)):
        raise RuleBroken("nothing_to_write", _("There is nothing to write: everything is already so."))
    current.state, current.failure = State.WRITING, ""
    current.confirmed_by, current.confirmed_at = by, clock.now()
    current.job = _job(current, by)
    current.save(update_fields=["state", "failure", "confirmed_by", "confirmed_at", "job"])
    return current


def _job(run: ImportRun, by: User) -> Job:
    """The next work on it: every row is checked, or written."""
    if run.state == State.CHECKING:
        return queue.add("fieldlabs.check_import", {"run": str(run.pk)}, owner=by)
    steps = run.counts.get(Outcome.CREATE, 0) + run.counts.get(Outcome.CHANGE, 0)
    return queue.add("fieldlabs.write_import", {"run": str(run.pk)}, owner=by, steps=steps)


def write(run_id: str, job: Job) -> dict[str, int]:
    """The job that writes: all rows or none. Twice is once. What changed meanwhile is judged again, and shown first."""
    with queue.beside(job) as told:
        return _write(run_id, job, told)


@transaction.atomic
def _write(run_id: str, job: Job, told: Callable[[int], None]) -> dict[str, int]:
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("region", "confirmed_by").get(pk=run_id)
    if run.state != State.WRITING or run.job_id != job.pk:
        return {}
    writing.lock(run)
    moved = writing.look_again(run)
    allowed, reason = permissions.can_register(run.confirmed_by, run.region)
    if moved or not allowed:
        sentence = ngettext(
            "Meanwhile %(number)s row came to mean something else. Nothing was written: look at it again.",
            "Meanwhile %(number)s rows came to mean something else. Nothing was written: look at them again.",
            moved,
        )
        return _back(run, reason if not allowed else sentence % {"number": moved})
    try:
        with (
            rules.held_by_database(RuleBroken),
            writing.steady_plans(),
            pghistory.context(user=run.confirmed_by_id, reason=f"import {run.name}"),
        ):
            made, changed = _write_all(run, told)
    except RuleBroken as broken:
        return _back(run, _("Nothing was written: %(why)s") % {"why": broken.message})
    run.state, run.content = State.DONE, None
    run.counts = staging.counts(run)
    run.save(update_fields=["state", "content", "counts"])
    return {"created": made, "changed": changed}


def _write_all(run: ImportRun, told: Callable[[int], None]) -> tuple[int, int]:
    """How many Fieldlabs were made and changed."""
    made, changed, moment, today = 0, 0, clock.now(), clock.today()
    for span in writing.spans(run):
        made += writing.create(run, span, by=run.confirmed_by, moment=moment, today=today)
        changed += writing.change(run, span, today=today)
        writing.link(run, span)
        told(span.done)
    return made, changed


def _back(run: ImportRun, failure: str) -> dict[str, int]:
    """Nothing is written: whoever confirmed looks at it again."""
    run.state, run.failure, run.counts = State.CHECKED, failure[:500], staging.counts(run)
    run.confirmed_at = run.confirmed_by = None
    run.save(update_fields=["state", "failure", "counts", "confirmed_at", "confirmed_by"])
    return {}


@transaction.atomic
def stop(*, by: User, run: ImportRun) -> ImportRun:
    """End it without writing anything. What was read is forgotten."""
    current = _locked(by, run)
    if current.state == State.CANCELLED:
        return current
    if current.state not in OPEN and not (current.state in (State.WRITING, State.FAILED) and _gave_up(current)):
        raise _too_late(current)
    _forget(current)
    current.state, current.content = State.CANCELLED, None
    current.save(update_fields=["state", "content"])
    return current


@transaction.atomic
def try_again(*, by: User, run: ImportRun) -> ImportRun:
    """A job that gave up after five times, or whose worker went away, starts anew."""
    current = _locked(by, run)
    if current.state not in (State.CHECKING, State.WRITING) or not _gave_up(current):
        raise _too_late(current)
    current.job = _job(current, by)
    current.save(update_fields=["job"])
    return current


def _gave_up(run: ImportRun) -> bool:
    """Nobody works on it any more: it failed, or its worker went away."""
    return run.state == State.FAILED or bool(run.job and (run.job.state == Job.State.FAILED or queue.is_lost(run.job)))


def _locked(by: User, run: ImportRun) -> ImportRun:
    current = ImportRun.objects.select_for_update(of=("self",)).select_related("region", "job").get(pk=run.pk)
    check(permissions.can_register(by, current.region))
    return current


def _checked(by: User, run: ImportRun) -> ImportRun:
    current = _locked(by, run)
    if current.state != State.CHECKED:
        raise _too_late(current)
    return current


def _too_late(run: ImportRun) -> RuleBroken:
    told = _("This cannot be done now: the import is %(state)s.") % {"state": run.get_state_display()}
    return RuleBroken("too_late", told)
