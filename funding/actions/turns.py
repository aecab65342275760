"""One decision on a plan at a time, so that the second person reads what the first one did, not what is short."""

from django.db import connection

from funding.models import Plan

DECISIONS = 4803
"""First number of the advisory lock of a plan's decisions; the second is the plan."""


def wait_for_turn(plan: Plan | int) -> None:
    """Hold the plan's decisions until the end of the transaction. The application may not lock the plan's own row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [DECISIONS, plan if isinstance(plan, int) else plan.pk])
