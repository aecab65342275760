"""The measures of one award and of the match in its pool, each with the address of the entries behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.account_names import OWNERS
from funding.account_register import MEASURED_ON
from funding.ledger import CASH, COFUNDING, COMMITTED, INTENDED, REALISED, USED
from funding.models import Account, Award, Pledge
from funding.pool_books import MEASURES, PoolState
from funding.story import Teller, account_url, accounts_url
from funding.words import as_ratio, in_euros
from ui.formats import euro

GRANTED = gettext_lazy("By the decision. What is committed may be lower: by a change, a settlement or a withdrawal.")
SETTLED = gettext_lazy("What the award finally is. What was committed above it is lowered.")


@dataclass(frozen=True)
class Number:
    """A measure in words, what it means, and where the entries behind it are."""

    label: str
    value: str
    meaning: str
    url: str


def accounts_of(award: Award) -> list[Account]:
    """The award's own accounts, and those of all pledges in its pool."""
    own = Q(award=award) | Q(pool=award.pool_id, ledger=COFUNDING)
    return list(Account.objects.filter(own).select_related(*OWNERS).order_by("ledger", "year", "pledge", "pk"))


def money(award: Award, accounts: list[Account], teller: Teller) -> list[Number]:
    """The State's side, of this award alone. What a decision states leads to what it booked."""
    own = [one for one in accounts if one.award_id]
    decided = Number(
        _("Granted"),
        euro(award.amount),
        str(GRANTED),
        teller.booked(award.document, award.amount) or _first(own, "open") or accounts_url(toekenning=award.number),
    )
    numbers = [
        decided,
        _of_award(award, own, "committed"),
        _of_award(award, own, "paid"),
        _of_award(award, own, "open"),
    ]
    for account in own:
        if account.ledger == CASH:
            label = _("Cash paid in %(year)s") % {"year": account.year}
            meaning = str(MEASURES["cash_paid"].meaning)
            numbers.append(Number(label, euro(account.balance), meaning, account_url(account.pk)))
    if award.settled is not None:
        meaning = str(SETTLED)
        url = teller.settled() or _first(own, "paid") or accounts_url(toekenning=award.number)
        numbers.append(Number(_("Settled"), euro(award.settled), meaning, url))
    return numbers


def _of_award(award: Award, own: list[Account], measure: str) -> Number:
    total = sum((one.balance for one in _measured(own, measure)), Decimal(0))
    return _number(measure, euro(total), _link(own, measure, toekenning=award.number))


def match(award: Award, accounts: list[Account], pool: PoolState) -> list[Number]:
    """What others put in, over the pool; and what the State money there needs."""
    shared = [one for one in accounts if one.pledge_id]
    numbers = [
        _number(key, in_euros(pool.value(key)), _link(shared, key, pot=award.pool_id))
        for key in ("match_intended", "match_committed", "match_realised", "match_used")
    ]
    granted = accounts_url(maat="committed", pot=award.pool_id)
    numbers += [_number(key, in_euros(pool.value(key)), granted) for key in ("match_needed", "match_shortfall")]
    if pool.to_prove:
        meaning = _("Match that awards on proof need before their first euro is paid.")
        numbers.append(Number(_("Match to be proven"), euro(pool.to_prove), meaning, granted))
    return [*numbers, _number("match_ratio", as_ratio(pool.value("match_ratio")), granted)]


def _number(measure: str, value: str, url: str) -> Number:
    one = MEASURES[measure]
    return Number(str(one.label), value, str(one.meaning), url)


def _measured(accounts: Iterable[Account], measure: str) -> list[Account]:
    ledger, kinds = MEASURED_ON[measure]
    return [one for one in accounts if one.ledger == ledger and one.kind in kinds]


def _link(accounts: list[Account], measure: str, **filters: object) -> str:
    """To the one account that it is about, else to the list of them with their sum."""
    behind = [one for one in _measured(accounts, measure) if one.received]
    return account_url(behind[0].pk) if len(behind) == 1 else accounts_url(maat=measure, **filters)


def _first(accounts: list[Account], measure: str) -> str:
    behind = _measured(accounts, measure)
    return account_url(behind[0].pk) if behind else ""


@dataclass(frozen=True)
class Promised:
    """A pledge with what it holds by kind: (euros, address of the account); None: nothing was ever booked there."""

    pledge: Pledge
    amounts: list[tuple[Decimal, str] | None]


def pledges(accounts: Iterable[Account]) -> list[Promised]:
    found: dict[int, dict[str, Account]] = {}
    for one in accounts:
        if one.pledge_id:
            found.setdefault(one.pledge_id, {})[one.kind] = one
    return [_promised(kinds) for kinds in found.values()]


def _promised(kinds: dict[str, Account]) -> Promised:
    ordered = [kinds.get(kind) for kind in (INTENDED, COMMITTED, REALISED, USED)]
    amounts = [(one.balance, account_url(one.pk)) if one else None for one in ordered]
    return Promised(next(iter(kinds.values())).pledge, amounts)
