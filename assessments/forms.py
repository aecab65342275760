"""The shape of what a company sends in."""

import uuid
from collections.abc import Sequence

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.locations import Location, candidates, names, province_named
from assessments.questionnaire import Question, Questionnaire
from assessments.scoring import NoLevel
from regions.models import Place, Province
from ui.language import local
from ui.layout import Actions, Layout, Secondary, Submit

SALT = "assessments.start"


class KeyField(forms.CharField):
    """The key of the run that this form is for, signed so that nobody chooses one. Anything else: a new key."""

    widget = forms.HiddenInput

    def prepare_value(self, value):
        return signing.dumps(str(value), salt=SALT) if isinstance(value, uuid.UUID) else value

    def to_python(self, value) -> uuid.UUID:
        try:
            return uuid.UUID(signing.loads(str(value or ""), salt=SALT))
        except (signing.BadSignature, ValueError):
            return uuid.uuid4()


def to_answer(value: str) -> int | NoLevel:
    """ "3" → 3, "dont-know" → NoLevel.DONT_KNOW. Raises ValueError."""
    return int(value) if value.isdigit() else NoLevel(value)


def no_level_text(value: NoLevel) -> str:
    return _("Not applicable") if value == NoLevel.NOT_APPLICABLE else _("Don't know")


class QuestionForm(forms.Form):
    """One question: five statements and the two answers without a level."""

    answer = forms.TypedChoiceField(
        coerce=to_answer,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose an answer. You can also choose ‘Don't know’."),
            "invalid_choice": gettext_lazy("This is not one of the answers. Choose an answer from the list."),
        },
    )

    def __init__(self, questionnaire: Questionnaire, question: Question, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        field.label = local(question, "text")
        field.help_text = format_html(
            "<p>{}</p><p>{}</p>", local(question, "help"), local(questionnaire, "instruction")
        )
        field.choices = [
            *((str(statement.level), local(statement, "text")) for statement in question.statements),
            *((kind.value, no_level_text(kind)) for kind in NoLevel),
        ]
        self.helper = FormHelper()
        self.helper.form_class = "si-scan"
        self.helper.layout = Layout(*self.fields, Actions(Submit("save", _("Save and continue"))))


class StartForm(QuestionForm):
    """The first question, together with the key of the run that its answer starts or continues."""

    key = KeyField(required=False)


class WhereForm(forms.Form):
    """Where the site is: a place, else a province. After `is_valid()`: `location`."""

    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        help_text=gettext_lazy("For example: Dordrecht."),
        error_messages={"max_length": gettext_lazy("The name of a place has at most 100 characters.")},
    )
    which = forms.CharField(
        label=gettext_lazy("Which place do you mean?"), max_length=20, required=False, widget=forms.RadioSelect
    )

    def __init__(self, provinces: Sequence[Province], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.provinces = provinces
        self.location = Location()
        self.fields["province"] = forms.TypedChoiceField(
            label=_("Or choose a province"),
            required=False,
            coerce={one.iso: one for one in provinces}.get,
            empty_value=None,
            choices=[("", _("No choice")), *((one.iso, local(one, "name")) for one in provinces)],
            error_messages={"invalid_choice": _("This province is not on the list. Choose another one.")},
        )
        self.helper = FormHelper()
        self.helper.mark_optional = False
        self._lay_out("place", "province")

    def _lay_out(self, *names: str) -> None:
        buttons = Actions(Submit("save", _("Save and continue")), Secondary("withheld", _("I prefer not to say")))
        self.helper.layout = Layout(*names, buttons)

    def clean(self) -> dict[str, object]:
        values = super().clean()
        if self.errors:
            return values
        text, province = values["place"], values["province"]
        if text:
            self._clean_place(text, province)
        elif province:
            self.location = Location(province=province)
        else:
            self.add_error("place", _("Fill in a place or choose a province."))
        return values

    def _clean_place(self, text: str, province: Province | None) -> None:
        found = candidates(text, province)
        province = province or province_named(text, self.provinces)
        if len(found) == 1:
            self.location = Location(place=found[0])
        elif found:
            self._clean_which(found)
        elif province:
            self.location = Location(province=province)
        else:
            self.add_error("place", _("We do not know this place. Check how you wrote it, or choose a province below."))

    def _clean_which(self, found: list[Place]) -> None:
        """Ask which of the places is meant, until one of them has been chosen."""
        chosen = {str(place.pk): place for place in found}.get(self.cleaned_data["which"])
        if chosen:
            self.location = Location(place=chosen)
            return
        self.fields["which"].widget.choices = [(str(place.pk), name) for place, name in names(found).items()]
        self._lay_out("place", "which", "province")
        self.add_error("which", _("There is more than one place with this name. Choose yours."))
