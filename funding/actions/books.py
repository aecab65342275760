"""The books themselves: correct an entry, close a period."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from funding import permissions
from funding.actions.posting import Basis, once, place_of, post, refuse_unless
from funding.ledger import Move
from funding.models import Closing, Entry
from funding.rules import held_by_books


@transaction.atomic
def correct(*, by: User, basis: Basis, entry: Entry, kept: Decimal | None = None) -> Entry:
    """Take back exactly what an entry moved; also in a closed period. What is right is then recorded anew."""
    refuse_unless(permissions.can_keep_books(by))
    transfers = entry.transfers.select_related("from_account", "to_account")
    moves = [Move(place_of(one.to_account), place_of(one.from_account), one.amount) for one in transfers]
    return once(
        basis,
        "correct",
        {"entry": entry, "kept": kept},
        lambda key: post(key, by=by, kind="correct", basis=basis, moves=moves, corrects=entry, kept=kept),
        by=by,
    )


@transaction.atomic
def close_period(*, by: User, until: date, document: str, document_date: date) -> Closing:
    """Close everything valid on or before `until`. Waits for entries that are on their way."""
    refuse_unless(permissions.can_keep_books(by))
    with held_by_books():
        return Closing.objects.create(until=until, document=document, document_date=document_date, recorded_by=by)
