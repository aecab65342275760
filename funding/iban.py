"""Account numbers (IBAN, ISO 13616). Pure. The database holds the same: funding/sql/payments.sql."""

import re

FORM = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")


def plain(text: str) -> str:
    """As it is kept: capitals, without spaces, dots or dashes."""
    return re.sub(r"[\s.\-]", "", text).upper()


def is_valid(iban: str) -> bool:
    """Has it the form of an IBAN, and the right check digits (it leaves 1 when divided by 97)?"""
    if not FORM.fullmatch(iban):
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def masked(iban: str) -> str:
    """ "NL91 •••• 4300": enough to know it again, too little to use."""
    return f"{iban[:4]} •••• {iban[-4:]}"


def readable(iban: str) -> str:
    """ "NL91 ABNA 0417 1643 00"."""
    return " ".join(iban[place : place + 4] for place in range(0, len(iban), 4))
