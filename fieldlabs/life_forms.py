"""What is asked at the steps of a Fieldlab: its shape, nothing else."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs import photos
from fieldlabs.forms import LONG
from ui.fields import DateField
from ui.layout import Actions, Cancel, Danger, Layout, Submit
from ui.widgets import TypedDateInput


class ReasonForm(forms.Form):
    """A step with its reason. `button`: what it says; `dangerous`: it is drawn as what is not easily undone."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("It stays in the history."),
    )

    def __init__(self, *args, button: str, cancel_url: str, dangerous: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        kind = Danger if dangerous else Submit
        self.helper.layout = Layout(*self.fields, Actions(kind("do", button), Cancel(cancel_url)))


class CloseForm(ReasonForm):
    field_order = ("day", "reason")
    day = DateField(label=gettext_lazy("Last day"), widget=TypedDateInput(), help_text=gettext_lazy("Like 31-12-2018."))


class PhotoWordsForm(forms.Form):
    alt_nl = forms.CharField(
        label=gettext_lazy("What is in the picture? In Dutch"),
        max_length=250,
        help_text=gettext_lazy("For people who cannot see it. One sentence."),
    )
    alt_en = forms.CharField(label=gettext_lazy("What is in the picture? In English"), max_length=250, required=False)
    credit = forms.CharField(label=gettext_lazy("Who made it"), max_length=120, required=False)

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Actions(Submit("save", _("Save")), Cancel(cancel_url)))


class PhotoForm(PhotoWordsForm):
    field_order = ("file", "alt_nl", "alt_en", "credit")
    file = forms.FileField(
        label=gettext_lazy("Picture"),
        widget=forms.FileInput(attrs={"accept": photos.ACCEPT}),
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, at most 10 MB. We make it smaller and take out the place and the time."
        ),
    )


class AnswerForm(forms.Form):
    """The hub's decision on a proposal; the answer is needed only to decline."""

    base = forms.CharField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=gettext_lazy("Answer to the contact"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("Needed when you do not take it over. The contact gets it in a letter."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("base", "answer")
