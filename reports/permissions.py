"""Who may freeze, open and read annexes. Each answer comes with its reason."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Role, User
from accounts.refusals import NotNow
from reports.access import BUDGET_READERS, MINISTRY
from reports.models import Annex

FREEZERS = MINISTRY
RELEASERS = (Role.MINISTRY_PREPARER, Role.MINISTRY_DECIDER)
Answer = tuple[bool, str]


def _holds(person: User, roles: tuple[str, ...]) -> bool:
    return person.is_authenticated and bool(person.roles & set(roles))


def can_freeze(person: User) -> Answer:
    return _holds(person, FREEZERS), _("Only the ministry makes annexes.")


def can_release(person: User, annex: Annex) -> Answer:
    if not _holds(person, RELEASERS):
        return False, _("Only who prepares or decides at the ministry makes an annex public.")
    if hasattr(annex, "release"):
        here = reverse("reports:annex_detail", kwargs={"number": annex.number})
        return False, NotNow(_("This annex is public already. That cannot be taken back."), here)
    return True, ""


def can_read_all(person: User) -> Answer:
    return _holds(person, BUDGET_READERS), _("This annex did not go to Parliament yet.")


def can_read(person: User, annex: Annex) -> Answer:
    """Everyone what went to Parliament; the ministry and the auditor all of them."""
    return (True, "") if hasattr(annex, "release") else can_read_all(person)
