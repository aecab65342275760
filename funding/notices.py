"""Letters by mail about money: one job sends them, once, each in the language of who gets it."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Organisation, RoleHolding, User
from funding.models import Reminder
from jobs import clock, mail, queue
from jobs.models import Job

JOB = "funding.send_notice"


class Notice(EmailMessage):
    """A mail to one person. `key`: tells it apart from the others of the same notice, without an address."""

    key = ""


Writer = Callable[[int], Iterable[Notice]]
WRITERS: dict[str, Writer] = {}
"""By name of the notice: makes its messages from the id of what it is about. Empty when it no longer applies."""


def notice(name: str) -> Callable[[Writer], Writer]:
    """Register the writer of a notice."""

    def register(writer: Writer) -> Writer:
        WRITERS[name] = writer
        return writer

    return register


def tell(name: str, about: int) -> None:
    """Send this notice after the current transaction. `about`: the id that its writer understands."""
    WRITERS[name]
    queue.add(JOB, {"notice": name, "about": about})


def tell_once(key: str, name: str, about: int) -> int:
    """Send this notice unless one with this key went before; how many are sent: 0 or 1."""
    _reminder, new = Reminder.objects.get_or_create(key=key, defaults={"sent_on": clock.today()})
    if new:
        tell(name, about)
    return int(new)


def people_with(*roles: str, organisation: Organisation | None = None) -> list[User]:
    """Everybody who holds one of these roles today, at one organisation or anywhere."""
    held = RoleHolding.objects.current().filter(role__in=roles)
    if organisation is not None:
        held = held.filter(organisation=organisation)
    return list(User.objects.filter(pk__in=held.values("person"), is_active=True).order_by("pk"))


def message(person: User, subject: Callable[[], str], template: str, link: tuple[str, dict], **values) -> Notice:
    """A mail to one person. `subject` is asked in the person's language; `link`: name and arguments of an address."""
    with translation.override(person.language):
        name, arguments = link
        context = {**values, "person": person, "link": settings.SITE_URL + reverse(name, kwargs=arguments)}
        letter = Notice(str(subject()), render_to_string(template, context), None, [person.email])
    letter.key = f"{person.pk} {template}"
    return letter


def send(job: Job) -> int:
    """Hand the letters of a notice to the mail server; how many it took.

    The job keeps who got theirs, one at a time: where it broke off half-way, the next attempt goes on with the rest.
    """
    return sum(_sent_once(job, letter) for letter in WRITERS[job.payload["notice"]](job.payload["about"]))


def _sent_once(job: Job, letter: Notice) -> bool:
    told = job.payload.get("told", [])
    if letter.key in told:
        return False
    with transaction.atomic():
        job.payload["told"] = [*told, letter.key]
        job.save(update_fields=["payload"])
        return mail.delivered(letter)
