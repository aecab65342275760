"""Once on each working day: a letter to who works at a desk where a company waits too long for its first answer."""

from collections import Counter
from datetime import datetime, time

from django.db.models import Count, Q

from accounts.models import User
from hubs import news, working_days
from hubs.models import HelpRequest, Hub, WaitingMail
from hubs.models.waiting import WAITS
from hubs.permissions import people_of, works_at
from hubs.triggers import OPEN
from jobs import clock, mail, queue
from jobs.models import Job

FROM = time(8)
KIND = "hubs.remind_person"


def waiting() -> Q:
    """Requests whose first answer is due before the end of today."""
    end = datetime.combine(clock.today(), time.max, working_days.ZONE)
    return Q(state__in=OPEN, answered_at__isnull=True, answer_due_at__lte=end, erased_at__isnull=True)


def waiting_mail() -> Q:
    """E-mails to a desk's own address that wait since an earlier day."""
    return WAITS & Q(received_at__lt=datetime.combine(clock.today(), time.min, working_days.ZONE))


def start() -> int:
    """Ask for one letter per person, unless that was done today; returns for how many."""
    now = clock.now().astimezone(working_days.ZONE)
    day = now.date().isoformat()
    if not working_days.is_working_day(now.date()) or now.time() < FROM:
        return 0
    if Job.objects.filter(kind=KIND, payload__day=day).exists():
        return 0
    people = {person.pk for hub in _desks_that_wait() for person in people_of(hub)}
    for pk in sorted(people):
        queue.add(KIND, {"person_id": pk, "day": day})
    return len(people)


def _desks_that_wait() -> list[Hub | None]:
    keys = set(HelpRequest.objects.filter(waiting()).order_by().values_list("hub", flat=True).distinct())
    keys |= set(WaitingMail.objects.filter(waiting_mail()).values_list("hub", flat=True).distinct())
    national = [None] if None in keys else []
    return [*Hub.objects.filter(pk__in=keys - {None}), *national]


def send(person_id: int) -> int:
    """The letter with the numbers of this moment; none when everything was answered meanwhile."""
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return 0
    rows = HelpRequest.objects.filter(waiting()).select_related("hub").only("hub", "answer_due_at")
    own = [one for one in rows if works_at(person, one.hub)]
    counts = Counter("late" if one.answer_due_at < clock.now() else "today" for one in own)
    counts["mail"] = _mail_for(person)
    if not counts.total():
        return 0
    return int(mail.delivered(news.reminder(person, {name: counts[name] for name in ("late", "today", "mail")})))


def _mail_for(person: User) -> int:
    found = dict(WaitingMail.objects.filter(waiting_mail()).order_by().values_list("hub").annotate(Count("pk")))
    hubs = Hub.objects.in_bulk([key for key in found if key])
    return sum(number for key, number in found.items() if works_at(person, hubs.get(key)))
