"""What is reminded of once: payments that wait for days, and a month that nobody compared."""

from datetime import timedelta

from django.utils import timezone

from funding import bookings, notices, payments

LONG = timedelta(days=5)


def send() -> int:
    """Tell what is due and was not told before; how many. Runs twice safely."""
    moment = timezone.now() - LONG
    sent = 0
    for payment in payments.with_state(payments.waiting()):
        if (payment.approved_at or payment.recorded_at) < moment:
            sent += notices.tell_once(f"payment-{payment.pk}-{payment.state}", "payment_waits_long", payment.pk)
    month = bookings.late_month()
    if month:
        number = month.year * 100 + month.month
        sent += notices.tell_once(f"reconciliation-{number}", "reconciliation_late", number)
    return sent
