"""What a desk types of the letters that it uses again: the shape of it, nothing else."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs import letters, merging
from hubs.actions import Letter
from hubs.form_fields import KeyField, LongText
from hubs.models import Hub, LetterTemplate
from ui.layout import Actions, Cancel, Fieldset, Layout, Submit

NATIONAL = "national"
NAMES = ("title", "subject_nl", "body_nl", "subject_en", "body_en")


class LetterForm(forms.Form):
    """`hubs`: for which desks this person writes letters; with one of them nothing is asked."""

    key = KeyField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    hub = forms.ChoiceField(label=gettext_lazy("Of which desk is it?"))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=80,
        help_text=gettext_lazy("Only for the desk, to find the letter by."),
        error_messages={"required": gettext_lazy("Give the letter a title.")},
    )
    subject_nl = forms.CharField(label=gettext_lazy("Subject in Dutch"), max_length=150)
    body_nl = LongText(label=gettext_lazy("Text in Dutch"), rows=12)
    subject_en = forms.CharField(label=gettext_lazy("Subject in English"), max_length=150)
    body_en = LongText(label=gettext_lazy("Text in English"), rows=12)

    def __init__(self, *args, hubs: list[Hub | None], cancel_url: str, changes: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.hubs = {hub.slug if hub else NATIONAL: hub for hub in hubs}
        self.fields["hub"].choices = [(slug, letters.name_of(hub)) for slug, hub in self.hubs.items()]
        one = len(self.hubs) == 1
        if one:
            del self.fields["hub"]
        for name in ("subject_nl", "subject_en"):
            self.fields[name].error_messages["required"] = _("Write the subject.")
        for name in ("body_nl", "body_en"):
            self.fields[name].error_messages["required"] = _("Write the text of the letter.")
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "key",
            "version",
            *([] if one else ["hub"]),
            "title",
            Fieldset(_("In Dutch"), "subject_nl", "body_nl"),
            Fieldset(_("In English"), "subject_en", "body_en"),
            Actions(Submit("save", _("Save changes") if changes else _("Save the letter")), Cancel(cancel_url)),
        )

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        for name in NAMES[1:]:
            wrong = merging.faults(typed.get(name) or "", subject=name.startswith("subject"))
            if wrong:
                told = _("The portal does not fill in: %(what)s. Use the fields that are listed.")
                self.add_error(name, told % {"what": ", ".join(wrong[:5])})
        return typed

    def chosen_hub(self) -> Hub | None:
        slug = self.cleaned_data.get("hub") or next(iter(self.hubs))
        return self.hubs[slug]

    def letter(self) -> Letter:
        return Letter(**{name: self.cleaned_data[name] for name in NAMES})


def initial(template: LetterTemplate) -> dict[str, object]:
    """The form's values of a known letter."""
    return {name: getattr(template, name) for name in (*NAMES, "version")}
