"""What staff type about an event: its shape, nothing else."""

from datetime import date, datetime, time

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs.models import Fieldlab
from hubs.actions.events import Plan
from hubs.form_fields import KeyField, LongText
from hubs.models import Event, Hub
from programme.models import Transformation
from regions import places
from regions.models import Place
from ui.fields import DateField
from ui.language import local
from ui.layout import Actions, Cancel, Danger, Fieldset, Layout, Row, Submit

NATIONAL = "landelijk"


class Transformations(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Transformation) -> str:
        return local(obj, "name")


def time_field(label) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": gettext_lazy("Write a time as 13:30.")},
    )


def hub_choices(hubs: list[Hub | None]) -> list[tuple[str, str]]:
    return [(hub.slug if hub else NATIONAL, hub.name if hub else _("Smart Industry programme")) for hub in hubs]


class EventForm(forms.Form):
    """An event. `place_id` appears when several places have the name that was typed."""

    key = KeyField()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    hub = forms.ChoiceField(label=gettext_lazy("Organised by"))
    title_nl = forms.CharField(label=gettext_lazy("Title in Dutch"), max_length=150)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=150, required=False)
    text_nl = LongText(
        label=gettext_lazy("What happens, in Dutch"),
        rows=6,
        help_text=gettext_lazy(
            "Leave a line empty between paragraphs. “## ” makes a heading, “- ” at the begin of lines makes a list."
        ),
    )
    text_en = LongText(
        label=gettext_lazy("What happens, in English"),
        required=False,
        rows=6,
    )
    day = DateField(label=gettext_lazy("Day"))
    begins = time_field(gettext_lazy("Begins at"))
    ends = time_field(gettext_lazy("Ends at"))
    last_day = DateField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Only if it takes more than one day.")
    )
    city = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Leave empty for an online event."),
    )
    place_id = forms.ChoiceField(
        label=gettext_lazy("Which place do you mean?"), required=False, widget=forms.RadioSelect, choices=[]
    )
    address = forms.CharField(label=gettext_lazy("Address"), max_length=200, required=False)
    online_url = forms.URLField(
        label=gettext_lazy("Address of the online meeting"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Only who registers sees this."),
    )
    registration = forms.BooleanField(label=gettext_lazy("People register here"), required=False, initial=True)
    seats = forms.IntegerField(
        label=gettext_lazy("Number of places"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=gettext_lazy("Leave empty for no limit."),
    )
    closes = DateField(
        label=gettext_lazy("Last day to register"),
        required=False,
        help_text=gettext_lazy("Leave empty: until the event begins."),
    )
    fieldlab = forms.ModelChoiceField(
        label=gettext_lazy("Fieldlab"), queryset=Fieldlab.objects.none(), required=False, empty_label="–"
    )
    transformations = Transformations(
        label=gettext_lazy("Transformations"),
        queryset=Transformation.objects.order_by("number"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, hubs: list[Hub | None], cancel_url: str, changes: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.hubs = {hub.slug if hub else NATIONAL: hub for hub in hubs}
        self.place: Place | None = None
        self.doubtful: list[Place] = []
        self.fields["hub"].choices = hub_choices(hubs)
        self.fields["fieldlab"].queryset = self._labs(hubs)
        self._offer_places()
        self.helper = FormHelper()
        self.helper.layout = self._layout(cancel_url, changes)

    def _labs(self, hubs: list[Hub | None]):
        labs = Fieldlab.objects.public().order_by("name")
        return labs if None in hubs else labs.filter(region__in=[hub.region_id for hub in hubs])

    def _offer_places(self) -> None:
        typed = str(self.data.get("city", "")) if self.is_bound else ""
        found = places.find(typed) if typed else []
        if len(found) > 1:
            self.doubtful = found
            self.fields["place_id"].choices = [
                (str(one.pk), f"{one.name}, {local(one.province, 'name')} ({one.lat:.2f}, {one.lon:.2f})")
                for one in found
            ]
        else:
            del self.fields["place_id"]
            self.place = found[0] if found else None

    def _layout(self, cancel_url: str, changes: bool) -> Layout:
        where = ["city", *(["place_id"] if "place_id" in self.fields else []), "address", "online_url"]
        button = _("Save changes") if changes else _("Save as draft")
        return Layout(
            "key",
            "version",
            Fieldset(_("What is it?"), "hub", Row("title_nl", "title_en"), "text_nl", "text_en"),
            Fieldset(_("When?"), Row("day", "last_day"), Row("begins", "ends")),
            Fieldset(_("Where?"), *where),
            Fieldset(_("Who can come?"), "registration", Row("seats", "closes")),
            Fieldset(_("What is it about?"), "fieldlab", "transformations"),
            Actions(Submit("save", button), Cancel(cancel_url)),
        )

    def clean_city(self) -> str:
        city = self.cleaned_data["city"].strip()
        if city and not self.place and not self.doubtful:
            raise forms.ValidationError(_("We do not know a place with this name. Check the spelling."))
        return city

    def clean_place_id(self) -> str:
        chosen = self.cleaned_data["place_id"]
        if not chosen:
            raise forms.ValidationError(_("Several places have this name. Choose one."))
        self.place = next(one for one in self.doubtful if str(one.pk) == chosen)
        return chosen

    def clean(self) -> dict:
        typed = super().clean()
        if typed.get("address") and "city" in typed and not typed["city"]:
            self.add_error("city", _("Give the place with the address."))
        if typed.get("closes") and typed.get("day") and typed["closes"] > typed["day"]:
            self.add_error("closes", _("Registration closes before the event begins."))
        return typed

    def chosen_hub(self) -> Hub | None:
        return self.hubs[self.cleaned_data["hub"]]

    def plan(self) -> Plan:
        """What was typed, for the actions."""
        typed = self.cleaned_data
        starts = _moment(typed["day"], typed["begins"])
        same = ("title_nl", "title_en", "text_nl", "text_en", "address", "online_url", "registration", "seats")
        return Plan(
            **{name: typed[name] for name in same},
            starts_at=starts,
            ends_at=_moment(typed["last_day"] or typed["day"], typed["ends"]),
            closes_at=min(_moment(typed["closes"], time(23, 59)), starts) if typed["closes"] else None,
            place=self.place,
            fieldlab=typed["fieldlab"],
            transformations=tuple(typed["transformations"]),
        )


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def initial(event: Event) -> dict[str, object]:
    """The form's values of a known event. Read its place, Fieldlab and hub along."""
    same = ("title_nl", "title_en", "text_nl", "text_en", "address", "online_url", "registration", "seats", "version")
    starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    return {
        **{name: getattr(event, name) for name in same},
        "hub": event.hub.slug if event.hub else NATIONAL,
        "day": starts.date(),
        "begins": starts.time(),
        "ends": ends.time(),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "city": event.place.name if event.place else "",
        "closes": timezone.localtime(event.closes_at).date() if event.closes_at else None,
        "fieldlab": event.fieldlab,
        "transformations": list(event.transformations.order_by("number")),
    }


class CancelEventForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why does it not take place?"),
        max_length=300,
        help_text=gettext_lazy("Everybody who registered reads this, and it stands on the page of the event."),
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        buttons = Actions(Danger("cancel", _("Yes, cancel this event")), Cancel(cancel_url, _("No, it goes on")))
        self.helper.layout = Layout("reason", buttons)


class MessageForm(forms.Form):
    """A letter to everybody who comes or waits."""

    key = KeyField()
    subject_nl = forms.CharField(label=gettext_lazy("Subject in Dutch"), max_length=150)
    text_nl = LongText(
        label=gettext_lazy("Text in Dutch"),
        rows=6,
    )
    subject_en = forms.CharField(
        label=gettext_lazy("Subject in English"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Empty: who reads English gets the Dutch letter."),
    )
    text_en = LongText(
        label=gettext_lazy("Text in English"),
        required=False,
        rows=6,
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.fields, Actions(Submit("send", _("Send to everybody")), Cancel(cancel_url)))

    def clean(self) -> dict:
        typed = super().clean()
        if bool(typed.get("subject_en")) != bool(typed.get("text_en")):
            self.add_error(None, _("Write both the subject and the text in English, or leave both empty."))
        return typed
