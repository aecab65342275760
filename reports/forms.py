"""What somebody may ask of the dashboard."""

from collections.abc import Iterable
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs import clock
from reports.budget import View
from ui import formats
from ui.layout import Actions
from ui.widgets import DateInput

FIRST_DAY = date(2018, 1, 1)
"""The first day of the budget year that the letter is about."""
WITHOUT = "zonder"


class ViewForm(forms.Form):
    """A day, a budget year, and whether the demonstration counts; everything may be left out."""

    op = forms.DateField(
        label=gettext_lazy("As valid on"),
        help_text=gettext_lazy("The day at which you want to see the money. Leave it empty for today."),
        required=False,
        widget=DateInput,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
    )
    jaar = forms.TypedChoiceField(
        label=gettext_lazy("Budget year"),
        help_text=gettext_lazy("The match has no budget year: its amounts stay over all years."),
        required=False,
        coerce=int,
        empty_value=None,
    )
    demonstratie = forms.ChoiceField(
        label=gettext_lazy("Demonstration"),
        required=False,
        choices=[("", gettext_lazy("with the demonstration")), (WITHOUT, gettext_lazy("without the demonstration"))],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["op"].error_messages["invalid"] = _("“%(typed)s” is not a day. Write it as 2018-06-01.") % {
            "typed": self.data.get("op", "")[:40]
        }
        self.fields["jaar"].error_messages["invalid_choice"] = _(
            "“%(value)s” is not a budget year of the programme. Choose one from the list."
        )
        # Any of these may be asked, whether the books hold something of it or not.
        self.offer(range(FIRST_DAY.year, clock.today().year + 11))

    def offer(self, years: Iterable[int], *, demo: bool = True) -> None:
        """Show these years to choose from, and the choice about the demonstration only where there is one."""
        self.fields["jaar"].choices = [("", _("all years")), *((year, str(year)) for year in years)]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        fields = ["op", "jaar", *(["demonstratie"] if demo else [])]
        self.helper.layout = Layout(*fields, Actions(Submit("", _("Show these amounts"))))

    def clean_op(self) -> date:
        """Today when none is given."""
        today, day = clock.today(), self.cleaned_data["op"]
        if day is not None and day < FIRST_DAY:
            raise forms.ValidationError(
                _("The budget of the programme begins on %(first)s. Choose that day or a later one.")
                % {"first": formats.date_long(FIRST_DAY)}
            )
        if day is not None and day > today:
            raise forms.ValidationError(
                _("%(day)s has not come yet. The last day that you can choose is today, %(today)s.")
                % {"day": formats.date_long(day), "today": formats.date_long(today)}
            )
        return day or today

    def view(self) -> View:
        """Of a valid form."""
        asked = self.cleaned_data
        today = asked["op"] == clock.today()
        return View(asked["op"], asked["jaar"], asked["demonstratie"] != WITHOUT, today=today)
