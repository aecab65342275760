"""Whose run it is: taken into an account, reachable by mail, and attached to a company once an address is confirmed."""

import uuid
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.actions import company_digest, find_or_found_company, join_company
from accounts.models import Organisation, Role, User
from assessments import tokens
from assessments.actions.run import RuleBroken, locked
from assessments.models import Assessment, Contact, Share, Site
from jobs import clock, queue


class Confirmed(StrEnum):
    """What came of a confirmation. LEFT_OUT: somebody else speaks for this company already."""

    ATTACHED = "attached"
    LEFT_OUT = "left-out"


@transaction.atomic
def claim(*, assessment: Assessment, by: User) -> None:
    """Take a run into the account, and with it the run it was copied from and its copies. Twice is once.

    Who shared these results did so before they were this person's: those links end.
    Raises RuleBroken("taken" or "gone").
    """
    run = locked(assessment)
    if run.person_id not in (None, by.pk):
        raise RuleBroken("taken", _("This self-assessment is in somebody else's account."))
    family = Q(pk=run.pk) | Q(copied_from=run.pk) | Q(pk=run.copied_from_id)
    taken = list(Assessment.objects.filter(family, person=None).values_list("pk", flat=True))
    Assessment.objects.filter(pk__in=taken).update(person=by)
    Share.objects.filter(assessment__in=taken, withdrawn_at=None).update(withdrawn_at=clock.now())


@transaction.atomic
def ask_link(*, assessment: Assessment, email: str, language: str, by: User | None) -> None:
    """Send a letter with the link to go on. Raises RuleBroken("frozen", "other_address" or "gone")."""
    run = locked(assessment)
    if run.completed:
        raise RuleBroken("frozen", _("This self-assessment is finished: there is nothing to go on with."))
    if Contact.objects.filter(pk=run.pk, confirmed_at__isnull=False).exclude(email=email).exists():
        sentence = _("This self-assessment has a confirmed e-mail address. We send the link to that address only.")
        raise RuleBroken("other_address", sentence)
    _keep(run.pk, {"email": email, "language": language})
    queue.add("assessments.send_link", {"run": str(run.pk)}, owner=by)


@transaction.atomic
def give_contact(*, assessment: Assessment, by: User | None, language: str, **given: object) -> Confirmed | None:
    """Keep which company this is and how to reach it. `given`: email, name, company_name, kvk_number, wants_invitation.

    A letter asks to confirm the address; who is signed in with that address has confirmed it already, and gets what
    came of it. Raises RuleBroken("unfinished" or "gone").
    """
    run = locked(assessment)
    if not run.completed:
        raise RuleBroken("unfinished", _("Finish this self-assessment first. Then you can tell which company it is."))
    contact = _keep(run.pk, {**given, "language": language})
    if contact.confirmed_at or by and is_own_address(by, contact.email):
        return confirm(contact=contact, by=by)
    queue.add("assessments.send_confirmation", {"run": str(run.pk)}, owner=by)
    return None


@transaction.atomic
def confirm(*, contact: Contact, by: User | None) -> Confirmed:
    """The address is right: the run belongs to its company from now on, unless others speak for that company.

    Twice is once. Raises RuleBroken("changed" or "gone").
    """
    run = locked(Assessment(pk=contact.pk))
    now = Contact.objects.filter(pk=run.pk).first()
    if now is None or tokens.about(now) != tokens.about(contact):
        raise RuleBroken("changed", _("The address or the company has been changed since. Use the newest letter."))
    digest = company_digest(contact.email)
    organisation, founded = find_or_found_company(
        by=by,
        name=contact.company_name,
        kvk_number=contact.kvk_number,
        email_digest=digest,
        region=run.province.region if run.province else None,
    )
    may_speak = founded or _may_speak(organisation, contact.email, digest, by)
    Contact.objects.filter(pk=contact.pk).update(confirmed_at=now.confirmed_at or clock.now(), refused_at=None)
    if founded and by and run.person_id == by.pk and is_own_address(by, contact.email):
        join_company(by=by, organisation=organisation)
    site = Site.objects.of(organisation, run) if may_speak else None
    Assessment.objects.filter(pk=run.pk).update(site=site)
    return Confirmed.ATTACHED if may_speak else Confirmed.LEFT_OUT


def is_own_address(person: User, email: str) -> bool:
    """Whether this person has proven to read this address."""
    return EmailAddress.objects.filter(user=person, email__iexact=email, verified=True).exists()


def _may_speak(organisation: Organisation, email: str, digest: str, by: User | None) -> bool:
    """Nobody is known for this company yet; or this address is; or this person holds its role. See decision 12."""
    if organisation.kind != Organisation.Kind.COMPANY:
        return False
    if organisation.email_digest == digest:
        return True
    confirmed = Contact.objects.filter(assessment__site__organisation=organisation, confirmed_at__isnull=False)
    if confirmed.filter(email=email).exists():
        return True
    holders = organisation.role_holdings.current().filter(role=Role.COMPANY)
    if by and holders.filter(person=by).exists():
        return True
    return not (organisation.email_digest or confirmed.exists() or holders.exists())


def _keep(run: uuid.UUID, given: dict[str, object]) -> Contact:
    """What was given, over what was there. Another address or number has to be confirmed anew."""
    contact = Contact.objects.filter(pk=run).first() or Contact(assessment_id=run, given_at=clock.now())
    before = tokens.about(contact)
    for name, value in given.items():
        setattr(contact, name, value)
    if before != tokens.about(contact):
        contact.given_at, contact.confirmed_at = clock.now(), None
        Assessment.objects.filter(pk=run).update(site=None)
    contact.refused_at = None
    contact.save()
    return contact
