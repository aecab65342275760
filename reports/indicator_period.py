"""A calendar year or one of its quarters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

FIRST_YEAR = 2018
"""The year in which the programme begins."""


@dataclass(frozen=True)
class Period:
    """`quarter` 1 to 4, None: the whole year."""

    year: int
    quarter: int | None = None

    @property
    def since(self) -> date:
        return date(self.year, 3 * ((self.quarter or 1) - 1) + 1, 1)

    @property
    def until(self) -> date:
        """The last day of it."""
        month = 3 * (self.quarter or 4)
        following = date(self.year + 1, 1, 1) if month == 12 else date(self.year, month + 1, 1)
        return following - timedelta(days=1)

    @property
    def key(self) -> str:
        return f"{self.year}-{self.quarter}" if self.quarter else str(self.year)

    def __str__(self) -> str:
        if self.quarter:
            return _("quarter %(quarter)s of %(year)s") % {"quarter": self.quarter, "year": self.year}
        return str(self.year)

    def holds(self, day: date) -> bool:
        return self.since <= day <= self.until

    def quarters(self) -> list["Period"]:
        """The four quarters of its year."""
        return [Period(self.year, number) for number in range(1, 5)]


def of_day(day: date) -> Period:
    """The quarter in which it lies."""
    return Period(day.year, (day.month + 2) // 3)


def asked(text: str, today: date) -> Period:
    """ "2018" or "2018-3"; anything else, or what lies ahead: the quarter of today."""
    found = re.fullmatch(r"(20[0-9]{2})(?:-([1-4]))?", text, re.ASCII)
    period = Period(int(found[1]), int(found[2]) if found[2] else None) if found else of_day(today)
    return period if period.year >= FIRST_YEAR and period.since <= today else of_day(today)


def offered(today: date) -> Iterator[Period]:
    """What can be chosen, the latest first."""
    for year in range(today.year, FIRST_YEAR - 1, -1):
        yield Period(year)
        yield from (one for one in reversed(Period(year).quarters()) if one.since <= today)
