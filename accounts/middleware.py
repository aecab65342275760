"""Opens a page only to those for whom its view is declared open, and only with the second factor that staff need."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import access

# What a member of staff can do before there is a second factor: set one up, prove who they are, or leave.
SETTING_UP = frozenset(
    {
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "account_email",
        "account_change_password",
        "usersessions_list",
    }
)


class AccessMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        declared = access.declared(view)
        if access.may_open(request.user, declared):
            return self._second_factor(request, declared)
        if declared is not None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied(_("Your role does not give access to this page."))

    def process_template_response(self, request, response):
        """allauth names its web site `site`, which would hide the header's and footer's own `site`."""
        (response.context_data or {}).pop("site", None)
        return response

    def _second_factor(self, request, declared):
        if (
            declared == "public"
            or request.resolver_match.url_name in SETTING_UP
            or not lacks_second_factor(request.user)
        ):
            return None
        messages.warning(request, _("Your role needs a second step when you sign in. Set it up first."))
        return redirect("mfa_index")


def lacks_second_factor(user) -> bool:
    """Whether this member of staff must set up a second factor first."""
    return (
        settings.SECOND_FACTOR_REQUIRED
        and bool(user.roles & access.STAFF)
        and not is_mfa_enabled(user, access.SECOND_FACTORS)
    )
