"""Terms that the law counts. Pure. Sources: Awb 4:13, 4:87, 6:7, 6:8; Algemene termijnenwet, articles 1 and 3."""

from datetime import date, timedelta

OBJECTION = timedelta(weeks=6)
PAYMENT = timedelta(weeks=6)
DECISION = timedelta(weeks=8)
SUNDAY = 7


def objection_until(decided_on: date) -> date:
    """Last day to object to, or appeal against, a decision that is sent on the day it is taken."""
    return working_day(decided_on + OBJECTION)


def pay_back_until(decided_on: date) -> date:
    """Last day to pay what a decision asks."""
    return working_day(decided_on + PAYMENT)


def decide_until(asked_on: date) -> date:
    """Last day to decide on what was asked; the term begins anew when a returned request comes back (Awb 4:15)."""
    return working_day(asked_on + DECISION)


def working_day(day: date) -> date:
    """The day itself, or the first that is no Saturday, Sunday or public holiday: then a term ends."""
    while day.isoweekday() >= SUNDAY - 1 or day in holidays(day.year):
        day += timedelta(days=1)
    return day


def holidays(year: int) -> frozenset[date]:
    """Days that the Algemene termijnenwet names; Good Friday counts as one of them."""
    easter = easter_sunday(year)
    around = [easter + timedelta(days=days) for days in (-2, 1, 39, 50)]
    fixed = [date(year, month, day) for month, day in ((1, 1), (5, 5), (12, 25), (12, 26))]
    kings_day = date(year, 4, 27)
    if kings_day.isoweekday() == SUNDAY:
        kings_day -= timedelta(days=1)
    return frozenset([*around, *fixed, kings_day])


def easter_sunday(year: int) -> date:
    """In the Gregorian calendar: the anonymous rule in Meeus, Astronomical Algorithms, chapter 8."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
