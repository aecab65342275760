"""The form of each kind of row on the page of a Fieldlab: its shape, nothing else."""

from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs import row_values
from fieldlabs.models import Equipment, EvidenceCase, Fieldlab, Investment, Link, Partner, Result, Service
from ui.fields import DateField, EuroField
from ui.language import local
from ui.layout import Actions, Cancel, Danger, Layout, Row, Submit

TRL = [("", gettext_lazy("unknown")), *((number, str(number)) for number in range(1, 10))]


class NamedChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: models.Model) -> str:
        return local(obj, "name") or str(obj)


def field_for(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """The house's own field for amounts, days and rows of other tables; Django's for the rest."""
    plain = {"label": capfirst(field.verbose_name), "required": not field.blank}
    if isinstance(field, models.DecimalField):
        return EuroField(**plain, help_text=kwargs.get("help_text", ""))
    if isinstance(field, models.DateField):
        return DateField(**plain)
    if isinstance(field, models.ForeignKey):
        rows = field.related_model._default_manager.all()
        return NamedChoice(
            **plain, queryset=rows, empty_label=gettext_lazy("unknown"), help_text=kwargs.get("help_text", "")
        )
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    if isinstance(field, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 4})
    return field.formfield(**kwargs)


class RowForm(forms.ModelForm):
    """One row. `base`: what the form started from; `key`: of a new row, so that sending it twice adds one."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=gettext_lazy("Why do you change it?"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("One sentence. It stays in the history."),
    )

    def __init__(
        self,
        *args,
        fieldlab: Fieldlab,
        cancel_url: str,
        initial: dict[str, Any] | None = None,
        proposes: bool = False,
        **kwargs,
    ):
        super().__init__(*args, initial={"key": uuid4(), **(initial or {})}, **kwargs)
        self.fieldlab, self.proposes = fieldlab, proposes
        self.own = tuple(self._meta.fields)
        if self.instance.pk:
            self.initial["base"] = row_values.digest(row_values.values(self.instance, self.own))
        self.fields["note"].required = fieldlab.is_public and not proposes
        if proposes:
            self.fields["note"].label = _("Why do you propose this?")
            self.fields["note"].help_text = _("Who keeps the Fieldlab reads this.")
        self.helper = FormHelper()
        self.helper.layout = Layout("base", "key", *self.parts(), "note", self.buttons(cancel_url))

    def parts(self) -> list[object]:
        return list(self.own)

    def buttons(self, cancel_url: str) -> Actions:
        return Actions(Submit("save", self.button), Cancel(cancel_url))

    @property
    def button(self) -> str:
        return _("Send the proposal") if self.proposes else _("Save")

    def given(self) -> dict[str, Any]:
        """What was typed, as the database keeps it."""
        return {name: self.cleaned_data[name] for name in self.own}


class InvestmentForm(RowForm):
    class Meta:
        model = Investment
        fields = ("source", "source_name", "kind", "phase", "year", "amount", "reference")
        formfield_callback = field_for
        help_texts = {  # noqa: RUF012
            "amount": gettext_lazy("In euros, for this year and this phase alone. Leave it empty when it is unknown."),
            "reference": gettext_lazy("For example a decision, a contract or a year report."),
            "kind": gettext_lazy("A loan is paid back and in kind is no money, so each kind is counted apart."),
            "phase": gettext_lazy("The same euro is first planned, then committed, then realised. Add a row for each."),
        }

    def parts(self) -> list[object]:
        return [Row("source", "source_name"), "kind", "phase", Row("year", "amount"), "reference"]


class ServiceForm(RowForm):
    trl_min = forms.TypedChoiceField(
        label=gettext_lazy("TRL from"), choices=TRL, coerce=int, empty_value=None, required=False
    )
    trl_max = forms.TypedChoiceField(
        label=gettext_lazy("TRL up to"), choices=TRL, coerce=int, empty_value=None, required=False
    )

    class Meta:
        model = Service
        fields = (
            "kind", "name_nl", "name_en", "text_nl", "text_en", "price_basis", "price", "aid_basis", "trl_min",
            "trl_max",
        )  # fmt: skip
        formfield_callback = field_for
        help_texts = {  # noqa: RUF012
            "price": gettext_lazy("Only with a fixed price, a price per hour or day, or a membership."),
            "aid_basis": gettext_lazy("Why a company may pay less than the market asks. The page says it in words."),
        }

    def parts(self) -> list[object]:
        return [
            "kind",
            Row("name_nl", "name_en"),
            Row("text_nl", "text_en"),
            Row("price_basis", "price"),
            "aid_basis",
            Row("trl_min", "trl_max"),
        ]


class EquipmentForm(RowForm):
    class Meta:
        model = Equipment
        fields = ("name_nl", "name_en", "year", "amount", "url")
        formfield_callback = field_for
        help_texts = {  # noqa: RUF012
            "year": gettext_lazy("In which it was bought or built."),
            "amount": gettext_lazy("What it cost in euros. Leave it empty when it is unknown."),
        }

    def parts(self) -> list[object]:
        return [Row("name_nl", "name_en"), Row("year", "amount"), "url"]


class CaseForm(RowForm):
    class Meta:
        model = EvidenceCase
        fields = (
            "title_nl", "title_en", "company", "consented_on", "question_nl", "question_en", "result_nl", "result_en",
            "year", "sector", "transformation", "url",
        )  # fmt: skip
        formfield_callback = field_for
        help_texts = {  # noqa: RUF012
            "company": gettext_lazy("Only if the company agreed. Leave it empty to tell the case without the name."),
            "year": gettext_lazy("In which the result was there."),
        }

    def parts(self) -> list[object]:
        return [
            Row("title_nl", "title_en"),
            Row("company", "consented_on"),
            Row("question_nl", "question_en"),
            Row("result_nl", "result_en"),
            Row("year", "sector"),
            "transformation",
            "url",
        ]


class ResultForm(RowForm):
    class Meta:
        model = Result
        fields = ("kind", "year", "number", "basis")
        formfield_callback = field_for
        help_texts = {  # noqa: RUF012
            "number": gettext_lazy("0 means: counted, and there were none. Add no row when nobody counted."),
            "basis": gettext_lazy("For example: counted by the Fieldlab, from the final reports of projects."),
        }

    def parts(self) -> list[object]:
        return ["kind", Row("year", "number"), "basis"]


class LinkForm(RowForm):
    class Meta:
        model = Link
        fields = ("title_nl", "title_en", "url")
        formfield_callback = field_for

    def parts(self) -> list[object]:
        return [Row("title_nl", "title_en"), "url"]


class PartnerForm(RowForm):
    """What a partner does here. Which organisation it is was chosen when it was added (partner_forms.py)."""

    class Meta:
        model = Partner
        fields = ("role", "size", "group", "website", "starts_on", "ends_on")
        formfield_callback = field_for
        help_texts = {  # noqa: RUF012
            "size": gettext_lazy("Of a company, its group included. Unknown never counts as an SME."),
            "group": gettext_lazy("Companies of one group write the same name here. Together they count as one."),
        }

    def parts(self) -> list[object]:
        return [Row("role", "size"), "group", "website", Row("starts_on", "ends_on")]


class RemoveForm(forms.Form):
    """That somebody is sure, from which version on, and why."""

    base = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Why do you remove it?"),
        max_length=500,
        help_text=gettext_lazy("One sentence. It stays in the history."),
    )

    def __init__(self, *args, cancel_url: str, needs_reason: bool, proposes: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = needs_reason
        button = Danger("remove", _("Remove"))
        if proposes:
            self.fields["note"].label = _("Why do you propose this?")
            self.fields["note"].help_text = _("Who keeps the Fieldlab reads this.")
            button = Submit("remove", _("Send the proposal"))
        self.helper = FormHelper()
        self.helper.layout = Layout("base", "note", Actions(button, Cancel(cancel_url)))
