"""A link that shows the result to whoever has it: made and withdrawn by who has the run, read by others."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from assessments import sharing
from assessments.actions import RuleBroken
from assessments.forms import ShareForm
from assessments.models import Share
from assessments.results import outcome
from assessments.scan import Scan, scan_of
from assessments.views.report import horizon_of, with_result
from assessments.views.shared import GONE, INVALID, crumbs, person_of, posted, private, refused, with_run


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
@with_run
@with_result
def share(request: HttpRequest, scan: Scan) -> HttpResponse:
    """Make a link to the result, see those that are valid, withdraw one."""
    if "withdraw" in request.POST:
        return _withdraw(request, scan)
    form = ShareForm(posted(request))
    if form.is_valid():
        try:
            sharing.share(assessment=scan.run, days=form.cleaned_data["days"], by=person_of(request))
        except RuleBroken as broken:
            if broken.code == "gone":
                return refused(request, scan.run, broken)
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The link is ready. Copy it from the list below."))
            return redirect(request.path)
    links = [(one, _address(request, one)) for one in sharing.valid(scan.run)]
    result_url = reverse("assessments:result", kwargs={"key": scan.run.pk})
    context = {
        "form": form,
        "links": links,
        "back_url": result_url,
        "crumbs": crumbs((_("Your result"), result_url), (_("Share"), None)),
    }
    return render(request, "assessments/share.html", context, status=INVALID if form.errors else 200)


def _address(request: HttpRequest, share: Share) -> str:
    return request.build_absolute_uri(reverse("assessments:shared", kwargs={"token": sharing.token_of(share)}))


def _withdraw(request: HttpRequest, scan: Scan) -> HttpResponse:
    try:
        found = Share.objects.get(assessment=scan.run, pk=request.POST["withdraw"])
    except (Share.DoesNotExist, ValidationError) as unknown:
        raise Http404 from unknown
    if sharing.withdraw(share=found, by=person_of(request)):
        messages.success(request, _("The link has been withdrawn. It shows nothing any more."))
    else:
        messages.info(request, _("This link had ended already."))
    return redirect(request.path)


@public
@private
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The result, read only and without the key of the run. 404: not our link; 410: expired, withdrawn or deleted."""
    number = sharing.id_in(token)
    if number is None:
        raise Http404
    with_run = ("assessment__place", "assessment__province__region", "assessment__size", "assessment__sector")
    link = Share.objects.select_related(*with_run).filter(pk=number).first()
    scan = scan_of(link.assessment) if link and sharing.is_valid(link) else None
    if scan is None:
        return _no_index(render(request, "assessments/shared_gone.html", {"link": link}, status=GONE))
    context = {"outcome": outcome(scan, horizon_of(request)), "until": link.expires_at}
    return _no_index(render(request, "assessments/shared.html", context))


def _no_index(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex"
    return response
