"""E-mail from a desk to a company: written once, sent by a job, and tried again when somebody asks."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from hubs import merging, permissions
from hubs.actions.book import at_desk
from hubs.actions.common import RuleBroken, at_work, check, locked
from hubs.actions.moments import record
from hubs.actions.working import in_contact
from hubs.models import Company, HelpRequest, Moment
from jobs import queue
from jobs.models import Job

SEND = "hubs.send_letter"


@dataclass(frozen=True)
class Mail:
    """What somebody wrote, filled in but for {{link}}. `language` "nl" or "en": of what the portal adds to it."""

    subject: str
    text: str
    language: str


@transaction.atomic
def mail_about_request(
    *, request: HelpRequest, mail: Mail, public: bool, answers: bool, key: uuid.UUID, by: User
) -> Moment:
    """Write to who asked. `public`: it also stands on the company's own page. The same key makes one letter.

    `answers`: the company gets its first answer by it.
    """
    current = at_work(request, by)
    made = _made(key, request=current)
    if made:
        return made
    if not current.email:
        raise RuleBroken("no_address", _("This caller has no e-mail address: answer by telephone, and note that."))
    moment = _write(current, current.email, mail, by, key, public=public)
    in_contact(current, by, answers=answers)
    return moment


@transaction.atomic
def mail_company(*, company: Company, mail: Mail, key: uuid.UUID, by: User) -> Moment:
    """Write to a company about no request. Raises RuleBroken no_address, or no_page for a link that it has not."""
    current = at_desk(company, by)
    made = _made(key, company=current)
    if made:
        return made
    if not current.email:
        raise RuleBroken("no_address", _("The desk does not know the e-mail address of this company."))
    if merging.LINK in mail.text:
        raise RuleBroken("no_page", _("Without a request this company has no page of its own: leave out {{link}}."))
    return _write(current, current.email, mail, by, key, public=False)


def _write(about: HelpRequest | Company, to: str, mail: Mail, by: User, key: uuid.UUID, *, public: bool) -> Moment:
    subject = merging.one_line(mail.subject)[:200]
    if not subject or not mail.text.strip():
        raise RuleBroken("empty", _("Write a subject and a text."))
    wrong = merging.faults(mail.subject, subject=True) + _unfilled(mail.text)
    if wrong:
        values = {"what": ", ".join(wrong[:5])}
        raise RuleBroken("not_filled_in", _("This is not filled in yet: %(what)s.") % values)
    moment = record(
        about=about, kind=Moment.Kind.MAIL_OUT, by=by, subject=subject, text=mail.text.replace("\x00", ""),
        public=public, details={"via": "mail", "language": mail.language}, message_id=_once(key), address=to,
    )  # fmt: skip
    _send(moment, by)
    return moment


def _unfilled(text: str) -> list[str]:
    """Fields that are still there; {{link}} is filled in when it goes, and a brace alone is the writer's own."""
    return [one for one in merging.faults(text) + _known(text) if one.startswith("{{") and one != merging.LINK]


def _known(text: str) -> list[str]:
    return [field for name in merging.FIELDS if (field := f"{{{{{name}}}}}") in text]


def _send(moment: Moment, by: User) -> None:
    job = queue.add(SEND, {"moment_id": moment.pk}, owner=by)
    Moment.objects.filter(pk=moment.pk).update(job=job)
    moment.job = job


def _once(key: uuid.UUID) -> str:
    return f"form:{key}"


def _made(key: uuid.UUID, **about: object) -> Moment | None:
    return Moment.objects.filter(message_id=_once(key), **about).first()


@transaction.atomic
def send_again(*, moment: Moment, by: User) -> Moment:
    """Another try for a letter that could not be sent. Twice is once: while a job is at it, nothing happens."""
    if moment.request_id:
        check(permissions.can_work(by, locked(moment.request)))
    else:
        at_desk(moment.company, by)
    rows = Moment.objects.select_for_update(no_key=True, of=("self",)).select_related("job", "request", "company")
    current = rows.get(pk=moment.pk)
    if not current.text:
        raise RuleBroken("removed", _("The text of this letter has been removed."))
    if current.sent_at is None and current.refused_at is None and current.job and _failed(current.job):
        _send(current, by)
    return current


def _failed(job: Job) -> bool:
    return job.state == Job.State.FAILED
