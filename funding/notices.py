"""Letters by mail about money: one job sends them, once, each in the language of who gets it."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Organisation, RoleHolding, User
from funding.models import Reminder
from jobs import clock, queue

JOB = "funding.send_notice"
Writer = Callable[[int], Iterable[EmailMessage]]
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


def message(person: User, subject: Callable[[], str], template: str, link: tuple[str, dict], **values) -> EmailMessage:
    """A mail to one person. `subject` is asked in the person's language; `link`: name and arguments of an address."""
    with translation.override(person.language):
        name, arguments = link
        context = {**values, "person": person, "link": settings.SITE_URL + reverse(name, kwargs=arguments)}
        return EmailMessage(str(subject()), render_to_string(template, context), None, [person.email])
