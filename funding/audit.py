"""Derives everything in the books again from the journal, and names each difference in a sentence."""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Count, DecimalField, F, Func, Sum
from django.utils.translation import gettext as _

from funding import cofunding, ledger
from funding.cofunding import Rules, State
from funding.models import Account, Award, BudgetLine, Entry, MatchPool, Reservation, SchemeVersion, Settlement
from ui import formats

ZERO = Decimal(0)


@dataclass(frozen=True)
class Journal:
    """What the transfers say. Amounts in euros, by id of account; `kinds`: (kind of entry, from, to) that occur.

    `whole`: every entry has as many transfers as it announces, of its own kind and days.
    """

    accounts: dict[int, Account]
    received: dict[int, Decimal]
    spent: dict[int, Decimal]
    kinds: frozenset[tuple[str, int, int]]
    whole: bool

    def balance(self, account: Account) -> Decimal:
        return self.received.get(account.pk, ZERO) - self.spent.get(account.pk, ZERO)


# One pass over the transfers, one over the entries, no join. The trace adds up a number for each transfer that depends
# on its entry, its kind, its days and a seed that nobody knows before: it is the same on both sides only when every
# entry has the transfers that it announces, on its own days.
TRANSFERS = """
    SELECT kind, from_account_id, to_account_id, sum(amount), sum(hashint8extended(entry_id, %(seed)s # hashtext(kind)
        # (((valid_on - date '2000-01-01')::bigint * 100000 + (recorded_on - date '2000-01-01')) << 31)) >> 16)
    FROM funding_transfer GROUP BY 1, 2, 3
"""
ENTRIES = """
    SELECT coalesce(sum(parts * (hashint8extended(id, %(seed)s # hashtext(kind)
        # (((valid_on - date '2000-01-01')::bigint * 100000 + (recorded_on - date '2000-01-01')) << 31)) >> 16)), 0)
    FROM funding_entry
"""


def read() -> Journal:
    received: dict[int, Decimal] = defaultdict(Decimal)
    spent: dict[int, Decimal] = defaultdict(Decimal)
    kinds, trace, seed = set(), 0, {"seed": secrets.randbits(60)}
    with transaction.atomic(), connection.cursor() as cursor:
        # Pages get one core each (smartindustry/env.py); this reads everything, at night or by hand.
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 2")
        cursor.execute(TRANSFERS, seed)
        for kind, origin, target, amount, part in cursor.fetchall():
            spent[origin] += amount
            received[target] += amount
            kinds.add((kind, origin, target))
            trace += part
        cursor.execute(ENTRIES, seed)
        (announced,) = cursor.fetchone()
    accounts = {one.pk: one for one in Account.objects.all()}
    return Journal(accounts, received, spent, frozenset(kinds), whole=trace == announced)


def differences() -> list[str]:
    """A sentence for each; none is: the books agree."""
    journal = read()
    checks = (_accounts, _moves, _entries, _payments, _awards, _reservations, _pools, _lines)
    return [sentence for check in checks for sentence in check(journal)]


def _accounts(journal: Journal) -> Iterator[str]:
    for account in journal.accounts.values():
        found = (journal.received.get(account.pk, ZERO), journal.spent.get(account.pk, ZERO))
        if found != (account.received, account.spent):
            yield _("Account %(account)s: the journal says %(journal)s, the account %(kept)s.") % {
                "account": f"{account.pk} ({account})",
                "journal": formats.euro(found[0] - found[1]),
                "kept": formats.euro(account.balance),
            }
        if account.kind != ledger.SOURCE and found[0] < found[1]:
            yield _("Account %(account)s is below zero: %(balance)s.") % {
                "account": f"{account.pk} ({account})",
                "balance": formats.euro(found[0] - found[1]),
            }


def _moves(journal: Journal) -> Iterator[str]:
    """Corrections mirror other moves, so any of them reversed may occur."""
    mirrored = {("correct", book, target, origin) for _kind, book, origin, target in ledger.MOVES}
    for kind, origin, target in sorted(journal.kinds):
        one, other = journal.accounts[origin], journal.accounts[target]
        if one.ledger != other.ledger or (kind, one.ledger, one.kind, other.kind) not in ledger.MOVES | mirrored:
            yield _("An entry of kind “%(kind)s” moves money from account %(one)s to account %(other)s.") % {
                "kind": kind,
                "one": origin,
                "other": target,
            }


def _entries(journal: Journal) -> Iterator[str]:
    if journal.whole:
        return
    sql = """
        SELECT * FROM (
            SELECT coalesce(entry.id, transfer.entry_id) AS number,
                   count(transfer.id) IS DISTINCT FROM entry.parts OR bool_or(transfer.kind <> entry.kind) AS unlike,
                   bool_or(
                       transfer.valid_on <> entry.valid_on
                       OR transfer.recorded_on <> entry.recorded_on
                   ) AS undated
            FROM funding_entry entry FULL JOIN funding_transfer transfer ON transfer.entry_id = entry.id
            GROUP BY 1, entry.parts, entry.kind
        ) AS found WHERE unlike OR undated ORDER BY number
    """
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for number, unlike, undated in cursor.fetchall():
            if unlike:
                yield _("Entry %(number)s does not have the transfers that it announces.") % {"number": number}
            if undated:
                yield _("Entry %(number)s has a transfer on other days than its own.") % {"number": number}


def _payments(_journal: Journal) -> Iterator[str]:
    """A payment moves its own amount, once in commitments and once in cash."""
    paid = Entry.objects.filter(payment__isnull=False).annotate(moved=Sum("transfers__amount"), legs=Count("transfers"))
    for entry in paid.exclude(moved=2 * F("payment__amount"), legs=2).select_related("payment"):
        yield _("Entry %(number)s pays another amount than was approved.") % {"number": entry.pk}


def _awards(journal: Journal) -> Iterator[str]:
    granted = _by_award(journal)
    for award in Award.objects.filter(pk__in=granted):
        if granted[award.pk][0] > award.amount:
            yield _("Award %(award)s: %(granted)s is committed, the decision grants %(amount)s.") % {
                "award": award,
                "granted": formats.euro(granted[award.pk][0]),
                "amount": formats.euro(award.amount),
            }


def _by_award(journal: Journal) -> dict[int, tuple[Decimal, Decimal]]:
    """(committed + paid, paid) of each award."""
    totals: dict[int, tuple[Decimal, Decimal]] = defaultdict(lambda: (ZERO, ZERO))
    for account in journal.accounts.values():
        if account.award_id and account.ledger == ledger.COMMITMENTS:
            granted, paid = totals[account.award_id]
            balance = journal.balance(account)
            totals[account.award_id] = granted + balance, paid + (balance if account.kind == ledger.PAID else ZERO)
    return totals


def _reservations(journal: Journal) -> Iterator[str]:
    """An open reservation holds its lower bound, a resolved one nothing."""
    resolved = set(Entry.objects.filter(resolves__isnull=False, corrected_by=None).values_list("resolves", flat=True))
    held: dict[int, Decimal] = {
        account.reservation_id: journal.balance(account)
        for account in journal.accounts.values()
        if account.reservation_id
    }
    for reservation in Reservation.objects.all():
        expected = ZERO if reservation.pk in resolved else reservation.at_least
        if held.get(reservation.pk, ZERO) != expected:
            yield _("Reservation “%(reservation)s” holds %(held)s instead of %(expected)s.") % {
                "reservation": reservation,
                "held": formats.euro(held.get(reservation.pk, ZERO)),
                "expected": formats.euro(expected),
            }


def _pools(journal: Journal) -> Iterator[str]:
    granted = _by_award(journal)
    settled = dict(Settlement.objects.filter(replaced_by=None).values_list("award", "amount"))
    states: dict[int, list[State]] = defaultdict(list)
    for award in Award.objects.filter(ordered_by=""):
        on_proof = award.condition == Award.Condition.PROOF_OF_MATCH
        states[award.pool_id].append(State(*granted[award.pk], settled.get(award.pk), on_proof))
    for pool in MatchPool.objects.select_related("version", "line", "region", "plan"):
        short = shortfall_of(journal, pool, states[pool.pk])
        if short is not None and not short.holds:
            yield _("Match pool “%(pool)s”: the co-funding is %(short)s short.") % {
                "pool": pool,
                "short": formats.euro(max(short.commitment, short.settlement, short.payment)),
            }


def shortfall_of(journal: Journal, pool: MatchPool, states: list[State]) -> cofunding.Shortfall | None:
    """None where the match is not held: no condition is allowed, or none is asked."""
    version = pool.version
    if version.instrument not in SchemeVersion.CONDITIONAL or not version.ratio or version.advance_share is None:
        return None
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for account in journal.accounts.values():
        if account.pool_id == pool.pk and account.ledger == ledger.COFUNDING:
            sums[account.kind] += journal.balance(account)
    realised = sums[ledger.REALISED] + sums[ledger.USED]
    rules = Rules(version.ratio, version.advance_share)
    return cofunding.shortfall(rules, sums[ledger.COMMITTED] + realised, realised, states)


def _lines(_journal: Journal) -> Iterator[str]:
    """What each line was allotted, by the same sum as the gate takes, beside the amount that its source states."""
    lines = BudgetLine.objects.filter(amount__isnull=False).annotate(
        allotted=Func(F("pk"), function="funding_allotted", output_field=DecimalField())
    )
    for line in lines.filter(allotted__gt=F("amount")):
        yield _("Budget line %(line)s is %(amount)s, but %(allotted)s was allotted to it.") % {
            "line": line.key,
            "amount": formats.euro(line.amount),
            "allotted": formats.euro(line.allotted),
        }
