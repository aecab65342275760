"""What the pages of an import show: how far it is, each row with its faults or changes."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.models import Organisation
from fieldlabs.imports.fields import BY_NAME
from fieldlabs.imports.problems import sentence
from fieldlabs.models import ImportRow, ImportRun
from jobs import queue
from jobs.models import Job
from ui.filters import alone, options
from ui.formats import date_long, unknown

Outcome = ImportRow.Outcome
State = ImportRun.State
KINDS = {"create": "success", "change": "info", "same": "neutral", "faulty": "error", "left_out": "warning"}
WORDS = {
    "create": gettext_lazy("New"),
    "change": gettext_lazy("Changes"),
    "same": gettext_lazy("Already so"),
    "faulty": gettext_lazy("To mend"),
    "left_out": gettext_lazy("Left out"),
}
LONGEST = 200


def badge(run: ImportRun) -> dict[str, str]:
    kinds = {State.DONE: "success", State.FAILED: "error", State.CANCELLED: "neutral", State.CHECKED: "warning"}
    return {"text": run.get_state_display(), "kind": kinds.get(run.state, "info")}


def total(run: ImportRun) -> int:
    return sum(run.counts.get(name, 0) for name in Outcome.values)


def numbers(run: ImportRun) -> dict[str, int]:
    return {name: run.counts.get(name, 0) for name in (*Outcome.values, "warned")}


def filters(run: ImportRun, chosen: str) -> list[dict[str, object]]:
    counted = [(name, WORDS[name], run.counts.get(name, 0)) for name in WORDS]
    useful = [("", _("All rows"), total(run)), *(one for one in counted if one[2] or one[0] == chosen)]
    return [{"title": _("Rows"), "options": options(useful, chosen, alone("soort"))}]


def progress(run: ImportRun) -> dict[str, object]:
    """How the job is doing; `broken`: its worker went away; `gave_up`: it failed five times."""
    job = run.job
    works = run.state in (State.CHECKING, State.WRITING)
    lost = bool(works and job and queue.is_lost(job))
    return {
        "works": works,
        "job": job,
        "gave_up": bool(works and job and job.state == Job.State.FAILED),
        "broken": lost,
        "again": bool(works and job and job.attempts > 1 and job.state != Job.State.FAILED),
    }


def facts(run: ImportRun) -> list[tuple[str, object]]:
    """For the report: who, when, and what came of it."""
    return [
        (_("File"), run.name),
        (_("Region"), str(run.region)),
        (
            pgettext("file", "Brought in by"),
            _("%(who)s on %(day)s") % {"who": run.uploaded_by, "day": date_long(run.uploaded_at)},
        ),
        (_("Confirmed by"), _("%(who)s on %(day)s") % {"who": run.confirmed_by, "day": date_long(run.confirmed_at)}),
    ]


def lines(rows: Iterable[ImportRow]) -> list[dict[str, object]]:
    """Each as `line`; the organisations that run them by name, in one statement, and only when one changes."""
    rows = list(rows)
    changes = [one for row in rows for one in row.changes if one["field"] == "operator_id"]
    numbers = {one[side] for one in changes for side in ("old", "new")} - {None}
    names = dict(Organisation.objects.filter(pk__in=numbers).values_list("pk", "name")) if numbers else {}
    return [line(row, names) for row in rows]


def line(row: ImportRow, names: Mapping[int, str]) -> dict[str, object]:
    """A row of the preview: what it is called, faults with how to mend them, warnings, changes field by field."""
    told = [
        {
            "label": str(BY_NAME[problem["field"]].label),
            "value": row.mended.get(problem["field"], row.values.get(problem["field"], ""))[:LONGEST],
            "text": sentence(problem["code"], problem["facts"]),
            "warning": bool(problem.get("warning")),
        }
        for problem in row.problems
    ]
    return {
        "row": row,
        "name": row.parsed.get("name") or row.values.get("name") or (row.fieldlab.name if row.fieldlab else ""),
        "outcome": WORDS.get(row.outcome, ""),
        "kind": KINDS.get(row.outcome, "neutral"),
        "faults": [one for one in told if not one["warning"]],
        "warnings": [one for one in told if one["warning"]],
        "changes": [_change(one, names) for one in row.changes if one["field"] not in ("lat", "lon")],
        "mended": bool(row.mended),
    }


def _change(one: dict[str, object], names: Mapping[int, str]) -> dict[str, str]:
    old, new = one["old"], one["new"]
    if one["field"] == "operator_id":
        old, new = names.get(old), names.get(new)
    return {"label": str(BY_NAME[str(one["field"])].label), "old": _text(old), "new": _text(new)}


def _text(value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    text = unknown() if value in (None, "") else str(value)
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text
