"""Amounts of money as people write them. Pure: no ORM. Euros, with at most two decimals."""

import re
from decimal import Decimal

CENT = Decimal("0.01")
MOST = Decimal("999999999999.99")

_GROUPED = r"\d{1,3}(?:%(mark)s\d{3})+"
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']+")
_DASHES = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{EM DASH}": "-"})


def fault_of(amount: Decimal) -> str:
    """Why this is no amount of money: "not_positive", "too_precise" or "too_large"; "" when it is one."""
    if not amount.is_finite() or amount <= 0:
        return "not_positive"
    if amount > MOST:
        return "too_large"
    return "too_precise" if amount != amount.quantize(CENT) else ""


def read_amount(text: str, language: str) -> Decimal | None:
    """The number that somebody wrote, in Dutch or English marks; None when it is no number.

    "1.250.000,00", "1,250,000.00", "€ 1250000", "1250000,5", "EUR 12,-". One mark before three digits is read by the
    language of the page: "1.250" is 1250 in Dutch and 1.250 in English, which then has too many decimals.
    """
    bare = _BLANKS.sub("", text.translate(_DASHES))
    bare = re.sub(r"^(-?)(€|eur(?:o)?)", r"\1", bare, flags=re.IGNORECASE)
    bare = re.sub(r"(€|eur(?:o)?)$", "", bare, flags=re.IGNORECASE)
    sign, bare = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    whole = re.fullmatch(r"(.+)[.,](?:-+|=)", bare)  # "1.250,-": no cents.
    digits = _plain(whole[1], language, whole=True) if whole else _plain(bare, language)
    return Decimal(sign + digits) if digits else None


def _plain(text: str, language: str, *, whole: bool = False) -> str | None:
    """Digits with at most one point, as Decimal reads them."""
    if re.fullmatch(r"[0-9]+", text):
        return text
    group, mark = (".", ",") if language == "nl" else (",", ".")
    for grouping, decimal in ((group, mark), (mark, group)):
        grouped = _GROUPED % {"mark": re.escape(grouping)}
        decimals = "" if whole else rf"(?:{re.escape(decimal)}(\d+))?"
        if re.fullmatch(f"(?:{grouped}){decimals}", text, re.ASCII):
            # One mark of the other language before three digits is doubtful: the page's own language decides.
            if grouping == mark and text.count(mark) == 1 and group not in text and not whole:
                break
            return text.replace(grouping, "").replace(decimal, ".")
    if whole:
        return None
    found = re.fullmatch(r"(\d*)[.,](\d+)", text, re.ASCII)
    return f"{found[1] or 0}.{found[2]}" if found else None
