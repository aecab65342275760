"""What people type about a ruling of a court: the ruling itself, and the decision that carries it out."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.forms.awards import AnswerForm, area
from funding.forms.once import OnceMixin
from funding.models import ECLI, Letter
from ui.fields import DateField, DocumentField, EuroField
from ui.layout import Actions, Cancel, Layout, Submit


class RulingForm(OnceMixin):
    court = forms.CharField(label=gettext_lazy("Court"), max_length=120)
    number = forms.CharField(label=gettext_lazy("Case number at the court"), max_length=60)
    ecli = forms.CharField(
        label="ECLI",
        max_length=60,
        required=False,
        help_text=gettext_lazy("Leave it empty while the ruling is not published. Example: ECLI:NL:CBB:2019:12."),
        validators=[RegexValidator(ECLI, gettext_lazy("An ECLI looks like ECLI:NL:CBB:2019:12."))],
    )
    ruled_on = DateField(label=gettext_lazy("Date of the ruling"))
    upheld = forms.ChoiceField(
        label=gettext_lazy("The appeal is"),
        choices=[("no", gettext_lazy("dismissed: the decision stays")), ("yes", gettext_lazy("upheld"))],
        widget=forms.RadioSelect,
    )
    text = area(gettext_lazy("What the court orders"), help_text=gettext_lazy("In the words of the ruling."))
    file = DocumentField(
        label=gettext_lazy("The ruling itself"),
        help_text=gettext_lazy("Without names of people, as the court publishes it: the recipient can read it here."),
    )

    def __init__(self, *args, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        buttons = Actions(Submit("send", _("Record this ruling")), Cancel(back))
        self.helper.layout = Layout("key", "court", "number", "ecli", "ruled_on", "upheld", "text", "file", buttons)

    def clean_ecli(self) -> str:
        return self.cleaned_data["ecli"].strip()


class CarryOutForm(OnceMixin):
    """A decision that carries out a ruling, as it is prepared. `about`: the letter that it goes back to."""

    amount = EuroField(zero=True, required=False, label="")
    beyond_ceiling = forms.BooleanField(
        label=gettext_lazy("What is added goes beyond the ceiling (Awb 4:25, third paragraph)"),
        required=False,
        help_text=gettext_lazy("It then does not come out of the budget line, and is shown as an exception for ever."),
    )
    ground = area(gettext_lazy("Grounds"), rows=8, help_text=gettext_lazy("As they will stand in the letter."))

    AMOUNTS = {  # noqa: RUF012 -- never changed
        Letter.Kind.SETTLE: gettext_lazy("Settled at, in euros"),
        Letter.Kind.REVOKE: gettext_lazy("What stays, in euros"),
        Letter.Kind.RECOVER: gettext_lazy("Still asked back, in euros"),
    }

    def __init__(self, *args, about: Letter, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        names = [name for name in ("amount", "beyond_ceiling") if name not in AnswerForm.without(about.kind)]
        for name in {"amount", "beyond_ceiling"}.difference(names):
            del self.fields[name]
        if "amount" in self.fields:
            self.fields["amount"].label = self.AMOUNTS.get(about.kind, gettext_lazy("The award becomes, in euros"))
            self.fields["amount"].help_text = _("Leave it empty when only the grounds change.")
        self.helper = FormHelper()
        buttons = Actions(Submit("send", _("Send to who decides")), Cancel(back))
        self.helper.layout = Layout("key", *names, "ground", buttons)

    def clean(self):
        data = super().clean()
        if data.get("beyond_ceiling") and not data.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("State the amount."))
        return data
