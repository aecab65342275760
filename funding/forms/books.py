"""What a correction and the closing of a period ask."""

from datetime import timedelta

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.forms.asked_twice import AskedTwice
from funding.forms.days import not_to_come
from funding.models import Closing, Entry
from jobs import clock
from ui.fields import DateField, EuroField
from ui.formats import date_long


class CorrectForm(AskedTwice):
    """Takes back an entry as a whole."""

    reason = forms.CharField(label=gettext_lazy("What was wrong"), max_length=300)
    document = forms.CharField(
        label=gettext_lazy("Document that it rests on"), max_length=200, help_text=gettext_lazy("Its name or number.")
    )
    document_date = DateField(label=gettext_lazy("Date of the document"))
    valid_on = DateField(
        label=gettext_lazy("Valid on"), help_text=gettext_lazy("A correction may be valid in a closed period.")
    )
    reference = forms.CharField(
        label=gettext_lazy("Number in the financial administration"), max_length=40, required=False
    )
    kept = EuroField(
        label=gettext_lazy("Stays for reservations of unknown size"),
        zero=True,
        required=False,
        help_text=gettext_lazy("Only when the budget line holds such a reservation."),
    )

    def __init__(self, *args, entry: Entry, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_on"].initial = clock.today()
        back = reverse("funding:entry_detail", args=[entry.pk])
        names = ("reason", "document", "document_date", "valid_on", "reference", "kept")
        self.lay_out(_("Continue"), back, *names)

    def clean_document_date(self):
        return not_to_come(self.cleaned_data["document_date"])

    def clean_valid_on(self):
        return not_to_come(self.cleaned_data["valid_on"])

    def basis(self) -> dict[str, object]:
        """What the action's Basis holds."""
        names = ("key", "valid_on", "document", "document_date", "reason", "reference")
        return {name: self.cleaned_data[name] for name in names}


class ClosePeriodForm(AskedTwice):
    """Closes everything until and including a day."""

    until = DateField(label=gettext_lazy("Close until and including"))
    document = forms.CharField(
        label=gettext_lazy("Document that it rests on"), max_length=200, help_text=gettext_lazy("Its name or number.")
    )
    document_date = DateField(label=gettext_lazy("Date of the document"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document_date"].initial = clock.today()
        self.lay_out(_("Continue"), reverse("funding:account_list"), "until", "document", "document_date")

    def clean_document_date(self):
        return not_to_come(self.cleaned_data["document_date"])

    def clean_until(self):
        """What is still to come stays open: entries of today would have nowhere to go."""
        until = self.cleaned_data["until"]
        if until >= clock.today():
            raise forms.ValidationError(_("Choose a day before today."), code="future")
        closed = Closing.objects.order_by("-until").values_list("until", flat=True).first()
        # The same day once more is told by the books: somebody closed it just now, or a second click did.
        if closed and until < closed:
            said = _("The books are closed until and including %(day)s already.") % {"day": date_long(closed)}
            raise forms.ValidationError(said, code="closed")
        return until


def last_day_of_month_before():
    """The last day of last month: what is usually closed."""
    return clock.today().replace(day=1) - timedelta(days=1)
