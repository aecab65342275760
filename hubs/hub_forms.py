"""What staff type about their hub and its people: its shape, nothing else."""

from datetime import timedelta

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role
from accounts.roles import HUB_ROLES
from hubs.form_fields import LongText
from hubs.models import HubPartner
from jobs import clock
from ui.fields import DateField
from ui.layout import Actions, Cancel, Danger, Fieldset, Layout, Row, Submit

HISTORY_HINT = gettext_lazy("One sentence. It stays in the history of roles. Do not write personal details here.")


class HubForm(forms.Form):
    """The public page of a hub."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    intro_nl = LongText(label=gettext_lazy("What the hub does, in Dutch"), most=3000, required=False, rows=8)
    intro_en = LongText(label=gettext_lazy("What the hub does, in English"), most=3000, required=False, rows=8)
    host = forms.CharField(label=gettext_lazy("Host"), max_length=200, required=False)
    website = forms.URLField(label=gettext_lazy("Website"), max_length=300, required=False, assume_scheme="https")
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the desk"),
        required=False,
        help_text=gettext_lazy("A general address, not that of a person. Everybody sees it."),
    )
    telephone = forms.RegexField(
        r"^[0-9+() ./-]*$",
        label=gettext_lazy("Telephone number of the desk"),
        max_length=30,
        required=False,
        error_messages={"invalid": gettext_lazy("Write a telephone number with digits, spaces, +, - and ( ) only.")},
    )
    address = forms.CharField(label=gettext_lazy("Visiting address"), max_length=200, required=False)

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "version",
            Fieldset(_("What the hub does"), "intro_nl", "intro_en", "host"),
            Fieldset(_("The desk"), Row("email", "telephone"), "address", "website"),
            Actions(Submit("save", _("Save changes")), Cancel(cancel_url)),
        )


class PartnerForm(forms.Form):
    """`version`: of the hub."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    kind = forms.ChoiceField(
        label=gettext_lazy("Where does it work?"), choices=HubPartner.Kind.choices, widget=forms.RadioSelect
    )
    role_nl = forms.CharField(label=gettext_lazy("What it does here, in Dutch"), max_length=200, required=False)
    role_en = forms.CharField(label=gettext_lazy("What it does here, in English"), max_length=200, required=False)
    website = forms.URLField(label=gettext_lazy("Website"), max_length=300, required=False, assume_scheme="https")

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Actions(Submit("save", _("Save")), Cancel(cancel_url)))


class InviteForm(forms.Form):
    """Somebody for a role at this hub. `organisations`: those of the hub that this coordinator looks after."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the person you invite"),
        help_text=gettext_lazy("The letter goes to this address only. It is valid for 14 days."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Why does this person get this role?"), max_length=300, help_text=HISTORY_HINT
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, Role(role).label) for role in HUB_ROLES]
        self.fields["language"].initial = get_language()
        self.helper = FormHelper()
        buttons = Actions(Submit("save", _("Send invitation")), Cancel(cancel_url))
        self.helper.layout = Layout("email", "role", "language", "reason", buttons)

    def invitation(self, organisation: Organisation) -> dict[str, object]:
        """For accounts.actions.invite."""
        return {**self.cleaned_data, "organisation": organisation}


class EndForm(forms.Form):
    last_day = DateField(
        label=gettext_lazy("Last day of the role"),
        help_text=gettext_lazy("Choose yesterday to let the role end at once."),
    )
    reason = forms.CharField(label=gettext_lazy("Why does this role end?"), max_length=300, help_text=HISTORY_HINT)

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = clock.today()
        self.fields["last_day"].widget.attrs["min"] = (clock.today() - timedelta(days=1)).isoformat()
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "last_day", "reason", Actions(Danger("save", _("End this role")), Cancel(cancel_url))
        )
