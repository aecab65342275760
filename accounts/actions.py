"""What changes people and roles. Each change says who made it and why; the history keeps both."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta

import pghistory
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import roles
from accounts.models import Invitation, Organisation, Role, RoleHolding, User
from accounts.permissions import can_manage
from accounts.rules import RuleBroken, held_by_database
from jobs import clock, queue
from regions.models import Region

VALID_FOR = timedelta(days=14)
# Letters that one person may have waiting, so that a stolen account cannot send them by the thousand.
MOST_OPEN_INVITATIONS = 200


@transaction.atomic
def add_person(*, email: str, name: str, password: str | None, language: str = "nl") -> User:
    """Make an account whose e-mail address is already proven (by an invitation, or by the cast)."""
    with held_by_database():
        person = User.objects.create_user(email, name, password, language=language)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@transaction.atomic
def invite(*, by: User, email: str, organisation: Organisation, role: str, reason: str, language: str) -> Invitation:
    """Offer a role by mail; the letter goes out as a job. The offer is valid for 14 days."""
    email, now = email.strip().lower(), clock.now()
    _refuse(by, organisation, role)
    if not roles.fits(role, organisation):
        raise RuleBroken("role_does_not_fit", _("This organisation does not have that role."))
    if RoleHolding.objects.current().filter(person__email=email, organisation=organisation, role=role).exists():
        raise RuleBroken("already_held", _("This person already holds this role here."))
    mine = Invitation.objects.open().filter(created_by=by, expires_at__gt=now)
    if mine.count() >= MOST_OPEN_INVITATIONS:
        raise RuleBroken(
            "too_many_open",
            ngettext(
                "You have %(count)d open invitation. Withdraw it first.",
                "You have %(count)d open invitations. Withdraw some first.",
                MOST_OPEN_INVITATIONS,
            )
            % {"count": MOST_OPEN_INVITATIONS},
        )
    # An expired offer makes room for a new one.
    Invitation.objects.open().filter(email=email, organisation=organisation, role=role, expires_at__lte=now).update(
        withdrawn_at=now, withdrawn_by=by
    )
    with held_by_database():
        invitation = Invitation.objects.create(
            email=email,
            organisation=organisation,
            role=role,
            reason=reason,
            language=language,
            created_at=now,
            created_by=by,
            expires_at=now + VALID_FOR,
        )
    queue.add("accounts.send_invitation", {"invitation_id": invitation.pk}, owner=by)
    return invitation


@transaction.atomic
def withdraw(*, by: User, invitation: Invitation) -> Invitation:
    """Take an open offer back: its link stops working at once."""
    invitation = _locked(invitation)
    _refuse(by, invitation.organisation, invitation.role)
    _refuse_closed(invitation)
    invitation.withdrawn_at, invitation.withdrawn_by = clock.now(), by
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return invitation


@transaction.atomic
def accept(*, by: User, invitation: Invitation) -> RoleHolding:
    """The invited person takes the role, from today. Two accepts at once give one role."""
    invitation = _locked(invitation)
    if by.email != invitation.email:
        raise RuleBroken("other_person", _("This invitation is for another e-mail address."))
    _refuse_closed(invitation)
    if invitation.expires_at <= clock.now():
        raise RuleBroken("expired", _("This invitation has expired."))
    with (
        pghistory.context(user=by.pk, reason=invitation.reason, given_by=invitation.created_by_id),
        held_by_database(),
    ):
        holding = RoleHolding.objects.create(
            person=by, organisation=invitation.organisation, role=invitation.role, starts_on=clock.today()
        )
    invitation.accepted_at, invitation.accepted_by = clock.now(), by
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return holding


@transaction.atomic
def accept_as_new_person(*, invitation: Invitation, name: str, password: str) -> User:
    """Make the invited person's account and give it the role, both or neither."""
    invitation = _locked(invitation)
    _refuse_closed(invitation)
    person = add_person(email=invitation.email, name=name, password=password, language=invitation.language)
    accept(by=person, invitation=invitation)
    return person


@transaction.atomic
def end_role(*, by: User, holding: RoleHolding, last_day: date, reason: str) -> RoleHolding:
    """Let a role end after `last_day`; yesterday ends it at once."""
    others = _other_administrators(holding) if holding.role == Role.ADMINISTRATOR else {holding.pk}
    holding = RoleHolding.objects.select_for_update(of=["self"]).select_related("organisation").get(pk=holding.pk)
    _refuse(by, holding.organisation, holding.role)
    yesterday = clock.today() - timedelta(days=1)
    if holding.ends_on is not None and holding.ends_on <= yesterday:
        raise RuleBroken("already_ended", _("This role has already ended."))
    if last_day < yesterday:
        raise RuleBroken("in_the_past", _("The last day cannot be before yesterday: the role was used until then."))
    if not others:
        sentence = _("The portal needs an administrator: give somebody else the role first.")
        raise RuleBroken("last_administrator", sentence)
    with pghistory.context(user=by.pk, reason=reason), held_by_database():
        holding.ends_on = last_day
        holding.save(update_fields=["ends_on"])
    return holding


@transaction.atomic
def change_profile(*, by: User, name: str, language: str) -> User:
    """The person's own name, and the language of the letters they get."""
    by.name, by.language = name, language
    by.save(update_fields=["name", "language"])
    return by


def company_digest(email: str) -> str:
    """How a company is known by a confirmed e-mail address without keeping the address: 64 hexadecimal digits."""
    return salted_hmac("accounts.company", email.lower(), algorithm="sha256").hexdigest()


@transaction.atomic
def find_or_found_company(
    *, by: User | None, name: str, kvk_number: str, email_digest: str, region: Region | None
) -> tuple[Organisation, bool]:
    """The company with this KvK number, else the one known by this digest, else a new one. True: it is new.

    `kvk_number`: 8 digits or "". `by`: None when somebody without an account confirmed an address. Safe in a race: the
    database lets one of two founders through and the other finds its row. Whether this person may speak for a company
    that was known already is the caller's to decide.
    """
    with pghistory.context(reason="company"):
        found = _company(kvk_number, email_digest)
        if found:
            return found, False
        new = Organisation(name=name, kind=Organisation.Kind.COMPANY, kvk_number=kvk_number, region=region)
        # The digest may be taken by another company of the same person: then this one is known by its number alone.
        for digest in dict.fromkeys([email_digest, ""] if kvk_number else [email_digest]):
            new.email_digest = digest
            if _inserted(new):
                return new, True
            found = _company(kvk_number, email_digest)
            if found:
                return found, False
    raise RuleBroken("company_not_found", _("The company could not be kept. Please try again."))


def _company(kvk_number: str, email_digest: str) -> Organisation | None:
    """By number; else by digest, and then a company without a number takes this one.

    Locked, so that nobody forgets it before something of it is kept.
    """
    companies = Organisation.objects.select_for_update(no_key=True)
    if not kvk_number:
        return companies.filter(email_digest=email_digest).first()
    found = companies.filter(kvk_number=kvk_number).first()
    if found:
        return found
    known = companies.filter(email_digest=email_digest, kvk_number="").first()
    if known is None:
        return None
    try:
        with transaction.atomic():
            known.kvk_number = kvk_number
            known.save(update_fields=["kvk_number"])
    except IntegrityError:
        return Organisation.objects.get(kvk_number=kvk_number)
    return known


def _inserted(organisation: Organisation) -> bool:
    organisation.pk = None
    try:
        with transaction.atomic():
            organisation.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def join_company(*, by: User, organisation: Organisation) -> None:
    """The role of company for who founded it here; nothing for who holds it already."""
    if by.role_holdings.current().filter(organisation=organisation, role=Role.COMPANY).exists():
        return
    with pghistory.context(user=by.pk, reason="founded"), held_by_database():
        RoleHolding.objects.create(person=by, organisation=organisation, role=Role.COMPANY, starts_on=clock.today())


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=["self"]).select_related("organisation").get(pk=invitation.pk)


def _refuse(by: User, organisation: Organisation, role: str) -> None:
    allowed, reason = can_manage(by, organisation, role)
    if not allowed:
        raise RuleBroken("not_allowed", reason)


def _refuse_closed(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise RuleBroken("used", _("This invitation has already been used."))
    if invitation.withdrawn_at is not None:
        raise RuleBroken("withdrawn", _("This invitation has been withdrawn."))


def _other_administrators(holding: RoleHolding) -> set[int]:
    """Lock the open roles of all administrators, in one order, so that two cannot end each other's; those but this."""
    open_ones = RoleHolding.objects.current().filter(role=Role.ADMINISTRATOR, ends_on__isnull=True)
    locked = open_ones.select_for_update().order_by("pk").values_list("pk", flat=True)
    return set(locked) - {holding.pk}


@transaction.atomic
def forget_companies(keys: Iterable[int]) -> int:
    """Delete those of these companies that nothing belongs to any more; returns how many. Others stay as they are."""
    free = Organisation.objects.filter(
        pk__in=list(keys), kind=Organisation.Kind.COMPANY, role_holdings=None, invitations=None
    )
    forgotten = 0
    with pghistory.context(reason="forgotten"):
        for company in free:
            with suppress(ProtectedError), transaction.atomic():
                company.delete()
                forgotten += 1
    return forgotten
