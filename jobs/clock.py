"""What day it is. In demo mode DEMO_TODAY can fix it; everything dated asks here."""

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_day: ContextVar[date | None] = ContextVar("day", default=None)


def today() -> date:
    """The date in the Netherlands, or the demonstration's."""
    return _fixed() or timezone.localdate()


def now() -> datetime:
    """The moment, aware; on a fixed demonstration day the real time of that day."""
    moment, day = timezone.now(), _fixed()
    if day:
        return timezone.localtime(moment).replace(year=day.year, month=day.month, day=day.day)
    return moment


def months_ago(months: int) -> datetime:
    """This moment so many calendar months earlier; the last day of the month where that month has no such day."""
    moment = timezone.localtime(now())
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


@contextmanager
def on(day: date) -> Iterator[None]:
    """Live through a day: what is done inside is dated on it. For demo data and tests; never in production."""
    if settings.PRODUCTION:
        raise RuntimeError("Nothing is dated on another day in production.")
    before = _day.set(day)
    try:
        yield
    finally:
        _day.reset(before)


def _fixed() -> date | None:
    return _day.get() or settings.DEMO_TODAY
