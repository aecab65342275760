"""What day it is. In demo mode DEMO_TODAY can fix it; everything dated asks here."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The date in the Netherlands, or the demonstration's."""
    return settings.DEMO_TODAY or timezone.localdate()


def now() -> datetime:
    """The moment, aware; on a fixed demonstration day the real time of that day."""
    moment = timezone.now()
    if settings.DEMO_TODAY:
        return timezone.localtime(moment).replace(
            year=settings.DEMO_TODAY.year, month=settings.DEMO_TODAY.month, day=settings.DEMO_TODAY.day
        )
    return moment
