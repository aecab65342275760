"""Match as people bring it in and confirm it: the entry with its document, and who must be told."""

from dataclasses import replace
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from funding import files, notices
from funding.actions.pledges import claim, confirm_committed, confirm_realised, intend, withdraw
from funding.actions.posting import Basis
from funding.ledger import COMMITTED, REALISED
from funding.models import Entry, EntryFile, Pledge
from funding.rules import held_by_books

CONFIRMING = {COMMITTED: confirm_committed, REALISED: confirm_realised}
"""By the account that the match goes to."""


@transaction.atomic
def bring_in(
    *, by: User, basis: Basis, pledge: Pledge, amount: Decimal | None, upload: UploadedFile | None = None
) -> Pledge:
    """Claim a pledge outside a plan; with its amount in euros, when that is known, and the document of it."""
    claim(by=by, basis=basis, pledge=pledge)
    if amount is not None:
        state_amount(by=by, basis=basis, pledge=pledge, amount=amount, upload=upload)
    return pledge


@transaction.atomic
def state_amount(
    *, by: User, basis: Basis, pledge: Pledge, amount: Decimal, upload: UploadedFile | None = None
) -> Entry:
    """Book how much the co-funder means to put in, and ask it to confirm that."""
    known = _is_recorded(basis)
    basis = replace(basis, attached=files.digest_of(upload))
    entry = intend(by=by, basis=basis, pledge=pledge, amount=amount)
    attach(entry, upload, by=by)
    if not known:
        notices.tell("pledge_to_confirm", pledge.pk)
    return entry


@transaction.atomic
def confirm(
    *, by: User, basis: Basis, pledge: Pledge, to: str, amount: Decimal, upload: UploadedFile | None = None
) -> Entry:
    """Confirm euros as committed or realised (`to`), with the document that shows it."""
    basis = replace(basis, attached=files.digest_of(upload))
    entry = CONFIRMING[to](by=by, basis=basis, pledge=pledge, amount=amount)
    attach(entry, upload, by=by)
    return entry


@transaction.atomic
def take_back(*, by: User, basis: Basis, pledge: Pledge, kind: str, amount: Decimal) -> Entry:
    """Withdraw euros from `kind`, and tell who counted on them."""
    known = _is_recorded(basis)
    entry = withdraw(by=by, basis=basis, pledge=pledge, kind=kind, amount=amount)
    if not known:
        notices.tell("pledge_withdrawn", entry.pk)
    return entry


def _is_recorded(basis: Basis) -> bool:
    """Did this request come before? Then everybody was told."""
    return Entry.objects.filter(key=basis.key).exists()


def attach(entry: Entry, upload: UploadedFile | None, *, by: User) -> None:
    """Keep the document with the entry. An entry that was there already has its document."""
    if upload is None or entry.files.exists():
        return
    with held_by_books():
        EntryFile.objects.create(entry=entry, file=files.store(upload, by=by), recorded_by=by)
