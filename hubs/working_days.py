"""Working days and hours of the desks: Monday to Friday from 9:00 to 17:00 in the Netherlands, without its holidays.

Pure. The holidays are those of the library `holidays` for NL, which counts Good Friday and, every five years, 5 May.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Europe/Amsterdam")
OPENS, SHUTS = time(9), time(17)
FIRST_ANSWER_DAYS = 2
"""Working days within which a company gets a first answer."""
ACCEPT_DAYS = 1
"""Working days within which another desk accepts what is handed over to it."""
SATURDAY = 5
_free = holidays.country_holidays("NL")


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _free


def next_working_day(day: date) -> date:
    """The first working day after this one."""
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def counted_from(moment: datetime) -> datetime:
    """When the clock starts: at once during working hours, else when the desks open next. In Dutch time."""
    local = moment.astimezone(ZONE)
    day = local.date()
    if not is_working_day(day) or local.time() >= SHUTS:
        return datetime.combine(next_working_day(day), OPENS, ZONE)
    return max(local.replace(second=0, microsecond=0), datetime.combine(day, OPENS, ZONE))


def after(moment: datetime, days: int) -> datetime:
    """So many working days later, at the same time of day: Friday 12:00 and two days is Tuesday 12:00."""
    start = counted_from(moment)
    day = start.date()
    for _number in range(days):
        day = next_working_day(day)
    return datetime.combine(day, start.time(), ZONE)


def answer_due(received: datetime) -> datetime:
    return after(received, FIRST_ANSWER_DAYS)


def accept_due(offered: datetime) -> datetime:
    return after(offered, ACCEPT_DAYS)
