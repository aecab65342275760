"""What a desk types on the way of a list of companies: the file with its basis, and the cells of a row."""

from collections.abc import Sequence
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hubs.lists.fields import BY_NAME, SENTENCES
from ui.columns import show_faults
from ui.layout import Actions, Cancel, Layout, Secondary, Submit


class StartForm(forms.Form):
    """The action judges the file."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX or CSV, at most 5 MB and 5,000 companies. Nothing is written yet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"empty": gettext_lazy("This file is empty. Choose another one.")},
    )
    basis = forms.CharField(
        label=gettext_lazy("Where does this list come from, and why may your desk keep it?"),
        help_text=gettext_lazy(
            "For example: registrations for our open day of 3 March, who agreed that we write to them. "
            "It stands on the page of each company."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say where this list comes from.")},
    )

    def __init__(self, *args, action: str, cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_action = action
        self.helper.layout = Layout(
            "key", "file", "basis", Actions(Submit("send", _("Bring in the file")), Cancel(cancel_url))
        )


class RowForm(forms.Form):
    """The cells of one row, each with what is wrong with it."""

    def __init__(self, *args, line: dict[str, object], names: Sequence[str], cancel_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        told: dict[str, list[str]] = {}
        for problem in line["problems"]:
            told.setdefault(str(problem["field"]), []).append(sentence(problem))
        shown = [name for name in BY_NAME if name in names or name in told or name == "name"]
        for name in shown:
            self.fields[name] = forms.CharField(
                label=capfirst(BY_NAME[name].label),
                required=False,
                max_length=1000,
                initial=line["mended"].get(name, line["values"].get(name, "")),
            )
            self.fields[name].needed = name == "name"
        if not self.is_bound:
            show_faults(self, told)
        other = Secondary("take_back", _("Take part again")) if line["out"] else None
        other = other or Secondary("leave_out", _("Leave this row out"))
        self.helper = FormHelper()
        self.helper.layout = Layout(*shown, Actions(Submit("mend", _("Save and check")), other, Cancel(cancel_url)))


def sentence(problem: dict[str, object]) -> str:
    return str(SENTENCES[str(problem["code"])]) % problem["facts"]
