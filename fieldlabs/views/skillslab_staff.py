"""The page on which a hub keeps the Skillslab of a Fieldlab."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.models import Role
from fieldlabs import skillslabs, training_permissions
from fieldlabs import training_forms as forms
from fieldlabs.actions import skillslabs as actions
from fieldlabs.actions.rules import RuleBroken
from fieldlabs.models import Fieldlab, Skillslab
from fieldlabs.views.training_staff import differences
from jobs import clock

WRITERS = allow(Role.HUB_EDITOR, Role.HUB_COORDINATOR)


@WRITERS
def skillslab_edit(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = _of_own_region(request, slug)
    skillslab = getattr(fieldlab, "skillslab", None)
    given = {"cancel_url": reverse("fieldlabs:skillslab_list"), "initial": forms.skillslab_initial(skillslab)}
    newer: list[list[str]] = []
    form = forms.SkillslabForm(request.POST or None, **given)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        asked = {"content": form.content(), "version": typed["version"], "reason": typed["reason"]}
        try:
            actions.save_skillslab(by=request.user, fieldlab=fieldlab, **asked)
        except actions.NewerSkillslab as broken:
            newer = differences(form, forms.skillslab_initial(broken.current))
            again = request.POST.copy()
            again["version"] = str(broken.current.version)
            form = forms.SkillslabForm(again, **given)
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The Skillslab of %(name)s is saved.") % {"name": fieldlab.name})
            return redirect("fieldlabs:skillslab_edit", slug)
    status = 409 if newer else 422 if form.is_bound and form.errors else 200
    return _page(request, fieldlab, skillslab, status=status, form=form, newer=newer)


def _page(
    request: HttpRequest, fieldlab: Fieldlab, skillslab: Skillslab | None, *, status: int = 200, **changes
) -> HttpResponse:
    cancel = reverse("fieldlabs:skillslab_list")
    context = {
        "crumbs": [(_("Skillslabs"), cancel), (fieldlab.name, None)],
        "fieldlab": fieldlab,
        "skillslab": skillslab,
        "state": skillslabs.standing(skillslab, clock.today())[0],
        "form": forms.SkillslabForm(cancel_url=cancel, initial=forms.skillslab_initial(skillslab)),
        "close_form": _close_form(fieldlab),
        "newer": [],
        "newer_columns": [_("Field"), _("Saved meanwhile"), _("What you typed")],
        "broken": None,
        **changes,
    }
    return render(request, "fieldlabs/skillslab_edit.html", context, status=status)


def _close_form(fieldlab: Fieldlab, data: object = None) -> forms.EndForm:
    action = reverse("fieldlabs:skillslab_close", args=[fieldlab.slug])
    return forms.EndForm(data, action=action, button=_("Close the Skillslab"), auto_id="close_%s")


@WRITERS
@require_POST
def skillslab_close(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = _of_own_region(request, slug)
    form = _close_form(fieldlab, request.POST)
    if not form.is_valid():
        return _page(request, fieldlab, getattr(fieldlab, "skillslab", None), status=422, close_form=form)
    typed = {"on": form.cleaned_data["on"], "reason": form.cleaned_data["reason"]}
    return _do(
        request,
        fieldlab,
        lambda: actions.close_skillslab(by=request.user, fieldlab=fieldlab, **typed),
        _("The last day of the Skillslab is saved."),
    )


@WRITERS
@require_POST
def skillslab_reopen(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = _of_own_region(request, slug)
    return _do(
        request,
        fieldlab,
        lambda: actions.reopen_skillslab(by=request.user, fieldlab=fieldlab),
        _("The Skillslab is open again."),
    )


def _do(request: HttpRequest, fieldlab: Fieldlab, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except RuleBroken as broken:
        return _page(request, fieldlab, getattr(fieldlab, "skillslab", None), status=422, broken=broken.message)
    messages.success(request, done)
    return redirect("fieldlabs:skillslab_edit", fieldlab.slug)


def _of_own_region(request: HttpRequest, slug: str) -> Fieldlab:
    """The Fieldlab; 404 for who may not know of it, 403 for who may not keep its Skillslab."""
    rows = Fieldlab.objects.defer("search", "facets").select_related("region", "skillslab")
    fieldlab = get_object_or_404(rows, slug=slug)
    allowed, reason = training_permissions.can_keep_skillslab(request.user, fieldlab)
    if allowed:
        return fieldlab
    if not fieldlab.has_public_page:
        raise Http404
    raise PermissionDenied(reason)
