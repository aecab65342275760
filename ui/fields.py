"""Fields for amounts, dates and documents. They say what is wrong in a sentence and keep what was typed."""

import re
from collections.abc import Collection
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui import uploads
from ui.amounts import CENT, fault_of, read_amount
from ui.days import read_day
from ui.language import code
from ui.widgets import DateInput


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
        fault = fault_of(value)
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
        return None if amount is None else amount.quantize(CENT)

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
    """A day, with the browser's own picker. Also takes 31-12-2018, 31/12/2018 and 31 december 2018."""

    default_error_messages = {"invalid": gettext_lazy("Write a date as 31-12-2018.")}  # noqa: RUF012

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", DateInput())
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        super().__init__(**kwargs)

    def to_python(self, value: object):
        written = read_day(value) if isinstance(value, str) and re.search(r"[a-z]", value, re.IGNORECASE) else None
        day = written or super().to_python(value)
        if day is not None and not 1990 <= day.year <= 2100:
            raise ValidationError(_("This year cannot be right."), code="year")
        return day


class DocumentField(forms.FileField):
    """An upload that is judged by its bytes (ui/uploads.py): one of `kinds`, at most `most` bytes."""

    default_error_messages = {  # noqa: RUF012
        "empty": gettext_lazy("This file is empty. Choose another one."),
    }

    def __init__(self, *, kinds: Collection[str] = uploads.KINDS, most: int = uploads.MOST_BYTES, **kwargs):
        hint = gettext_lazy("PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, CSV or TXT; at most 10 MB.")
        kwargs.setdefault("help_text", hint if kinds == uploads.KINDS else "")
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": uploads.accept(kinds)}))
        super().__init__(**kwargs)
        self.kinds, self.most = kinds, most

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload and upload is not initial:
            try:
                uploads.check(upload, kinds=self.kinds, most=self.most)
            except uploads.Refused as refused:
                raise ValidationError(refused.message, code=refused.code) from refused
        return upload
