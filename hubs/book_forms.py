"""What a desk types about a company: the shape of it, nothing else."""

from dataclasses import fields

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Sector, SizeClass
from hubs import identity
from hubs.actions import Profile
from hubs.form_fields import KeyField, LongText, PlaceMixin
from hubs.models import Company, Moment
from hubs.work_forms import StepForm
from jobs import clock
from regions.models import Region
from ui.fields import DateField
from ui.language import local
from ui.layout import Actions, Cancel, Fieldset, Layout, Row, Submit

Kind = Moment.Kind


class NamedChoice(forms.ModelChoiceField):
    """Things with a name in both languages; empty is unknown."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, required=False, empty_label=gettext_lazy("Unknown"), **kwargs)

    def label_from_instance(self, obj: object) -> str:
        return capfirst(local(obj, "name"))


class CompanyForm(PlaceMixin, StepForm):
    """`version`: the one the form started from; without a company it is left out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name of the company"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the name of the company.")},
    )
    kvk_number = forms.CharField(
        label=gettext_lazy("KvK number"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("8 digits. By it we count a company once, however many desks know it."),
    )
    contact_name = forms.CharField(label=gettext_lazy("Contact person"), max_length=150, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    telephone = forms.CharField(label=gettext_lazy("Telephone number"), max_length=30, required=False)
    region = NamedChoice(
        Region.objects.order_by("name_nl"),
        label=gettext_lazy("Region"),
        help_text=gettext_lazy("Only where you do not know the place: a place has its region."),
    )
    size = NamedChoice(SizeClass.objects.order_by("rank"), label=gettext_lazy("Size"))
    sector = NamedChoice(Sector.objects.order_by("code"), label=gettext_lazy("Sector"))
    button = gettext_lazy("Save")

    def __init__(self, *args, cancel_url: str, asks_version: bool = False, **kwargs):
        super().__init__(*args, cancel_url=cancel_url, **kwargs)
        self.fields["place"].label = _("Place")
        if not asks_version:
            del self.fields["version"]
        self.helper.layout = Layout(
            *(["version"] if asks_version else []),
            Fieldset(_("The company"), "name", "kvk_number", *self.place_fields(), "region", Row("size", "sector")),
            Fieldset(_("Whom do you speak to?"), "contact_name", Row("email", "telephone")),
            Actions(Submit("send", self.button), Cancel(cancel_url)),
        )

    def clean_kvk_number(self) -> str:
        number = identity.number(self.cleaned_data["kvk_number"])
        if number and not (len(number) == 8 and number.isascii() and number.isdigit()):
            raise forms.ValidationError(_("A KvK number has 8 digits."))
        return number

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        if not self.errors and not typed["kvk_number"] and not typed["email"]:
            self.add_error("kvk_number", _("Give the KvK number or an e-mail address, so that we count it once."))
        return typed

    def profile(self) -> Profile:
        """What was typed. A place brings its own region."""
        typed = {one.name: self.cleaned_data[one.name] for one in fields(Profile)}
        place = self.found_place
        return Profile(**typed | {"place": place, "region": place.province.region if place else typed["region"]})


def initial(company: Company) -> dict[str, object]:
    """The form's values of a known company."""
    values = {one.name: getattr(company, one.name) for one in fields(Profile)}
    return values | {"place": company.place.name if company.place else "", "version": company.version}


class ContactForm(StepForm):
    """A moment with a company that belongs to no request."""

    key = KeyField()
    kind = forms.ChoiceField(
        label=gettext_lazy("What was it?"),
        choices=[(kind, kind.label) for kind in (Kind.CALL, Kind.VISIT, Kind.MEETING, Kind.NOTE)],
        initial=Kind.CALL,
    )
    happened_on = DateField(label=gettext_lazy("Day"))
    text = LongText(
        label=gettext_lazy("What was said or done?"),
        rows=4,
        error_messages={"required": gettext_lazy("Write what was said or done.")},
    )
    button = gettext_lazy("Note it")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = clock.today()


class EraseForm(StepForm):
    sure = forms.BooleanField(
        label=gettext_lazy("The company asked for this, and I have told it what is removed"),
        error_messages={"required": gettext_lazy("Tick this box, or leave the company as it is.")},
    )
    button = gettext_lazy("Remove the data")
