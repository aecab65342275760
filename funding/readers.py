"""Who reads which part of the books: the ministry and the auditor all of it, others what is theirs.

A recipient of an award reads its accounts and the match of its pool; who claims a pledge or funds it reads the pledge.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role, User
from accounts.roles import MINISTRY_ROLES
from funding.ledger import COFUNDING
from funding.models import Account, Award, Entry, Pledge, Transfer
from funding.permissions import APPLICANTS, FOLLOWERS, READERS, Answer, organisations_of, reads_money

NAME_READERS = frozenset([*MINISTRY_ROLES, Role.AUDITOR])
BOOK_READERS = (*READERS, *APPLICANTS, Role.COFUNDER)
"""Who may open pages of the books at all; what they see there follows from the functions below."""
STORY_READERS = (*READERS, *APPLICANTS)


def reads_names(user: User) -> bool:
    """May this person see who did something? Others read in what role it was done."""
    return bool(user.roles & NAME_READERS)


def recipients(user: User) -> list[Organisation]:
    """The organisations whose awards this person follows as one of them."""
    return organisations_of(user, FOLLOWERS)


def funders(user: User) -> list[Organisation]:
    """The organisations for which this person confirms match."""
    return user.organisations_as(Role.COFUNDER)


def accounts(user: User) -> QuerySet[Account]:
    """The ledger accounts that this person may open."""
    if reads_money(user):
        return Account.objects.all()
    own = recipients(user)
    mine = Q(award__recipient__in=own) | Q(pledge__claimed_by__in=own) | Q(pledge__funder__in=funders(user))
    shared = Q(ledger=COFUNDING, pool__in=Award.objects.filter(recipient__in=own).values("pool"))
    return Account.objects.filter(mine | shared)


def entries(user: User) -> QuerySet[Entry]:
    """The entries of which this person may open at least one account."""
    if reads_money(user):
        return Entry.objects.all()
    own = accounts(user).values("pk")
    moved = Transfer.objects.filter(Q(from_account__in=own) | Q(to_account__in=own), entry=OuterRef("pk"))
    return Entry.objects.filter(Exists(moved))


def pledges(user: User) -> QuerySet[Pledge]:
    """The pledges that this person may open."""
    if reads_money(user):
        return Pledge.objects.all()
    own = recipients(user)
    shared = Q(pool__in=Award.objects.filter(recipient__in=own).values("pool"))
    return Pledge.objects.filter(Q(claimed_by__in=own) | Q(funder__in=funders(user)) | shared)


def can_read_story(user: User, award: Award) -> Answer:
    """The whole story of an award: the ministry, the auditor and the recipient."""
    if reads_money(user) or award.recipient_id in {one.pk for one in recipients(user)}:
        return True, ""
    return False, _("This award is another organisation's.")
