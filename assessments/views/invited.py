"""The links in an invitation to do the scan again."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from assessments import inviting
from assessments.models import Assessment, Contact
from assessments.views.shared import GONE, crumbs, person_of, private


@public
@private
@require_safe
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """To the page that starts the repeat. 404 for a link that is not ours, 410 for one whose time is over."""
    try:
        run_id = inviting.run_to_repeat(token)
    except inviting.Expired:
        return _gone(request)
    if run_id is None:
        raise Http404
    run = Assessment.objects.filter(pk=run_id).first()
    if run is None:
        return _gone(request)
    address = reverse("assessments:again", kwargs={"key": run.pk})
    if run.person_id and person_of(request) is None:
        return redirect_to_login(address)
    return redirect(address)


def _gone(request: HttpRequest) -> HttpResponse:
    context = {"days": inviting.VALID_FOR.days, "crumbs": crumbs((_("Do it again"), None))}
    return render(request, "assessments/invited_gone.html", context, status=GONE)


@public
@private
@require_http_methods(["GET", "HEAD", "POST"])
def no_more_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Ends the invitations to one address; a letter's link changes nothing by being opened."""
    run_id = inviting.run_to_stop(token)
    if run_id is None:
        raise Http404
    if request.method == "POST":
        inviting.stop(run_id=run_id)
    still = Contact.objects.filter(pk=run_id, wants_invitation=True).exists()
    context = {"still": still, "crumbs": crumbs((_("No more invitations"), None))}
    return render(request, "assessments/no_more_letters.html", context)
