"""A list of companies on its way in: sent, matched, mended, confirmed, written; or stopped."""

from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from hubs import identity, permissions
from hubs.actions.common import RuleBroken, check, in_history
from hubs.lists import reading
from hubs.lists.fields import BY_NAME, guess
from hubs.models import Company, CompanyImport, Hub, Moment
from hubs.retention import LIST_DAYS
from jobs import clock, queue
from jobs.models import Job
from regions.models import Place
from ui import columns, sheets, uploads

State = CompanyImport.State
WRITE = "hubs.write_companies"
MOST_BYTES = 5_000_000
HEAD = 40


@transaction.atomic
def bring_in(*, hub: Hub | None, upload: UploadedFile, basis: str, key: UUID, by: User) -> CompanyImport:
    """Keep the file, and say which column is which as far as its headers tell. The same key gives the same list.

    Raises RuleBroken when this person may not, or with a sentence about the file.
    """
    check((permissions.works_at(by, hub), _("Only who works at a desk brings in its companies.")))
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    known = CompanyImport.objects.filter(key=key, uploaded_by=by).first()
    if known:
        return known
    try:
        checked = uploads.check(upload, kinds=sheets.KINDS, most=MOST_BYTES)
        found = [columns.described(sheet, guess) for sheet in sheets.parse(checked.content, head=HEAD)]
    except uploads.Refused as refused:
        raise RuleBroken(refused.code, refused.message) from refused
    usable = [sheet for sheet in found if sheet["columns"]]
    if not usable:
        faults = [str(one["fault"]) for one in found if one["fault"]]
        raise RuleBroken("sheet_is_refused", next(iter(faults), columns.no_rows()))
    best = max(usable, key=lambda one: len(guess(one["columns"])))
    with rules.held_by_database(RuleBroken):
        return CompanyImport.objects.create(
            key=key,
            hub=hub,
            name=checked.name,
            basis=basis.strip(),
            content=checked.content,
            columns=found,
            sheet=best["sheet"],
            mapping=guess(best["columns"]),
            uploaded_at=clock.now(),
            uploaded_by=by,
        )


@transaction.atomic
def match_columns(*, run: CompanyImport, sheet: str, mapping: dict[str, int], by: User) -> CompanyImport:
    """Say which column is which, and check every row. `mapping`: field → number of the column, from 0."""
    current = _locked(run, by)
    if current.state not in (State.UPLOADED, State.CHECKED) or current.content is None:
        raise _too_late(current)
    head = next((one for one in current.columns if one["sheet"] == sheet and one["columns"]), None)
    if head is None:
        raise RuleBroken("sheet_unknown", _("Choose one of the sheets of this file."))
    if "name" not in mapping or not {"kvk_number", "email"} & set(mapping):
        raise RuleBroken("is_known_by", _("Say which column has the name, and which the KvK number or e-mail address."))
    if not (set(mapping) <= set(BY_NAME) and all(0 <= one < len(head["columns"]) for one in mapping.values())):
        raise RuleBroken("column_unknown", _("Choose one of the columns of this sheet."))
    try:
        rows = reading.lines(bytes(current.content), sheet, int(head["header"]), mapping)
    except uploads.Refused as refused:
        raise RuleBroken(refused.code, refused.message) from refused
    if not rows:
        raise RuleBroken("no_rows", columns.no_rows())
    if len(rows) > reading.MOST_ROWS:
        values = {"most": reading.MOST_ROWS}
        raise RuleBroken("too_many", _("A list has at most %(most)s companies. Split it into several files.") % values)
    current.sheet, current.mapping, current.rows = sheet, mapping, rows
    return _judged(current)


@transaction.atomic
def mend_row(*, run: CompanyImport, number: int, values: dict[str, str], by: User) -> dict[str, object]:
    """Read a row again with these cells: field → what should stand there. Returns the row as it is now."""
    current = _checked(run, by)
    line = row_of(current, number)
    told = {name: " ".join(value.split()) for name, value in values.items() if name in BY_NAME}
    line["mended"] = {name: value for name, value in told.items() if value != line["values"].get(name, "")}
    line["out"] = False
    _judged(current)
    return line


@transaction.atomic
def leave_row_out(*, run: CompanyImport, number: int, by: User, out: bool = True) -> None:
    """This row is not written; with `out=False` it takes part again."""
    current = _checked(run, by)
    row_of(current, number)["out"] = out
    _judged(current)


@transaction.atomic
def leave_faulty_out(*, run: CompanyImport, by: User) -> int:
    """Every row that still has a fault is not written. Returns how many."""
    current = _checked(run, by)
    faulty = [line for line in current.rows if line["outcome"] == reading.FAULTY]
    for line in faulty:
        line["out"] = True
    _judged(current)
    return len(faulty)


@transaction.atomic
def confirm_list(*, run: CompanyImport, seen: dict[str, int], by: User) -> CompanyImport:
    """Let it be written. `seen`: numbers of the outcomes that this person saw; refused when those are others now."""
    current = _locked(run, by)
    if current.state in (State.WRITING, State.DONE) and current.confirmed_by_id == by.pk:
        return current
    if current.state != State.CHECKED:
        raise _too_late(current)
    if current.counts.get(reading.FAULTY):
        raise RuleBroken("rows_are_faulty", _("Some rows cannot be read yet. Mend them, or leave them out."))
    if any(current.counts.get(name, 0) != number for name, number in seen.items()):
        raise RuleBroken("rows_moved", _("Somebody changed rows of this list meanwhile. Look at it again."))
    if not (current.counts.get(reading.CREATE) or current.counts.get(reading.ADDS)):
        raise RuleBroken("nothing_to_write", _("There is nothing to write: your desk knows all of this already."))
    current.state, current.failure = State.WRITING, ""
    current.confirmed_by, current.confirmed_at = by, clock.now()
    current.job = queue.add(WRITE, {"list": current.pk}, owner=by, steps=len(current.rows))
    current.save()
    return current


@transaction.atomic
def write_list(run_id: int, job: Job) -> dict[str, int]:
    """The job that writes: all rows or none. Twice is once. What changed meanwhile is shown first."""
    run = CompanyImport.objects.select_for_update(of=("self",)).select_related("hub__region", "confirmed_by").get(
        pk=run_id
    )  # fmt: skip
    if run.state != State.WRITING or run.job_id != job.pk:
        return {}
    by = run.confirmed_by
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10min'")
        # Two lists of one desk are written one after the other: the second sees what the first made.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hubs.company_list'), %s)", [run.hub_id or 0])
    before = run.counts
    if reading.judge(run.hub, run.rows) != before or not permissions.works_at(by, run.hub):
        return _back(run, _("Meanwhile rows of this list came to mean something else. Look at them again."))
    try:
        with in_history(by, "list"), rules.held_by_database(RuleBroken):
            made = _create(run, by)
            changed = _add(run, by)
    except RuleBroken as broken:
        return _back(run, _("Nothing was written: %(why)s") % {"why": broken.message})
    queue.step(job, len(run.rows))
    _end(run, State.DONE)
    return {"created": made, "changed": changed}


def _create(run: CompanyImport, by: User) -> int:
    today, now = clock.today(), clock.now()
    fresh = [line for line in run.rows if line["outcome"] == reading.CREATE]
    places = Place.objects.select_related("province").in_bulk({line["parsed"].get("place") for line in fresh} - {None})
    wanted = []
    for line in fresh:
        parsed = line["parsed"]
        place = places.get(parsed.get("place"))
        wanted.append(
            Company(
                hub=run.hub,
                **{
                    name: str(parsed.get(name, ""))
                    for name in ("name", "kvk_number", "contact_name", "email", "telephone")
                },
                place=place,
                region_id=place.province.region_id if place else None,
                size_id=parsed.get("size"),
                sector_id=parsed.get("sector"),
                identity=reading.identity_of(line),
                source=Company.Source.LIST,
                known_since=today,
                added_at=now,
                added_by=by,
            )
        )
    _noted(Company.objects.bulk_create(wanted, batch_size=500), run, by)
    return len(wanted)


def _noted(companies: list[Company], run: CompanyImport, by: User) -> None:
    """On the page of each company: from which list, and why the desk may keep it."""
    text = _("From the list “%(name)s”. %(basis)s") % {"name": run.name, "basis": run.basis}
    today, now = clock.today(), clock.now()
    Moment.objects.bulk_create(
        [
            Moment(
                company=one, kind=Moment.Kind.NOTE, happened_on=today, text=text, details={"list": run.pk},
                recorded_at=now, recorded_by=by,
            )
            for one in companies
        ],
        batch_size=500,
    )  # fmt: skip


def _add(run: CompanyImport, by: User) -> int:
    """What the desk did not know of companies that it knows."""
    changed = []
    places = Place.objects.select_related("province__region").in_bulk(
        {line["parsed"].get("place") for line in run.rows if "place" in line.get("adds", ())} - {None}
    )
    for line in run.rows:
        if line["outcome"] != reading.ADDS:
            continue
        company = Company.objects.select_for_update(no_key=True).defer("search").get(pk=line["company"])
        names = []
        for name in line["adds"]:
            value = line["parsed"][name]
            setattr(company, name if name == "kvk_number" else f"{name}_id", value)
            names.append(name)
        if "place" in names and company.region_id is None:
            company.region = places[line["parsed"]["place"]].province.region
            names.append("region")
        if "kvk_number" in names:
            company.identity = identity.of(company.kvk_number)
            names.append("identity")
        company.version += 1
        company.save(update_fields=[*names, "version"])
        changed.append(company)
    _noted(changed, run, by)
    return len(changed)


def _back(run: CompanyImport, failure: str) -> dict[str, int]:
    """Nothing is written: whoever confirmed looks at it again."""
    run.counts = reading.judge(run.hub, run.rows)
    run.state, run.failure = State.CHECKED, failure[:500]
    run.confirmed_at = run.confirmed_by = None
    run.save()
    return {}


@transaction.atomic
def stop_list(*, run: CompanyImport, by: User) -> CompanyImport:
    """End it without writing anything. What was read is forgotten."""
    current = _locked(run, by)
    if current.state == State.CANCELLED:
        return current
    gave_up = current.state == State.WRITING and current.job and current.job.state == Job.State.FAILED
    if current.state not in (State.UPLOADED, State.CHECKED) and not gave_up:
        raise _too_late(current)
    return _end(current, State.CANCELLED)


@transaction.atomic
def try_list_again(*, run: CompanyImport, by: User) -> CompanyImport:
    """A job that gave up after five times starts anew."""
    current = _locked(run, by)
    if current.state != State.WRITING or not current.job or current.job.state != Job.State.FAILED:
        raise _too_late(current)
    current.job = queue.add(WRITE, {"list": current.pk}, owner=by, steps=len(current.rows))
    current.save(update_fields=["job"])
    return current


def forget_unfinished() -> int:
    """Lists that nobody finished in time are stopped, and what was read is forgotten. Returns how many."""
    old = CompanyImport.objects.select_for_update(skip_locked=True).filter(
        state__in=(State.UPLOADED, State.CHECKED), uploaded_at__lt=clock.now() - timedelta(days=LIST_DAYS)
    )
    with transaction.atomic():
        return len([_end(one, State.CANCELLED) for one in old])


def _end(run: CompanyImport, state: str) -> CompanyImport:
    run.state, run.content, run.rows = state, None, []
    run.columns, run.mapping = [], {}
    run.save()
    return run


def row_of(run: CompanyImport, number: int) -> dict[str, object]:
    found = next((line for line in run.rows if line["n"] == number), None)
    if found is None:
        raise RuleBroken("row_unknown", _("There is no such row in this list."))
    return found


def _judged(run: CompanyImport) -> CompanyImport:
    run.counts = reading.judge(run.hub, run.rows)
    run.state, run.failure = State.CHECKED, ""
    run.save()
    return run


def _locked(run: CompanyImport, by: User) -> CompanyImport:
    found = CompanyImport.objects.select_for_update(no_key=True, of=("self",)).select_related("hub__region", "job")
    current = found.get(pk=run.pk)
    check((permissions.works_at(by, current.hub), _("Only who works at a desk brings in its companies.")))
    return current


def _checked(run: CompanyImport, by: User) -> CompanyImport:
    current = _locked(run, by)
    if current.state != State.CHECKED:
        raise _too_late(current)
    return current


def _too_late(run: CompanyImport) -> RuleBroken:
    return RuleBroken(
        "too_late", _("This cannot be done now: the list is %(state)s.") % {"state": run.get_state_display()}
    )
