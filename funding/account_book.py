"""One ledger account: what moved on it, newest first, with the balance after each transfer."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, F, Q, QuerySet, Sum, When
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.account_names import OWNERS, account_name
from funding.models import Account, Transfer
from ui.spreadsheet import as_csv

PAGE_SIZE = 50
ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """A transfer as this account sees it: euros `came` or `went`, and the `balance` after it."""

    transfer: Transfer
    other: Account
    came: Decimal | None
    went: Decimal | None
    balance: Decimal


def transfers(account: Account) -> QuerySet[Transfer]:
    """In the order in which they were recorded, newest first."""
    both = [f"{side}__{owner}" for side in ("from_account", "to_account") for owner in OWNERS]
    found = Transfer.objects.filter(Q(from_account=account) | Q(to_account=account))
    return found.select_related("entry", "from_account", "to_account", *both).order_by("-pk")


def lines(account: Account, shown: Iterable[Transfer], *, newest: bool = False) -> list[Line]:
    """These transfers, which follow one another; `newest`: the first of them is the account's last."""
    shown = list(shown)
    if not shown:
        return []
    balance = account.balance if newest else account.balance - _after(account, shown[0])
    found = []
    for transfer in shown:
        came = transfer.to_account_id == account.pk
        other = transfer.from_account if came else transfer.to_account
        found.append(
            Line(transfer, other, transfer.amount if came else None, None if came else transfer.amount, balance)
        )
        balance -= transfer.amount if came else -transfer.amount
    return found


def _after(account: Account, transfer: Transfer) -> Decimal:
    """By how many euros the balance rose after this transfer."""
    signed = Case(When(to_account=account, then=F("amount")), default=-F("amount"))
    later = Transfer.objects.filter(Q(from_account=account) | Q(to_account=account), pk__gt=transfer.pk)
    return later.aggregate(total=Sum(signed))["total"] or ZERO


def lines_csv(found: Iterable[Line], *, demo: bool) -> str:
    """The account as a file; euros with a dot. `demo`: the portal is a demonstration, which its head says."""
    columns = [
        _("Entry"),
        _("Valid on"),
        _("Date of the document"),
        _("Recorded at"),
        _("Kind"),
        _("From or to"),
        _("Reason"),
        _("Document"),
        _("Number in the financial administration"),
        _("In (euros)"),
        _("Out (euros)"),
        _("Balance (euros)"),
    ]
    columns += [_("Demonstration: not for use")] if demo else []
    return as_csv(columns, (_cells(line) for line in found))


def _cells(line: Line) -> list[object]:
    entry = line.transfer.entry
    return [
        entry.pk,
        entry.valid_on.isoformat(),
        entry.document_date.isoformat(),
        timezone.localtime(entry.recorded_at).isoformat(timespec="seconds"),
        entry.get_kind_display(),
        account_name(line.other),
        entry.reason,
        entry.document,
        entry.reference,
        line.came,
        line.went,
        line.balance,
    ]
