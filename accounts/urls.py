"""Addresses under /account/. The views of allauth declare here who may open them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from accounts import views
from accounts.access import public, signed_in

own = [
    path("", views.account_detail, name="account_detail"),
    path("mensen/", views.person_list, name="person_list"),
    path("mensen/uitnodigen/", views.invitation_create, name="invitation_create"),
    path("mensen/geschiedenis/", views.role_history, name="role_history"),
    path("uitnodigingen/<int:invitation_id>/intrekken/", views.invitation_withdraw, name="invitation_withdraw"),
    path("rollen/<int:holding_id>/beeindigen/", views.role_end, name="role_end"),
    path("uitnodiging/<str:token>/", views.invitation_accept, name="invitation_accept"),
]

# The names are allauth's; its own code looks addresses up by them.
sign_in = [
    path("inloggen/", views.login, name="account_login"),
    path("uitloggen/", public(account.logout), name="account_logout"),
    path("geblokkeerd/", public(account.account_inactive), name="account_inactive"),
    path("aanmelden/", public(account.signup), name="account_signup"),
    path("bevestigen/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("e-mail/", signed_in(account.email), name="account_email"),
    path("e-mail/bevestigen/", public(account.email_verification_sent), name="account_email_verification_sent"),
    re_path(r"^e-mail/bevestigen/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("wachtwoord/", signed_in(account.password_change), name="account_change_password"),
    path("wachtwoord/instellen/", signed_in(account.password_set), name="account_set_password"),
    path("wachtwoord/vergeten/", public(account.password_reset), name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/gewijzigd/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("sessies/", signed_in(sessions.list_usersessions), name="usersessions_list"),
]

second_factor = [
    path("", signed_in(mfa.index), name="mfa_index"),
    path("code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("bevestigen/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("app/instellen/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("app/verwijderen/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("herstelcodes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("herstelcodes/downloaden/", signed_in(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("sleutels/", signed_in(keys.list_webauthn), name="mfa_list_webauthn"),
    path("sleutels/toevoegen/", signed_in(keys.add_webauthn), name="mfa_add_webauthn"),
    path("sleutels/bevestigen/", signed_in(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("sleutels/<int:pk>/verwijderen/", signed_in(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("sleutels/<int:pk>/wijzigen/", signed_in(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("sleutels/inloggen/", public(keys.login_webauthn), name="mfa_login_webauthn"),
]

urlpatterns = [
    *sign_in,
    path("tweede-stap/", include(second_factor)),
    path("", include((own, "accounts"))),
]
