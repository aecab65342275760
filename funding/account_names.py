"""What a ledger account is called for people. Needs its line, award with recipient, pledge with funder, reservation."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.ledger import (
    AVAILABLE,
    CASH,
    COFUNDING,
    COMMITMENTS,
    COMMITTED,
    FREED,
    INTENDED,
    PAID,
    REALISED,
    RESERVED,
    SOURCE,
    USED,
)
from funding.models import Account
from ui.language import local

OWNERS = ("line", "award__recipient", "pledge__funder", "pledge__claimed_by", "reservation", "pool")
"""What `account_name` needs, for select_related."""
BOOKS = {
    COMMITMENTS: gettext_lazy("Commitments"),
    CASH: gettext_lazy("Cash"),
    COFUNDING: gettext_lazy("Co-funding"),
}
KINDS = {
    (COMMITMENTS, SOURCE): gettext_lazy("Outside the books: the State budget, commitments"),
    (CASH, SOURCE): gettext_lazy("Outside the books: the State budget, cash"),
    (COFUNDING, SOURCE): gettext_lazy("Outside the books: co-funders"),
    (COMMITMENTS, AVAILABLE): gettext_lazy("Available for commitments"),
    (CASH, AVAILABLE): gettext_lazy("Cash available"),
    (COMMITMENTS, FREED): gettext_lazy("Come free from an earlier year"),
    (CASH, FREED): gettext_lazy("Cash come free from an earlier year"),
    (COMMITMENTS, RESERVED): gettext_lazy("Set apart"),
    (COMMITMENTS, COMMITTED): gettext_lazy("Committed, still to pay"),
    (COMMITMENTS, PAID): gettext_lazy("Paid of the commitment"),
    (CASH, PAID): gettext_lazy("Cash paid"),
    (COFUNDING, INTENDED): gettext_lazy("Match intended"),
    (COFUNDING, COMMITTED): gettext_lazy("Match committed, not yet realised"),
    (COFUNDING, REALISED): gettext_lazy("Match realised, not yet used"),
    (COFUNDING, USED): gettext_lazy("Match used for a settlement"),
}
"""What is in an account, by (ledger, kind)."""


def kind_name(account: Account) -> str:
    return str(KINDS[account.ledger, account.kind])


def owner_name(account: Account) -> str:
    """Whose money it is: an award, a pledge, a reservation or a budget line; "" for what is outside the books."""
    if account.award:
        return _("award %(number)s, %(recipient)s") % {
            "number": account.award.number,
            "recipient": account.award.recipient.name,
        }
    if account.pledge:
        return _("pledge of %(funder)s (%(evidence)s)") % {
            "funder": account.pledge.funder.name,
            "evidence": account.pledge.evidence,
        }
    if account.reservation:
        return local(account.reservation, "purpose")
    return local(account.line, "name") if account.line else ""


def account_name(account: Account) -> str:
    """ "Cash paid: award SI-2026-0001, Hub Noord (2026)"."""
    owner = owner_name(account)
    name = f"{kind_name(account)}: {owner}" if owner else kind_name(account)
    return f"{name} ({account.year})" if account.year else name
