"""What is told once: evidence that is due or late, and that nobody objected in time."""

from datetime import timedelta

from funding import award_state, notices
from funding.letters import APPEALED
from funding.models import Letter
from jobs import clock

AHEAD = timedelta(days=14)
BACK = timedelta(days=30)


def send() -> int:
    """Tell what was not told before; how many. Runs twice safely."""
    today = clock.today()
    sent = 0
    for duty in award_state.open_duties().filter(due_on__lte=today + AHEAD).order_by("pk"):
        when = "late" if award_state.is_late(duty) else "due"
        sent += notices.tell_once(f"duty-{duty.pk}-{when}", "evidence_due", duty.pk)
    ended = Letter.objects.filter(objection_until__lt=today, objection_until__gte=today - BACK, objections=None)
    for letter in ended.exclude(kind__in=APPEALED).order_by("pk"):
        sent += notices.tell_once(f"letter-{letter.pk}-period", "objection_period_ended", letter.pk)
    return sent
