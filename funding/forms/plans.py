"""What applicants type in the sections of a plan. Rows without anything in them are left out."""

from collections.abc import Iterable

from django import forms
from django.core import signing
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.models import BudgetLine, Counted, Origin, Plan, PlanActivity, PlanVersion, Pledge, Section
from funding.plan_content import Row, rows, values
from ui.fields import DateField, DocumentField, EuroField
from ui.language import local

MOST_ROWS = 40
FILE_SALT = "funding.plan.file"
CHOOSE = ("", gettext_lazy("Choose"))
COUNTED = [("", gettext_lazy("Not counted by the portal")), *((one.value, capfirst(one.label)) for one in Counted)]


class NumberField(EuroField):
    """A number of at least 0 with at most two decimals, in Dutch or English marks."""

    default_error_messages = {  # noqa: RUF012
        "not_a_number": gettext_lazy("Write a number, for example %(example)s."),
        "negative": gettext_lazy("This number is not below zero."),
        "too_precise": gettext_lazy("A number has at most two decimals."),
        "too_large": gettext_lazy("This number is too large."),
    }

    def __init__(self, **kwargs):
        super().__init__(zero=True, **kwargs)

    def validate(self, value) -> None:
        super().validate(value)
        if value is not None and value >= 10**10:
            raise self._fault("too_large")

    def prepare_value(self, value):
        """Without cents that are nothing."""
        text = super().prepare_value(value)
        is_whole = not isinstance(value, str) and value is not None and value == int(value)
        return text[:-3] if is_whole else text


class StartForm(forms.Form):
    """Which plan, of which organisation, for which line. A regional plan is for the hub's own region."""

    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"))
    kind = forms.ChoiceField(label=gettext_lazy("What kind of plan is it?"), widget=forms.RadioSelect)
    line = forms.ChoiceField(label=gettext_lazy("From which part of the budget do you ask money?"))

    def __init__(self, *args, organisations, kinds: Iterable[str], lines: dict[str, list[BudgetLine]], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {str(line.pk): line for some in lines.values() for line in some}
        self.lines_of_kind = {kind: {line.pk for line in some} for kind, some in lines.items()}
        self.organisations = {str(one.pk): one for one in organisations}
        labels = dict(Plan.Kind.choices)
        self.fields["kind"].choices = [(kind, labels[kind]) for kind in kinds]
        groups = [(labels[kind], [(line.pk, local(line, "name")) for line in lines[kind]]) for kind in kinds]
        self.fields["line"].choices = [CHOOSE, *groups]
        self.fields["organisation"].choices = [(key, one.name) for key, one in self.organisations.items()]
        if len(self.organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = next(iter(self.organisations))
        if len(list(kinds)) == 1:
            self.fields["kind"].initial = next(iter(kinds))

    def clean_line(self) -> BudgetLine:
        line = self.lines[self.cleaned_data["line"]]
        kind = self.cleaned_data.get("kind")
        if kind and line.pk not in self.lines_of_kind[kind]:
            raise forms.ValidationError(_("This part of the budget is not for this kind of plan."))
        return line

    def clean_organisation(self):
        return self.organisations[self.cleaned_data["organisation"]]


class AboutForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    summary = forms.CharField(
        label=gettext_lazy("What changes, for whom, and how?"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Write the goal, the companies that it is for, and how you reach them."),
    )
    starts_on = DateField(label=gettext_lazy("First day"), required=False)
    ends_on = DateField(label=gettext_lazy("Last day"), required=False)

    def clean(self):
        typed = super().clean()
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes after the first."))
        return typed


class BudgetForm(forms.Form):
    requested = EuroField(
        label=gettext_lazy("Amount that you ask of the State"),
        required=False,
        help_text=gettext_lazy("In euros, without recoverable VAT."),
    )


class ActivityForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Activity"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[CHOOSE, *PlanActivity.Kind.choices])
    cost = EuroField(
        label=gettext_lazy("Cost"), help_text=gettext_lazy("Of the whole activity: State and others together.")
    )
    description = forms.CharField(
        label=gettext_lazy("What happens?"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class IndicatorForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What do you count?"),
        max_length=200,
        help_text=gettext_lazy("For example: SMEs that took a step with data."),
    )
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=60)
    start = NumberField(
        label=gettext_lazy("Now"), required=False, help_text=gettext_lazy("Leave empty if it is unknown.")
    )
    target = NumberField(label=gettext_lazy("Target"))
    due_on = DateField(label=gettext_lazy("Reached by"))
    measure = forms.ChoiceField(
        label=gettext_lazy("Counted by the portal as"),
        required=False,
        choices=COUNTED,
        help_text=gettext_lazy("Then the page of indicators shows what the portal counted beside your target."),
    )


class InstalmentForm(forms.Form):
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=2018,
        max_value=2099,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    amount = EuroField(label=gettext_lazy("Amount needed in this year"))


class FileRow(forms.Form):
    """A row with an upload, which the view keeps first. `kept`: a signed name for a file that is in the portal."""

    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, plan: Plan, **kwargs):
        self.plan = plan
        super().__init__(*args, **kwargs)

    def kept_file(self) -> dict[str, object] | None:
        """{"id", "name"} of the file that is already there; None when there is none, or the name was tampered with."""
        try:
            found = signing.loads(str(self["kept"].value() or ""), salt=FILE_SALT)
        except signing.BadSignature:
            return None
        return found["file"] if found["plan"] == self.plan.pk else None

    def refusal(self) -> str:
        """Why the upload that was sent with this row was not kept; "" when it was, or there was none."""
        return str(self.data.get(self.add_prefix("refused"), "")) if self.is_bound else ""

    def has_changed(self) -> bool:
        filled = set(self.changed_data) - {"kept", "pledge", "without_file"}
        return bool(filled or self.refusal() or self.kept_file())

    def clean(self):
        typed = super().clean()
        if self.refusal():
            self.add_error("file", self.refusal())
        return typed

    def file_values(self) -> Row:
        kept = self.kept_file()
        return {"file": None if self.cleaned_data.get("without_file") or kept is None else kept["id"]}


def kept_name(plan: Plan, file: dict[str, object]) -> str:
    """The signed name of a file of this plan: {"id", "name"}."""
    return signing.dumps({"plan": plan.pk, "file": file}, salt=FILE_SALT)


class AttachmentForm(FileRow):
    title = forms.CharField(label=gettext_lazy("What is it?"), max_length=200)
    file = DocumentField(label=gettext_lazy("File"), required=False)
    field_order = ("title", "file", "kept")

    def clean(self):
        typed = super().clean()
        if "file" not in self.errors and self.kept_file() is None:
            self.add_error("file", _("Choose a file."))
        return typed

    def row(self) -> Row:
        return {"title": self.cleaned_data["title"], **self.file_values()}


class PledgeForm(FileRow):
    YES, NO = "yes", "no"
    pledge = forms.IntegerField(required=False, widget=forms.HiddenInput)
    funder = forms.CharField(label=gettext_lazy("Co-funder"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Money or in kind?"), choices=[CHOOSE, *Pledge.Kind.choices])
    origin = forms.ChoiceField(
        label=gettext_lazy("Where does it come from?"),
        choices=[CHOOSE, *Origin.choices],
        help_text=gettext_lazy("Money or hours of the State never count as co-funding."),
    )
    amount = EuroField(
        label=gettext_lazy("Amount"), required=False, help_text=gettext_lazy("Leave empty if it is unknown.")
    )
    evidence = forms.CharField(
        label=gettext_lazy("Document in which it is promised"),
        max_length=200,
        help_text=gettext_lazy("Its number or name, as the co-funder knows it."),
    )
    file = DocumentField(label=gettext_lazy("The document itself"), required=False)
    without_file = forms.BooleanField(label=gettext_lazy("Take this document out"), required=False)
    without_vat = forms.ChoiceField(
        label=gettext_lazy("Is the amount without recoverable VAT?"),
        required=False,
        choices=[("", gettext_lazy("Not stated")), (YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))],
    )
    declared = forms.ChoiceField(
        label=gettext_lazy("Is it also used as co-funding elsewhere?"),
        required=False,
        choices=[("", gettext_lazy("Not stated")), (NO, gettext_lazy("No, nowhere")), (YES, gettext_lazy("Yes"))],
    )
    also_declared = forms.CharField(
        label=gettext_lazy("Where is it also used?"), max_length=200, required=False, help_text=gettext_lazy("If so.")
    )
    valued_on = DateField(
        label=gettext_lazy("Valued on"), required=False, help_text=gettext_lazy("Only for what is in kind.")
    )
    valuation = forms.CharField(
        label=gettext_lazy("Document with the valuation"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only for what is in kind."),
    )

    def clean(self):
        typed = super().clean()
        if typed.get("declared") == self.YES and not typed.get("also_declared"):
            self.add_error("also_declared", _("Write where it is also used."))
        return typed

    def row(self) -> Row:
        typed = {name: value for name, value in self.cleaned_data.items() if name in PLAIN}
        answers = {self.YES: True, self.NO: False}
        elsewhere = {self.YES: self.cleaned_data["also_declared"], self.NO: ""}
        return {
            **typed,
            **self.file_values(),
            "without_vat": answers.get(self.cleaned_data["without_vat"]),
            "also_declared": elsewhere.get(self.cleaned_data["declared"]),
        }


PLAIN = ("funder", "kind", "origin", "amount", "evidence", "valued_on", "valuation", "pledge")


class BaseRows(BaseFormSet):
    """Rows that somebody adds and removes. A row in which nothing was filled in is no row."""

    def initial_form_count(self) -> int:
        # Every row may be empty, also one that was filled before.
        return 0 if self.is_bound else super().initial_form_count()

    def filled(self) -> list[forms.Form]:
        return [form for form in self.forms if form.has_changed()]

    def values(self) -> list[Row]:
        return [form.row() if hasattr(form, "row") else dict(form.cleaned_data) for form in self.filled()]

    def typed(self) -> list[dict[str, str]]:
        """What was typed in each row, as it was typed; for showing the rows again with one more or one less."""
        return [{name: form[name].value() for name in form.fields if name != "file"} for form in self.forms]

    def clean(self) -> None:
        years = [form.cleaned_data.get("year") for form in self.filled() if hasattr(form, "cleaned_data")]
        for form in self.filled():
            year = getattr(form, "cleaned_data", {}).get("year")
            if year and years.count(year) > 1:
                form.add_error("year", _("This year is in the list twice."))


ROWS: dict[str, type[BaseFormSet]] = {
    section: formset_factory(form, formset=BaseRows, extra=0, max_num=MOST_ROWS, validate_max=True)
    for section, form in {
        Section.ACTIVITIES: ActivityForm,
        Section.INDICATORS: IndicatorForm,
        Section.BUDGET: InstalmentForm,
        Section.MATCH: PledgeForm,
        Section.ATTACHMENTS: AttachmentForm,
    }.items()
}
FORMS: dict[str, type[forms.Form]] = {Section.ABOUT: AboutForm, Section.BUDGET: BudgetForm}
WITH_FILES = frozenset([Section.MATCH, Section.ATTACHMENTS])


class SectionForms:
    """The form of a section, and its rows. `data` None: as it is in the database."""

    def __init__(self, version: PlanVersion, section: str, data=None, *, typed=None):
        self.section, self.version = section, version
        self.form = self.rows = None
        if section in FORMS:
            self.form = FORMS[section](data, initial=values(version, section))
        if section in ROWS:
            more = {"form_kwargs": {"plan": version.plan}} if section in WITH_FILES else {}
            initial = typed if typed is not None else ([] if data else initial_rows(version, section) or [{}])
            self.rows = ROWS[section](data, initial=initial, prefix="rows", **more)

    @property
    def parts(self) -> list:
        return [part for part in (self.form, self.rows) if part is not None]

    def is_valid(self) -> bool:
        # Every part is judged, so that all of its errors show.
        judged = [part.is_valid() for part in self.parts]
        return all(judged)

    def values(self) -> dict[str, object]:
        return dict(self.form.cleaned_data) if self.form else {}

    def row_values(self) -> list[Row]:
        return self.rows.values() if self.rows is not None else []


def initial_rows(version: PlanVersion, section: str) -> list[Row]:
    """The rows of a section as their forms show them."""
    return [_initial(version.plan, row) for row in rows(version, section)]


def _initial(plan: Plan, row: Row) -> Row:
    shown = dict(row)
    if "file" in row:
        shown["kept"] = kept_name(plan, row["file"]) if row["file"] else ""
        del shown["file"]
    if "without_vat" in row:
        shown["without_vat"] = {True: "yes", False: "no", None: ""}[row["without_vat"]]
        shown["declared"] = {"": "no", None: ""}.get(row["also_declared"], "yes")
    return shown


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why do you withdraw it?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The ministry reads this."),
    )
