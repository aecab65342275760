"""What forms that record something have in common: a key of their own, a document, and words to read over."""

from datetime import date
from decimal import Decimal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import LayoutObject
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.forms.days import not_to_come
from funding.forms.once import OnceMixin
from ui import formats
from ui.fields import DateField
from ui.layout import Actions, Cancel, Layout, Submit

UNKNOWN = "unknown"


class KeyedForm(OnceMixin):
    """Sent twice it counts once, by its key."""

    def __init__(self, *args, cancel: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.cancel = cancel

    def lay_out(self, *parts: str | LayoutObject) -> None:
        """Call at the end of __init__, when all fields are there."""
        buttons = Actions(Submit("check", gettext_lazy("Read over")), Cancel(self.cancel))
        self.helper.layout = Layout("key", *parts, buttons)
        # What is read over, and what is wrong, in the order of the page.
        self.order_fields([pointer.name for pointer in self.helper.layout.get_field_names()])

    def words(self) -> list[tuple[str, object]]:
        """What was filled in, as (label, value); None is unknown. Only of a valid form."""
        names = [name for name, field in self.fields.items() if not isinstance(field.widget, forms.HiddenInput)]
        return [(str(self.fields[name].label), self.word(name, self.cleaned_data.get(name))) for name in names]

    def word(self, name: str, value: object) -> object:
        """One value for people."""
        field = self.fields[name]
        if isinstance(field, forms.MultipleChoiceField):
            labels = dict(field.choices)
            return ", ".join(str(labels[one]) for one in value or []) or _("none")
        if isinstance(field, forms.ChoiceField):
            sent = self[name].value()
            return next((str(label) for key, label in _flat(field.choices) if str(key) == str(sent)), _("not given"))
        if isinstance(value, Decimal):
            return formats.euro(value)
        if isinstance(field, forms.IntegerField):
            # A year or a number, no amount: it is written without marks.
            return _("not given") if value is None else str(value)
        if isinstance(value, date):
            return formats.date_long(value)
        return value if value not in (None, "") else _("not given")


def _flat(choices) -> list[tuple[object, object]]:
    return [pair for key, label in choices for pair in (label if isinstance(label, list | tuple) else [(key, label)])]


class DocumentedForm(KeyedForm):
    """Rests on a document."""

    document = forms.CharField(
        label=gettext_lazy("Document"),
        max_length=200,
        help_text=gettext_lazy("Its name or number, so that everybody can find it."),
    )
    document_date = DateField(label=gettext_lazy("Date of the document"))

    def clean_document_date(self) -> date:
        return not_to_come(self.cleaned_data["document_date"])

    @property
    def paper(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in ("document", "document_date")}
