"""A form counts once, however often it is sent."""

from collections.abc import Callable, Mapping

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from funding import ledger
from funding.models import SentForm
from funding.rules import RuleBroken, held_by_books

FORMS = 4802
"""Of the advisory locks: the second sender of a key waits for the first."""


@transaction.atomic
def once_sent(*, by: User, key: str, kind: str, content: Mapping[str, object], make: Callable[[], str]) -> str:
    """Address of the result: made now, or by the same form before.

    `make` does the work and gives the address. Raises RuleBroken when this key came before with other content.
    """
    digest = ledger.digest(kind, {**content, "by": by})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [FORMS, key])
    before = SentForm.objects.filter(key=key).first()
    if before is not None and before.digest != digest:
        raise RuleBroken(
            "funding_sentform_key_is_used_once",
            _("You sent this form before, with other content. Open the form again to record something new."),
        )
    if before is not None:
        return before.result
    result = make()
    with held_by_books():
        SentForm.objects.create(key=key, digest=digest, result=result, recorded_by=by)
    return result
