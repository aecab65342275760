"""Asking once a year whether the page of a Fieldlab is still right, and the answer."""

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from fieldlabs import confirming, permissions
from fieldlabs.actions.rules import RuleBroken, check, locked
from fieldlabs.models import Confirmation, Fieldlab
from jobs import clock, queue

BY_LINK = "confirmed by the link in the letter"
BY_PERSON = "confirmed"


@transaction.atomic
def ask_to_confirm(*, by: User | None, fieldlab: Fieldlab) -> Confirmation:
    """Send the contact a letter with a link. `by` None: the yearly job. A question still open is replaced.

    Raises RuleBroken when there is nobody to ask, or the page is not public.
    """
    current = locked(fieldlab)
    if by is not None:
        check(permissions.can_change(by, current))
    if not current.is_public:
        raise RuleBroken("not_public", _("This page is not public. It can be confirmed once the hub publishes it."))
    if confirming.recipient(current) is None:
        raise RuleBroken("nobody_to_ask", _("There is no e-mail address of a contact person to ask."))
    current.confirmations.filter(confirmed_at=None, replaced=False).update(replaced=True)
    day = clock.today()
    question = Confirmation.objects.create(fieldlab=current, asked_on=day, expires_on=day + confirming.VALID)
    queue.add("fieldlabs.send_confirmation", {"confirmation_id": question.pk}, owner=by)
    return question


@transaction.atomic
def confirm_by_link(*, confirmation: Confirmation) -> Fieldlab:
    """Who has the letter says that all is right. Once; raises RuleBroken for a link that no longer works."""
    current = locked(confirmation.fieldlab)
    question = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if question.confirmed_at:
        raise RuleBroken("used", _("This link was used already."))
    if question.replaced or question.expires_on < clock.today():
        raise RuleBroken("expired", _("This link no longer works."))
    if not current.is_public:
        raise RuleBroken("not_public", _("This page is not public. It can be confirmed once the hub publishes it."))
    _answer(question, None)
    return _confirmed(current, None, BY_LINK)


@transaction.atomic
def confirm(*, by: User, fieldlab: Fieldlab) -> Fieldlab:
    """The contact, or an editor who asked them, says that all is right. It answers a question that was open."""
    current = locked(fieldlab)
    check(permissions.can_confirm(by, current))
    question = current.confirmations.select_for_update().filter(confirmed_at=None, replaced=False).first()
    if question:
        _answer(question, by)
    return _confirmed(current, by, BY_PERSON)


def _answer(question: Confirmation, by: User | None) -> None:
    question.confirmed_at, question.confirmed_by = clock.now(), by
    question.save()


def _confirmed(fieldlab: Fieldlab, by: User | None, reason: str) -> Fieldlab:
    fieldlab.confirmed_on = clock.today()
    fieldlab.version += 1
    with pghistory.context(user=by.pk if by else None, reason=reason):
        fieldlab.save()
    return fieldlab
