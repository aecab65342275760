"""What the trace reads: five statements, however much there is."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.db import connection

from funding import books
from funding.models import Award, BudgetLine
from reports import budget, facts, pivots, trace_results
from reports.indicator_board import Place, View
from reports.indicator_period import FIRST_YEAR, Period, of_day
from reports.trace import Trace, trace
from reports.trace_results import NO_REGION, Paid, Results

PAID = (Path(__file__).resolve().parent / "sql" / "paid_by_region.sql").read_text(encoding="utf-8")
START = date(FIRST_YEAR, 1, 1)


def money(asked: budget.View, hub: str = "", *, outcomes: bool) -> Trace:
    """As valid on a day and known on one, over all budget years; with `outcomes`: services and steps up to it."""
    awards = Award.objects.select_related("recipient", "pool__region", "pool__plan__region")
    return trace(
        asked,
        books.read(valid_on=asked.valid_on, known_on=asked.known_on),
        list(BudgetLine.objects.all()),
        list(awards.order_by("number")),
        facts=facts.between(START, asked.valid_on) if outcomes else None,
        hub=hub,
    )


def paid(day: date) -> Paid:
    """Up to this day. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(PAID, {"day": day})
        found = cursor.fetchall()
    amounts = pivots.crossed((region or NO_REGION, of_day(quarter), amount) for region, quarter, amount, _demo in found)
    return Paid(amounts, any(of_demo for *_row, of_demo in found))


def results(view: View, places: Sequence[Place], today: date) -> Results:
    """What was paid and reached in the period, and in the quarters of its year. Two statements."""
    until = Period(view.period.year).until
    found = facts.between(START, until)
    return trace_results.results(view, found, places, paid(min(until, today)), day=today)
