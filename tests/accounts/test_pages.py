"""Every page about accounts: who may open it, in whose look, in which language."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test.utils import override_settings
from django.urls import reverse as plain_reverse
from django.utils import translation

pytestmark = pytest.mark.django_db

STRANGERS = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_inactive",
]
SIGNED_IN = [
    "accounts:account_detail",
    "account_logout",
    "account_email",
    "account_change_password",
    "mfa_index",
    "usersessions_list",
    "mfa_list_webauthn",
]
# Allauth asks for the password again before these.
SAFETY = ["mfa_activate_totp", "mfa_add_webauthn"]


def reverse(name: str, language: str = "nl") -> str:
    """The address in one language, whatever language an earlier request left behind."""
    with translation.override(language):
        return plain_reverse(name)


def sign_in(client, person, password="slimme-fabriek-2018"):
    return client.post(reverse("account_login"), {"login": person.email, "password": password})


def prove(client, password="slimme-fabriek-2018"):
    """Answer the question for the password that comes before anything about safety."""
    return client.post(reverse("account_reauthenticate"), {"password": password})


def ours(response) -> bool:
    """Whether each template of this page is the house's own, and it has the house's header."""
    names = [template.origin.name for template in response.templates if template.origin.name.startswith("/")]
    widgets = ("/django/forms/", "/crispy_forms/")
    foreign = [name for name in names if not name.startswith(f"{settings.BASE_DIR}/templates/")]
    assert [name for name in foreign if not any(part in name for part in widgets)] == []
    return "si-header" in response.text and "/privacy/" in response.text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", STRANGERS)
def test_strangers_page_is_ours(client_for, name, language):
    response = client_for().get(reverse(name, language))
    assert response.status_code == 200
    assert ours(response)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", SIGNED_IN)
def test_page_for_the_signed_in_is_ours(client_for, anna, name, language):
    assert client_for().get(reverse(name, language)).status_code == 302
    response = client_for(anna).get(reverse(name, language))
    assert response.status_code == 200
    assert ours(response)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", SAFETY)
def test_safety_page_is_ours(client_for, anna, name, language):
    client = client_for(anna)
    asked = client.get(reverse(name, language), follow=True)
    assert asked.redirect_chain[-1][0].startswith(reverse("account_reauthenticate", language))
    assert ours(asked)
    prove(client)
    response = client.get(reverse(name, language))
    assert response.status_code == 200
    assert ours(response)


def test_picture_for_the_app_is_inline_svg(client_for, anna):
    client = client_for(anna)
    prove(client)
    text = client.get(reverse("mfa_activate_totp")).text
    assert "<svg" in text
    assert "data:image" not in text


@pytest.fixture
def with_app(anna):
    TOTP.activate(anna, generate_totp_secret())
    RecoveryCodes.activate(anna)
    return anna


@pytest.mark.parametrize("language", ["nl", "en"])
def test_second_step_at_sign_in_is_ours(client_for, with_app, language):
    client = client_for()
    response = client.post(
        reverse("account_login", language), {"login": with_app.email, "password": "slimme-fabriek-2018"}, follow=True
    )
    assert response.redirect_chain[-1][0] == reverse("mfa_authenticate", language)
    assert ours(response)
    wrong = client.post(reverse("mfa_authenticate", language), {"code": "000000"})
    assert wrong.status_code == 200
    assert ours(wrong)


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
)
def test_pages_of_the_second_step_are_ours(client_for, with_app, name):
    client = client_for()
    sign_in(client, with_app)
    code = RecoveryCodes.activate(with_app).get_unused_codes()[0]
    client.post(reverse("mfa_authenticate"), {"code": code})
    prove(client)
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert ours(response)
    again = client_for(with_app).get(reverse("mfa_reauthenticate"))
    assert ours(again)


def test_role_pages_open_for_those_who_manage(client_for, cast):
    pages = {
        "accounts:person_list": {"ans", "noor"},
        "accounts:invitation_create": {"ans", "noor"},
        "accounts:role_history": {"ans", "gijs"},
    }
    for name, open_for in pages.items():
        for key, person in cast.items():
            response = client_for(person).get(reverse(name))
            assert response.status_code == (200 if key in open_for else 403), (name, key)
            assert key not in open_for or ours(response)


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_staff_without_second_step_must_set_it_up(client_for, ans, anna, with_app):
    response = client_for(ans).get(reverse("accounts:person_list"))
    assert (response.status_code, response.url) == (302, reverse("mfa_index"))
    assert client_for(ans).get(reverse("mfa_index")).status_code == 200
    assert client_for(anna).get(reverse("accounts:account_detail")).status_code == 200
    TOTP.activate(ans, generate_totp_secret())
    assert client_for(ans).get(reverse("accounts:person_list")).status_code == 200
