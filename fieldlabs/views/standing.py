"""Steps with a reason: on and off the public list, close, open again. And the history of all steps."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow, signed_in
from fieldlabs import actions, history, permissions
from fieldlabs.life_forms import CloseForm, ReasonForm
from fieldlabs.models import Fieldlab
from fieldlabs.views.shared import EDITORS, crumbs_of, for_insider, private, require, status_of, tried
from jobs import clock

PAGE_SIZE = 25


@allow(*EDITORS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def fieldlab_publish(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = for_insider(request, slug)
    require(permissions.can_publish(request.user, fieldlab))
    form = _form(request, fieldlab, _("Put on the public list"))
    told = _("Visitors find it from now on.")
    return _step(request, fieldlab, form, act=actions.publish, title=_("Make %(name)s public"), told=told)


@allow(*EDITORS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def fieldlab_take_off(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = for_insider(request, slug)
    require(permissions.can_take_off(request.user, fieldlab))
    form = _form(request, fieldlab, _("Take off the public list"), dangerous=True)
    told = _("Visitors no longer find it, and its page says “not found”. You can put it back.")
    return _step(request, fieldlab, form, act=actions.take_off, title=_("Take %(name)s off the list"), told=told)


@allow(*EDITORS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def fieldlab_close(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = for_insider(request, slug)
    require(permissions.can_change(request.user, fieldlab))
    given = {"button": _("Close"), "dangerous": True, "cancel_url": fieldlab.get_absolute_url()}
    form = CloseForm(request.POST or None, initial={"day": clock.today()}, **given)
    told = _("It leaves the public list. Its page stays at its address and says that it closed. You can open it again.")
    return _step(
        request, fieldlab, form, title=_("Close %(name)s"), told=told,
        act=lambda **given: actions.close(day=form.cleaned_data["day"], **given),
    )  # fmt: skip


@allow(*EDITORS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def fieldlab_reopen(request: HttpRequest, slug: str) -> HttpResponse:
    fieldlab = for_insider(request, slug)
    require(permissions.can_reopen(request.user, fieldlab))
    form = _form(request, fieldlab, _("Open again"))
    told = _("If its page was public, it is on the list again at once.")
    return _step(request, fieldlab, form, act=actions.reopen, title=_("Open %(name)s again"), told=told)


def _form(request: HttpRequest, fieldlab: Fieldlab, button: str, *, dangerous: bool = False) -> ReasonForm:
    return ReasonForm(request.POST or None, button=button, dangerous=dangerous, cancel_url=fieldlab.get_absolute_url())


def _step(
    request: HttpRequest, fieldlab: Fieldlab, form: ReasonForm, *, act: Callable[..., Fieldlab], title: str, told: str
) -> HttpResponse:
    """Ask for the reason, act, go back to the page."""
    title = title % {"name": fieldlab.name}
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: act(by=request.user, fieldlab=fieldlab, reason=reason)):
            messages.success(request, _("%(title)s: done.") % {"title": title})
            return redirect(fieldlab)
    context = {"crumbs": crumbs_of(fieldlab, (title, None)), "fieldlab": fieldlab, "form": form, "title": title}
    return render(request, "fieldlabs/step.html", {**context, "told": told}, status=status_of(form))


@signed_in
@private
def fieldlab_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every step and every change, the newest first, for the hub, the contact, the steering group and auditors."""
    fieldlab = for_insider(request, slug)
    require(permissions.can_see_history(request.user, fieldlab))
    page = Paginator(history.history(fieldlab), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs_of(fieldlab, (_("History"), None)),
        "fieldlab": fieldlab,
        "page": page,
        "entries": page.object_list,
    }
    return render(request, "fieldlabs/history.html", context)
