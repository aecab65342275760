"""The books beside the financial administration: import a month, and explain what differs."""

import hashlib
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from funding import bookings, files, permissions, reconciling
from funding.actions.posting import refuse_unless
from funding.models import Difference, Explanation, Reconciliation
from funding.rules import RuleBroken, held_by_books
from ui import uploads


class FileRefused(RuleBroken):
    """`faults`: what is wrong with the file, a sentence for each row."""

    def __init__(self, faults: tuple[str, ...]):
        super().__init__("reconciliation_file_is_read", " ".join(faults))
        self.faults = faults


@transaction.atomic
def import_month(*, by: User, month: date, upload: UploadedFile) -> Reconciliation:
    """Keep the file, compare it with the entries of the month, list each difference. The last import of a month counts.

    The same file once more, with nothing booked since, is the same import. Raises FileRefused with a sentence by row.
    """
    refuse_unless(permissions.can_reconcile(by))
    content = upload.read(reconciling.MOST_BYTES + 1)
    contents = reconciling.read(content, month)
    if contents.faults:
        raise FileRefused(contents.faults)
    last = Reconciliation.objects.filter(month=month).select_related("file").order_by("-pk").first()
    if last and last.file.sha256 == hashlib.sha256(content).hexdigest() and not bookings.changed_since(last):
        return last
    kept = files.keep(uploads.clean_name(upload.name or ""), content, "text/csv", by=by)
    unequal = reconciling.compare(bookings.of_month(month), [(line.reference, line.amount) for line in contents.lines])
    with held_by_books():
        made = Reconciliation.objects.create(month=month, file=kept, recorded_by=by)
        Difference.objects.bulk_create(
            Difference(reconciliation=made, reference=one.reference, ours=one.ours, theirs=one.theirs, recorded_by=by)
            for one in unequal
        )
    return made


@transaction.atomic
def explain_difference(*, by: User, difference: Difference, text: str) -> Explanation:
    """Say why it is there and what is done about it; what was said before stays. The same words twice are once."""
    refuse_unless(permissions.can_reconcile(by))
    said = difference.explanations.order_by("-pk").first()
    if said and (said.text, said.recorded_by_id) == (text, by.pk):
        return said
    with held_by_books():
        return Explanation.objects.create(difference=difference, text=text, recorded_by=by)
