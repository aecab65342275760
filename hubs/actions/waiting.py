"""E-mail to a desk's own address: it is kept there, put where it belongs, set aside, and forgotten."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import rules
from accounts.models import User
from hubs import mail_in, permissions
from hubs.actions.asking import ask_for_help
from hubs.actions.book import at_desk
from hubs.actions.common import RuleBroken, check, locked
from hubs.actions.moments import record
from hubs.actions.working import TELL, take
from hubs.models import Company, HelpRequest, Hub, Moment, WaitingMail
from hubs.retention import SET_ASIDE_DAYS, WAITING_MAIL_MONTHS
from jobs import clock, queue

State = WaitingMail.State
KEPT_ONCE = "hubs_waitingmail_is_kept_once"
TELL_OF_WAITING = "hubs.tell_of_waiting_mail"
# More than this in a day is no desk's post: at one desk, and from one address.
MOST_A_DAY, MOST_OF_ONE = 500, 50
UNDO = timedelta(days=1)
EMPTIED = {"sender": "", "sender_name": "", "subject": "", "text": "", "attachments": []}
BATCH = 500


@transaction.atomic
def keep_waiting(*, mail: mail_in.Mail, hub: Hub | None) -> WaitingMail:
    """Keep an e-mail that has no key at this desk, which gets a letter. The same one twice is once.

    What it answers does not depend on who sends it. Raises RuleBroken: loop, automatic (a machine wrote it), too_many.
    """
    if mail.kind == mail_in.LOOP:
        raise RuleBroken("loop", _("This e-mail goes round in a circle and is refused."))
    if mail.kind != mail_in.ANSWER:
        raise RuleBroken("automatic", _("This address takes no automatic e-mail."))
    made = _same(mail, hub)
    if made:
        return made
    _not_too_many(mail, hub)
    try:
        with rules.held_by_database(RuleBroken):
            made = WaitingMail.objects.create(
                hub=hub, digest=mail.digest, sender=mail.sender, sender_name=mail.sender_name, subject=mail.subject,
                text=mail.text, cut=mail.cut, received_at=clock.now(),
                attachments=[{"name": name, "size": size} for name, size in mail.attachments],
            )  # fmt: skip
    except RuleBroken as broken:
        if broken.code != KEPT_ONCE:
            raise
        return _same(mail, hub)
    queue.add(TELL_OF_WAITING, {"mail_id": made.pk})
    return made


def _same(mail: mail_in.Mail, hub: Hub | None) -> WaitingMail | None:
    return WaitingMail.objects.defer("search").filter(hub=hub, digest=mail.digest).first()


def _not_too_many(mail: mail_in.Mail, hub: Hub | None) -> None:
    recent = WaitingMail.objects.filter(hub=hub, received_at__gt=clock.now() - timedelta(days=1))
    same = recent.filter(sender=mail.sender)
    if len(recent.values("pk")[:MOST_A_DAY]) >= MOST_A_DAY or len(same.values("pk")[:MOST_OF_ONE]) >= MOST_OF_ONE:
        raise RuleBroken("too_many", _("Too many e-mails came in. Try again tomorrow."))


# --- At the desk -----------------------------------------------------------------------------------------------------


def _locked(mail: WaitingMail, by: User) -> WaitingMail:
    """As it is now, for somebody who works at its desk; whoever comes second waits here."""
    list(WaitingMail.objects.select_for_update(no_key=True).filter(pk=mail.pk).values_list("pk"))
    current = WaitingMail.objects.select_related("hub__region", "handled_by").defer("search").get(pk=mail.pk)
    check(permissions.can_handle(by, current))
    return current


def _waiting(mail: WaitingMail, by: User) -> WaitingMail:
    """Locked, while nobody dealt with it. Raises RuleBroken not_allowed, handled or removed."""
    current = _locked(mail, by)
    if current.state != State.WAITING:
        values = {"name": current.handled_by.name}
        raise RuleBroken("handled", _("%(name)s dealt with this e-mail already.") % values)
    if current.erased_at:
        raise RuleBroken("removed", _("The data of this e-mail have been removed."))
    return current


@transaction.atomic
def place_mail(*, mail: WaitingMail, about: HelpRequest | Company, by: User) -> Moment:
    """Put it with a request or a company of the same desk, as if it had come with their key.

    Raises RuleBroken: handled (somebody was first), elsewhere (of another desk), not_open (merged or withdrawn),
    removed, or the name of a broken constraint.
    """
    current = _waiting(mail, by)
    if about.hub_id != current.hub_id:
        raise RuleBroken("elsewhere", _("Choose a request or a company of the same desk."))
    found = _request(about) if isinstance(about, HelpRequest) else at_desk(about, by)
    moment = _noted(current, found)
    assigned = found.assigned_to_id if isinstance(found, HelpRequest) else None
    if assigned and assigned != by.pk:
        queue.add(TELL, {"moment_id": moment.pk}, owner=by)
    _placed(current, found, by)
    return moment


def _request(request: HelpRequest) -> HelpRequest:
    """Closed ones too: the company may well write afterwards."""
    current = locked(request)
    if current.erased:
        raise RuleBroken("removed", _("The data of this request have been removed. Nothing more can be done with it."))
    if current.state == HelpRequest.State.MERGED:
        raise RuleBroken("not_open", _("This request was merged with another one. Choose that one."))
    return current


def _noted(mail: WaitingMail, about: HelpRequest | Company) -> Moment:
    """The e-mail as a moment. The company reads it on its own page when it wrote from its known address."""
    request = about if isinstance(about, HelpRequest) else None
    company = request.company if request else about
    known = mail.sender != "" and mail.sender in {about.email, company.email if company else ""}
    details: dict[str, object] = {"via": "mail", **({} if known else {"sender": "other"})}
    details |= {"left_out": len(mail.attachments)} if mail.attachments else {}
    details |= {"cut": True} if mail.cut else {}
    return record(
        about=about, kind=Moment.Kind.MAIL_IN, by=None, subject=mail.subject, text=mail.text, details=details,
        public=request is not None and known, address=mail.sender,
        happened_on=timezone.localtime(mail.received_at).date(),
        message_id=f"mail:{mail.digest}:{'r' if request else 'c'}{about.pk}",
    )  # fmt: skip


def _placed(mail: WaitingMail, about: HelpRequest | Company, by: User) -> None:
    what = {"request": about} if isinstance(about, HelpRequest) else {"company": about}
    _write(mail, **EMPTIED, **what, state=State.PLACED, handled_at=clock.now(), handled_by=by)


def _write(mail: WaitingMail, **changes: object) -> None:
    with rules.held_by_database(RuleBroken):
        WaitingMail.objects.filter(pk=mail.pk).update(**changes)
    for name, value in changes.items():
        setattr(mail, name, value)


@transaction.atomic
def ask_from_mail(*, mail: WaitingMail, asked: Mapping[str, object], by: User) -> HelpRequest:
    """Make a new request of it, in the hands of who does so. `asked`: as for `ask_for_help`, without the hub.

    The same form twice makes one. Raises RuleBroken as `place_mail`, or consent_missing.
    """
    current = _locked(mail, by)
    made = current.request if current.state == State.PLACED else None
    if made and made.key == asked["key"]:
        return made
    current = _waiting(mail, by)
    made = ask_for_help(**{**asked, "hub": current.hub}, source=HelpRequest.Source.MAIL, by=by)
    if made.state == HelpRequest.State.NEW:
        made = take(request=made, by=by)
    _noted(current, made)
    _placed(current, made, by)
    return made


@transaction.atomic
def discard_mail(*, mail: WaitingMail, reason: str, by: User) -> WaitingMail:
    """Set it aside. Within a day it can be taken back; after its term it is emptied. Raises RuleBroken."""
    current = _waiting(mail, by)
    _write(current, state=State.DISCARDED, reason=reason, handled_at=clock.now(), handled_by=by)
    return current


@transaction.atomic
def restore_mail(*, mail: WaitingMail, by: User) -> WaitingMail:
    """Take back what was set aside. Raises RuleBroken handled, or too_late with what the database holds too."""
    current = _locked(mail, by)
    if not can_restore(current):
        raise RuleBroken("too_late", _("What was set aside comes back within a day only."))
    now = clock.now()
    back = {"state": State.WAITING, "reason": "", "handled_at": None, "handled_by": None}
    _write(current, **back, restored_at=now, restored_by=by)
    return current


def can_restore(mail: WaitingMail) -> bool:
    aside = mail.state == State.DISCARDED and mail.erased_at is None
    return aside and clock.now() - mail.handled_at <= UNDO


@transaction.atomic
def forget_mail() -> int:
    """Empty what was set aside or waited longer than its term; returns how many."""
    aside = Q(state=State.DISCARDED, handled_at__lt=clock.now() - timedelta(days=SET_ASIDE_DAYS))
    old = Q(state=State.WAITING, received_at__lt=clock.months_ago(WAITING_MAIL_MONTHS))
    rows = WaitingMail.objects.select_for_update(no_key=True, skip_locked=True).filter(erased_at__isnull=True)
    emptied = 0
    while keys := list(rows.filter(aside | old).values_list("pk", flat=True)[:BATCH]):
        emptied += WaitingMail.objects.filter(pk__in=keys).update(**EMPTIED, erased_at=clock.now())
    return emptied
