"""How much de minimis aid one company may get, by day: the one place for the ceilings. Pure, and the SQL of the rule.

Regulation (EU) No 1407/2013, article 3: € 200,000 in three fiscal years, here taken as calendar years.
Regulation (EU) 2023/2831, article 3: € 300,000 in any three years, from 1 January 2024; what was given before counts.
Both are per undertaking, over all who give: the portal knows what its own desks recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

YEARS = 3
Given = tuple[date, Decimal]
"""The day of a service, and its aid in euros."""


@dataclass(frozen=True)
class Ceiling:
    """In force from `begins`. `calendar`: over this calendar year and the two before it, else over three years."""

    begins: date
    amount: Decimal
    calendar: bool
    regulation: str


CEILINGS = (
    Ceiling(date.min, Decimal(200_000), calendar=True, regulation="(EU) 1407/2013"),
    Ceiling(date(2024, 1, 1), Decimal(300_000), calendar=False, regulation="(EU) 2023/2831"),
)


def on(day: date) -> Ceiling:
    """The ceiling in force on this day."""
    return next(one for one in reversed(CEILINGS) if one.begins <= day)


def first_day(day: date) -> date:
    """The first day of the period that ends on this day."""
    if on(day).calendar:
        return date(day.year - YEARS + 1, 1, 1)
    try:
        return day.replace(year=day.year - YEARS) + timedelta(days=1)
    except ValueError:
        return date(day.year - YEARS, 3, 1)


def total(given: Iterable[Given], day: date) -> Decimal:
    """Aid in the period that ends on this day, in euros."""
    return sum((aid for other, aid in given if first_day(day) <= other <= day), Decimal(0))


def room(given: list[Given], day: date) -> Decimal:
    """How much more aid fits on this day: also in the periods that end later and hold it. Below zero: too much."""
    ends = {day} | {other for other, _aid in given if other > day and first_day(other) <= day}
    return min(on(end).amount - total(given, end) for end in ends)


def aid_of(amount: Decimal | None, paid: Decimal | None) -> Decimal:
    """Worth less what was paid, in euros; what was paid and is not known counts as nothing."""
    return max((amount or Decimal(0)) - (paid or Decimal(0)), Decimal(0))


def _by_day(day: str, values: Iterable[str]) -> str:
    """SQL: by the ceiling in force on `day`."""
    *before, last = zip(CEILINGS, values, strict=True)
    following = [ceiling.begins for ceiling in CEILINGS[1:]]
    cases = [f"WHEN {day} < DATE '{end}' THEN {value}" for (_c, value), end in zip(before, following, strict=True)]
    return f"CASE {' '.join(cases)} ELSE {last[1]} END"


def amount_sql(day: str) -> str:
    return _by_day(day, [str(one.amount) for one in CEILINGS])


def first_day_sql(day: str) -> str:
    calendar = f"make_date(extract(year FROM {day})::int - {YEARS - 1}, 1, 1)"
    rolling = f"({day} - interval '{YEARS} years')::date + 1"
    return _by_day(day, [calendar if one.calendar else rolling for one in CEILINGS])
