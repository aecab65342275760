"""What a desk types about a service that was delivered: the shape of it, nothing else."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from fieldlabs.models import Fieldlab, Service
from fieldlabs.models.content import AidBasis
from hubs.actions import Delivered
from hubs.form_fields import KeyField
from hubs.letters import name_of
from hubs.models import Company, HelpRequest
from hubs.triggers import AWARD_EXISTS, WITHIN_CEILING
from hubs.work_forms import StepForm
from jobs import clock
from ui.fields import DateField, EuroField
from ui.formats import date_long
from ui.layout import Actions, Cancel, Fieldset, Layout, Row, Submit

# Under which field a broken rule is said.
FIELDS = {
    WITHIN_CEILING: "amount",
    "hubs_servicedelivered_aid_has_amount": "amount",
    AWARD_EXISTS: "award_number",
    "future": "delivered_on",
}


class ServiceForm(StepForm):
    """`requests`: those of this company, to which the service may belong."""

    key = KeyField()
    kind = forms.ChoiceField(
        label=gettext_lazy("Service"), error_messages={"required": gettext_lazy("Choose a service.")}
    )
    description = forms.CharField(
        label=gettext_lazy("What was done?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("In a few words, and without names of people."),
    )
    provider = forms.ChoiceField(
        label=gettext_lazy("Who did it?"), error_messages={"required": gettext_lazy("Choose who did it.")}
    )
    delivered_on = DateField(label=gettext_lazy("Day"))
    request = forms.ChoiceField(label=gettext_lazy("For which help request?"), required=False)
    amount = EuroField(
        label=gettext_lazy("What it is worth, in euros without VAT"),
        zero=True,
        required=False,
        help_text=gettext_lazy("What the company would pay for it on the market. Leave it empty when it is unknown."),
    )
    paid = EuroField(
        label=gettext_lazy("What the company paid, in euros without VAT"),
        zero=True,
        required=False,
        help_text=gettext_lazy("The difference is the aid. Empty is unknown: then all of its worth counts as aid."),
    )
    aid_basis = forms.ChoiceField(
        label=pgettext_lazy("heading", "State aid"),
        help_text=gettext_lazy("Why the company may pay less than the market asks, or that it does not pay less."),
        error_messages={"required": gettext_lazy("Choose what holds for State aid.")},
    )
    award_number = forms.CharField(
        label=gettext_lazy("Number of the award that paid for it"), max_length=40, required=False
    )
    button = gettext_lazy("Record the service")

    def __init__(self, *args, company: Company, fieldlabs: list[Fieldlab], requests: list[HelpRequest], **kwargs):
        super().__init__(*args, **kwargs)
        self.fieldlabs = {str(one.pk): one for one in fieldlabs}
        self.requests = {str(one.pk): one for one in requests}
        self.fields["delivered_on"].initial = clock.today()
        self._offer(company)
        if not requests:
            del self.fields["request"]
        asked = ["request"] if requests else []
        self.helper.layout = Layout(
            "key",
            Fieldset(_("The service"), "kind", "description", "provider", "delivered_on", *asked),
            Fieldset(_("Money and State aid"), Row("amount", "paid"), "aid_basis", "award_number"),
            Actions(Submit("send", self.button), Cancel(kwargs["cancel_url"])),
        )

    def _offer(self, company: Company) -> None:
        """Fieldlabs of the desk's own region stand first."""
        region = company.hub.region_id if company.hub else None
        near = [(key, one.name) for key, one in self.fieldlabs.items() if region and one.region_id == region]
        far = [(key, one.name) for key, one in self.fieldlabs.items() if not region or one.region_id != region]
        groups = [(_("Fieldlabs in the region"), near), (_("Fieldlabs elsewhere"), far)]
        self.fields["provider"].choices = [
            ("desk", name_of(company.hub)), *((title, options) for title, options in groups if options)
        ]  # fmt: skip
        self.fields["kind"].choices = [("", _("Choose")), *_named(Service.Kind)]
        self.fields["aid_basis"].choices = [("", _("Choose")), *_named(AidBasis)]
        self.fields["request"].choices = [
            ("", _("None of these")), *((key, _of_day(one)) for key, one in self.requests.items())
        ]  # fmt: skip

    def delivered(self) -> Delivered:
        typed = self.cleaned_data
        names = ("kind", "description", "delivered_on", "amount", "paid", "aid_basis")
        return Delivered(
            **{name: typed[name] for name in names},
            award_number=typed["award_number"].strip(),
            fieldlab=self.fieldlabs.get(typed["provider"]),
            request=self.requests.get(typed.get("request", "")),
        )


def _named(choices: type) -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in choices.choices]


def _of_day(request: HelpRequest) -> str:
    return _("Help request of %(date)s") % {"date": date_long(request.created_at)}


class WithdrawServiceForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("Why do you take this back?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why you take this back.")},
    )
    button = gettext_lazy("Take back")
