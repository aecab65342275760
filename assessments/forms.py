"""The shape of what a company sends in."""

import time
import uuid
from collections.abc import Sequence

from crispy_forms.helper import FormHelper
from django import forms
from django.core import signing
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.locations import Location, candidates, names, province_named
from assessments.models import Share
from assessments.questionnaire import QUICK, Question, Questionnaire
from assessments.scoring import NoLevel
from assessments.screens import Screen
from regions.models import Place, Province
from ui.language import local
from ui.layout import Actions, Field, Layout, Remembered, Secondary, Submit

SALT = "assessments.start"
LONGEST_LOOK = 30 * 60
"""Seconds after which a screen was left open, not looked at."""


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


class SecondsField(forms.CharField):
    """When the screen was shown, as the page wrote it; becomes the seconds since then. None when it cannot be told."""

    widget = forms.HiddenInput

    def prepare_value(self, value):
        return value or int(time.time())

    def to_python(self, value) -> int | None:
        text = str(value or "")
        if not (text.isascii() and text.isdigit() and len(text) <= len("9999999999")):
            return None
        seconds = int(time.time()) - int(text)
        return seconds if 0 <= seconds <= LONGEST_LOOK else None


class QuestionForm(forms.Form):
    """One question: five statements and the two answers without a level; with the first of a subject an ambition."""

    answer = forms.TypedChoiceField(
        coerce=to_answer,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose an answer. You can also choose ‘Don't know’."),
            "invalid_choice": gettext_lazy("This is not one of the answers. Choose an answer from the list."),
        },
    )
    ambition = forms.TypedChoiceField(
        coerce=int,
        required=False,
        empty_value=None,
        label=gettext_lazy("Where do you want to be in two years?"),
        error_messages={"invalid_choice": gettext_lazy("This is not on the list. Choose something else.")},
    )
    shown = SecondsField(required=False)

    def __init__(self, questionnaire: Questionnaire, question: Question, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        field.label = local(question, "text")
        field.help_text = format_html(
            "<p>{}</p><p>{}</p>", local(question, "help"), local(questionnaire, "instruction")
        )
        statements = [(str(statement.level), local(statement, "text")) for statement in question.statements]
        field.choices = [*statements, *((kind.value, no_level_text(kind)) for kind in NoLevel)]
        if question.depth == QUICK:
            self.fields["ambition"].choices = [("", _("No choice")), *statements]
        else:
            del self.fields["ambition"]
        self.helper = FormHelper()
        self.helper.form_class = "si-scan"
        asked = ["answer", Ambition("ambition")] if "ambition" in self.fields else ["answer"]
        hidden = [name for name in self.fields if name not in ("answer", "ambition")]
        drawn = Remembered((questionnaire.digest, question.id), *asked)
        self.helper.layout = Layout(drawn, *hidden, Actions(Submit("save", _("Save and continue"))))

    @property
    def given(self) -> dict[str, object]:
        """What `actions.answer` takes."""
        values = self.cleaned_data
        return {"value": values["answer"], "ambition": values.get("ambition"), "seconds": values["shown"]}


class Ambition(Field):
    """Folded away until wanted; goes by itself when the subject does not apply."""

    template = "assessments/ambition.html"


class StartForm(QuestionForm):
    """The first question, together with the key of the run that its answer starts or continues."""

    key = KeyField(required=False)


class ScreenForm(forms.Form):
    """One of the simple screens. The second button is for who prefers not to say."""

    def __init__(self, screen: Screen, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = screen.field()
        self.helper = FormHelper()
        self.helper.layout = Layout(Remembered(("screen", str(screen.title)), "value"), save_or_withhold())


class RemarkForm(forms.Form):
    """What somebody wants to add on the check page."""

    remark = forms.CharField(
        label=gettext_lazy("Do you want to add something?"),
        help_text=gettext_lazy("For instance what our questions forgot. Please write no names or other personal data."),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
        error_messages={"max_length": gettext_lazy("Please write at most 1000 characters.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


def save_or_withhold() -> Actions:
    return Actions(Submit("save", _("Save and continue")), Secondary("withheld", _("I prefer not to say")))


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
        self.helper.layout = Layout(*names, save_or_withhold())

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


class ShareForm(forms.Form):
    """How long a link to the result is valid."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("How long may the link show your result?"),
        coerce=int,
        initial=30,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose how long the link is valid."),
            "invalid_choice": gettext_lazy("Choose 7, 30 or 90 days."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [
            (days, ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) for days in Share.DAYS
        ]
        self.helper = FormHelper()
        self.helper.layout = Layout("days", Actions(Submit("make", _("Make a link"))))
