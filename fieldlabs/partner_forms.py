"""The form that adds a partner: which organisation, found in the trade register or typed, and what it does here."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import kvk
from accounts.models import Organisation
from fieldlabs.row_forms import PartnerForm
from ui.layout import Actions, Cancel, Fieldset, Row, Secondary, Submit

Kind = Organisation.Kind
KINDS = (Kind.COMPANY, Kind.RESEARCH, Kind.EDUCATION, Kind.GOVERNMENT, Kind.ASSOCIATION, Kind.FIELDLAB)


class AddPartnerForm(PartnerForm):
    """`number` appears when the register knows several organisations by the name that was typed."""

    kvk_number = forms.CharField(
        label=gettext_lazy("KvK number"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Eight digits. Leave it empty if the organisation has none."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    number = forms.ChoiceField(
        label=gettext_lazy("Which one do you mean?"), required=False, widget=forms.RadioSelect, choices=[]
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", gettext_lazy("Choose")), *((one, one.label) for one in KINDS)]
    )

    def __init__(self, *args, hits: list[kvk.Hit] | None = None, **kwargs):
        self.hits = hits or []
        super().__init__(*args, **kwargs)

    def parts(self) -> list[object]:
        if self.hits:
            self.fields["number"].choices = [
                (one.number, ", ".join(filter(None, (one.name, one.place, one.number)))) for one in self.hits
            ]
        else:
            del self.fields["number"]
        which = ["number"] if self.hits else []
        who = Fieldset(_("Which organisation?"), Row("kvk_number", "name"), *which, "kind")
        return [who, Fieldset(_("What does it do here?"), *super().parts())]

    def buttons(self, cancel_url: str) -> Actions:
        looks = kvk.is_on() and not self.proposes
        ask = [Secondary("look_up", _("Look it up in the trade register"))] if looks else []
        return Actions(Submit("save", self.button), *ask, Cancel(cancel_url))

    def clean_kvk_number(self) -> str:
        number = kvk.tidy(self.cleaned_data["kvk_number"])
        if number and not kvk.is_number(number):
            raise forms.ValidationError(_("A KvK number has 8 digits."))
        return number

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        if typed.get("number") and not typed.get("kvk_number"):
            typed["kvk_number"] = typed["number"]
        if not typed.get("name", "").strip() and not typed.get("kvk_number") and "kvk_number" not in self.errors:
            self.add_error("name", _("Give the KvK number or the name."))
        return typed
