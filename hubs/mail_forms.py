"""What somebody of a desk types to write to a company: the shape of it, nothing else."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy

from hubs.actions import Mail
from hubs.form_fields import KeyField, LongText
from hubs.models import LetterTemplate
from hubs.work_forms import StepForm
from ui.layout import Actions, Layout, Secondary

LANGUAGES = [("nl", gettext_lazy("Dutch")), ("en", gettext_lazy("English"))]
MOST = 8000


class PickForm(StepForm):
    """Which letter to start from, and in which language. Sent as a question: nothing happens by it."""

    brief = forms.ChoiceField(label=gettext_lazy("Start from a letter"), required=False)
    taal = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=LANGUAGES, widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args, templates: Sequence[LetterTemplate], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", gettext_lazy("No letter: start empty")), *((str(one.pk), one.title) for one in templates)]
        self.fields["brief"].choices = choices
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.layout = Layout("brief", "taal", Actions(Secondary("kies", gettext_lazy("Fill in this letter"))))


class CompanyMailForm(StepForm):
    key = KeyField()
    language = forms.ChoiceField(choices=LANGUAGES, widget=forms.HiddenInput)
    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the subject.")},
    )
    text = LongText(
        label=gettext_lazy("Text"),
        rows=14,
        most=MOST,
        error_messages={"required": gettext_lazy("Write the text of the letter.")},
    )
    button = gettext_lazy("Send the e-mail")

    def mail(self) -> Mail:
        return Mail(**{name: self.cleaned_data[name] for name in ("subject", "text", "language")})


class RequestMailForm(CompanyMailForm):
    """`{{link}}` in the text is filled in when it goes."""

    public = forms.BooleanField(
        label=gettext_lazy("The letter also stands on the company's own page"), required=False, initial=True
    )
    answers = forms.BooleanField(label=gettext_lazy("The company got an answer in it"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = gettext_lazy(
            "Where {{link}} stands, the portal puts the address of the company's own page when the letter goes."
        )
