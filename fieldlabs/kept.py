"""The tally of all Fieldlabs on the list, kept in this process until one of them changes.

Whether it still holds is asked of the database at every use, in the statement that would make it again: a trigger
notes each transaction that changes what is counted, and the tally remembers which transactions it has seen.
"""

from dataclasses import dataclass

from django.db import connection

from fieldlabs.tally import Tally

LISTS = ("published", "archive")


@dataclass(frozen=True)
class Kept:
    """`tallies`: of the Fieldlabs on the list, and of those that closed. `seen`: a snapshot of the database `where`."""

    tallies: dict[str, Tally]
    seen: str
    where: str


NOTHING = Kept({}, "1:1:", "")
# Read again all of a server that started anew, of another database with this name, and of a table that was made again.
_WHERE = """concat_ws('/', pg_postmaster_start_time(), (SELECT oid FROM pg_database WHERE datname = current_database()),
    pg_relation_filenode('fieldlabs_fieldlab'))"""
_OWN = "EXISTS (SELECT FROM fieldlabs_change WHERE transaction = pg_current_xact_id_if_assigned()::text::bigint)"
_READ = f"""
    WITH now AS MATERIALIZED (
        SELECT pg_current_snapshot()::text AS snapshot, {_WHERE} AS place, {_OWN} AS own
    ), stale AS MATERIALIZED (
        SELECT (SELECT own OR place <> %(where)s FROM now) OR EXISTS (
            SELECT FROM fieldlabs_change
            WHERE transaction >= pg_snapshot_xmin(%(seen)s::pg_snapshot)::text::bigint
                AND NOT pg_visible_in_snapshot(transaction::text::xid8, %(seen)s::pg_snapshot)
        ) AS yes
    )
    SELECT publication, facets, array_agg(id), array_agg(lat), array_agg(lon) FROM fieldlabs_fieldlab
    WHERE publication IN ('published', 'archive') AND (SELECT yes FROM stale)
    GROUP BY publication, facets
    UNION ALL SELECT snapshot, place, CASE WHEN own THEN '{{}}'::bigint[] END, NULL, NULL
    FROM now WHERE (SELECT yes FROM stale)
"""  # noqa: S608 -- only our own fragments
_kept: dict[str, Kept] = {}


def tally(which: str) -> Tally:
    """Of the Fieldlabs whose publication is this one of LISTS. One statement, which reads them only when it must."""
    name = connection.settings_dict["NAME"]
    kept = _kept.get(name, NOTHING)
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"seen": kept.seen, "where": kept.where})
        rows = cursor.fetchall()
    if rows:
        snapshot, place, own, *_positions = next(row for row in rows if row[0] not in LISTS)
        groups = {one: [row[1:] for row in rows if row[0] == one] for one in LISTS}
        kept = Kept({one: Tally.of(groups[one]) for one in LISTS}, snapshot, place)
        # What an open transaction wrote itself may still be undone, so that is not kept.
        if own is None:
            _kept[name] = kept
    return kept.tallies[which]
