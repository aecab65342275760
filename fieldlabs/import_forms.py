"""What staff type on the way of a list of Fieldlabs: the file, which column is which, the cells of a row."""

from collections.abc import Sequence
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldlabs.imports.fields import BY_NAME
from fieldlabs.imports.problems import sentence
from fieldlabs.models import ImportRow
from regions.models import Region
from ui import sheets
from ui.columns import show_faults
from ui.language import local
from ui.layout import Actions, Cancel, Layout, Secondary, Submit

LONG = 120


class StartForm(forms.Form):
    """The file; the region only for who serves several. The action judges the file."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    region = forms.ChoiceField(label=gettext_lazy("Region"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX or CSV, at most 50 MB and 100,000 rows. Nothing is written yet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"empty": gettext_lazy("This file is empty. Choose another one.")},
    )

    def __init__(self, *args, regions: Sequence[Region], cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.regions = {one.slug: one for one in regions}
        self.fields["region"].choices = [(slug, local(one, "name")) for slug, one in self.regions.items()]
        if len(self.regions) == 1:
            self.fields["region"].required = False
            self.fields["region"].widget = forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "key", "region", "file", Actions(Submit("send", _("Bring in the file")), Cancel(cancel_url))
        )

    def region_chosen(self) -> Region:
        chosen = self.cleaned_data["region"]
        return self.regions[chosen] if chosen else next(iter(self.regions.values()))


class RowForm(forms.Form):
    """The cells of one row, each with what is wrong with it."""

    def __init__(self, *args, row: ImportRow, names: Sequence[str], cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        told: dict[str, list[str]] = {}
        warned: dict[str, str] = {}
        for problem in row.problems:
            text = sentence(problem["code"], problem["facts"])
            if problem.get("warning"):
                warned[problem["field"]] = text
            else:
                told.setdefault(problem["field"], []).append(text)
        shown = [*names, *(name for name in told if name not in names)]
        for name in shown:
            value = row.mended.get(name, row.values.get(name, ""))
            widget = forms.Textarea(attrs={"rows": 4}) if len(value) > LONG or "\n" in value else forms.TextInput()
            self.fields[name] = forms.CharField(
                label=capfirst(BY_NAME[name].label),
                required=False,
                max_length=sheets.LONGEST_CELL,
                initial=value,
                widget=widget,
                help_text=warned.get(name, ""),
            )
            self.fields[name].needed = BY_NAME[name].needed
        if not self.is_bound:
            show_faults(self, told)
        self.helper = FormHelper()
        leave = Secondary("take_back", _("Take part again")) if row.outcome == "left_out" else None
        leave = leave or Secondary("leave_out", _("Leave this row out"))
        self.helper.layout = Layout(*shown, Actions(Submit("mend", _("Save and check")), leave, Cancel(cancel_url)))
