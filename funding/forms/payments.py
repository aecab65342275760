"""What people type about payments, refunds and account numbers: its shape, nothing else."""

from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from funding import iban as ibans
from funding.forms.days import not_to_come
from funding.forms.once import OnceMixin
from jobs import clock
from ui.fields import DateField, EuroField
from ui.formats import euro
from ui.layout import Actions, Cancel, Danger, Layout, Submit

LONG = 300


class KeyedForm(OnceMixin):
    """A form that does its work once per key, however often it is sent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()


class PaymentForm(KeyedForm):
    """How much is proposed, and why."""

    amount = EuroField(label=gettext_lazy("Amount in euros"))
    reason = forms.CharField(
        label=gettext_lazy("What is this payment for?"),
        max_length=LONG,
        help_text=gettext_lazy("One sentence. The approver reads it, and it is in the decision on the advance."),
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "key", "amount", "reason", Actions(Submit("save", _("Propose this payment")), Cancel(cancel_url))
        )


class ApproveForm(forms.Form):
    """Nothing to type: who approves has read the page."""

    def __init__(self, *args, amount: Decimal, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        approve = _("Approve the payment of %(amount)s") % {"amount": euro(amount)}
        self.helper.layout = Layout(Actions(Submit("approve", approve)))


class ReleaseForm(KeyedForm):
    """Under which number, and on which day, the financial administration pays."""

    reference = forms.CharField(
        label=gettext_lazy("Number in the financial administration"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    valid_on = DateField(
        label=gettext_lazy("Date of the payment"),
        validators=[not_to_come],
        help_text=gettext_lazy("The day on which the financial administration pays, today or earlier."),
    )

    def __init__(self, *args, amount: Decimal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_on"].initial = clock.today()
        pay = _("Release %(amount)s") % {"amount": euro(amount)}
        self.helper.layout = Layout("key", "reference", "valid_on", Actions(Submit("release", pay)))


class StopForm(forms.Form):
    """Why a payment does not go on."""

    stop_reason = forms.CharField(
        label=gettext_lazy("Why does this payment not go on?"),
        max_length=LONG,
        help_text=gettext_lazy("One sentence. It stays in the file, and who prepared the payment gets it by mail."),
    )

    def __init__(self, *args, mine: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        text = _("Withdraw this payment") if mine else _("Refuse this payment")
        self.helper.layout = Layout("stop_reason", Actions(Danger("stop", text)))


class RefundForm(KeyedForm):
    """What came back, of which year's payments."""

    amount = EuroField(label=gettext_lazy("Amount in euros that came back"))
    paid_in = forms.TypedChoiceField(
        label=gettext_lazy("Of which year's payments?"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("What comes back of an earlier year needs a budget decision before it is available."),
    )
    valid_on = DateField(label=gettext_lazy("Date on which it came back"), validators=[not_to_come])
    reference = forms.CharField(label=gettext_lazy("Number in the financial administration"), max_length=40)
    document = forms.CharField(
        label=gettext_lazy("Document"),
        max_length=200,
        help_text=gettext_lazy("Name or number of the paper behind it, such as the letter of recovery."),
    )
    reason = forms.CharField(label=gettext_lazy("Why did it come back?"), max_length=LONG)

    def __init__(self, *args, years: dict[int, Decimal], cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        paid = _("%(year)s: %(amount)s paid")
        choices = [(year, paid % {"year": year, "amount": euro(amount)}) for year, amount in years.items()]
        self.fields["paid_in"].choices = choices
        if len(choices) == 1:
            self.fields["paid_in"].initial = choices[0][0]
        names = ("key", "amount", "paid_in", "valid_on", "reference", "document", "reason")
        self.helper.layout = Layout(*names, Actions(Submit("save", _("Book this refund")), Cancel(cancel_url)))


class AccountForm(forms.Form):
    """A number that an organisation gave, and where it stands on paper."""

    organisation = forms.ModelChoiceField(label=gettext_lazy("Organisation"), queryset=Organisation.objects.none())
    iban = forms.CharField(
        label=gettext_lazy("Account number (IBAN)"),
        max_length=50,
        help_text=gettext_lazy("For example NL91 ABNA 0417 1643 00. Spaces make no difference."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    document = forms.CharField(
        label=gettext_lazy("Where does it come from?"),
        max_length=200,
        help_text=gettext_lazy("For example the letter or the bank statement that holds the number."),
    )
    document_date = DateField(label=gettext_lazy("Date of that document"), validators=[not_to_come])

    def __init__(self, *args, organisations, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].empty_label = _("Choose an organisation")
        only = organisations[:2]
        if len(only) == 1:
            self.fields["organisation"].initial = only[0].pk
        self.helper = FormHelper()
        names = ("organisation", "iban", "document", "document_date")
        self.helper.layout = Layout(*names, Actions(Submit("save", _("Enter this number")), Cancel(cancel_url)))

    def clean_iban(self) -> str:
        iban = ibans.plain(self.cleaned_data["iban"])
        if not ibans.FORM.fullmatch(iban):
            raise ValidationError(_("This is not an IBAN. It begins with two letters and two digits."), code="form")
        if not ibans.is_valid(iban):
            raise ValidationError(_("This IBAN has a typing error: its check digits are not right."), code="digits")
        return iban


class ConfirmAccountForm(forms.Form):
    """How a second person made sure."""

    document = forms.CharField(
        label=gettext_lazy("How did you check this number?"),
        max_length=200,
        help_text=gettext_lazy(
            "Not with the paper that it came on. For example: called back on the number that we already knew."
        ),
    )
    document_date = DateField(label=gettext_lazy("Date of the check"), validators=[not_to_come])

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document_date"].initial = clock.today()
        self.helper = FormHelper()
        actions = Actions(Submit("save", _("The number is right: confirm it")), Cancel(cancel_url))
        self.helper.layout = Layout("document", "document_date", actions)
