"""The form of each section of a Fieldlab: its shape, nothing else."""

import re
from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation, Sector
from fieldlabs import section_values
from fieldlabs.forms import LONG, PlaceFields, TransformationField
from fieldlabs.models import Fieldlab, FieldlabContact
from fieldlabs.section_values import FIELDS
from jobs import clock
from programme.models import Transformation
from regions.models import Region
from ui.fields import DateField
from ui.language import LANGUAGES, local
from ui.layout import Fieldset, Layout, Row
from ui.widgets import TypedDateInput

LONGER = {"rows": 8}
LIKE = gettext_lazy("Like 31-12-2018.")
TRL = [("", gettext_lazy("unknown")), *((number, str(number)) for number in range(1, 10))]


def typed_day(label: Promise, help_text: str | Promise = LIKE) -> DateField:
    """A day that may stay empty. One that does not exist stays as it was typed, and is refused in words."""
    return DateField(label=label, required=False, widget=TypedDateInput(), help_text=help_text)


class NamedField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: object) -> str:
        return local(obj, "name")


class SectionForm(forms.Form):
    """One section. `base` is what the form started from; `note` why it is changed, or proposed."""

    key = ""
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: MultiValueDict | None = None, *, fieldlab: Fieldlab, proposes: bool = False, initial=None):
        self.fieldlab = fieldlab
        self.held = section_values.values(fieldlab, self.key)
        start = {**self.start(), "base": section_values.digest(self.held), **(initial or {})}
        super().__init__(data, initial=start)
        self.fields["note"] = self._note(proposes)
        self.helper = FormHelper()
        self.helper.form_tag = False
        # The page writes the tag and its token.
        self.helper.disable_csrf = True
        self.helper.layout = Layout("base", *self.parts(), "note")

    def _note(self, proposes: bool) -> forms.CharField:
        asked = _("Why do you propose this?") if proposes else _("Why do you change it?")
        hint = _("Who keeps the Fieldlab reads this.") if proposes else _("One sentence. It stays in the history.")
        needed = self.fieldlab.is_public and not proposes
        return forms.CharField(label=asked, max_length=500, required=needed, help_text=hint)

    def start(self) -> dict[str, Any]:
        """What the fields show of what is saved."""
        return dict(self.held)

    def parts(self) -> list[object]:
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """What was typed, as the database keeps it."""
        return {name: self._value(name) for name in FIELDS[self.key]}

    def _value(self, name: str) -> Any:
        value = self.cleaned_data[name]
        return list(value) if name in section_values.MANY else value

    def doubts(self) -> list[str]:
        """What cannot be saved as it stands, in words: fields that are filled in wrongly, not those still empty."""
        return [
            f"{self.fields[name].label}: {text}"
            for name, texts in self.errors.items()
            if name in self.fields and self.data.get(name)
            for text in texts
        ]

    def typed(self) -> dict[str, list[str]]:
        """What was sent in the fields of this form, as it was typed; nothing else of the request."""
        return {name: self.data.getlist(name) for name in self.fields if name in self.data}


class AboutForm(SectionForm):
    key = section_values.ABOUT
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    topic_nl = forms.CharField(label=gettext_lazy("Topic in Dutch"), max_length=200)
    topic_en = forms.CharField(label=gettext_lazy("Topic in English"), max_length=200)
    description_nl = forms.CharField(
        label=gettext_lazy("What can a company do here? In Dutch"),
        max_length=4000, required=False, widget=forms.Textarea(attrs=LONGER),
    )  # fmt: skip
    description_en = forms.CharField(
        label=gettext_lazy("What can a company do here? In English"),
        max_length=4000, required=False, widget=forms.Textarea(attrs=LONGER),
    )  # fmt: skip
    transformations = TransformationField(
        label=gettext_lazy("Transformations"),
        queryset=Transformation.objects.order_by("number"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose at least one."),
    )
    type = forms.ChoiceField(
        label=gettext_lazy("Type"),
        required=False,
        choices=[("", gettext_lazy("unknown")), *Fieldlab.Type.choices],
    )
    started_on = typed_day(label=gettext_lazy("Active since"))
    operator = forms.ModelChoiceField(
        label=gettext_lazy("Who runs it"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=gettext_lazy("unknown"),
        help_text=gettext_lazy("Choose one of the partners. Is it not here? Add it as a partner first."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lab = self.fieldlab
        if lab.publication == Fieldlab.Publication.DRAFT and lab.recognition != Fieldlab.Recognition.SUBMITTED:
            # A draft is filled in bit by bit; the list of sections says what is still missing for which step.
            self.fields["topic_en"].required = self.fields["transformations"].required = False
        partners = Organisation.objects.filter(pk__in=lab.partners.values("organisation"))
        running = Organisation.objects.filter(kind=Organisation.Kind.FIELDLAB, region=lab.region_id)
        now = Organisation.objects.filter(pk=lab.operator_id)
        self.fields["operator"].queryset = (partners | running | now).order_by("name")

    def parts(self) -> list[object]:
        return [
            "name", Row("topic_nl", "topic_en"), "transformations", "description_nl", "description_en",
            Row("type", "started_on"), "operator",
        ]  # fmt: skip


class WhereForm(PlaceFields, SectionForm):
    key = section_values.WHERE
    address = forms.CharField(label=gettext_lazy("Street and number"), max_length=150, required=False)
    postal_code = forms.CharField(
        label=gettext_lazy("Postal code"), max_length=7, required=False, help_text=gettext_lazy("Like 1234 AB.")
    )
    regions_served = NamedField(
        label=gettext_lazy("Other regions that it serves"),
        queryset=Region.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        self.region = kwargs["fieldlab"].region
        super().__init__(*args, **kwargs)
        self.offer_places(known=self.fieldlab.city)
        self.fields["regions_served"].queryset = Region.objects.exclude(pk=self.fieldlab.region_id).order_by("slug")
        if self.region is None:
            self.fields["regions_served"].label = _("Regions that it serves most")
        self.helper.layout = Layout("base", *self.parts(), "note")

    def parts(self) -> list[object]:
        which = ["place_id"] if "place_id" in self.fields else []
        return ["city", *which, Row("address", "postal_code"), "regions_served"]

    def clean_postal_code(self) -> str:
        bare = re.sub(r"\s", "", self.cleaned_data["postal_code"]).upper()
        if bare and not re.fullmatch(r"[1-9][0-9]{3}[A-Z]{2}", bare):
            raise forms.ValidationError(_("Write a postal code as 1234 AB."))
        return f"{bare[:4]} {bare[4:]}".strip()

    def values(self) -> dict[str, Any]:
        typed = {name: self._value(name) for name in ("address", "postal_code", "regions_served")}
        return {**typed, **self.where(known={name: self.held[name] for name in ("city", "province", "lat", "lon")})}


class OfferForm(SectionForm):
    key = section_values.OFFER
    technologies = forms.CharField(
        label=gettext_lazy("Technologies"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Separated by commas, for example “welding robots, digital twin”."),
    )
    trl_min = forms.TypedChoiceField(
        label=gettext_lazy("TRL from"), choices=TRL, coerce=int, empty_value=None, required=False,
        help_text=gettext_lazy("Technology readiness: 1 is an idea, 9 works in practice."),
    )  # fmt: skip
    trl_max = forms.TypedChoiceField(
        label=gettext_lazy("TRL up to"), choices=TRL, coerce=int, empty_value=None, required=False
    )
    audience_nl = forms.CharField(
        label=gettext_lazy("For whom? In Dutch"), max_length=1000, required=False, widget=forms.Textarea(attrs=LONG)
    )
    audience_en = forms.CharField(
        label=gettext_lazy("For whom? In English"), max_length=1000, required=False, widget=forms.Textarea(attrs=LONG)
    )
    access_nl = forms.CharField(
        label=gettext_lazy("How does a company get in? In Dutch"),
        max_length=2000, required=False, widget=forms.Textarea(attrs=LONG),
    )  # fmt: skip
    access_en = forms.CharField(
        label=gettext_lazy("How does a company get in? In English"),
        max_length=2000, required=False, widget=forms.Textarea(attrs=LONG),
    )  # fmt: skip
    sectors = NamedField(
        label=gettext_lazy("Sectors"),
        queryset=Sector.objects.filter(section="C").order_by("code"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def start(self) -> dict[str, Any]:
        return {**self.held, "technologies": ", ".join(self.held["technologies"])}

    def parts(self) -> list[object]:
        return [
            "audience_nl", "audience_en", "access_nl", "access_en", "technologies", Row("trl_min", "trl_max"),
            "sectors",
        ]  # fmt: skip

    def clean_technologies(self) -> list[str]:
        words = [" ".join(word.split()) for word in re.split(r"[,;\n]", self.cleaned_data["technologies"])]
        each = list(dict.fromkeys(word for word in words if word))
        if any(len(word) > 60 for word in each):
            raise forms.ValidationError(_("Write each technology in at most 60 characters."))
        return each

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        first, last = typed.get("trl_min"), typed.get("trl_max")
        if (first is None) != (last is None):
            missing = "trl_min" if first is None else "trl_max"
            self.add_error(missing, _("Choose this TRL too, or set both to unknown."))
        elif first and last < first:
            self.add_error("trl_max", _("This TRL is lower than the one before it. Choose the lowest TRL first."))
        return typed


class RecognitionForm(SectionForm):
    key = section_values.RECOGNITION
    goal = forms.CharField(
        label=gettext_lazy("Goal"), max_length=4000, required=False, widget=forms.Textarea(attrs=LONGER),
        help_text=gettext_lazy("What should be different for companies, and how do you see that?"),
    )  # fmt: skip
    plan = forms.CharField(
        label=gettext_lazy("Plan"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy("What you do, year by year, for three years or longer."),
    )  # fmt: skip
    plan_starts_on = typed_day(label=gettext_lazy("First day of the plan"))
    plan_ends_on = typed_day(label=gettext_lazy("Last day of the plan"))

    def parts(self) -> list[object]:
        return ["goal", "plan", Row("plan_starts_on", "plan_ends_on")]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        first, last = typed.get("plan_starts_on"), typed.get("plan_ends_on")
        if first and last and last <= first:
            self.add_error("plan_ends_on", _("The last day of the plan comes after the first."))
        return typed


class ContactForm(SectionForm):
    key = section_values.CONTACT
    website = forms.URLField(label=gettext_lazy("Website"), max_length=300, required=False, assume_scheme="https")
    contact = forms.CharField(
        label=gettext_lazy("How to get in touch"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A general address or telephone number, not that of a person."),
    )

    def parts(self) -> list[object]:
        return ["website", "contact"]


class PersonForm(SectionForm):
    key = section_values.PERSON
    name = forms.CharField(label=gettext_lazy("Name"), max_length=150, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        help_text=gettext_lazy("Once a year we ask here whether the page is still right."),
    )
    telephone = forms.CharField(label=gettext_lazy("Telephone number"), max_length=30, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"), choices=FieldlabContact._meta.get_field("language").choices
    )
    public_since = typed_day(
        label=gettext_lazy("Agreed on"),
        help_text=gettext_lazy("The day on which this person agreed. Leave empty to keep the name off the page."),
    )

    def parts(self) -> list[object]:
        who = Fieldset(_("Who is it?"), "name", "email", Row("telephone", "language"))
        return [who, Fieldset(_("On the public page?"), "public_since")]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean_language(self) -> str:
        chosen = self.cleaned_data["language"]
        return chosen if chosen in LANGUAGES else LANGUAGES[0]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        agreed = typed.get("public_since")
        if agreed and agreed > clock.today():
            self.add_error("public_since", _("This day is still to come."))
        if agreed and not typed.get("name"):
            self.add_error("name", _("Give the name of the person who agreed."))
        return typed


FORMS: dict[str, type[SectionForm]] = {
    form.key: form for form in (AboutForm, WhereForm, OfferForm, RecognitionForm, ContactForm, PersonForm)
}


def sent(data: Mapping[str, list[str]]) -> QueryDict:
    """What was typed and kept, as if it was sent now."""
    again = QueryDict(mutable=True)
    for name, typed in data.items():
        again.setlist(name, typed)
    return again


def continued(key: str, fieldlab: Fieldlab, data: Mapping[str, list[str]], *, proposes: bool = False) -> SectionForm:
    """A form that shows what was kept of it, not judged yet."""
    form = FORMS[key](sent(data), fieldlab=fieldlab, proposes=proposes)
    typed = {name: form[name].data for name in form.fields}
    return FORMS[key](fieldlab=fieldlab, proposes=proposes, initial=typed)
