"""What the pages for staff and contacts of Fieldlabs share."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from fieldlabs import actions, permissions
from fieldlabs.models import Fieldlab

INVALID, CONFLICT = 422, 409
EDITORS = permissions.EDITORS
Crumb = tuple[str, str | None]
View = Callable[..., HttpResponse]


def crumbs(*more: Crumb) -> list[Crumb]:
    return [(_("Fieldlabs"), reverse("fieldlabs:fieldlab_list")), *more]


def crumbs_of(fieldlab: Fieldlab, *more: Crumb) -> list[Crumb]:
    return crumbs((fieldlab.name, fieldlab.get_absolute_url()), *more)


def edit_crumbs(fieldlab: Fieldlab, *more: Crumb) -> list[Crumb]:
    return crumbs_of(fieldlab, (_("Fill in"), reverse("fieldlabs:fieldlab_edit", args=[fieldlab.slug])), *more)


def private(view: View) -> View:
    """Names people: kept by no cache. Stands under the decorator that says who may open it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return wrapped


def for_insider(request: HttpRequest, slug: str) -> Fieldlab:
    """The Fieldlab, or 404 for who may not know of it."""
    rows = Fieldlab.objects.defer("search").select_related("region", "province", "submitted_by", "contact_person")
    fieldlab = get_object_or_404(rows, slug=slug)
    if not permissions.can_see(request.user, fieldlab)[0]:
        raise Http404
    return fieldlab


def require(answer: permissions.Answer) -> None:
    """403 with its reason for a permission that says no."""
    allowed, reason = answer
    if not allowed:
        raise PermissionDenied(reason)


def tried(form: forms.Form, act: Callable[[], object]) -> object | None:
    """Act; a broken rule becomes an error of the form, so that nothing typed is lost."""
    try:
        return act()
    except (actions.NewerVersion, actions.NewerRow):
        raise
    except actions.RuleBroken as broken:
        form.add_error(None, broken.message)
        return None


def status_of(form: forms.Form) -> int:
    return INVALID if form.is_bound and form.errors else 200
