"""What staff type about trainings and Skillslabs: its shape, nothing else."""

from decimal import Decimal
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs.forms import TransformationField
from fieldlabs.models import Fieldlab, Skillslab, TrainingOffer
from fieldlabs.training_content import SkillslabContent, TrainingContent
from programme.models import Transformation
from regions import places
from regions.models import Place, Region
from ui import formats
from ui.fields import DateField, EuroField
from ui.language import local
from ui.layout import Actions, Cancel, Danger, Fieldset, Inline, Layout, Row, Secondary, Submit

LONG = {"rows": 4}
MOST_SKILLS = 12
LONGEST_SKILL = 60


class HoursField(forms.DecimalField):
    """Hours above zero with at most one decimal, with a comma or a point."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        said = {"min_value": gettext_lazy("The duration is above zero. Leave it empty when it is unknown.")}
        least = Decimal("0.1")
        super().__init__(min_value=least, max_digits=6, decimal_places=1, widget=widget, error_messages=said, **kwargs)

    def to_python(self, value: object) -> Decimal | None:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: object) -> object:
        return formats.number(value) if isinstance(value, Decimal) else value


class FieldlabField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Fieldlab) -> str:
        return obj.name if obj.is_public else _("%(name)s (not public)") % {"name": obj.name}


class TrainingForm(forms.Form):
    """A training of a region. `region`: whose Fieldlabs can be chosen."""

    title_nl = forms.CharField(label=gettext_lazy("Title in Dutch"), max_length=150)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=150, required=False)
    text_nl = forms.CharField(
        label=gettext_lazy("What do you learn? In Dutch"), max_length=2000, widget=forms.Textarea(attrs=LONG)
    )
    text_en = forms.CharField(
        label=gettext_lazy("What do you learn? In English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    audience_nl = forms.CharField(
        label=gettext_lazy("For whom? In Dutch"), max_length=200, help_text=gettext_lazy("For example “operators”.")
    )
    audience_en = forms.CharField(label=gettext_lazy("For whom? In English"), max_length=200, required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Level"), choices=TrainingOffer.Level.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the training"),
        choices=TrainingOffer.Language.choices,
        initial=TrainingOffer.Language.DUTCH,
        widget=forms.RadioSelect,
    )
    hours = HoursField(
        label=gettext_lazy("Duration in hours"),
        required=False,
        help_text=gettext_lazy("Leave empty when it is unknown: the page then says so."),
    )
    price = EuroField(
        label=gettext_lazy("Price in euros, without VAT"),
        zero=True,
        required=False,
        help_text=gettext_lazy("0 is free. Leave empty when it is unknown: the page then says so."),
    )
    provider = forms.CharField(label=gettext_lazy("Who gives it?"), max_length=150)
    url = forms.URLField(
        label=gettext_lazy("Page where people register"), max_length=300, required=False, assume_scheme="https"
    )
    skills = forms.CharField(
        label=gettext_lazy("Skills"),
        max_length=800,
        required=False,
        help_text=gettext_lazy("With commas between them, at most twelve."),
    )
    fieldlab = FieldlabField(
        label=gettext_lazy("Fieldlab"),
        queryset=Fieldlab.objects.none(),
        required=False,
        empty_label=gettext_lazy("Of the region, not of one Fieldlab"),
    )
    transformations = TransformationField(
        label=gettext_lazy("Transformations"),
        queryset=Transformation.objects.order_by("number"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose at least one. Companies with this subject high on their list see the training."),
    )

    def __init__(self, *args, region: Region, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fieldlab"].queryset = fieldlabs_of(region, self.initial.get("fieldlab"))
        self.helper = FormHelper()
        self.helper.layout = self.make_layout(cancel_url)

    def make_layout(self, cancel_url: str) -> Layout:
        return Layout(*self.parts(), Actions(Submit("save", _("Save")), Cancel(cancel_url)))

    def parts(self) -> list[object]:
        return [
            Fieldset(_("What is it?"), Row("title_nl", "title_en"), "text_nl", "text_en", "skills", "transformations"),
            Fieldset(_("For whom?"), Row("audience_nl", "audience_en"), "level", Inline("language")),
            Fieldset(_("What does it take?"), Row("hours", "price")),
            Fieldset(_("Who gives it?"), "provider", "url", "fieldlab"),
        ]

    def clean_skills(self) -> tuple[str, ...]:
        typed = [one.strip() for one in self.cleaned_data["skills"].replace("\n", ",").split(",")]
        skills = tuple(dict.fromkeys(one for one in typed if one))
        if len(skills) > MOST_SKILLS:
            raise forms.ValidationError(_("Name at most twelve skills."))
        if any(len(one) > LONGEST_SKILL for one in skills):
            raise forms.ValidationError(_("A skill has at most 60 characters. Put commas between them."))
        return skills

    def content(self) -> TrainingContent:
        typed = {name: self.cleaned_data[name] for name in TrainingContent.__dataclass_fields__}
        return TrainingContent(**{**typed, "transformations": tuple(typed["transformations"])})


def fieldlabs_of(region: Region, chosen: object = None):
    """The Fieldlabs of a region that are not closed, and the one that is chosen already."""
    open_ones = Q(region=region, closed_on=None)
    if isinstance(chosen, int):
        open_ones |= Q(pk=chosen, region=region)
    return Fieldlab.objects.defer("search", "facets").filter(open_ones).order_by("name")


class NewTrainingForm(TrainingForm):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def make_layout(self, cancel_url: str) -> Layout:
        buttons = Actions(Submit("save", _("Save, not public yet")), Cancel(cancel_url))
        return Layout("key", *self.parts(), buttons)


class ReasonMixin(forms.Form):
    """`version` is the one the form started from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    reason = forms.CharField(
        label=gettext_lazy("Why do you change it?"),
        max_length=500,
        help_text=gettext_lazy("One sentence. It stays in the history."),
    )


class ChangeTrainingForm(TrainingForm, ReasonMixin):
    def make_layout(self, cancel_url: str) -> Layout:
        return Layout(
            "version", *self.parts(), "reason", Actions(Submit("save", _("Save changes")), Cancel(cancel_url))
        )


def training_initial(training: TrainingOffer) -> dict[str, object]:
    """The form's values of a known training."""
    plain = set(TrainingContent.__dataclass_fields__) - {"skills", "transformations", "fieldlab"}
    return {
        **{name: getattr(training, name) for name in plain},
        "fieldlab": training.fieldlab_id,
        "skills": ", ".join(training.skills),
        "transformations": list(training.transformations.all()),
        "version": training.version,
    }


class DateForm(forms.Form):
    """A date of a training. `place_id` appears when several places have the name that was typed."""

    starts_on = DateField(label=gettext_lazy("First day"))
    ends_on = DateField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Leave empty for one day.")
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Leave empty when it is online."),
    )
    place_id = forms.ChoiceField(
        label=gettext_lazy("Which place do you mean?"), required=False, widget=forms.RadioSelect, choices=[]
    )

    def __init__(self, *args, action: str, **kwargs):
        super().__init__(*args, **kwargs)
        typed = str(self.data.get("place", "")) if self.is_bound else ""
        self.found: list[Place] = places.find(typed) if typed.strip() else []
        if len(self.found) > 1:
            self.fields["place_id"].choices = [
                (str(one.pk), f"{one.name}, {local(one.province, 'name')} ({one.lat:.2f}, {one.lon:.2f})")
                for one in self.found
            ]
        else:
            del self.fields["place_id"]
        self.helper = FormHelper()
        self.helper.form_action = action
        where = ["place", *(["place_id"] if "place_id" in self.fields else [])]
        self.helper.layout = Layout(Row("starts_on", "ends_on"), *where, Actions(Submit("add", _("Add this date"))))

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        if typed.get("place", "").strip():
            typed["where"] = self._place(typed)
        if typed.get("starts_on"):
            typed["ends_on"] = typed.get("ends_on") or typed["starts_on"]
        return typed

    def _place(self, typed: dict[str, object]) -> Place | None:
        if not self.found:
            self.add_error("place", _("We do not know a place with this name. Check the spelling."))
        elif len(self.found) > 1 and not typed.get("place_id"):
            self.add_error("place_id", _("Several places have this name. Choose one."))
        chosen = {str(one.pk): one for one in self.found}
        return self.found[0] if len(self.found) == 1 else chosen.get(typed.get("place_id", ""))


class ParticipantsForm(forms.Form):
    number = forms.IntegerField(
        label=gettext_lazy("People who took part"), min_value=0, max_value=100_000, required=False
    )


class EndForm(forms.Form):
    """The last day on which something is on offer, or on which a Skillslab closes."""

    on = DateField(label=gettext_lazy("Day"))
    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=500, help_text=gettext_lazy("One sentence. It stays in the history.")
    )

    def __init__(self, *args, action: str, button: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.layout = Layout("on", "reason", Actions(Danger("end", button)))


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=500, help_text=gettext_lazy("One sentence. It stays in the history.")
    )

    def __init__(self, *args, action: str, button: str, **kwargs):
        super().__init__(*args, auto_id="withdraw_%s", **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.layout = Layout("reason", Actions(Secondary("withdraw", button)))


class SkillslabForm(ReasonMixin):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    text_nl = forms.CharField(
        label=gettext_lazy("What do people learn here? In Dutch"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    text_en = forms.CharField(
        label=gettext_lazy("What do people learn here? In English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    website = forms.URLField(label=gettext_lazy("Website"), max_length=300, required=False, assume_scheme="https")
    opened_on = DateField(
        label=gettext_lazy("Open since"),
        required=False,
        help_text=gettext_lazy("Leave empty when you do not know since when."),
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "version",
            "name",
            "text_nl",
            "text_en",
            "website",
            "opened_on",
            "reason",
            Actions(Submit("save", _("Save")), Cancel(cancel_url)),
        )

    def content(self) -> SkillslabContent:
        return SkillslabContent(**{name: self.cleaned_data[name] for name in SkillslabContent.__dataclass_fields__})


def skillslab_initial(skillslab: Skillslab | None) -> dict[str, object]:
    """The form's values; of a new one only its version, 0."""
    if skillslab is None:
        return {"version": 0}
    names = SkillslabContent.__dataclass_fields__
    return {**{name: getattr(skillslab, name) for name in names}, "version": skillslab.version}
