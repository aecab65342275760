"""Who may open a run."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import Role, User
from assessments.models import Assessment


def can_open(user: User | AnonymousUser, run: Assessment) -> tuple[bool, str]:
    """Whoever has its key, as long as it is in no account; then its person and the people of its company."""
    if run.person_id is None:
        return True, ""
    if user.is_authenticated and (run.person_id == user.pk or _is_of_company(user, run)):
        return True, ""
    return False, _("This self-assessment is in somebody else's account.")


def _is_of_company(user: User, run: Assessment) -> bool:
    return run.site is not None and run.site.organisation_id in {
        holding.organisation_id for holding in user.holdings if holding.role == Role.COMPANY
    }
