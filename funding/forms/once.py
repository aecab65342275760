"""A form that counts once, however often it is sent."""

import uuid

from django import forms
from django.core.validators import RegexValidator


def new_key() -> str:
    return uuid.uuid4().hex


class OnceMixin(forms.Form):
    """Carries the key of this request: made when the form is shown, kept when it is shown again with an error.

    A key has this one shape, so that no form can use up a key that the portal gives its own entries ("proposal-7").

    Put "key" in the layout, and `form.cleaned_data["key"]` in the action's Basis.
    """

    key = forms.CharField(
        widget=forms.HiddenInput, initial=new_key, max_length=32, validators=[RegexValidator(r"\A[0-9a-f]{32}\Z")]
    )
