"""The company's own page of its help request. Whoever has the link has the request."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from hubs import actions, letters
from hubs.models import HelpRequest
from hubs.retention import REQUEST_MONTHS
from ui.formats import date_long, masked_email, masked_telephone


def _request_of(key: uuid.UUID) -> HelpRequest:
    return get_object_or_404(HelpRequest.objects.select_related("hub__region", "region", "place"), key=key)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
def request_state(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """How it stands, where it is, and what was sent."""
    asked = _request_of(key)
    context = {
        "crumbs": [(_("Your question"), None)],
        "asked": asked,
        "desk": letters.desk_name(asked),
        "sent": _sent(asked),
        "months": REQUEST_MONTHS,
    }
    return _private(render(request, "hubs/request_state.html", context))


def _sent(asked: HelpRequest) -> list[tuple[str, object]]:
    """What the company typed; empty once it is removed. How to reach a person is masked: links get passed on."""
    if asked.erased:
        return []
    return [
        (_("Name of the company"), asked.company_name),
        (_("E-mail address"), masked_email(asked.email)),
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
