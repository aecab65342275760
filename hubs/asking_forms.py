"""What somebody types to put a question at a desk: a company on the public page, or the desk for who calls."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs import consent, identity
from hubs.form_fields import KeyField, LongText, PlaceMixin
from programme.models import Transformation
from ui.language import local
from ui.layout import Actions, Cancel, Fieldset, Layout, Submit

KVK_DIGITS = 8


class SenderForm(PlaceMixin):
    """Who asks, from where, and what."""

    key = KeyField()
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
        rows=6,
        error_messages={"required": gettext_lazy("Write what you want to know.")},
    )
    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("What is it about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose what fits. You may leave it empty."),
    )
    agreed = forms.BooleanField(
        error_messages={"required": gettext_lazy("Agree to sending your data to the desk, or send nothing.")}
    )
    consent_version = consent.CURRENT

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = Transformation.objects.order_by("number")
        self.fields["subjects"].choices = [(one.slug, local(one, "name")) for one in known]
        self.fields["agreed"].label = consent.TEXTS[self.consent_version]
        self.fields["place"].label = _("Place of your site")
        self.fields["place"].widget.attrs["autocomplete"] = "address-level2"
        self.fields["place"].help_text = _(
            "For example: Dordrecht. With this we choose the desk of your region. "
            "Leave it empty and the national desk chooses."
        )
        self.helper = FormHelper()
        self.helper.layout = Layout("key", *self.parts())

    def clean_kvk_number(self) -> str:
        digits = identity.number(self.cleaned_data["kvk_number"])
        if digits and len(digits) != KVK_DIGITS:
            raise forms.ValidationError(_("A KvK number has 8 digits."))
        return digits

    def parts(self) -> list[object]:
        return [
            Fieldset(_("Your question"), "question", "subjects"),
            Fieldset(
                _("About you"), "company_name", "kvk_number", *self.place_fields(), "contact_name", "email", "telephone"
            ),
            "agreed",
            Actions(Submit("send", _("Send to the desk"))),
        ]


class PublicForm(SenderForm):
    """On the public page."""


class PhoneForm(SenderForm):
    """For who calls: the desk types, and says that the caller agreed."""

    hub = forms.ChoiceField(label=gettext_lazy("Desk"), required=False)
    consent_version = consent.BY_PHONE

    def __init__(self, *args, desks: list[tuple[str, str]], cancel_url: str, **kwargs):
        self.desks, self.cancel_url = desks, cancel_url
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        if not (typed.get("email") or typed.get("telephone") or {"email", "telephone"} & set(self.errors)):
            self.add_error("telephone", _("Fill in a telephone number or an e-mail address, so that you can answer."))
        return typed

    def parts(self) -> list[object]:
        labels = {
            "company_name": _("Name of the company"),
            "contact_name": _("Name of the caller"),
            "email": _("E-mail address of the caller"),
            "question": _("What does the caller want to know?"),
            "place": _("Place of the site"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["telephone"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].help_text = _(
            "The caller gets a letter here with a link to the question. "
            "Leave it empty when the caller has none: then you answer by telephone."
        )
        self.fields["kvk_number"].help_text = _("8 digits. By it we count a company once, however many desks know it.")
        self.fields["place"].help_text = _("Leave it empty when the caller does not say.")
        self.fields["agreed"].error_messages["required"] = _(
            "Ask the caller to agree. Without it you write down nothing."
        )
        one = len(self.desks) == 1
        self.fields["hub"].choices = self.desks
        if one:
            del self.fields["hub"]
        who = ["company_name", "kvk_number", *self.place_fields(), "contact_name", "telephone", "email"]
        return [
            *([] if one else ["hub"]),
            Fieldset(_("The question"), "question", "subjects"),
            Fieldset(_("Who calls"), *who),
            "agreed",
            Actions(Submit("send", _("Note the question")), Cancel(self.cancel_url)),
        ]


class MailForm(PhoneForm):
    """For who wrote to the desk's own address: the desk says that the sender agreed. An address is needed."""

    consent_version = consent.BY_MAIL

    def __init__(self, *args, **kwargs):
        super().__init__(*args, desks=[("", "")], **kwargs)
        self.fields["email"].required = True

    def parts(self) -> list[object]:
        super().parts()
        labels = {"contact_name": _("Name of the sender"), "email": _("E-mail address of the sender"),
                  "question": _("What does the sender want to know?")}  # fmt: skip
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["email"].help_text = _("The sender gets a letter here with a link to the question.")
        self.fields["place"].help_text = _("Leave it empty when the sender does not say.")
        self.fields["agreed"].error_messages["required"] = _(
            "Ask the sender to agree. Without it you make no request of it."
        )
        who = ["company_name", "kvk_number", *self.place_fields(), "contact_name", "email", "telephone"]
        return [
            Fieldset(_("The question"), "question", "subjects"),
            Fieldset(_("Who writes"), *who),
            "agreed",
            Actions(Submit("send", _("Make a request of it")), Cancel(self.cancel_url)),
        ]
