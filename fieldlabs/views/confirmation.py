"""The yearly question: the page behind the link in the letter, and the buttons for who is signed in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow, public, signed_in
from fieldlabs import actions, confirming, details, permissions
from fieldlabs.models import Confirmation
from fieldlabs.views.shared import EDITORS, crumbs, for_insider, private, require
from jobs import clock

GONE = 410


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def fieldlab_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Who has the link says that the page is right. Opening it changes nothing: mail programs open links too."""
    question = confirming.confirmation_of(token)
    if question is None:
        return _page(request, "wrong", None, status=404)
    state = _state(question)
    if request.method == "POST" and state == "open":
        try:
            actions.confirm_by_link(confirmation=question)
        except actions.RuleBroken:
            question.refresh_from_db()
            return _page(request, _state(question), question, status=GONE)
        return redirect("fieldlabs:fieldlab_confirm", token)
    return _page(request, state, question, status=GONE if state == "expired" else 200)


def _state(question: Confirmation) -> str:
    if question.confirmed_at:
        return "used"
    if question.replaced or question.expires_on < clock.today() or not question.fieldlab.is_public:
        return "expired"
    return "open"


def _page(request: HttpRequest, state: str, question: Confirmation | None, *, status: int) -> HttpResponse:
    fieldlab = question.fieldlab if question else None
    context = {
        "crumbs": crumbs((_("Confirm the page"), None)),
        "state": state,
        "question": question,
        "fieldlab": fieldlab,
        "facts": details.facts_to_confirm(fieldlab) if state == "open" else [],
    }
    return render(request, "fieldlabs/confirm.html", context, status=status)


@signed_in
@private
@require_POST
def fieldlab_confirm_now(request: HttpRequest, slug: str) -> HttpResponse:
    """The contact, or an editor, confirms while signed in."""
    fieldlab = for_insider(request, slug)
    require(permissions.can_confirm(request.user, fieldlab))
    actions.confirm(by=request.user, fieldlab=fieldlab)
    messages.success(request, _("Thank you. The page of %(name)s is confirmed.") % {"name": fieldlab.name})
    return redirect(fieldlab)


@allow(*EDITORS)
@private
@require_POST
def confirmation_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """An editor asks the contact now instead of waiting for the yearly letter."""
    fieldlab = for_insider(request, slug)
    require(permissions.can_change(request.user, fieldlab))
    try:
        actions.ask_to_confirm(by=request.user, fieldlab=fieldlab)
    except actions.RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, _("The contact gets a letter with a link."))
    return redirect(fieldlab)
