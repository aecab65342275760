"""The three questions of "which Fieldlab fits my question". All answers travel in the address."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs.spots import Where, radii
from fieldlabs.words import MOST_CHARACTERS
from programme.models import Transformation
from ui.language import local
from ui.layout import HTML, Actions, Layout

WANTS = {
    "leren": gettext_lazy("Learn: see it at work, training, advice"),
    "proberen": gettext_lazy("Try: test with my own product or process"),
    "ontwikkelen": gettext_lazy("Develop: make something new together"),
    "produceren": gettext_lazy("Produce: a first series, certification, use of machines"),
}


class Step(forms.Form):
    """A question on its own page; the answers to the others go along hidden."""

    def __init__(self, *args, others: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        for name, value in others.items():
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput, initial=value)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        # Without a name, so that it does not come into the address.
        button = '<button class="utrecht-button utrecht-button--primary-action" type="submit">{}</button>'
        self.helper.layout = Layout(*self.fields, Actions(HTML(format_html(button, _("Next")))))


class GoalForm(Step):
    doel = forms.ChoiceField(
        label=gettext_lazy("What do you want to do?"), required=False, widget=forms.RadioSelect, choices=WANTS.items()
    )


class SubjectForm(Step):
    over = forms.ChoiceField(label=gettext_lazy("Choose a subject"), required=False, widget=forms.RadioSelect)
    woorden = forms.CharField(
        label=gettext_lazy("Or say it in your own words"),
        required=False,
        max_length=MOST_CHARACTERS,
        help_text=gettext_lazy("For example: a robot that welds small series"),
    )

    def __init__(self, *args, transformations: list[Transformation], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["over"].choices = [(one.slug, local(one, "name")) for one in transformations]


class PlaceForm(Step):
    plaats = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=80)
    binnen = forms.ChoiceField(label=gettext_lazy("How far may it be?"), required=False)

    def __init__(self, *args, where: Where, **kwargs):
        super().__init__(*args, **kwargs)
        self.where = where
        self.fields["binnen"].choices = radii()
        if where.doubtful:
            choices = [(one["value"], one["label"]) for one in where.options]
            self.fields["plek"] = forms.ChoiceField(
                label=_("Which place do you mean?"), required=False, widget=forms.RadioSelect, choices=choices
            )
            self.helper.layout.insert(1, "plek")

    def clean(self):
        if self.where.problem:
            self.add_error("plek" if self.where.doubtful else "plaats", self.where.problem)
