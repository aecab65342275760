"""What people fill in about match: bring it in, state its amount, confirm it, withdraw it."""

from crispy_forms.helper import FormHelper
from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from funding import counting
from funding.forms.asked_twice import AskedTwice
from funding.forms.days import not_to_come
from funding.forms.once import OnceMixin
from funding.match_register import funders_known, pool_name
from funding.models import MatchPool, Origin, Pledge
from jobs import clock
from ui.fields import DateField, DocumentField, EuroField
from ui.layout import Actions, Cancel, Layout, Submit

YES, NO, NOT_KNOWN = "yes", "no", "unknown"
ONLY_IN_KIND = gettext_lazy("Only in kind.")
VAT = {YES: True, NO: False, NOT_KNOWN: None}


class PaperForm(OnceMixin):
    """An amount of a pledge with the document that shows it."""

    amount = EuroField(label=gettext_lazy("Amount in euros"))
    document = forms.CharField(
        label=gettext_lazy("Document that shows this"), max_length=200, help_text=gettext_lazy("Its name or number.")
    )
    document_date = DateField(label=gettext_lazy("Date of the document"))
    upload = DocumentField(label=gettext_lazy("The document itself"))

    def __init__(self, *args, pledge: Pledge, button: str, day: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        names = ["amount", "document", "document_date", "upload"]
        if day:
            self.fields["valid_on"] = DateField(label=day, initial=clock.today())
            names.insert(1, "valid_on")
        self.helper = FormHelper()
        back = Cancel(reverse("funding:pledge_detail", args=[pledge.pk]))
        self.helper.layout = Layout("key", *names, Actions(Submit("send", button), back))

    def clean_document_date(self):
        return not_to_come(self.cleaned_data["document_date"])

    def clean_valid_on(self):
        return not_to_come(self.cleaned_data["valid_on"])

    def basis(self, reason: str) -> dict[str, object]:
        """What the action's Basis holds. Without a day of its own it is valid from the document's date."""
        data = self.cleaned_data
        names = ("key", "document", "document_date")
        valid_on = data.get("valid_on") or data["document_date"]
        return {**{name: data[name] for name in names}, "valid_on": valid_on, "reason": reason}


class WithdrawForm(AskedTwice):
    """Takes back a part of a pledge. `kind`: from what it holds."""

    kind = forms.ChoiceField(label=gettext_lazy("What is withdrawn"), widget=forms.RadioSelect)
    amount = EuroField(label=gettext_lazy("Amount in euros"))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)
    document = forms.CharField(
        label=gettext_lazy("Document that shows this"), max_length=200, help_text=gettext_lazy("Its name or number.")
    )
    document_date = DateField(label=gettext_lazy("Date of the document"))

    def __init__(self, *args, pledge: Pledge, kinds: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        if len(kinds) == 1:
            self.fields["kind"].initial = kinds[0][0]
        back = reverse("funding:pledge_detail", args=[pledge.pk])
        self.lay_out(_("Continue"), back, "kind", "amount", "reason", "document", "document_date")

    def clean_document_date(self):
        return not_to_come(self.cleaned_data["document_date"])

    def basis(self) -> dict[str, object]:
        names = ("key", "document", "document_date", "reason")
        return {**{name: self.cleaned_data[name] for name in names}, "valid_on": clock.today()}


class ClaimForm(OnceMixin):
    """A pledge outside a plan. What is not known may stay open; then it does not count yet."""

    pool = forms.ModelChoiceField(
        MatchPool.objects.none(), label=gettext_lazy("Counts towards"), empty_label=gettext_lazy("Choose")
    )
    funder = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Co-funder"),
        required=False,
        empty_label=gettext_lazy("Another one, named below"),
    )
    new_funder = forms.CharField(label=gettext_lazy("Name of another co-funder"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Pledge.Kind, widget=forms.RadioSelect)
    origin = forms.ChoiceField(label=gettext_lazy("Origin of the money"), choices=[("", ""), *Origin.choices])
    amount = EuroField(
        label=gettext_lazy("Amount in euros"), required=False, help_text=gettext_lazy("Leave it empty when unknown.")
    )
    evidence = forms.CharField(
        label=gettext_lazy("Document in which the co-funder promises this"),
        max_length=200,
        help_text=gettext_lazy("Its own name or number. The same promise never counts twice."),
    )
    document_date = DateField(label=gettext_lazy("Date of the document"))
    upload = DocumentField(label=gettext_lazy("The document itself"), required=False)
    valued_on = DateField(label=gettext_lazy("Valued on"), required=False, help_text=gettext_lazy("Only in kind."))
    valuation = forms.CharField(
        label=gettext_lazy("Valuation document"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only in kind."),
    )
    without_vat = forms.ChoiceField(
        label=gettext_lazy("Is the amount without recoverable or compensable VAT?"),
        choices=[(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No")), (NOT_KNOWN, gettext_lazy("Not known"))],
        widget=forms.RadioSelect,
    )
    elsewhere = forms.ChoiceField(
        label=gettext_lazy("Is it also declared with another scheme, such as EFRO?"),
        choices=[(NO, gettext_lazy("No")), (YES, gettext_lazy("Yes")), (NOT_KNOWN, gettext_lazy("Not known"))],
        widget=forms.RadioSelect,
    )
    scheme_elsewhere = forms.CharField(label=gettext_lazy("With which scheme"), max_length=200, required=False)
    anyway = forms.BooleanField(
        label=gettext_lazy("Bring it in all the same: it stays intended and does not count"), required=False
    )

    def __init__(self, *args, pools, claimant: Organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.claimant, self.doubts = claimant, []
        self.fields["pool"].queryset = pools
        self.fields["pool"].label_from_instance = pool_name
        self.fields["funder"].queryset = funders_known()
        self.helper = FormHelper()
        names = [name for name in self.fields if name != "anyway" or self.is_bound]
        back = Cancel(reverse("funding:pledge_list"))
        self.helper.layout = Layout(*names, Actions(Submit("send", _("Bring it in")), back))

    def clean_document_date(self):
        return not_to_come(self.cleaned_data["document_date"])

    def clean_valued_on(self):
        return not_to_come(self.cleaned_data["valued_on"])

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("funder") and not data.get("new_funder", "").strip() and "funder" not in self.errors:
            self.add_error("funder", _("Choose a co-funder, or write its name below."))
        if data.get("elsewhere") == YES and not data.get("scheme_elsewhere", "").strip():
            self.add_error("scheme_elsewhere", _("Write with which scheme."))
        if data.get("upload") and data.get("amount") is None and "amount" not in self.errors:
            self.add_error("upload", _("A document goes with an amount. Leave it out until the amount is known."))
        if not self.errors:
            self._doubt(data)
        return data

    def _doubt(self, data: dict) -> None:
        """Say what keeps it from counting before it is recorded; who agrees goes on."""
        self.doubts = counting.reasons(self.pledge(), data["pool"].version)
        if self.doubts and not data["anyway"]:
            self.add_error("anyway", _("This does not count as match yet. Change it, or bring it in all the same."))

    def pledge(self) -> Pledge:
        """As it was filled in, without its co-funder and not saved."""
        data = self.cleaned_data
        elsewhere = {NO: "", YES: data["scheme_elsewhere"].strip(), NOT_KNOWN: None}
        plain = ("pool", "kind", "origin", "evidence", "valued_on", "valuation")
        return Pledge(
            **{name: data[name] for name in plain},
            claimed_by=self.claimant,
            without_vat=VAT[data["without_vat"]],
            also_declared=elsewhere[data["elsewhere"]],
        )

    def basis(self) -> dict[str, object]:
        data = self.cleaned_data
        day = data["document_date"]
        named = {"document": data["evidence"], "reason": data["evidence"]}
        return {"key": data["key"], "valid_on": day, "document_date": day, **named}
