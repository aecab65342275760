"""Widgets that browsers help with."""

from django import forms


class DateInput(forms.DateInput):
    """A date with the browser's own picker; the value travels as ISO 8601."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TypedDateInput(forms.DateInput):
    """A date as somebody types it: 31-12-2018. The browser's own picker sends nothing of a day that does not exist."""

    def __init__(self, attrs=None):
        super().__init__(attrs={"inputmode": "numeric", "autocomplete": "off", **(attrs or {})}, format="%d-%m-%Y")
