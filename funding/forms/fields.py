"""Fields for amounts, dates and documents. They say what is wrong in a sentence and keep what was typed."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import files, ledger
from funding.rules import RuleBroken
from jobs import clock
from ui.language import code
from ui.widgets import DateInput

_GROUPED = r"\d{1,3}(?:%(mark)s\d{3})+"
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009']+")
_DASHES = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{EM DASH}": "-"})


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


class EuroField(forms.Field):
    """Euros above zero with at most two decimals, as a Decimal. Written with Dutch or English marks.

    `zero=True` allows 0, for a result that may be nothing. What was typed stays in the field when it is refused.
    """

    default_error_messages = {  # noqa: RUF012 -- as Django declares it
        "not_a_number": gettext_lazy("Write an amount in euros, for example %(example)s."),
        "not_positive": gettext_lazy("An amount is above zero."),
        "negative": gettext_lazy("An amount is not below zero."),
        "too_precise": gettext_lazy("An amount has at most two decimals."),
        "doubtful": gettext_lazy("We read three decimals. Write thousands as %(example)s, or without a mark."),
        "too_large": gettext_lazy("This amount is too large."),
    }

    def __init__(self, *, zero: bool = False, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.zero = zero

    def to_python(self, value: object) -> Decimal | None:
        if isinstance(value, Decimal):
            return value
        text = "" if value in self.empty_values else str(value).strip()
        if not text:
            return None
        amount = read_amount(text, code()) if len(text) <= 60 else None
        if amount is None:
            raise self._fault("not_a_number")
        return amount

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None or (self.zero and value == 0):
            return
        fault = ledger.fault_of(value)
        if fault == "not_positive" and self.zero:
            fault = "negative"
        # Also "25.000" in English: nobody writes three zeros behind the point, so it is not taken for 25 euros.
        if fault in ("", "too_precise") and -value.as_tuple().exponent == 3:
            fault = "doubtful"
        if fault:
            raise self._fault(fault)

    def _fault(self, name: str) -> ValidationError:
        example = "12.500,50" if code() == "nl" else "12,500.50"
        return ValidationError(self.error_messages[name], code=name, params={"example": example})

    def clean(self, value: object) -> Decimal | None:
        amount = super().clean(value)
        return None if amount is None else amount.quantize(ledger.CENT)

    def prepare_value(self, value: object) -> object:
        """An amount from the database as the page's language writes it; what was typed as it was typed."""
        if not isinstance(value, Decimal | int):
            return value
        text = f"{Decimal(value):,.2f}"
        return text.translate(str.maketrans(",.", ".,")) if code() == "nl" else text

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return (None if initial in self.empty_values else Decimal(initial)) != self.to_python(data)
        except ValidationError:
            return True


class DateField(forms.DateField):
    """A day, with the browser's own picker. Also takes 31-12-2018 and 31/12/2018."""

    default_error_messages = {"invalid": gettext_lazy("Write a date as 31-12-2018.")}  # noqa: RUF012

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", DateInput())
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        super().__init__(**kwargs)

    def to_python(self, value: object):
        day = super().to_python(value)
        if day is not None and not 1990 <= day.year <= 2100:
            raise ValidationError(_("This year cannot be right."), code="year")
        return day


def not_to_come(day):
    """The day itself, unless it lies ahead: what is recorded has happened."""
    if day and day > clock.today():
        raise ValidationError(_("This date is still to come."), code="future")
    return day


class DocumentField(forms.FileField):
    """An upload that is judged by its bytes (funding/files.py). The action stores it: `files.store(upload, by=…)`."""

    default_error_messages = {  # noqa: RUF012
        "empty": gettext_lazy("This file is empty. Choose another one."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", gettext_lazy("PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, CSV or TXT; at most 10 MB."))
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": files.ACCEPT}))
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload and upload is not initial:
            try:
                files.check(upload)
            except RuleBroken as broken:
                raise ValidationError(broken.message, code=broken.code) from broken
        return upload
