"""Pages about the own account, people, invitations and roles."""

from http import HTTPStatus

from allauth.account import views as allauth_views
from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login as start_session
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import actions, history, permissions, queries
from accounts.access import allow, public, signed_in
from accounts.forms import EndRoleForm, InvitationForm, NewPersonForm, ProfileForm
from accounts.models import Invitation, Role, RoleHolding, User
from accounts.rules import RuleBroken
from accounts.tokens import invitation_of
from jobs import clock

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LONGEST_SEARCH = 200
# The rule of the desks above: whoever breaks it is led to the page that mends it.
HANDED_OVER_FIRST = "hubs_role_ends_after_handing_over"


@public
def login(request: HttpRequest) -> HttpResponse:
    """allauth's page, with status 429 once there were too many wrong passwords."""
    response = allauth_views.login(request)
    form = _context(response).get("form")
    if form is not None and form.is_bound and form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts"):
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    return response


@public
def password_reset_from_key(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """allauth's page, with status 410 for a link that was used or is too old."""
    response = allauth_views.password_reset_from_key(request, uidb36=uidb36, key=key)
    if _context(response).get("token_fail"):
        response.status_code = HTTPStatus.GONE
    return response


@public
def confirm_email(request: HttpRequest, key: str) -> HttpResponse:
    """allauth's page, with status 410 for a link that was used or is too old."""
    response = allauth_views.confirm_email(request, key=key)
    context = _context(response)
    if context and not (context.get("confirmation") and context.get("can_confirm")):
        response.status_code = HTTPStatus.GONE
    return response


def _context(response: HttpResponse) -> dict:
    """What a page that is not yet rendered will show; empty for a redirect."""
    return getattr(response, "context_data", None) or {}


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For forms that were sent too often; allauth finds it as handler429."""
    return render(request, "accounts/too_many_requests.html", status=HTTPStatus.TOO_MANY_REQUESTS)


@signed_in
def account_detail(request: HttpRequest) -> HttpResponse:
    """My account: name, language, roles, and the way to the security settings."""
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(by=person, **form.cleaned_data)
        messages.success(request, _("Your details are saved."))
        return redirect("accounts:account_detail")
    return render(request, "accounts/account_detail.html", {"form": form, "crumbs": [(_("My account"), None)]})


@allow(Role.ADMINISTRATOR, Role.HUB_COORDINATOR)
def person_list(request: HttpRequest) -> HttpResponse:
    """People and roles of the organisations that one looks after, and the open invitations."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    ended = request.GET.get("show") == "ended"
    page = queries.page_of(queries.holdings_of(request.user, search=text, ended=ended), request.GET.get("page"))
    context = {
        "page": page,
        "q": text,
        "ended": ended,
        "kept": [("show", "ended")] if ended else [],
        "today": clock.today(),
        "invitations": queries.open_invitations(request.user),
        "now": clock.now(),
        "may_read_history": permissions.can_read_history(request.user)[0],
        "crumbs": [(_("People and roles"), None)],
    }
    return render(request, "accounts/person_list.html", context)


@allow(Role.ADMINISTRATOR, Role.HUB_COORDINATOR)
def invitation_create(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = actions.invite(by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The invitation for %(email)s is on its way.") % {"email": invitation.email})
            return redirect("accounts:person_list")
    return render(request, "accounts/invitation_form.html", {"form": form, "crumbs": _crumbs(_("Invite somebody"))})


@allow(Role.ADMINISTRATOR, Role.HUB_COORDINATOR)
def invitation_withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Asks first; then the link in the letter stops working."""
    invitation = get_object_or_404(Invitation.objects.select_related("organisation", "created_by"), pk=invitation_id)
    if not permissions.can_manage(request.user, invitation.organisation, invitation.role)[0]:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            actions.withdraw(by=request.user, invitation=invitation)
        except RuleBroken as broken:
            problem = broken.message
        else:
            messages.success(request, _("The invitation for %(email)s is withdrawn.") % {"email": invitation.email})
            return redirect("accounts:person_list")
    context = {"invitation": invitation, "problem": problem, "crumbs": _crumbs(_("Withdraw invitation"))}
    return render(request, "accounts/invitation_withdraw.html", context)


@allow(Role.ADMINISTRATOR, Role.HUB_COORDINATOR)
def role_end(request: HttpRequest, holding_id: int) -> HttpResponse:
    holding = get_object_or_404(RoleHolding.objects.select_related("person", "organisation"), pk=holding_id)
    if not permissions.can_manage(request.user, holding.organisation, holding.role)[0]:
        raise Http404
    form, hand_over = EndRoleForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_role(by=request.user, holding=holding, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, broken.message)
            hand_over = broken.code == HANDED_OVER_FIRST
        else:
            messages.success(request, _("The role of %(person)s ends.") % {"person": holding.person})
            return redirect("accounts:person_list")
    crumbs = _crumbs(_("End a role"))
    context = {"form": form, "holding": holding, "hand_over": hand_over, "crumbs": crumbs}
    return render(request, "accounts/role_end.html", context)


@allow(Role.ADMINISTRATOR, Role.AUDITOR)
def role_history(request: HttpRequest) -> HttpResponse:
    """Who gave which role to whom, when and why."""
    page = queries.page_of(history.events(), request.GET.get("page"))
    crumbs = (
        _crumbs(_("History of roles")) if Role.ADMINISTRATOR in request.user.roles else [(_("History of roles"), None)]
    )
    return render(request, "accounts/role_history.html", {"page": page, "lines": history.lines(page), "crumbs": crumbs})


@public
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the letter: make an account, or take the role with the account one has."""
    invitation = invitation_of(token)
    if invitation is None:
        return _refusal(
            request,
            HTTPStatus.NOT_FOUND,
            _("This link is not right"),
            _("Copy the whole link from the letter, or ask the person who invited you for a new invitation."),
        )
    closed = _closed(invitation)
    if closed:
        return _refusal(request, HTTPStatus.GONE, *closed)
    if request.user.is_authenticated:
        return _accept_signed_in(request, invitation)
    if User.objects.filter(email=invitation.email).exists():
        return render(request, "accounts/invitation_sign_in.html", {"invitation": invitation, "next": request.path})
    return _accept_as_new_person(request, invitation)


def _accept_signed_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.user.email != invitation.email:
        return _refusal(
            request,
            HTTPStatus.FORBIDDEN,
            _("This invitation is for another e-mail address"),
            _("You are signed in with another account. Sign out, and open the link in the letter again."),
        )
    if request.method == "POST":
        try:
            actions.accept(by=request.user, invitation=invitation)
        except RuleBroken as broken:
            return _refusal(request, HTTPStatus.GONE, broken.message, "")
        messages.success(request, _("You now have the role %(role)s.") % {"role": invitation.get_role_display()})
        return redirect("reports:start")
    return render(request, "accounts/invitation_accept.html", {"invitation": invitation})


def _accept_as_new_person(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = NewPersonForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.accept_as_new_person(invitation=invitation, **form.cleaned_data)
        except RuleBroken as broken:
            return _refusal(request, HTTPStatus.GONE, broken.message, "")
        start_session(request, person, backend=BACKEND)
        record_authentication(request, person, method="password", email=person.email)
        messages.success(request, _("Welcome. Your account is ready."))
        return redirect("reports:start")
    return render(request, "accounts/invitation_accept.html", {"invitation": invitation, "form": form})


def _closed(invitation: Invitation) -> tuple[str, str] | None:
    """Title and text when the invitation can no longer be accepted."""
    ask = _("Ask the person who invited you for a new invitation.")
    if invitation.accepted_at:
        return _("This invitation has already been used."), _("You can sign in with your e-mail address and password.")
    if invitation.withdrawn_at:
        return _("This invitation has been withdrawn."), ask
    if invitation.expires_at <= clock.now():
        return _("This invitation has expired."), ask
    return None


def _refusal(request: HttpRequest, status: HTTPStatus, title: str, text: str) -> HttpResponse:
    return render(request, "accounts/invitation_refused.html", {"title": title, "text": text}, status=status)


def _crumbs(label: str) -> list[tuple[str, str | None]]:
    return [(_("People and roles"), reverse("accounts:person_list")), (label, None)]
