"""The public page on which a company asks for help."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import public
from fieldlabs.models import Fieldlab
from hubs import actions
from hubs.asking_forms import PublicForm, SenderForm
from hubs.models import HelpRequest
from ui.language import code

INVALID = 422
Source = HelpRequest.Source


@public
@require_http_methods(["GET", "HEAD", "POST"])
def request_create(request: HttpRequest) -> HttpResponse:
    """`?fieldlab=<slug>`: from the page of that Fieldlab. Unknown or not public: as without."""
    slug = request.GET.get("fieldlab", "")
    fieldlab = Fieldlab.objects.public().defer("search").filter(slug=slug).first() if slug else None
    form = PublicForm(request.POST or None, initial=_known(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _send(request, form, fieldlab)
        except actions.RuleBroken as broken:
            form.add_error(None, broken.message)
    context = {
        "crumbs": [(_("Ask for help"), None)],
        "form": form,
        "fieldlab": fieldlab,
    }
    response = render(request, "hubs/request_create.html", context, status=INVALID if form.errors else 200)
    # It carries a key that is used once, and what somebody typed.
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _known(request: HttpRequest) -> dict[str, str]:
    if not request.user.is_authenticated:
        return {}
    return {"contact_name": request.user.name, "email": request.user.email}


def _send(request: HttpRequest, form: PublicForm, fieldlab: Fieldlab | None) -> HttpResponse:
    typed = form.cleaned_data
    known = HelpRequest.objects.filter(key=typed["key"]).exists()
    if not known and not ratelimit.consume(request, action="help_request", key=typed["email"].lower()):
        return render(request, "hubs/too_many.html", {"crumbs": [(_("Ask for help"), None)]}, status=429)
    made = actions.ask_for_help(
        **asked_in(form),
        language=code(),
        source=Source.FIELDLAB if fieldlab else Source.FORM,
        fieldlab=fieldlab,
        by=request.user if request.user.is_authenticated else None,
    )
    return redirect("hubs:request_state", key=made.key)


def asked_in(form: SenderForm) -> dict[str, object]:
    """What the form says, for the action. The hub is that of the place; without a place the national desk."""
    typed, place = form.cleaned_data, form.found_place
    region = place.province.region if place else None
    return {
        "key": typed["key"],
        "hub": getattr(region, "hub", None) if region else None,
        "region": region,
        "place": place,
        "sender": actions.Sender(
            typed["company_name"], typed["contact_name"], typed["email"], typed["telephone"], typed["kvk_number"]
        ),
        "question": typed["question"],
        "subjects": typed["subjects"],
        "attachment": None,
        "consent_version": form.consent_version,
    }
