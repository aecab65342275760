"""What a company types when it asks a desk for help: its shape, nothing else."""

import uuid

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.contact_forms import KVK_DIGITS
from assessments.forms import KeyField
from hubs import consent, identity
from ui.layout import Actions, Cancel, Layout, Submit

MOST_TEXT = 4000


class LongText(forms.CharField):
    """Browsers send a line end as two characters; kept as one, so that a text is as long as it was typed."""

    def to_python(self, value) -> str:
        return super().to_python(str(value or "").replace("\r\n", "\n"))


class HelpForm(forms.Form):
    """`key`: of the request that this form makes. `digest`: of what the page showed, see helping.Sent."""

    key = KeyField(required=False)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    company_name = forms.CharField(
        label=gettext_lazy("Name of your company"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": gettext_lazy("Fill in the name of your company.")},
    )
    kvk_number = forms.RegexField(
        r"^[0-9][0-9 .-]{6,14}$",
        label=gettext_lazy("KvK number"),
        required=False,
        help_text=gettext_lazy("8 digits. You may leave it empty. With it we do not count your company twice."),
        error_messages={"invalid": gettext_lazy("A KvK number has 8 digits.")},
    )
    contact_name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Fill in your name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("The desk answers you here. You also get a link to follow your question."),
        error_messages={
            "required": gettext_lazy("Fill in your e-mail address."),
            "invalid": gettext_lazy("This is not an e-mail address. An address looks like name@company.nl."),
        },
    )
    telephone = forms.RegexField(
        r"^[0-9+() ./-]*$",
        label=gettext_lazy("Telephone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"invalid": gettext_lazy("Write a telephone number with digits, spaces, +, - and ( ) only.")},
    )
    question = LongText(
        label=gettext_lazy("What do you want to know?"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("For example: where do I begin, and who can help me with it?"),
        error_messages={"required": gettext_lazy("Write what you want to know.")},
    )
    agreed = forms.BooleanField(
        error_messages={"required": gettext_lazy("Agree to sending your data to the desk, or send nothing.")}
    )

    def clean_kvk_number(self) -> str:
        digits = identity.number(self.cleaned_data["kvk_number"])
        if digits and len(digits) != KVK_DIGITS:
            raise forms.ValidationError(_("A KvK number has 8 digits."))
        return digits

    def __init__(self, *args, cancel_url: str, **kwargs):
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = consent.TEXTS[consent.CURRENT]
        self.helper = FormHelper()
        # The page is long: what is wrong must be in sight after sending.
        self.helper.form_action = "#question"
        buttons = Actions(Submit("send", _("Send to the desk")), Cancel(cancel_url))
        self.helper.layout = Layout(*self.fields, buttons)
