"""Layout objects for forms in the crispy pack `nldesign`. Import them all from here."""

from typing import ClassVar

from crispy_forms.bootstrap import FormActions
from crispy_forms.layout import HTML, Button, Column, Div, Field, Fieldset, Hidden, Layout, Reset, Row, Submit
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from ui.language import code

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
    "Folded",
    "FormActions",
    "Hidden",
    "Inline",
    "Layout",
    "Remembered",
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


class Folded(Div):
    """Parts that most people need not see: folded away under `title`, and open when there is a mistake in them."""

    def __init__(self, title: str, *fields, **kwargs):
        super().__init__(*fields, **kwargs)
        self.title = title

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        wrong = any(pointer.name in form.errors for pointer in self.get_field_names()) if form.is_bound else False
        inner = self.get_rendered_fields(form, context, template_pack, **kwargs)
        values = {"title": self.title, "fields": inner, "open": wrong, "css_class": self.css_class}
        return render_to_string(f"{template_pack}/layout/folded.html", values)


class Remembered(Layout):
    """Parts of a form that look the same to everyone: drawn once per process, language and value.

    `key` says what they depend on besides their value. A form that was sent and is shown again is drawn anew.
    """

    drawn: ClassVar[dict[tuple, str]] = {}
    MOST = 5_000

    def __init__(self, key: tuple, *fields):
        super().__init__(*fields)
        self.key = key

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        if form.is_bound:
            return super().render(form, context, template_pack=template_pack, **kwargs)
        values = tuple((pointer.name, str(form[pointer.name].value())) for pointer in self.get_field_names())
        key = (*self.key, code(), values)
        if key not in self.drawn:
            if len(self.drawn) >= self.MOST:
                self.drawn.clear()
            self.drawn[key] = super().render(form, context, template_pack=template_pack, **kwargs)
        return self.drawn[key]


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
