"""What controllers type about the financial administration."""

from datetime import date

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import reconciling
from funding.bookings import first_day, month_name, previous
from jobs import clock
from ui.layout import Actions, Cancel, Layout, Submit


class ImportForm(forms.Form):
    """Which month, and the file."""

    month = forms.TypedChoiceField(label=gettext_lazy("Month"), coerce=date.fromisoformat)
    file = forms.FileField(
        label=gettext_lazy("Export of the financial administration (CSV)"),
        help_text=gettext_lazy("Columns for number, date and amount; at most 5,000 rows and 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        allow_empty_file=True,
    )

    def __init__(self, *args, months: list[date], cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(one.isoformat(), month_name(one)) for one in months]
        # Most often the month that ended.
        self.fields["month"].initial = previous(first_day(clock.today())).isoformat()
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "month", "file", Actions(Submit("save", _("Import and compare")), Cancel(cancel_url))
        )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if upload.size > reconciling.MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 1 MB. Choose the export of one month."), code="too_large"
            )
        return upload


class ExplanationForm(forms.Form):
    """Why a difference is there."""

    text = forms.CharField(
        label=gettext_lazy("Why is this difference there, and what happens with it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("text", Actions(Submit("save", _("Explain this difference")), Cancel(cancel_url)))
