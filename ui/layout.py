"""Layout objects for forms in the crispy pack `nldesign`. Import them all from here."""

from crispy_forms.bootstrap import FormActions
from crispy_forms.layout import HTML, Button, Column, Div, Field, Fieldset, Hidden, Layout, Reset, Row, Submit
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

__all__ = [
    "HTML",
    "Actions",
    "Button",
    "Cancel",
    "Column",
    "Danger",
    "Div",
    "Field",
    "Fieldset",
    "FormActions",
    "Hidden",
    "Inline",
    "Layout",
    "Reset",
    "Row",
    "Secondary",
    "Submit",
]


class Actions(FormActions):
    """The row of buttons under a form: `Actions(Submit("save", _("Save")), Cancel(url))`."""


class Secondary(Submit):
    """A second submit button beside the main one: `Secondary("draft", _("Save as draft"))`."""

    field_classes = "utrecht-button--secondary-action"


class Danger(Submit):
    """A submit button for what cannot be undone."""

    field_classes = "utrecht-button--danger"


class Cancel:
    """A link that leaves the form without saving."""

    def __init__(self, url: str, text: str = _("Cancel")):
        self.url = url
        self.text = text

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(f"{template_pack}/layout/cancel.html", {"url": self.url, "text": self.text})


class Inline(Field):
    """Radios or checkboxes beside each other: for two or three short options."""

    def render(self, form, context, template_pack=TEMPLATE_PACK, extra_context=None, **kwargs):
        return super().render(
            form,
            context,
            template_pack=template_pack,
            extra_context={"inline": True, **(extra_context or {})},
            **kwargs,
        )
