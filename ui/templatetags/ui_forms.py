"""Tags of the crispy pack `nldesign`: widgets with our classes, options as cards, links of the error summary."""

from django import template
from django.forms import widgets
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

TEXTBOX, TEXTAREA, SELECT = "utrecht-textbox", "utrecht-textarea", "utrecht-select"
RADIO, CHECKBOX = "utrecht-radio-button", "utrecht-checkbox"
DJANGO_ROWS = "10"
LONGEST_LABEL = 100
OWN_PREFIXES = ("si-", "utrecht-")


@register.filter
def kind(field) -> str:
    """How a field is laid out: hidden, checkbox, options (radios or checkboxes), group (several inputs) or input."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, widgets.CheckboxInput):
        return "checkbox"
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return "options"
    return "group" if widget.use_fieldset or isinstance(widget, widgets.MultiWidget) else "input"


@register.filter
def is_radio(field) -> bool:
    widget = field.field.widget
    return isinstance(widget, widgets.RadioSelect) and not isinstance(widget, widgets.CheckboxSelectMultiple)


@register.filter
def own_classes(names: str) -> str:
    """Of the class names that crispy adds by itself ("btn btn-primary …") only those of our own sheet."""
    return " ".join(name for name in (names or "").split() if name.startswith(OWN_PREFIXES))


def _classes(widget, first: str) -> str:
    own = own_classes(widget.attrs.get("class", ""))
    return f"{first} {own}".strip()


def _widget_class(widget) -> str:
    if isinstance(widget, widgets.CheckboxInput):
        return CHECKBOX
    if isinstance(widget, widgets.Textarea):
        return TEXTAREA
    return SELECT if isinstance(widget, widgets.Select | widgets.SelectDateWidget) else TEXTBOX


@register.simple_tag
def widget(field) -> SafeString:
    """The widget of a bound field; Django itself adds aria-describedby and aria-invalid."""
    inner = field.field.widget
    if isinstance(inner, widgets.Textarea) and inner.attrs.get("rows") == DJANGO_ROWS:
        inner.attrs["rows"] = "5"
    return field.as_widget(attrs={"class": _classes(inner, _widget_class(inner))})


@register.simple_tag
def options(field) -> list[dict]:
    """Radios or checkboxes of a field: dicts with html, label, hint, id.

    Hints under options: set `widget.option_hints = {value: text}` in the form.
    """
    hints = getattr(field.field.widget, "option_hints", {})
    return [_option(field, bound, hints) for bound in field.subwidgets]


def _option(field, bound, hints: dict) -> dict:
    attrs = bound.data["attrs"]
    attrs["class"] = _classes(field.field.widget, RADIO if is_radio(field) else CHECKBOX)
    attrs.pop("aria-describedby", None)
    if is_radio(field):
        attrs.pop("aria-invalid", None)
    value = bound.data["value"]
    hint = hints.get(value, hints.get(str(value), ""))
    return {"html": bound.tag(), "label": bound.choice_label, "hint": hint, "id": bound.id_for_label}


@register.filter
def target(field) -> str:
    """The id that a link in the error summary jumps to; "" when the form has no ids."""
    if kind(field) == "options":
        first = next(iter(field.subwidgets), None)
        return first.id_for_label if first else f"{field.auto_id}_fieldset"
    if isinstance(field.field.widget, widgets.MultiWidget):
        return f"{field.auto_id}_0"
    return field.id_for_label


@register.filter
def error_links(form) -> list[dict]:
    """Every error of a form in the order of the page: dicts with id ("" when it has no place), label, text."""
    general = [{"id": "", "label": "", "text": text} for text in form.non_field_errors()]
    hidden = [{"id": "", "label": "", "text": text} for field in form.hidden_fields() for text in field.errors]
    fields = [
        {"id": target(field), "label": _before_colon(field.label), "text": text}
        for field in _as_on_page(form)
        for text in field.errors
    ]
    return general + hidden + fields


def _as_on_page(form) -> list:
    """The fields in the order of the layout, where the form has one."""
    layout = getattr(getattr(form, "helper", None), "layout", None)
    places = {one.name: place for place, one in enumerate(layout.get_field_names())} if layout else {}
    # Fields that the layout leaves out come last, in their own order.
    return sorted(form.visible_fields(), key=lambda field: places.get(field.name, len(places)))


def _before_colon(label: str) -> str:
    """The label with a colon, unless it is a question; nothing of a whole text, such as what somebody agrees to."""
    text = str(label).rstrip(": ")
    if len(text) > LONGEST_LABEL:
        return ""
    return text if text.endswith(("?", "!", ".")) else f"{text}:"


@register.filter
def formset_error_links(formset) -> list[dict]:
    general = [{"id": "", "label": "", "text": text} for text in formset.non_form_errors()]
    return general + [link for form in formset.forms for link in error_links(form)]


@register.simple_tag
def describedby(field) -> SafeString:
    """The attribute aria-describedby for a fieldset, or nothing."""
    ids = field.aria_describedby
    return format_html(' aria-describedby="{}"', ids) if ids else SafeString("")
