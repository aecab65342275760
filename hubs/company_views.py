"""The company's own page of its help request. Whoever has the link has the request."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import public
from hubs import actions, letters, standing, timeline
from hubs.models import HelpRequest
from hubs.retention import REQUEST_MONTHS
from hubs.work_forms import ReplyForm
from ui.formats import date_long, masked_email, masked_telephone

WIDE = ("hub__region", "region", "place", "fieldlab", "merged_into__hub__region")


def _request_of(key: uuid.UUID) -> HelpRequest:
    return get_object_or_404(HelpRequest.objects.select_related(*WIDE), key=key)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
def request_state(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """How it stands, where it is, what happened, and what was sent. Of a double: where it goes on."""
    asked = _request_of(key)
    goes_on = asked.merged_into if asked.state == HelpRequest.State.MERGED else None
    if goes_on and asked.email and goes_on.email == asked.email and not asked.erased:
        return redirect("hubs:request_state", key=goes_on.key)
    return state_page(request, asked, ReplyForm(action=_reply_url(asked)))


def state_page(request: HttpRequest, asked: HelpRequest, reply: ReplyForm) -> HttpResponse:
    goes_on = asked.merged_into if asked.state == HelpRequest.State.MERGED else None
    context = {
        "crumbs": [(_("Your question"), None)],
        "asked": asked,
        "standing": standing.of(goes_on or asked),
        "merged": goes_on is not None,
        "desk": letters.desk_name(goes_on or asked),
        "hub": (goes_on or asked).hub,
        "entries": timeline.for_company(asked, timeline.moments_of(asked)),
        "sent": _sent(asked),
        "reply": None if asked.erased or goes_on else reply,
        "months": REQUEST_MONTHS,
    }
    return _private(render(request, "hubs/request_state.html", context, status=422 if reply.errors else 200))


def _reply_url(asked: HelpRequest) -> str:
    return reverse("hubs:request_reply", kwargs={"key": asked.key}) + "#write"


@public
@require_POST
def request_reply(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The company writes to the desk."""
    asked = _request_of(key)
    form = ReplyForm(request.POST, action=_reply_url(asked))
    if form.is_valid():
        if not ratelimit.consume(request, action="help_request", key=str(asked.pk)):
            return _private(render(request, "hubs/too_many.html", {"crumbs": [(_("Your question"), None)]}, status=429))
        person = request.user if request.user.is_authenticated else None
        try:
            actions.write_to_desk(
                request=asked, text=form.cleaned_data["text"], key=form.cleaned_data["key"], by=person
            )
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("Your message is at the desk."))
            return redirect("hubs:request_state", key=key)
    return state_page(request, asked, form)


def _sent(asked: HelpRequest) -> list[tuple[str, object]]:
    """What the company typed; empty once it is removed. How to reach a person is masked: links get passed on."""
    if asked.erased:
        return []
    about = [(_("Fieldlab"), asked.fieldlab.name)] if asked.fieldlab else []
    return [
        *about,
        (_("Name of the company"), asked.company_name),
        (_("E-mail address"), masked_email(asked.email) if asked.email else _("not given")),
        (_("Telephone number"), masked_telephone(asked.telephone) if asked.telephone else _("not given")),
    ]


@public
@require_http_methods(["GET", "HEAD", "POST"])
def request_withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Asks once, then takes the request back."""
    asked = _request_of(key)
    if request.method == "POST":
        person = request.user if request.user.is_authenticated else None
        if actions.withdraw(request=asked, by=person):
            messages.success(request, _("Your question is withdrawn. What you sent has been deleted."))
        else:
            told = _("You had withdrawn this question on %(date)s. Nothing has changed.")
            messages.info(request, told % {"date": date_long(asked.withdrawn_at)})
        return redirect("hubs:request_state", key=key)
    context = {
        "crumbs": [(_("Your question"), None)],
        "asked": asked,
        "desk": letters.desk_name(asked),
    }
    return _private(render(request, "hubs/request_withdraw.html", context))
