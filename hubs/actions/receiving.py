"""E-mail from a company to a desk: put with its request or its company, once; without a key it waits at the desk."""

import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hubs import mail_in, merging, reply_address
from hubs.actions.book import locked_company
from hubs.actions.common import RuleBroken, locked
from hubs.actions.moments import record
from hubs.actions.waiting import keep_waiting
from hubs.actions.working import TELL
from hubs.models import Company, HelpRequest, Moment, WaitingMail
from jobs import clock, queue

Kind = Moment.Kind
TELL_OF_COMPANY = "hubs.tell_of_company_mail"
TAKEN_IN_ONCE = "hubs_moment_message_is_taken_in_once"
# More than this about one request or company in a day is no conversation.
MOST_A_DAY = 100


@transaction.atomic
def take_in(*, mail: mail_in.Mail) -> Moment | WaitingMail:
    """Keep this e-mail with what its key is about, wherever that is now; the desk that has it gets a letter.

    Without a key it waits at the desk whose own address it was sent to. The same one twice is once. Raises RuleBroken:
    unknown (no address of ours), removed (nothing is kept of it any more), loop (our own letter, or one that goes
    round), too_many, automatic (a machine's, without a key).
    """
    target = next(filter(None, map(reply_address.target, mail.keys)), None)
    if target is None:
        hub, there_is = reply_address.desk_in(mail.keys)
        if there_is:
            return keep_waiting(mail=mail, hub=hub)
    about = _about(target) if target else None
    if about is None:
        raise RuleBroken("unknown", _("This e-mail address does not exist."))
    once = f"mail:{mail.digest}:{'r' if isinstance(about, HelpRequest) else 'c'}{about.pk}"
    made = Moment.objects.filter(message_id=once).first()
    if made:
        return made
    if about.erased_at:
        raise RuleBroken("removed", _("The data have been removed. Ask a new question on the website."))
    if mail.kind == mail_in.LOOP:
        raise RuleBroken("loop", _("This e-mail goes round in a circle and is refused."))
    _not_too_many(about)
    return _keep(about, mail, once)


def _about(target: reply_address.Target) -> HelpRequest | Company | None:
    """The request or company, locked. Of a request that was merged: the one that goes on."""
    if target.kind == reply_address.COMPANY:
        found = Company.objects.filter(pk=target.pk).first()
        return locked_company(found) if found else None
    rows = HelpRequest.objects.filter(pk=target.pk).values_list("pk", "merged_into")
    keys = next(iter(rows), None)
    return locked(HelpRequest(pk=keys[1] or keys[0])) if keys else None


def _of(about: HelpRequest | Company) -> dict[str, object]:
    return {"request": about} if isinstance(about, HelpRequest) else {"request": None, "company": about}


def _not_too_many(about: HelpRequest | Company) -> None:
    since = clock.now() - timedelta(days=1)
    recent = Moment.objects.filter(kind=Kind.MAIL_IN, recorded_at__gt=since, **_of(about))
    if recent.count() >= MOST_A_DAY:
        raise RuleBroken("too_many", _("Too many e-mails came in. Try again tomorrow."))


def _keep(about: HelpRequest | Company, mail: mail_in.Mail, once: str) -> Moment:
    known = bool(mail.sender) and mail.sender in _addresses(about)
    by_hand = mail.kind == mail_in.ANSWER
    details: dict[str, object] = {"via": "mail"}
    if not by_hand:
        details["automatic"] = "bounce" if mail.for_good else "machine"
    elif not known:
        details["sender"] = "other"
    details |= {name: value for name in ("left_out", "cut") if (value := getattr(mail, name))}
    try:
        moment = record(
            about=about, kind=Kind.MAIL_IN, by=None, subject=mail.subject, text=_without_link(about, mail.text),
            public=isinstance(about, HelpRequest) and by_hand and known, details=details, message_id=once,
            address=mail.sender,
        )  # fmt: skip
    except RuleBroken as broken:
        if broken.code != TAKEN_IN_ONCE:
            raise
        return Moment.objects.get(message_id=once)
    if mail.for_good:
        _came_back(about, mail.letter)
    if by_hand or mail.for_good:
        kind = TELL if isinstance(about, HelpRequest) else TELL_OF_COMPANY
        queue.add(kind, {"moment_id": moment.pk})
    return moment


def _addresses(about: HelpRequest | Company) -> set[str]:
    """From which this company may be expected to write."""
    company = about.company if isinstance(about, HelpRequest) else about
    return {about.email, company.email if company else ""} - {""}


def _without_link(about: HelpRequest | Company, text: str) -> str:
    """An answer quotes our letter: the address of the company's own page is not for the desk to have."""
    if isinstance(about, Company):
        return re.sub(r"/hulpvraag/[0-9a-f-]{36}/?", merging.LINK, text)
    link = re.escape(settings.SITE_URL) + rf"\S{{0,20}}?/hulpvraag/{about.key}/?\S{{0,20}}"
    return re.sub(link, merging.LINK, text).replace(str(about.key), "…")


def _came_back(about: HelpRequest | Company, letter: str) -> None:
    """The letter that could not be delivered: the one that the report names, else the latest."""
    sent = Moment.objects.filter(kind=Kind.MAIL_OUT, details__via="mail", **_of(about)).order_by("-pk")
    found = sent.filter(message_id=f"form:{letter}").first() if letter else sent.first()
    if found:
        Moment.objects.filter(pk=found.pk).update(refused_at=clock.now())
