"""What the pages of the money share: a refusal on screen, a form that counts once, answers that no cache keeps."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.rules import RuleBroken

INVALID = 422
Answer = tuple[bool, str]
Made = TypeVar("Made")
View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Names people or account numbers: kept by no cache. Stands under the decorator that says who may open it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return wrapped


def require(answer: Answer) -> None:
    """403 with its reason for a permission that says no."""
    allowed, reason = answer
    if not allowed:
        raise PermissionDenied(reason)


def tried(form: forms.Form, act: Callable[[], Made], *, fields: Mapping[str, str] | None = None) -> Made | None:
    """What the action gives; None when it is refused: then its sentence stands in the form's error summary.

    `fields`: by code of the refusal, the field that it is about. Of a sentence without one the form as a whole is.
    """
    try:
        return act()
    except RuleBroken as broken:
        name = (fields or {}).get(broken.code)
        form.add_error(name if name in form.fields else None, broken.message)
        return None


def answered(request: HttpRequest, template: str, context: dict[str, object], form: forms.Form) -> HttpResponse:
    """The page with the form: 422 with all that was typed when something is wrong with it."""
    wrong = form.is_bound and bool(form.errors)
    return render(request, template, {**context, "form": form}, status=INVALID if wrong else 200)
