"""The rows of a file, read and kept until they are written: thousands at a time, compared in the database."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator

from django.db import connection

from fieldlabs.imports import rows
from fieldlabs.imports.fields import BY_NAME, LISTS
from fieldlabs.imports.known import Known
from fieldlabs.imports.problems import Problem
from fieldlabs.models import ImportRow, ImportRun
from ui import columns, sheets

CHUNK = 2_000
Outcome = ImportRow.Outcome
# Not a field of the Fieldlab, or only to find it.
BESIDE = ("slug", "key", "place", "region")
_COPY = (
    "COPY fieldlabs_importrow (run_id, number, values, mended, problems, outcome, fieldlab_id, parsed, changes) "
    "FROM STDIN WITH (FORMAT csv)"
)


def cells(run: ImportRun, content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Number of the row in the file, and what stands in its cells that are not empty, by field."""
    head = next(one["header"] for one in run.columns if one["sheet"] == run.sheet)
    places = [(name, int(place)) for name, place in run.mapping.items()]
    for number, line in enumerate(sheets.lines(content, run.sheet), start=1):
        if number <= head + 1:
            continue
        found = {
            name: columns.kept(line[place]) for name, place in places if place < len(line) and line[place] is not None
        }
        if found:
            yield number, found


class Sieve:
    """Reads row after row; knows which Fieldlabs it has met, so that the second row about one is told."""

    def __init__(self, known: Known):
        self.known = known
        self.met: dict[str, int] = {}

    def read(self, number: int, values: dict[str, str]) -> rows.Reading:
        reading = rows.read(values, self.known)
        if "name" in reading.parsed or reading.there:
            first = self.met.setdefault(reading.key, number)
            if first != number:
                reading.fault("name", Problem("double", row=first))
        reading.parsed["key"] = reading.key
        if reading.there is None and not reading.is_faulty:
            reading.parsed["slug"] = rows.address(str(reading.parsed["name"]), self.known.taken)
        return reading


def outcome_of(reading: rows.Reading) -> str:
    """ "" when it is about a Fieldlab that is there: `judge` says what it changes."""
    if reading.is_faulty:
        return Outcome.FAULTY
    return "" if reading.there else Outcome.CREATE


def stage(run: ImportRun, content: bytes, known: Known, told: Callable[[int], None]) -> None:
    """Keep every row with what it means; `told` hears after each thousands how many there are."""
    sieve, lines, number = Sieve(known), [], 0
    for number, (line, values) in enumerate(cells(run, content), start=1):
        lines.append(_as_copied(run, line, values, sieve.read(line, values)))
        if len(lines) == CHUNK:
            _copy(lines)
            lines = []
            told(number)
    _copy(lines)
    told(number)


def _as_copied(run: ImportRun, line: int, values: dict[str, str], reading: rows.Reading) -> tuple[object, ...]:
    there = reading.there.id if reading.there else None
    texts = (json.dumps(values), "{}", json.dumps(reading.problems, default=str))
    return (run.pk, line, *texts, outcome_of(reading), there, json.dumps(reading.parsed), "[]")


def _copy(lines: list[tuple[object, ...]]) -> None:
    if not lines:
        return
    file = io.StringIO()
    # An empty text and no value are two things to COPY.
    csv.writer(file, quoting=csv.QUOTE_NONNUMERIC).writerows(
        [Bare() if cell is None else str(cell) for cell in line] for line in lines
    )
    file.seek(0)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(_COPY, file)


class Bare(float):
    """Nothing between two commas, without quotation marks."""

    def __repr__(self) -> str:
        return ""

    __str__ = __repr__


def _fields_now() -> str:
    """A Fieldlab as JSON, with the fields that a list can change."""
    own = [name for name in BY_NAME if name not in (*BESIDE, *LISTS)]
    pairs = [f"'{name}', f.{name}" for name in [*own, "lat", "lon", "transformation_slugs"]]
    sectors = (
        "(SELECT jsonb_agg(s.sector_id ORDER BY s.sector_id) "
        "FROM fieldlabs_fieldlabsector s WHERE s.fieldlab_id = f.id)"
    )
    served = (
        "(SELECT jsonb_agg(g.slug ORDER BY g.slug) FROM fieldlabs_fieldlabregion s "
        "JOIN regions_region g ON g.id = s.region_id WHERE s.fieldlab_id = f.id)"
    )
    lists = [f"'sectors', coalesce({sectors}, '[]')", f"'regions_served', coalesce({served}, '[]')"]
    return f"jsonb_build_object({', '.join([*pairs, *lists])})"


_SUBMITTED = '[{"field": "name", "code": "submitted", "facts": {}}]'
_CLOSED = '[{"field": "name", "code": "closed", "facts": {}}]'
_JUDGE = f"""
    WITH judged AS (
        SELECT r.id, f.recognition, f.closed_on, found.changes
        FROM fieldlabs_importrow AS r
        JOIN fieldlabs_fieldlab AS f ON f.id = r.fieldlab_id
        CROSS JOIN LATERAL (SELECT {_fields_now()} AS doc) AS now
        CROSS JOIN LATERAL (
            SELECT coalesce(jsonb_agg(
                jsonb_build_object('field', wanted.key, 'old', now.doc -> wanted.key, 'new', wanted.value)
                ORDER BY wanted.key), '[]') AS changes
            FROM jsonb_each(
                CASE WHEN r.parsed->>'city' <> f.city THEN r.parsed || coalesce(r.parsed->'place', '{{}}')
                ELSE r.parsed END - '{{{",".join(BESIDE)}}}'::text[]
            ) AS wanted
            WHERE now.doc -> wanted.key IS DISTINCT FROM wanted.value
        ) AS found
        WHERE r.run_id = %(run)s AND r.outcome IN ('', 'change', 'same') AND (%(row)s IS NULL OR r.id = %(row)s)
    )
    UPDATE fieldlabs_importrow AS r SET
        changes = judged.changes,
        outcome = CASE WHEN judged.changes = '[]' THEN 'same'
            WHEN judged.recognition = 'submitted' OR judged.closed_on IS NOT NULL THEN 'faulty' ELSE 'change' END,
        problems = CASE WHEN judged.changes = '[]' THEN r.problems
            WHEN judged.recognition = 'submitted' THEN r.problems || '{_SUBMITTED}'
            WHEN judged.closed_on IS NOT NULL THEN r.problems || '{_CLOSED}' ELSE r.problems END
    FROM judged WHERE judged.id = r.id AND (r.outcome = '' OR r.changes <> judged.changes
        OR judged.changes <> '[]' AND (judged.recognition = 'submitted' OR judged.closed_on IS NOT NULL))
"""  # noqa: S608 -- names of our own columns


def judge(run: ImportRun, row: ImportRow | None = None) -> int:
    """Compare each row with its Fieldlab as it is now; how many rows changed their outcome. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_JUDGE, {"run": run.pk, "row": row.pk if row else None})
        return cursor.rowcount


def counts(run: ImportRun) -> dict[str, int]:
    """Rows by outcome, and how many have a warning."""
    found = Counter(dict.fromkeys(Outcome.values, 0))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, count(*), "
            "count(*) FILTER (WHERE problems <> '[]' AND outcome NOT IN ('faulty', 'left_out')) "
            "FROM fieldlabs_importrow WHERE run_id = %s GROUP BY outcome",
            [run.pk],
        )
        for outcome, number, warned in cursor.fetchall():
            found[outcome] += number
            found["warned"] += warned
    return dict(found) | {"warned": found["warned"]}
