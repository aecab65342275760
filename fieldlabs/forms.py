"""What staff type about a Fieldlab: its shape, nothing else."""

from dataclasses import fields
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs.core import Core
from programme.models import Transformation
from regions import places
from regions.models import Place, Region
from ui.language import local
from ui.layout import Actions, Cancel, Danger, Fieldset, Layout, Row, Secondary, Submit

LONG = {"rows": 4}


class TransformationField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Transformation) -> str:
        return local(obj, "name")


class PlaceFields(forms.Form):
    """A place in a region by its name. `place_id` appears when several places have the name that was typed."""

    city = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Leave empty if the place is not known yet."),
    )
    place_id = forms.ChoiceField(
        label=gettext_lazy("Which place do you mean?"), required=False, widget=forms.RadioSelect, choices=[]
    )

    region: Region | None

    def offer_places(self, *, known: str = "") -> None:
        """Look the typed name up, and offer a choice when it is that of several places. `known`: needs no look-up."""
        typed = str(self.data.get(self.add_prefix("city"), "")).strip() if self.is_bound else ""
        self.is_known = bool(known) and typed == known
        found = [] if self.is_known else places.find(typed)
        found = [one for one in found if self.region is None or one.province.region_id == self.region.pk]
        self.place: Place | None = found[0] if len(found) == 1 else None
        self.doubtful = found if len(found) > 1 else []
        if not self.doubtful:
            del self.fields["place_id"]
            return
        self.fields["place_id"].choices = [
            (str(one.pk), f"{one.name}, {local(one.province, 'name')} ({one.lat:.2f}, {one.lon:.2f})") for one in found
        ]

    def clean_city(self) -> str:
        city = self.cleaned_data["city"].strip()
        if city and not (self.place or self.doubtful or self.is_known):
            raise forms.ValidationError(
                _("We do not know a place with this name in %(region)s. Check the spelling, or leave it empty.")
                % {"region": local(self.region, "name") if self.region else _("the Netherlands")}
            )
        return city

    def clean_place_id(self) -> str:
        chosen = self.cleaned_data["place_id"]
        if not chosen:
            raise forms.ValidationError(_("Several places have this name. Choose one."))
        self.place = next(one for one in self.doubtful if str(one.pk) == chosen)
        return chosen

    def where(self, *, known: dict[str, object] | None = None) -> dict[str, object]:
        """City, province, lat and lon of the place; `known`: what they are when nothing changed."""
        if self.place:
            own = self.place
            return {"city": own.name, "province": own.province, "lat": own.lat, "lon": own.lon}
        if known and self.is_known:
            return known
        return {"city": "", "province": None, "lat": None, "lon": None}


class CoreForm(PlaceFields):
    """The core fields."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    topic_nl = forms.CharField(
        label=gettext_lazy("Topic in Dutch"),
        max_length=200,
        help_text=gettext_lazy("A few words that companies search for, for example “lasrobots”."),
    )
    topic_en = forms.CharField(label=gettext_lazy("Topic in English"), max_length=200)
    description_nl = forms.CharField(
        label=gettext_lazy("What can a company do here? In Dutch"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    description_en = forms.CharField(
        label=gettext_lazy("What can a company do here? In English"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    website = forms.URLField(label=gettext_lazy("Website"), max_length=300, required=False, assume_scheme="https")
    contact = forms.CharField(
        label=gettext_lazy("How to get in touch"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A general address or telephone number, not that of a person."),
    )
    transformations = TransformationField(
        label=gettext_lazy("Transformations"),
        queryset=Transformation.objects.order_by("number"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose at least one."),
    )

    def __init__(self, *args, region: Region | None, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.region = region
        self.cancel_url = cancel_url
        self.offer_places()
        self.helper = FormHelper()
        self.helper.layout = self.make_layout()

    def make_layout(self) -> Layout:
        raise NotImplementedError

    def core_parts(self) -> list[object]:
        where = ["city", *(["place_id"] if "place_id" in self.fields else [])]
        return [
            Fieldset(_("What is it?"), "name", Row("topic_nl", "topic_en"), "transformations"),
            Fieldset(_("What can a company do here?"), "description_nl", "description_en"),
            Fieldset(_("Where is it, and how to get in touch?"), *where, "website", "contact"),
        ]

    def core(self) -> Core:
        """What was typed, for the actions."""
        typed = {one.name: self.cleaned_data[one.name] for one in fields(Core) if one.name in self.cleaned_data}
        return Core(**{**typed, **self.where(), "transformations": tuple(self.cleaned_data["transformations"])})


class RegisterForm(CoreForm):
    """A new Fieldlab. `is_other` appears when one like it is already known."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    is_other = forms.BooleanField(label=gettext_lazy("This is another Fieldlab than those above"), required=False)

    def __init__(self, *args, ask_other: bool = False, **kwargs):
        self.ask_other = ask_other
        super().__init__(*args, **kwargs)

    def make_layout(self) -> Layout:
        asked = ["is_other"] if self.ask_other else []
        if not self.ask_other:
            del self.fields["is_other"]
        return Layout(
            *asked,
            "key",
            *self.core_parts(),
            Actions(Submit("save", _("Save as draft")), Cancel(self.cancel_url)),
        )


class SubmitForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why should the steering group recognise it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Write the goal, the plan for three years, and who takes part."),
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "reason", Actions(Submit("submit", _("Submit to the steering group")), Cancel(cancel_url))
        )


class DecisionForm(forms.Form):
    """The steering group's decision; sent once to look at it again (`sure` empty) and once to take it."""

    RECOGNISE, SEND_BACK = "recognise", "send_back"
    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        widget=forms.RadioSelect,
        choices=[(RECOGNISE, gettext_lazy("Recognise")), (SEND_BACK, gettext_lazy("Send it back"))],
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("Who submitted it reads this. It stays in the history."),
    )
    sure = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, cancel_url: str, asks_again: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        if asks_again:
            self._hide(cancel_url)
        else:
            del self.fields["sure"]
            self.helper.layout = Layout(
                "decision", "reason", Actions(Submit("next", _("Continue")), Cancel(cancel_url))
            )

    def _hide(self, cancel_url: str) -> None:
        for name in ("decision", "reason"):
            self.fields[name].widget = forms.HiddenInput()
        recognises = self.data.get("decision") == self.RECOGNISE
        button = Submit("take", _("Yes, recognise")) if recognises else Danger("take", _("Yes, send back"))
        self.helper.layout = Layout(
            "decision", "reason", "sure", Actions(button, Secondary("change", _("Change")), Cancel(cancel_url))
        )
