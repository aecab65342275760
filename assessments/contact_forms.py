"""Forms of what comes after or beside the questions: keep for later, and which company this is."""

import re

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.questionnaire import Questionnaire
from assessments.resume_file import MOST_BYTES, Draft, Unreadable, read
from ui.layout import Actions, Layout, Submit

EMAIL_ERRORS = {
    "required": gettext_lazy("Fill in your e-mail address."),
    "invalid": gettext_lazy("This is not an e-mail address. Write it like name@company.nl."),
    "max_length": gettext_lazy("This e-mail address is too long: 254 characters at most."),
}
KVK_DIGITS = 8
SEPARATORS = re.compile(r"[\s.\-/]+")


class LowerCaseEmail(forms.EmailField):
    def __init__(self, **kwargs):
        attrs = {"autocomplete": "email", "inputmode": "email"}
        super().__init__(max_length=254, error_messages=EMAIL_ERRORS, widget=forms.EmailInput(attrs=attrs), **kwargs)

    def clean(self, value) -> str:
        return super().clean(value).lower()


class KeepForm(forms.Form):
    """The address to which the link goes."""

    email = LowerCaseEmail(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We use it for this letter only, and delete it with your answers."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("email", Actions(Submit("save", _("Mail me the link"))))


class ResumeForm(forms.Form):
    """The file that somebody downloaded earlier. After `is_valid()`: `draft`."""

    file = forms.FileField(
        label=gettext_lazy("Your file"),
        help_text=gettext_lazy("Its name ends in .json."),
        allow_empty_file=True,
        error_messages={
            "required": gettext_lazy("Choose the file that you downloaded."),
            "invalid": gettext_lazy("Choose the file that you downloaded."),
            "missing": gettext_lazy("Choose the file that you downloaded."),
        },
    )

    def __init__(self, questionnaire: Questionnaire, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire
        self.draft: Draft | None = None
        self.helper = FormHelper()
        self.helper.layout = Layout("file", Actions(Submit("save", _("Go on with this file"))))

    def clean_file(self) -> None:
        """No more than that is read of a file that is too large."""
        try:
            self.draft = read(self.cleaned_data["file"].read(MOST_BYTES + 1), self.questionnaire)
        except Unreadable as trouble:
            raise forms.ValidationError(trouble.message, code=trouble.code) from trouble


class CompanyForm(forms.Form):
    """Which company this is, each field with what it is for."""

    company_name = forms.CharField(
        label=gettext_lazy("Name of your company"),
        help_text=gettext_lazy("So that you and your colleagues find this company again."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={
            "required": gettext_lazy("Fill in the name of your company."),
            "max_length": gettext_lazy("The name has at most 200 characters."),
        },
    )
    kvk_number = forms.CharField(
        label=gettext_lazy("KvK number"),
        help_text=gettext_lazy(
            "8 digits, for example 1234 5678. So that we count your company once. Without it we know your company by "
            "your e-mail address."
        ),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"max_length": gettext_lazy("A KvK number has 8 digits.")},
    )
    email = LowerCaseEmail(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We send you a letter with a link to confirm it: so nobody else can speak for you."),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("How we address you in a letter."),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": gettext_lazy("The name has at most 150 characters.")},
    )
    wants_invitation = forms.BooleanField(
        label=gettext_lazy("Invite me to do the scan again after one year and after two years"),
        help_text=gettext_lazy("Then you see what has changed. Each letter has a link to stop."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Actions(Submit("save", _("Save"))))

    def clean_kvk_number(self) -> str:
        """People write it with spaces and dots; letters or a wrong length are told."""
        digits = SEPARATORS.sub("", self.cleaned_data["kvk_number"])
        if not digits:
            return ""
        if not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(_("A KvK number has digits only. Write it like 1234 5678."), code="letters")
        if len(digits) != KVK_DIGITS:
            sentence = _("A KvK number has 8 digits; this one has %(number)s. Look in an extract or on an invoice.")
            raise forms.ValidationError(sentence % {"number": len(digits)}, code="digits")
        return digits
