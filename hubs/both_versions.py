"""When somebody else saved meanwhile: both texts beside each other, and the form as it was typed."""

from collections.abc import Mapping
from datetime import date, time

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext as _

from ui.formats import date_long
from ui.language import local


def from_version(data: QueryDict, version: int) -> QueryDict:
    """What was typed, now starting from this version: to save again after seeing the other text is a choice."""
    typed = data.copy()
    typed["version"] = str(version)
    return typed


def columns() -> list[str]:
    return [_("Field"), _("Saved meanwhile"), _("What you typed")]


def differences(form: forms.Form, saved: Mapping[str, object]) -> list[list[str]]:
    """Rows of (field, saved meanwhile, what you typed), for the fields that differ. The form must be valid."""
    rows = []
    for name, value in saved.items():
        if name not in form.fields or name == "version":
            continue
        theirs, mine = _text(form.fields[name], value), _text(form.fields[name], form.cleaned_data.get(name))
        if theirs != mine:
            rows.append([str(form.fields[name].label), theirs, mine])
    return rows


def _text(field: forms.Field, value: object) -> str:
    if value in (None, "", []):
        return _("empty")
    match value:
        case bool():
            text = _("yes") if value else _("no")
        case date():
            text = date_long(value)
        case time():
            text = f"{value:%H:%M}"
        case models.Model():
            text = _name(value)
        case str() | int():
            text = _chosen(field, value)
        case _:
            text = ", ".join(_name(one) for one in value) or _("empty")
    return text


def _chosen(field: forms.Field, value: object) -> str:
    if isinstance(field, forms.ModelChoiceField) or not hasattr(field, "choices"):
        return str(value)
    return {str(key): str(label) for key, label in field.choices}.get(str(value), str(value))


def _name(thing: models.Model) -> str:
    return local(thing, "name") or str(thing)
