"""How a company is known again without keeping who it is. Pure."""

import re

from django.utils.crypto import salted_hmac

SALT = "hubs.identity"


def of(kvk_number: str, email: str = "") -> str:
    """Keyed digest of the KvK number, or else of the e-mail address: 64 hexadecimal digits; "" without both.

    The same number gives the same digest wherever it comes from, however it was typed (spaces, points).
    A number that has no 8 digits tells nothing and counts as not given.
    """
    digits = number(kvk_number)
    if re.fullmatch(r"[0-9]{8}", digits):
        return _digest(f"kvk:{digits}")
    address = email.strip().lower()
    return _digest(f"email:{address}") if address else ""


def number(typed: str) -> str:
    """A KvK number as it is kept: without the marks that people put between its digits."""
    return re.sub(r"[\s.\-]", "", typed)


def _digest(value: str) -> str:
    return salted_hmac(SALT, value, algorithm="sha256").hexdigest()
