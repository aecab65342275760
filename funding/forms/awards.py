"""What people type after an award: evidence, judgements, later dates, objections and prepared decisions."""

from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.evidence import COSTS
from funding.forms.once import OnceMixin
from funding.forms.review import CHECK
from funding.grounds import AFTER, BEFORE, LOWER
from funding.models import Delivery, Duty, LegalGround, Letter, PlanActivity, Proposal
from ui import formats
from ui.fields import DateField, DocumentField, EuroField
from ui.layout import Actions, Cancel, Fieldset, Layout, Secondary, Submit

Kind = Proposal.Kind
ROWS = 4


def area(label, *, rows: int = 6, required: bool = True, help_text="") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, help_text=help_text, max_length=10_000)


class EvidenceForm(OnceMixin):
    """Evidence for an obligation; with costs where those are reported. `more` asks for more rows."""

    note = area(gettext_lazy("Your explanation"), required=False)
    file = DocumentField(label=gettext_lazy("File"), required=False)
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=100, required=False)

    def __init__(self, *args, duty: Duty, with_costs: bool, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.duty, self.with_costs = duty, with_costs
        self.count = self._rows() if with_costs else 0
        if with_costs:
            self.initial["rows"] = self.count
        else:
            del self.fields["rows"]
        for number in range(1, self.count + 1):
            self._add_row(number)
        rows = [self._fieldset(number) for number in range(1, self.count + 1)]
        buttons = [Submit("send", _("Hand in")), Cancel(back)]
        if with_costs:
            buttons.insert(1, Submit("more", _("More lines"), css_class="utrecht-button--secondary-action"))
        self.helper = FormHelper()
        names = [name for name in ("key", "rows", "note", "file") if name in self.fields]
        self.helper.layout = Layout(*names, *rows, Actions(*buttons))

    def _rows(self) -> int:
        typed = str(self.data.get("rows", "")) if self.is_bound else ""
        count = min(int(typed), 100) if typed.isascii() and typed.isdigit() and len(typed) < 4 else ROWS
        if self.is_bound and "more" in self.data:
            count = min(count + ROWS, 100)
            self.data = self.data.copy()
            self.data["rows"] = count
        return max(count, 1)

    def _add_row(self, number: int) -> None:
        kinds = [("", _("Choose a kind")), *PlanActivity.Kind.choices]
        self.fields[f"kind_{number}"] = forms.ChoiceField(label=_("Kind of activity"), choices=kinds, required=False)
        self.fields[f"what_{number}"] = forms.CharField(label=_("Activity"), max_length=200, required=False)
        self.fields[f"cost_{number}"] = EuroField(label=_("Cost in euros"), required=False)

    def _fieldset(self, number: int) -> Fieldset:
        names = (f"kind_{number}", f"what_{number}", f"cost_{number}")
        return Fieldset(_("Cost %(number)s") % {"number": number}, *names)

    def clean(self):
        data = super().clean()
        if not (data.get("note") or "").strip() and not data.get("file") and "file" not in self.errors:
            self.add_error("note", _("Add an explanation or a file."))
        for number in range(1, self.count + 1):
            self._check_row(number, data)
        if self.duty.kind == COSTS and not self.errors and not self.costs():
            self.add_error("kind_1", _("State at least one cost."))
        return data

    def _check_row(self, number: int, data: dict) -> None:
        names = [f"{name}_{number}" for name in ("kind", "what", "cost")]
        if any(data.get(name) for name in names):
            for name in names:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill in the whole line, or leave all of it empty."))

    def costs(self) -> list[tuple[str, str, Decimal]]:
        """(kind, activity, euros) of each line that is filled in."""
        lines = [
            tuple(self.cleaned_data.get(f"{name}_{number}") for name in ("kind", "what", "cost"))
            for number in range(1, self.count + 1)
        ]
        return [line for line in lines if all(line)]


class JudgementForm(OnceMixin):
    """Accepted, with an amount for each cost; or sent back with what must be mended."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"),
        choices=[
            ("accept", gettext_lazy("Accept")),
            ("return", gettext_lazy("Send back: something must be mended")),
        ],
        widget=forms.RadioSelect,
    )
    note = area(
        gettext_lazy("Your explanation"),
        required=False,
        help_text=gettext_lazy("Needed when you send back, or accept less than was reported. The recipient reads it."),
    )
    mend_by = DateField(
        label=gettext_lazy("New last day, when you send back"),
        required=False,
        help_text=gettext_lazy("Leave it empty to keep the day that holds now."),
    )

    def __init__(self, *args, delivery: Delivery, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = list(delivery.costs.all())
        for cost in self.lines:
            reported = formats.euro(cost.reported)
            self.fields[f"cost_{cost.pk}"] = EuroField(
                zero=True,
                required=False,
                initial=cost.reported,
                label=f"{cost.get_kind_display()}: {cost.description}",
                help_text=_("Reported: %(amount)s. Accepted, at most that:") % {"amount": reported},
            )
        names = [f"cost_{cost.pk}" for cost in self.lines]
        costs = [Fieldset(_("Accepted costs"), *names)] if names else []
        self.helper = FormHelper()
        buttons = Actions(Submit("send", _("Record this judgement")), Cancel(back))
        self.helper.layout = Layout("key", "outcome", *costs, "note", "mend_by", buttons)

    def clean(self):
        data = super().clean()
        accepts, explained = data.get("outcome") == "accept", (data.get("note") or "").strip()
        for cost in self.lines if accepts else []:
            amount = data.get(f"cost_{cost.pk}")
            if amount is None and f"cost_{cost.pk}" not in self.errors:
                self.add_error(f"cost_{cost.pk}", _("Say how much you accept; 0 is nothing."))
            elif amount is not None and amount > cost.reported:
                self.add_error(f"cost_{cost.pk}", _("You cannot accept more than was reported."))
        if data.get("outcome") == "return" and not explained:
            self.add_error("note", _("Say what must be mended."))
        elif accepts and not explained and any(self._amount(data, one) < one.reported for one in self.lines):
            self.add_error("note", _("Say why you accept less than was reported."))
        return data

    def _amount(self, data: dict, cost) -> Decimal:
        amount = data.get(f"cost_{cost.pk}")
        return cost.reported if amount is None else amount

    def accepted(self) -> dict[int, Decimal]:
        return {cost.pk: self.cleaned_data[f"cost_{cost.pk}"] for cost in self.lines}


class ExtensionForm(OnceMixin):
    due_on = DateField(label=gettext_lazy("New last day"))
    reason = area(gettext_lazy("Reason"), rows=4, help_text=gettext_lazy("The recipient reads it."))

    def __init__(self, *args, duty: Duty, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.duty = duty
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "key", "due_on", "reason", Actions(Submit("send", _("Move the date")), Cancel(back))
        )

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day <= self.duty.due_on:
            raise forms.ValidationError(_("Choose a date after the one that holds now."), code="earlier")
        return day


class ObjectionForm(OnceMixin):
    """`on_paper`: the ministry records what came by post."""

    received_on = DateField(label=gettext_lazy("Received on"))
    text = area(gettext_lazy("Why do you object?"), rows=10)
    file = DocumentField(label=gettext_lazy("File"), required=False)

    def __init__(self, *args, on_paper: bool, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        names = ["received_on", "text", "file"]
        if on_paper:
            self.fields["text"].label = _("What the objection says")
        else:
            del self.fields["received_on"]
            names.remove("received_on")
        button = _("Record this objection") if on_paper else _("Object")
        self.helper = FormHelper()
        self.helper.layout = Layout("key", *names, Actions(Submit("send", button), Cancel(back)))


def grounds(*allowed: str) -> list[tuple[str, str]]:
    return [("", _("none")), *((one.value, one.label) for one in LegalGround if one in allowed)]


class DecisionForm(OnceMixin):
    """A decision on an award as it is prepared. Which fields it has follows from its kind."""

    FIELDS = {  # noqa: RUF012 -- never changed
        Kind.SETTLE: ("amount", "legal_ground", "ground"),
        Kind.AMEND: ("amount", "starts_on", "ends_on", "legal_ground", "ground", "conditions"),
        Kind.REVOKE: ("amount", "legal_ground", "ground"),
        Kind.RECOVER: ("amount", "ends_on", "legal_ground", "ground"),
    }
    LABELS = {  # noqa: RUF012
        Kind.SETTLE: {"amount": gettext_lazy("Settle at, in euros")},
        Kind.AMEND: {"amount": gettext_lazy("The award becomes, in euros")},
        Kind.REVOKE: {"amount": gettext_lazy("What stays after the withdrawal, in euros")},
        Kind.RECOVER: {
            "amount": gettext_lazy("Ask back, in euros"),
            "ends_on": gettext_lazy("Last day to pay back"),
        },
    }
    HINTS = {  # noqa: RUF012
        Kind.AMEND: {
            "amount": gettext_lazy("Leave it empty when only the dates change."),
            "legal_ground": gettext_lazy("Needed when the award becomes lower."),
        },
        Kind.SETTLE: {"legal_ground": gettext_lazy("Needed when it is lower than what was granted.")},
        Kind.RECOVER: {"ends_on": gettext_lazy("Leave it empty for six weeks after the decision.")},
    }

    amount = EuroField(zero=True, label="")
    starts_on = DateField(label=gettext_lazy("First day"), required=False)
    ends_on = DateField(label=gettext_lazy("Last day"), required=False)
    legal_ground = forms.ChoiceField(label=gettext_lazy("Legal ground"), required=False)
    ground = area(gettext_lazy("Grounds"), help_text=gettext_lazy("As they will stand in the letter."))
    conditions = area(gettext_lazy("Obligations, one per line"), required=False)

    def __init__(self, *args, kind: str, settled: bool, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        names = self.FIELDS[kind]
        for name in [one for one in self.fields if one != "key" and one not in names]:
            del self.fields[name]
        self.fields["legal_ground"].choices = self._grounds(kind, settled)
        self.fields["legal_ground"].required = kind in (Kind.REVOKE, Kind.RECOVER)
        self.fields["amount"].required = kind in (Kind.SETTLE, Kind.RECOVER)
        if kind == Kind.REVOKE and not settled:
            del self.fields["amount"]
            names = names[1:]
        for texts, attribute in ((self.LABELS, "label"), (self.HINTS, "help_text")):
            for name, text in texts.get(kind, {}).items():
                if name in self.fields:
                    setattr(self.fields[name], attribute, text)
        self.helper = FormHelper()
        check = [Secondary(CHECK, _("Calculate first"))] if kind == Kind.SETTLE else []
        buttons = Actions(Submit("send", _("Send to who decides")), *check, Cancel(back))
        self.helper.layout = Layout("key", *names, buttons)

    def _grounds(self, kind: str, settled: bool) -> list[tuple[str, str]]:
        allowed = {
            Kind.SETTLE: LOWER,
            Kind.AMEND: BEFORE,
            Kind.REVOKE: AFTER if settled else BEFORE,
            Kind.RECOVER: (LegalGround.RECOVERY,),
        }[kind]
        return grounds(*allowed)


class AnswerForm(OnceMixin):
    """A decision on an objection as it is prepared."""

    upheld = forms.ChoiceField(
        label=gettext_lazy("The objection is"),
        choices=[("no", gettext_lazy("dismissed: the decision stays")), ("yes", gettext_lazy("upheld"))],
        widget=forms.RadioSelect,
    )
    amount = EuroField(zero=True, required=False, label="")
    beyond_ceiling = forms.BooleanField(
        label=gettext_lazy("What is added goes beyond the ceiling (Awb 4:25, third paragraph)"),
        required=False,
        help_text=gettext_lazy("It then does not come out of the budget line, and is shown as an exception for ever."),
    )
    ground = area(gettext_lazy("Grounds"), rows=8, help_text=gettext_lazy("As they will stand in the letter."))

    AMOUNTS = {  # noqa: RUF012
        Letter.Kind.SETTLE: gettext_lazy("When upheld: settled at, in euros"),
        Letter.Kind.REVOKE: gettext_lazy("When upheld: what stays, in euros"),
        Letter.Kind.RECOVER: gettext_lazy("When upheld: what is still asked back, in euros"),
    }

    def __init__(self, *args, contested: Letter, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        award = gettext_lazy("When upheld: the award becomes, in euros")
        names = ["upheld", "amount", "beyond_ceiling", "ground"]
        self.fields["amount"].label = self.AMOUNTS.get(contested.kind, award)
        for name in self.without(contested.kind):
            del self.fields[name]
            names.remove(name)
        self.helper = FormHelper()
        buttons = Actions(Submit("send", _("Send to who decides")), Cancel(back))
        self.helper.layout = Layout("key", *names, buttons)

    @staticmethod
    def without(kind: str) -> tuple[str, ...]:
        """What is not decided on a letter of this kind: a recovery adds nothing, an advance moves nothing."""
        if kind == Letter.Kind.ADVANCE:
            return ("amount", "beyond_ceiling")
        return ("beyond_ceiling",) if kind == Letter.Kind.RECOVER else ()

    def clean(self):
        data = super().clean()
        if data.get("upheld") != "yes":
            data["amount"], data["beyond_ceiling"] = None, False
        elif data.get("beyond_ceiling") and not data.get("amount"):
            self.add_error("amount", _("State the amount."))
        return data
