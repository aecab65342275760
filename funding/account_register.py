"""The ledger accounts as a list: which ones fit a question, grouped by ledger and line, and what they hold together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from accounts.models import User
from funding import readers
from funding.account_names import BOOKS, KINDS, OWNERS, account_name, kind_name, owner_name
from funding.asked import words_of
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
    USED,
)
from funding.measures import CONFIRMED
from funding.models import Account, BudgetLine
from ui.language import local
from ui.spreadsheet import as_csv

PAGE_SIZE = 100
MOST_WORDS = 10
MEASURED_ON: dict[str, tuple[str, tuple[str, ...]]] = {
    "allotted": (COMMITMENTS, (AVAILABLE, RESERVED, COMMITTED, PAID, FREED)),
    "available": (COMMITMENTS, (AVAILABLE,)),
    "reserved": (COMMITMENTS, (RESERVED,)),
    "committed": (COMMITMENTS, (COMMITTED, PAID)),
    "open": (COMMITMENTS, (COMMITTED,)),
    "paid": (COMMITMENTS, (PAID,)),
    "freed": (COMMITMENTS, (FREED,)),
    "cash_available": (CASH, (AVAILABLE,)),
    "cash_paid": (CASH, (PAID,)),
    "match_intended": (COFUNDING, (INTENDED,)),
    "match_committed": (COFUNDING, CONFIRMED),
    "match_realised": (COFUNDING, (REALISED, USED)),
    "match_used": (COFUNDING, (USED,)),
}
"""By measure (funding.measures): the accounts whose balances it adds up. The rest is calculated from these."""


@dataclass(frozen=True)
class Question:
    """What somebody asked of the list; anything unknown counts as not asked. `measure`: a key of MEASURED_ON.

    `line`: key of one line; `branch`: of a line with all below it. `region`: slug of the region of the match pool.
    """

    ledger: str = ""
    kind: str = ""
    measure: str = ""
    year: int | None = None
    line: str = ""
    branch: str = ""
    region: str = ""
    award: str = ""
    pool: int | None = None
    words: str = ""
    empty: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Question":
        ledger, kind = query.get("boek", ""), query.get("soort", "")
        measure = query.get("maat", "")
        return cls(
            ledger=ledger if ledger in BOOKS else "",
            kind=kind if kind in Account.Kind.values else "",
            measure=measure if measure in MEASURED_ON else "",
            year=_number(query.get("jaar", "")),
            line=query.get("post", "")[:60],
            branch=query.get("tak", "")[:60],
            region=query.get("regio", "")[:50],
            award=query.get("toekenning", "")[:40],
            pool=_number(query.get("pot", "")),
            words=words_of(query),
            empty=query.get("leeg", "") == "ja",
        )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def found(user: User, asked: Question) -> QuerySet[Account]:
    """The accounts that fit and that this person may open, in order of ledger, line, year and kind."""
    accounts = readers.accounts(user).select_related(*OWNERS)
    given = {
        "ledger": asked.ledger,
        "kind": asked.kind,
        "year": asked.year,
        "line__key": asked.line,
        "award__number": asked.award,
        "pool": asked.pool,
    }
    accounts = accounts.filter(**{name: value for name, value in given.items() if value})
    if asked.measure:
        ledger, kinds = MEASURED_ON[asked.measure]
        accounts = accounts.filter(ledger=ledger, kind__in=kinds)
    if not asked.empty:
        accounts = accounts.exclude(received=0, spent=0)
    if asked.branch:
        accounts = accounts.filter(line__in=_branch(asked.branch))
    if asked.region:
        accounts = accounts.filter(Q(pool__region__slug=asked.region) | Q(pool__plan__region__slug=asked.region))
    for word in asked.words.split()[:MOST_WORDS]:
        accounts = accounts.filter(_with(word))
    return accounts.order_by("ledger", "line__position", "year", "award__number", "pledge", "reservation", "kind", "pk")


def _branch(key: str) -> list[int]:
    """Ids of the line with this key and of all lines below it; of none when there is no such line."""
    lines = list(BudgetLine.objects.values_list("pk", "parent", "key"))
    found = [line for line, _parent, own in lines if own == key]
    for one in found:
        found += [line for line, parent, _key in lines if parent == one]
    return found


def _with(word: str) -> Q:
    fields = (
        "award__number",
        "award__recipient__name",
        "pledge__funder__name",
        "pledge__evidence",
        "reservation__purpose_nl",
        "reservation__purpose_en",
        "line__name_nl",
        "line__name_en",
    )
    fits = Q()
    for field in fields:
        fits |= Q(**{f"{field}__icontains": word})
    return fits


def summed(accounts: QuerySet[Account]) -> tuple[int, Decimal]:
    """How many they are, and what they hold together in euros."""
    sums = accounts.order_by().aggregate(number=Count("pk"), total=Sum("balance"))
    return sums["number"], sums["total"] or Decimal(0)


@dataclass(frozen=True)
class Group:
    """Accounts of one line in one ledger."""

    ledger: str
    line: str
    rows: list[dict[str, object]]


def groups(accounts: Iterable[Account]) -> list[Group]:
    keyed = groupby(accounts, key=lambda one: (one.ledger, one.line_id))
    return [_group(list(members)) for _key, members in keyed]


def _group(members: list[Account]) -> Group:
    first = members[0]
    line = local(first.line, "name") if first.line else _("Outside the books")
    return Group(str(BOOKS[first.ledger]), line, [_row(one) for one in members])


def _row(account: Account) -> dict[str, object]:
    own = account.award_id or account.pledge_id or account.reservation_id
    return {"account": account, "name": kind_name(account), "owner": owner_name(account) if own else ""}


def accounts_csv(accounts: Iterable[Account], *, demo: bool) -> str:
    """The list as a file; euros with a dot. `demo`: the portal is a demonstration, which its head says."""
    columns = [
        _("Account"),
        _("Name"),
        _("Ledger"),
        _("Budget line"),
        _("Budget year"),
        _("Kind"),
        _("Award"),
        _("In (euros)"),
        _("Out (euros)"),
        _("Balance (euros)"),
    ]
    columns += [_("Demonstration: not for use")] if demo else []
    return as_csv(columns, (_cells(account) for account in accounts))


def _cells(account: Account) -> list[object]:
    return [
        account.pk,
        account_name(account),
        str(BOOKS[account.ledger]),
        local(account.line, "name") if account.line else "",
        account.year,
        str(KINDS[account.ledger, account.kind]),
        account.award.number if account.award else "",
        account.received,
        account.spent,
        account.balance,
    ]
