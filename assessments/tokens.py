"""Links in letters: signed for one purpose, so that nothing secret is stored. The state of the run ends them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac

from assessments.models import Contact

VALID_FOR = timedelta(days=30)


class Purpose(StrEnum):
    RESUME = "assessments.resume"
    CONFIRM = "assessments.confirm"


class Trouble(StrEnum):
    TAMPERED = "tampered"
    FOREIGN = "foreign"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Token:
    """`run` is None for a link that is not ours. `about`: what else was signed, to see that it is still so.

    An expired link still names its run: it opens nothing any more, but deleting stays possible.
    """

    run: uuid.UUID | None
    about: str = ""
    trouble: Trouble | None = None


def make(purpose: Purpose, run: uuid.UUID, about: str = "") -> str:
    return signing.dumps([run.hex, about], salt=purpose.value)


def read(token: str, purpose: Purpose) -> Token:
    """What a link says, with what is wrong with it."""
    payload = _payload(token, purpose)
    if payload is None:
        others = [other for other in Purpose if other != purpose]
        foreign = any(_payload(token, other) for other in others)
        return Token(None, trouble=Trouble.FOREIGN if foreign else Trouble.TAMPERED)
    return Token(uuid.UUID(payload[0]), payload[1], Trouble.EXPIRED if _expired(token, purpose) else None)


def _payload(token: str, purpose: Purpose) -> Sequence[str] | None:
    try:
        return signing.loads(token, salt=purpose.value)
    except signing.BadSignature:
        return None


def _expired(token: str, purpose: Purpose) -> bool:
    try:
        signing.loads(token, salt=purpose.value, max_age=VALID_FOR)
    except signing.SignatureExpired:
        return True
    return False


def about(contact: Contact) -> str:
    """What a link confirms: a later change of address or company makes an earlier letter worthless."""
    given = f"{contact.email}|{contact.kvk_number}"
    return salted_hmac("assessments.contact", given, algorithm="sha256").hexdigest()[:16]


def link(name: str, token: str, language: str) -> str:
    """The whole address of a page that takes a token, in the language of the letter."""
    with translation.override(language):
        return settings.SITE_URL + reverse(f"assessments:{name}", kwargs={"token": token})
