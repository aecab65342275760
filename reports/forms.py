"""What somebody may ask of the dashboard."""

from collections.abc import Iterable, Mapping
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
NO_DAY = gettext_lazy("“%(typed)s” is not a day. Write it as 2018-06-01.")


def day(label: str, help_text: str, *, required: bool = False) -> forms.DateField:
    """A day, written as a machine or as the Dutch do."""
    formats = ["%Y-%m-%d", "%d-%m-%Y"]
    return forms.DateField(label=label, help_text=help_text, required=required, widget=DateInput, input_formats=formats)


class DaysForm(forms.Form):
    """A day at which the books are valid and one on which they were known; both may be left out."""

    days = ("op", "bekend")
    op = day(
        gettext_lazy("As valid on"),
        gettext_lazy("The day at which you want to see the money. Leave it empty for today."),
    )
    bekend = day(
        gettext_lazy("As known on"),
        gettext_lazy("Leaves out what was recorded after this day. Leave it empty for what is known now."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.days:
            self.fields[name].error_messages["invalid"] = NO_DAY % {"typed": self.data.get(name, "")[:40]}

    def clean_op(self) -> date | None:
        return _in_the_programme(self.cleaned_data["op"])

    def clean_bekend(self) -> date | None:
        """None when that is today: nothing is recorded later."""
        known = _in_the_programme(self.cleaned_data["bekend"])
        return None if known == clock.today() else known

    def clean(self) -> dict[str, object]:
        """Without a day it is about today, or about the day on which it was known."""
        asked = super().clean()
        known = asked.get("bekend")
        if "op" in asked:
            asked["op"] = asked["op"] or known or clock.today()
            self._check_order("op", asked["op"], known)
        return asked

    def _check_order(self, field: str, valid_on: date, known_on: date | None) -> None:
        if known_on and valid_on > known_on:
            self.add_error(
                field,
                _("On %(known)s nobody knew yet what would hold on %(valid)s. Choose that day or an earlier one.")
                % {"known": formats.date_long(known_on), "valid": formats.date_long(valid_on)},
            )


class ViewForm(DaysForm):
    """Two days, a budget year, and whether the demonstration counts; everything may be left out."""

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
    post = forms.CharField(required=False, widget=forms.HiddenInput)
    hub = forms.CharField(required=False, widget=forms.HiddenInput)
    """What the course over time is of: key of a line, slug of a hub."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Any of these may be asked, whether the books hold something of it or not.
        years = range(FIRST_DAY.year, clock.today().year + 11)
        self.fields["jaar"].error_messages["invalid_choice"] = _(
            "“%(value)s” is not a budget year of the programme. The years are %(first)s up to and including %(last)s."
        ) % {"value": "%(value)s", "first": years[0], "last": years[-1]}
        self.offer(years)

    def offer(self, years: Iterable[int], *, demo: bool = True) -> None:
        """Show these years to choose from, and the choice about the demonstration only where there is one."""
        self.fields["jaar"].choices = [("", _("all years")), *((year, str(year)) for year in years)]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        chosen = [name for name in ("post", "hub") if self.data.get(name)]
        fields = [*self.days, "jaar", *(["demonstratie"] if demo else []), *chosen]
        self.helper.layout = Layout(*fields, Actions(Submit("", _("Show these amounts"))))

    def refuse_course(self) -> None:
        """For a line or a hub that is not on the dashboard."""
        asked = ", ".join(f"“{self.data.get(name)[:40]}”" for name in ("post", "hub") if self.data.get(name))
        self.add_error(None, _("The budget has no line or hub %(asked)s. Choose again.") % {"asked": asked})
        # What cannot be is not asked again with the rest of the form.
        fields = self.helper.layout.fields
        self.helper.layout.fields = [field for field in fields if field not in ("post", "hub")]

    def view(self) -> View:
        """Of a valid form."""
        return self._view("op", "bekend")

    def _view(self, valid_on: str, known_on: str) -> View:
        asked = self.cleaned_data
        today = asked[valid_on] == clock.today() and asked[known_on] is None
        demo = asked["demonstratie"] != WITHOUT
        course = {"line": asked.get("post", ""), "hub": asked.get("hub", "")}
        return View(asked[valid_on], asked["jaar"], demo, today=today, known_on=asked[known_on], **course)


class DifferenceForm(ViewForm):
    """Two views, the earlier one first. Of that, too, everything may be left out but its day."""

    days = ("van", "van_bekend", "op", "bekend")
    post = hub = None
    van = day(gettext_lazy("From: as valid on"), gettext_lazy("The earlier day."), required=True)
    van_bekend = day(
        gettext_lazy("From: as known on"),
        gettext_lazy("Leave it empty for the same as below: then you see what happened between the two days."),
    )

    def clean_van(self) -> date | None:
        return _in_the_programme(self.cleaned_data["van"])

    def clean_van_bekend(self) -> date | None:
        known = _in_the_programme(self.cleaned_data["van_bekend"])
        return None if known == clock.today() else known

    def clean(self) -> dict[str, object]:
        """Known later than the later view, or valid after it, is no earlier view."""
        asked = super().clean()
        if self.errors:
            return asked
        asked["van_bekend"] = asked["van_bekend"] or asked["bekend"]
        self._check_order("van", asked["van"], asked["van_bekend"])
        if asked["van"] > asked["op"]:
            self._reversed("van", asked["van"], asked["op"])
        if (asked["van_bekend"] or date.max) > (asked["bekend"] or date.max):
            self._reversed("van_bekend", asked["van_bekend"] or clock.today(), asked["bekend"])
        return asked

    def _reversed(self, field: str, earlier: date, later: date) -> None:
        self.add_error(
            field,
            _("%(earlier)s comes after %(later)s. Give the earlier day first.")
            % {"earlier": formats.date_long(earlier), "later": formats.date_long(later)},
        )

    def since(self) -> View:
        """The earlier view, of a valid form."""
        return self._view("van", "van_bekend")


class TraceForm(DaysForm):
    """Two days, and a hub; a hub that holds nothing counts as all of them."""

    op = day(
        gettext_lazy("As valid on"),
        gettext_lazy("Leave it empty for today. Of an earlier day you see the money, without services and companies."),
    )
    hub = forms.CharField(label=gettext_lazy("Awards of"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer({})

    def offer(self, hubs: Mapping[str, str]) -> None:
        """Show these hubs to choose from: name by slug."""
        self.fields["hub"].widget = forms.Select(choices=[("", _("all hubs")), *hubs.items()])
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.layout = Layout(*self.days, *(["hub"] if hubs else []), Actions(Submit("", _("Show"))))

    def view(self) -> View:
        """Of a valid form: its days, over all budget years and with the demonstration."""
        asked = self.cleaned_data
        now = asked["op"] == clock.today() and asked["bekend"] is None
        return View(asked["op"], today=now, known_on=asked["bekend"])


def _in_the_programme(day: date | None) -> date | None:
    today = clock.today()
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
    return day
