"""What somebody types to come to an event: its shape, nothing else."""

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs import consent, identity
from hubs.actions.registrations import Attendee
from hubs.form_fields import KeyField
from ui.layout import Actions, Cancel, Layout, Submit

KVK_DIGITS = 8


class RegistrationForm(forms.Form):
    """`full`: there is no place any more, so the button offers the waiting list."""

    waits = gettext_lazy("Put me on the waiting list")
    key = KeyField()
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Fill in your name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("You get a letter here, with a link to see your registration and to cancel it."),
        error_messages={
            "required": gettext_lazy("Fill in your e-mail address."),
            "invalid": gettext_lazy("This is not an e-mail address. An address looks like name@company.nl."),
        },
    )
    company_name = forms.CharField(
        label=gettext_lazy("Name of your company"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kvk_number = forms.CharField(
        label=gettext_lazy("KvK number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "8 digits, for example 1234 5678. So that we count your company once, also if it comes more often. "
            "You can leave it empty."
        ),
    )
    agreed = forms.BooleanField(error_messages={"required": gettext_lazy("Agree to this, or we cannot register you.")})

    def __init__(self, *args, full: bool, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        if "agreed" in self.fields:
            self.fields["agreed"].label = consent.EVENT_TEXTS[consent.EVENT_CURRENT]
        self.helper = FormHelper()
        text = self.waits if full else _("Register")
        # `waiting` and not `send`: who saw that there were places is asked before he waits.
        button = Submit("waiting" if full else "send", text)
        self.helper.layout = Layout(*self.fields, Actions(button, Cancel(cancel_url)))

    def clean_kvk_number(self) -> str:
        digits = identity.number(self.cleaned_data["kvk_number"])
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) == KVK_DIGITS):
            raise forms.ValidationError(_("A KvK number has 8 digits. Write it like 1234 5678, or leave it empty."))
        return digits

    def who(self) -> Attendee:
        typed = self.cleaned_data
        return Attendee(typed["name"], typed["email"], typed["company_name"], typed["kvk_number"])


class StaffRegistrationForm(RegistrationForm):
    """The same for somebody who called or stands at the desk: staff note how that person agreed."""

    waits = gettext_lazy("Put on the waiting list")
    agreed = None
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=150, error_messages={"required": gettext_lazy("Fill in a name.")}
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("The letter goes here, with a link to see the registration and to cancel it."),
        error_messages={
            "required": gettext_lazy("Fill in an e-mail address."),
            "invalid": gettext_lazy("This is not an e-mail address. An address looks like name@company.nl."),
        },
    )
    company_name = forms.CharField(label=gettext_lazy("Company"), max_length=200, required=False)
    kvk_number = forms.CharField(label=gettext_lazy("KvK number"), max_length=30, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        initial=settings.LANGUAGES[0][0],
    )
    late_reason = forms.CharField(
        label=gettext_lazy("Why after registration closed?"),
        max_length=300,
        help_text=gettext_lazy("For colleagues at this desk. For example: called on Friday, nobody could answer."),
        error_messages={"required": gettext_lazy("Say why this person registers after registration closed.")},
    )
    consent_version = forms.ChoiceField(
        label=gettext_lazy("How did this person agree?"),
        choices=list(consent.EVENT_BY_STAFF.items()),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Ask first: we keep these details for this event and write about it; cancelling is possible at any time."
        ),
        error_messages={"required": gettext_lazy("Say how this person agreed, or we cannot register anybody.")},
    )

    def __init__(self, *args, late: bool, **kwargs):
        if not late:
            self.base_fields = {name: one for name, one in self.base_fields.items() if name != "late_reason"}
        super().__init__(*args, **kwargs)


class StaffCancelForm(forms.Form):
    """Asks once."""

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        button = Submit("cancel", _("Yes, cancel this registration"))
        self.helper.layout = Layout(Actions(button, Cancel(cancel_url)))
