"""What somebody says of an annex: its title, the question, what it replaces; and with which letter it went out."""

from uuid import UUID

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.forms.days import not_to_come
from funding.forms.once import OnceMixin
from reports.models import Annex
from ui.fields import DateField
from ui.layout import Actions, Cancel, Layout, Submit


class AnnexForm(OnceMixin):
    """Sent twice it makes one annex, by its key."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=150,
        help_text=gettext_lazy("What the annex shows, in one line. It stands on the first page."),
    )
    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The question that this annex answers, with its number if it has one."),
    )
    replaces = forms.CharField(
        label=gettext_lazy("Number of the annex that this one replaces"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Only for a correction. The earlier annex stays, and names this one."),
    )
    because = forms.CharField(
        label=gettext_lazy("Why it is replaced"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Only for a correction."),
    )

    def __init__(self, *args, cancel: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        buttons = Actions(Submit("freeze", gettext_lazy("Freeze as an annex")), Cancel(cancel))
        self.helper.layout = Layout("key", "title", "question", "replaces", "because", buttons)

    def clean_key(self) -> UUID:
        return UUID(self.cleaned_data["key"])

    def clean_replaces(self) -> Annex | None:
        number = self.cleaned_data["replaces"].strip()
        if not number:
            return None
        annex = Annex.objects.defer("csv", "content").filter(number=number).first()
        if annex is None:
            raise forms.ValidationError(_("There is no annex %(number)s.") % {"number": number})
        return annex

    def clean(self) -> dict[str, object]:
        said = super().clean()
        if said.get("replaces") and not said.get("because"):
            self.add_error("because", _("Say why the earlier annex is replaced."))
        if said.get("because") and not said.get("replaces") and "replaces" not in self.errors:
            self.add_error("replaces", _("Say which annex this one replaces."))
        return said


class ReleaseForm(forms.Form):
    document = forms.CharField(
        label=gettext_lazy("Letter to Parliament"),
        max_length=200,
        help_text=gettext_lazy("Its number, so that everybody can find it."),
    )
    sent_on = DateField(label=gettext_lazy("Sent on"))

    def __init__(self, *args, cancel: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        buttons = Actions(Submit("release", gettext_lazy("Make public")), Cancel(cancel))
        self.helper.layout = Layout("document", "sent_on", buttons)

    def clean_sent_on(self):
        return not_to_come(self.cleaned_data["sent_on"])
