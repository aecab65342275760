"""What is reminded of once: payments that wait for days, and a month that nobody compared."""

from datetime import timedelta

from django.utils import timezone

from funding import bookings, notices, payments
from funding.models import Reminder
from jobs import clock

LONG = timedelta(days=5)


def send() -> int:
    """Tell what is due and was not told before; how many. Runs twice safely."""
    moment = timezone.now() - LONG
    sent = 0
    for payment in payments.with_state(payments.waiting()):
        if (payment.approved_at or payment.recorded_at) < moment:
            sent += _once(f"payment-{payment.pk}-{payment.state}", "payment_waits_long", payment.pk)
    month = bookings.late_month()
    if month:
        number = month.year * 100 + month.month
        sent += _once(f"reconciliation-{number}", "reconciliation_late", number)
    return sent


def _once(key: str, name: str, about: int) -> int:
    _reminder, new = Reminder.objects.get_or_create(key=key, defaults={"sent_on": clock.today()})
    if new:
        notices.tell(name, about)
    return int(new)
