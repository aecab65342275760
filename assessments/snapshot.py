"""The weekly snapshot: what the comparison publishes, and when. Set-based: PostgreSQL counts, this module decides.

Of 200,000 companies only counts per sector, size and level reach Python (some thousands of rows).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from assessments import publishing
from assessments.benchmark import WINDOW
from assessments.disclosure import at_one_level
from assessments.models import PeerCell
from assessments.publishing import Atom, Cell, Cells, Change
from assessments.questionnaire import TRANSFORMATIONS
from jobs import clock

SQL = Path(__file__).resolve().parent / "sql"
MOST_FROM_ONE_NETWORK = 4
"""More companies than this from one network in one week: all of their runs are left out. Published."""
SUBJECTS = (*TRANSFORMATIONS, "")
"""What is counted per company: its level at each transformation, and that it takes part at all."""
NO_LEVEL = 99
LOCK = 29826094
"""Of PostgreSQL's advisory locks: one snapshot at a time."""

Table = tuple[str, str, str]
"""Questionnaire, version, depth."""
Key = tuple[str, str, str, int]
"""A table and the place in SUBJECTS."""
Flows = dict[Atom, Counter]
"""Per atom: companies by (level published, level now, known), None for no level; see `Change.known`."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a snapshot did: groups published, of which with new numbers, and runs that it left out."""

    published: int
    renewed: int
    left_out: int


@transaction.atomic
def take() -> Taken:
    """Take the snapshot of this moment; a second one at once waits for the first and then finds nothing to do."""
    values = {
        "since": clock.now() - WINDOW,
        "until": clock.now() + timedelta(seconds=1),
        "demo": settings.DEMO,
        "most": MOST_FROM_ONE_NETWORK,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # Whole tables are read once: hash them in memory, whatever the planner knows of a table made just now.
        cursor.execute("SET LOCAL work_mem = '128MB'; SET LOCAL jit = off")
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off")
        cursor.execute("DROP TABLE IF EXISTS assessments_current, assessments_difference")
        cursor.execute(sql("bursts"), values)
        left_out = cursor.rowcount
        cursor.execute(sql("current"), values)
        cursor.execute(sql("differences"))
        flows = _flows(_fetched(cursor, "published"), _fetched(cursor, "changes"))
        known = _known()
        chosen = {key: publishing.accepted(_change(flows[key]), _cells(known, key)) for key in flows}
        cursor.execute(sql("accept"), {"accepted": json.dumps(list(_masks(chosen)))})
        cursor.execute(sql("unlink"))
    rows = [row for key in flows for row in _rows(key, flows[key], chosen[key], known.get(key, {}))]
    _write(rows)
    return Taken(PeerCell.objects.count(), len(rows), left_out)


def _write(rows: list[PeerCell]) -> None:
    """Add what is new, and renew the others by one statement: by its key each of them is there already."""
    new, renewed = [row for row in rows if row.pk is None], [row for row in rows if row.pk is not None]
    fields = ["companies", "counts", "shown", "as_of"]
    PeerCell.objects.bulk_create(new)
    PeerCell.objects.bulk_create(renewed, update_conflicts=True, unique_fields=["id"], update_fields=fields)


def sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def _fetched(cursor: CursorWrapper, name: str) -> list[tuple[str, int, int]]:
    cursor.execute(sql(name))
    return cursor.fetchall()


def _flows(published: list[tuple[str, int, int]], changes: list[tuple[str, int, int]]) -> dict[Key, Flows]:
    """Of atom (questionnaire|version|depth|sector|size), coded change and companies: see `changes.sql`."""
    flows: dict[Key, Flows] = defaultdict(lambda: defaultdict(Counter))
    for atom, difference, companies in published:
        flow, was, _now, _known = _decoded(flows, atom, difference)
        flow[was, was, True] += companies
    for atom, difference, companies in changes:
        flow, was, now, known = _decoded(flows, atom, difference)
        if was is not None:
            flow[was, was, True] -= companies
        flow[was, now, known] += companies
    return flows


def _decoded(flows: dict[Key, Flows], atom: str, difference: int) -> tuple[Counter, int | None, int | None, bool]:
    """Where to count it, the level published and the level now, and whether the company is known."""
    *table, sector, size = atom.split("|")
    forgotten, rest = divmod(difference, 100_000)
    place, levels = divmod(rest, 10_000)
    was, now = (None if level == NO_LEVEL else level for level in divmod(levels, 100))
    return flows[*table, place][sector, size], was, now, not forgotten


def _change(flows: Flows) -> Change:
    def count(of: Callable[[int | None, int | None, bool], bool]) -> dict[Atom, int]:
        return {atom: sum(n for level, n in flow.items() if of(*level)) for atom, flow in flows.items()}

    return Change(
        before=count(lambda was, _now, _known: was is not None),
        after=count(lambda _was, now, _known: now is not None),
        changed=count(lambda was, now, _known: was != now),
        known=count(lambda was, now, known: known and was != now),
    )


def _known() -> dict[Key, dict[Cell, PeerCell]]:
    """What has been published, by table, subject and group."""
    known: dict[Key, dict[Cell, PeerCell]] = defaultdict(dict)
    for row in PeerCell.objects.all():
        place = SUBJECTS.index(row.transformation)
        known[row.questionnaire, row.version, row.depth, place][row.sector_id, row.size_id] = row
    return known


def _cells(known: dict[Key, dict[Cell, PeerCell]], key: Key) -> Cells:
    return frozenset(known.get(key, {}))


def _masks(chosen: dict[Key, frozenset[Atom]]) -> Iterator[dict]:
    """Per table and atom: of which of the nine subjects the changes are accepted."""
    masks: dict[tuple[Table, Atom], list[bool]] = defaultdict(lambda: [False] * len(SUBJECTS))
    for (*table, place), atoms in chosen.items():
        for atom in atoms:
            masks[tuple(table), atom][place] = True
    for (table, (sector, size)), mask in masks.items():
        names = dict(zip(("questionnaire", "version", "depth"), table, strict=True))
        yield {**names, "sector": sector, "size": size, "mask": mask}


def _rows(key: Key, flows: Flows, chosen: frozenset[Atom], known: dict[Cell, PeerCell]) -> list[PeerCell]:
    """The groups of one table and subject that are new or have other numbers; the rest stays as it is, to the byte."""
    cells = publishing.publishable(_change(flows), chosen, frozenset(known))
    counts = _counts(flows, chosen, cells)
    new = [_filled(_new(key, cell), counts[cell]) for cell in cells if cell not in known]
    return new + [_filled(row, counts[cell]) for cell, row in known.items() if row.counts != counts[cell]]


def _counts(flows: Flows, chosen: frozenset[Atom], cells: Cells) -> dict[Cell, dict[str, int]]:
    """Companies by level (tenths) of each group, in the order of the levels."""
    totals: dict[Cell, Counter] = {cell: Counter() for cell in cells}
    for atom, flow in flows.items():
        for (was, now, _known), companies in flow.items():
            level = now if atom in chosen else was
            for cell in publishing.cells_of(atom) if level is not None else ():
                if cell in totals:
                    totals[cell][level] += companies
    return {cell: {str(level): total[level] for level in sorted(total)} for cell, total in totals.items()}


def _new(key: Key, cell: Cell) -> PeerCell:
    questionnaire, version, depth, place = key
    row = PeerCell(questionnaire=questionnaire, version=version, depth=depth, transformation=SUBJECTS[place])
    row.sector_id, row.size_id = cell
    return row


def _filled(row: PeerCell, counts: dict[str, int]) -> PeerCell:
    """A group at one level is known to be so, and shown to nobody; who took part has no level at all."""
    row.counts, row.companies, row.as_of = counts, sum(counts.values()), clock.today()
    row.shown = not row.transformation or not at_one_level({int(level): n for level, n in counts.items()})
    return row
