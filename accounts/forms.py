"""The shape of what people type about people. Rules are in actions.py."""

from datetime import timedelta

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import permissions
from accounts.models import Invitation, Role, User
from jobs import clock
from ui.layout import Actions, Cancel, Danger, Layout, Submit

PASSWORD_HINT = _("At least 12 characters. A sentence of a few words is strong and easy to remember.")


class InvitationForm(forms.ModelForm):
    """Who is invited, where, as what, and why."""

    class Meta:
        model = Invitation
        fields = ["email", "organisation", "role", "language", "reason"]
        labels = {
            "email": _("E-mail address of the person you invite"),
            "organisation": _("Organisation"),
            "role": _("Role"),
            "language": _("Language of the letter"),
            "reason": _("Why does this person get this role?"),
        }
        help_texts = {
            "email": _("The letter goes to this address only. It is valid for 14 days."),
            "reason": _("One sentence. It stays in the history of roles. Do not write personal details here."),
        }
        widgets = {"language": forms.RadioSelect}

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        roles = permissions.manageable_roles(by)
        self.fields["organisation"].queryset = permissions.manageable_organisations(by)
        self.fields["organisation"].empty_label = _("Choose an organisation")
        choices = [(role, Role(role).label) for role in roles]
        self.fields["role"].choices = [("", _("Choose a role")), *choices]
        self.fields["language"].initial = get_language()
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *self.Meta.fields,
            Actions(Submit("save", _("Send invitation")), Cancel(reverse("accounts:person_list"))),
        )

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def validate_constraints(self) -> None:
        """The action asks the database, and knows that an expired invitation makes room."""


class NewPersonForm(forms.Form):
    """An account for somebody who was invited."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("Colleagues see this name."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HINT,
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.helper = FormHelper()
        self.helper.layout = Layout("name", "password", Actions(Submit("save", _("Make my account"))))

    def clean(self) -> dict:
        cleaned = super().clean()
        if "password" in cleaned:
            person = User(email=self.email, name=cleaned.get("name", ""))
            try:
                password_validation.validate_password(cleaned["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class EndRoleForm(forms.Form):
    """Until when somebody holds a role, and why it ends."""

    last_day = forms.DateField(
        label=_("Last day of the role"),
        help_text=_("Choose yesterday to let the role end at once."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=_("Why does this role end?"),
        max_length=300,
        help_text=_("One sentence. It stays in the history of roles. Do not write personal details here."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = clock.today()
        self.fields["last_day"].widget.attrs["min"] = (clock.today() - timedelta(days=1)).isoformat()
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "last_day", "reason", Actions(Danger("save", _("End this role")), Cancel(reverse("accounts:person_list")))
        )


class ProfileForm(forms.ModelForm):
    """What a person may change about themselves here."""

    language = forms.ChoiceField(
        label=_("Language of letters from the portal"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": _("Name")}
        help_texts = {"name": _("Colleagues see this name.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("name", "language", Actions(Submit("save", _("Save"))))
