"""The moment at which the books are known: all that was recorded before it can be read, now and at any later time."""

from datetime import datetime

from django.db import connection

# Each entry holds this lock, shared, from when it is stamped until it counts (funding/sql/entry_is_recorded.sql).
# To have had it alone is to know that whatever was stamped before is there; what comes later is stamped later.
NOW = "SELECT clock_timestamp(), pg_advisory_lock(4800, 1), pg_advisory_unlock(4800, 1)"


def known() -> datetime:
    """Now, by the database's clock; waits for the entries that are on their way."""
    with connection.cursor() as cursor:
        cursor.execute(NOW)
        return cursor.fetchone()[0]
