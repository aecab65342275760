"""How an entry gets into the journal: once per key, with all its transfers, or not at all."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import User
from funding import ledger
from funding.basis import Basis
from funding.ledger import Move, Place
from funding.models import Account, Entry, Mandate, Transfer
from funding.rules import RuleBroken, held_by_books, sentence
from jobs import clock
from ui.amounts import fault_of


def refuse_unless(answer: tuple[bool, str]) -> None:
    """Raise RuleBroken for a permission that says no."""
    allowed, reason = answer
    if not allowed:
        raise RuleBroken("not_allowed", reason)


def check_amount(amount: Decimal) -> Decimal:
    """The amount itself, if it is money. Raises RuleBroken for zero, below zero, half cents, and beyond all bounds."""
    faults = {
        "not_positive": _("An amount is above zero."),
        "too_precise": _("An amount has at most two decimals."),
        "too_large": _("This amount is too large."),
    }
    fault = fault_of(amount)
    if fault:
        raise RuleBroken(f"amount_is_{fault}", faults[fault])
    return amount


def mandate_of(person: User, kind: str) -> Mandate:
    """The mandate that this person uses today: their own before one as a stand-in. Raises RuleBroken without one."""
    today = clock.today()
    mandates = person.mandates.filter(kind=kind, starts_on__lte=today, ends_on__gte=today)
    mandates = mandates.exclude(ends__ends_on__lt=today)
    mandate = mandates.order_by(F("stands_in_for").asc(nulls_first=True), "pk").first()
    if mandate is None:
        raise RuleBroken("funding_mandate_covers_the_act", sentence("funding_mandate_covers_the_act", {}))
    return mandate


def once(basis: Basis, kind: str, content: dict[str, object], make: Callable[[str], Entry], *, by: User) -> Entry:
    """The entry of this key: made now, or by the same request of the same person before.

    Raises RuleBroken when the content differs, and when somebody else sent the key: whoever did not act is not told
    that they did, nor let past what is asked of them.
    """
    content = {name: value for name, value in content.items() if name not in ("by", "basis")}
    digest = ledger.digest(kind, {**content, **basis.said})
    found = _earlier(basis.key, digest, by)
    if found:
        return found
    try:
        with held_by_books():
            return make(digest)
    except RuleBroken:
        # Another session may have sent the same request at the same moment.
        found = _earlier(basis.key, digest, by)
        if found is None:
            raise
        return found


def _earlier(key: str, digest: str, by: User) -> Entry | None:
    found = Entry.objects.filter(key=key).first()
    if found and found.recorded_by_id != by.pk:
        raise RuleBroken("key_is_of_another", _("Somebody else already recorded this."))
    if found and found.payload_hash != digest:
        rule = next(one for one in Entry._meta.constraints if one.name == "funding_entry_key_is_used_once")
        raise RuleBroken(rule.name, str(rule.violation_error_message))
    return found


def post(digest: str, *, by: User, kind: str, basis: Basis, moves: Iterable[Move], **about: object) -> Entry:
    """Write one entry with all its transfers. `about`: what it pays, corrects, resolves or rests on."""
    moves = list(moves)
    for move in moves:
        check_amount(move.amount)
    accounts = open_accounts([place for move in moves for place in (move.origin, move.target)])
    entry = Entry.objects.create(
        key=basis.key,
        payload_hash=digest,
        kind=kind,
        parts=len(moves),
        valid_on=basis.valid_on,
        reason=basis.reason,
        reference=basis.reference,
        demo=_of_demo(basis, accounts.values(), **about),
        recorded_by=by,
        **basis.paper,
        **about,
    )
    Transfer.objects.bulk_create(
        Transfer(
            entry=entry,
            kind=kind,
            from_account=accounts[move.origin],
            to_account=accounts[move.target],
            amount=move.amount,
        )
        for move in moves
    )
    return entry


def _of_demo(
    basis: Basis, accounts: Iterable[Account], corrects: Entry | None = None, resolves=None, **_about: object
) -> bool:
    """Does a demonstration invent it: by its own word, by its scheme, or by what it takes back or ends?"""
    if basis.demo or any(one.of_demo for one in accounts) or (corrects is not None and corrects.demo):
        return True
    return resolves is not None and resolves.entries.filter(demo=True).exists()


def open_accounts(places: Iterable[Place]) -> dict[Place, Account]:
    """The account of each place, with `of_demo`: of a demonstration's scheme; what does not exist yet is opened, empty.

    Always in one order, and before any line is locked: whoever opens an account that another session has just opened
    waits for that session.
    """
    wanted = set(places)
    found = _accounts_at(wanted)
    missing = sorted((place for place in wanted if place not in found), key=repr)
    if missing:
        Account.objects.bulk_create([Account(**_fields(place)) for place in missing], ignore_conflicts=True)
        found |= _accounts_at(missing)
    return found


def _fields(place: Place) -> dict[str, object]:
    owners = {f"{name}_id": getattr(place, name) for name in ("line", "pool", "award", "pledge", "reservation")}
    return {"ledger": place.ledger, "kind": place.kind, "year": place.year, **owners}


def _accounts_at(places: Iterable[Place]) -> dict[Place, Account]:
    either = Q(pk=None)
    for place in places:
        either |= Q(**{name: value for name, value in _fields(place).items() if value is not None}) & Q(
            **{f"{name}__isnull": True for name, value in _fields(place).items() if value is None}
        )
    found = Account.objects.filter(either).annotate(of_demo=F("pool__version__scheme__demo"))
    return {place_of(account): account for account in found}


def place_of(account: Account) -> Place:
    return Place(
        account.ledger,
        account.kind,
        account.line_id,
        account.year,
        account.pool_id,
        account.award_id,
        account.pledge_id,
        account.reservation_id,
    )
