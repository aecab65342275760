"""Signing up and in, passwords and addresses: what a stranger can learn, and what goes wrong in words."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test.utils import override_settings
from django.urls import reverse as plain_reverse
from django.utils import translation

from accounts import actions
from accounts.access import STAFF, declared
from accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "slimme-fabriek-2018"
NEW = "een lange zin met fietsen"


def reverse(name: str, language: str = "nl", **kwargs) -> str:
    with translation.override(language):
        return plain_reverse(name, **kwargs)


def sign_in(client, email, password=PASSWORD, language="nl"):
    return client.post(reverse("account_login", language), {"login": email, "password": password})


def link_in(letter) -> str:
    return re.search(r"http://testserver(\S+)", letter.body)[1]


def test_everyone_of_the_cast_signs_in_to_the_start_page(client_for, cast):
    for person in cast.values():
        assert sign_in(client_for(), person.email).url == reverse("reports:start")


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "te vaak een verkeerd wachtwoord"), ("en", "There were too many wrong passwords")]
)
@pytest.mark.parametrize("email", ["anna@demo.smartindustry.example", "nobody@demo.smartindustry.example"])
def test_sixth_wrong_password_gets_a_clear_page(client_for, anna, email, language, words):
    client = client_for()
    answers = [sign_in(client, email, "verkeerd", language) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert words in answers[-1].text
    assert f'value="{email}"' in answers[-1].text
    assert f'<html lang="{language}">' in answers[-1].text
    assert sign_in(client, anna.email, PASSWORD, language).status_code == (429 if email == anna.email else 302)


@override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip"})
@pytest.mark.parametrize(("language", "words"), [("nl", "Te veel pogingen"), ("en", "Too many attempts")])
def test_form_sent_too_often_gets_our_page(client_for, language, words):
    client = client_for()
    answers = [sign_in(client, "a@b.example", "x", language) for _ in range(3)]
    assert answers[-1].status_code == 429
    assert words in answers[-1].text
    assert "si-header" in answers[-1].text


@pytest.mark.parametrize(
    ("language", "subject"), [("nl", "Bevestig uw e-mailadres"), ("en", "Confirm your e-mail address")]
)
def test_company_signs_up_confirms_and_has_no_role(client_for, language, subject):
    client = client_for()
    form = {"email": "Nieuw@Bedrijf.example", "password1": NEW, "password2": NEW}
    sent = client.post(reverse("account_signup", language), form)
    assert sent.url == reverse("account_email_verification_sent", language)
    assert sign_in(client, "nieuw@bedrijf.example", NEW, language).url == reverse(
        "account_email_verification_sent", language
    )
    assert mail.outbox[0].subject == subject
    address = link_in(mail.outbox[0])
    assert client.get(address).status_code == 200
    client.post(address)
    assert sign_in(client_for(), "nieuw@bedrijf.example", NEW).url == reverse("reports:start")
    person = User.objects.get(email="nieuw@bedrijf.example")
    assert (person.roles, person.language) == (frozenset(), language)


def test_sign_up_does_not_tell_who_has_an_account(client_for, anna):
    pages = []
    for email in ("nieuw@bedrijf.example", anna.email):
        client = client_for()
        answer = client.post(reverse("account_signup"), {"email": email, "password1": NEW, "password2": NEW})
        pages.append((answer.status_code, answer.url, client.get(answer.url).text.replace(email, "")))
    assert pages[0][:2] == pages[1][:2]
    assert [letter.subject for letter in mail.outbox] == ["Bevestig uw e-mailadres", "U hebt al een account"]
    assert not User.objects.get(email=anna.email).check_password(NEW)


def test_forgotten_password_does_not_tell_who_has_an_account(client_for, anna):
    answers = [client_for().post(reverse("account_reset_password"), {"email": e}) for e in (anna.email, "x@y.example")]
    assert answers[0].url == answers[1].url
    assert [letter.subject for letter in mail.outbox] == [
        "Kies een nieuw wachtwoord",
        "Er is geen account met dit adres",
    ]


def test_letter_is_in_the_persons_language_not_the_pages(client_for, anna):
    actions.change_profile(by=anna, name=anna.name, language="en")
    client_for().post(reverse("account_reset_password"), {"email": anna.email})
    assert mail.outbox[0].subject == "Choose a new password"


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Deze link werkt niet meer"), ("en", "This link no longer works")]
)
def test_reset_link_works_once(client_for, anna, language, words):
    client_for().post(reverse("account_reset_password", language), {"email": anna.email})
    address = link_in(mail.outbox[0])
    client = client_for()
    form = client.get(address)
    assert client.get(form.url).status_code == 200
    assert client.post(form.url, {"password1": NEW, "password2": "anders"}).status_code == 200
    done = client.post(form.url, {"password1": NEW, "password2": NEW})
    assert done.url == reverse("account_reset_password_from_key_done", language)
    assert sign_in(client_for(), anna.email, NEW).status_code == 302
    for again in (client_for().get(address), client_for().post(address, {"password1": NEW, "password2": NEW})):
        assert again.status_code == 410
        assert words in again.text


def test_invented_links_are_gone_not_broken(client_for):
    key = {"uidb36": "1", "key": "x-y"}
    assert client_for().get(reverse("account_reset_password_from_key", kwargs=key)).status_code == 410
    assert client_for().get(reverse("account_confirm_email", kwargs={"key": "abc"})).status_code == 410


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("account_login", {"login": "a\x00@b.example", "password": "x"}),
        ("account_login", {"login": "a@b.example", "password": "x\x00"}),
        ("account_signup", {"email": "a\x00@b.example", "password1": NEW, "password2": NEW}),
        ("account_signup", {"email": "a@b.example", "password1": NEW + "\x00", "password2": NEW + "\x00"}),
        ("account_reset_password", {"email": "a\x00@b.example"}),
        ("account_login", {"login": "a" * 300 + "@hub.example.com.nl", "password": "x"}),
        ("account_login", {"login": "a" * 10_000, "password": "x" * 10_000}),
        ("account_signup", {"email": "a" * 300 + "@hub.example.com.nl", "password1": NEW, "password2": NEW}),
        ("account_reset_password", {"email": "a" * 400 + "@b.example"}),
    ],
)
def test_strange_input_gets_a_sentence(client_for, name, form):
    response = client_for().post(reverse(name), form)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert "si-error-summary" in response.text


@pytest.mark.parametrize("credential", ["{}", "[]", "1", "null", "", "x\x00", '{"id": "\\u0000"}', "{" * 10_000])
def test_strange_passkey_gets_no_traceback(client_for, credential):
    response = client_for().post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert response.status_code in {200, 302}


@pytest.mark.parametrize("next_page", ["//evil.example", "https://evil.example/x", "javascript:alert(1)"])
def test_sign_in_goes_to_no_other_site(client_for, anna, next_page):
    form = {"login": anna.email, "password": PASSWORD, "next": next_page}
    assert client_for().post(reverse("account_login"), form).url == reverse("reports:start")


def test_blocked_person_gets_a_page(client_for, anna):
    User.objects.filter(pk=anna.pk).update(is_active=False)
    response = client_for().post(reverse("account_login"), {"login": anna.email, "password": PASSWORD}, follow=True)
    assert "Dit account is geblokkeerd" in response.text or "klopt niet" in response.text


def test_password_changes_with_a_letter(client_for, anna):
    client = client_for()
    sign_in(client, anna.email)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), form)
    assert mail.outbox[-1].subject == "Uw wachtwoord is gewijzigd"
    assert "Was u dit niet?" in mail.outbox[-1].body
    assert sign_in(client_for(), anna.email, NEW).status_code == 302


def test_second_address_is_confirmed_and_made_the_main_one(client_for, anna):
    client = client_for(anna)
    client.post(reverse("account_email"), {"email": "Anna@Thuis.example", "action_add": ""})
    assert mail.outbox[-1].to == ["anna@thuis.example"]
    client.post(link_in(mail.outbox[-1]))
    client.post(reverse("account_email"), {"email": "anna@thuis.example", "action_primary": ""})
    anna.refresh_from_db()
    assert anna.email == "anna@thuis.example"
    client.post(reverse("account_email"), {"email": "anna@demo.smartindustry.example", "action_remove": ""})
    assert list(EmailAddress.objects.filter(user=anna).values_list("email", flat=True)) == ["anna@thuis.example"]


def test_other_sessions_are_ended(client_for, anna):
    here, there = client_for(), client_for()
    for client in (here, there):
        sign_in(client, anna.email)
    assert UserSession.objects.filter(user=anna).count() == 2
    assert here.get(reverse("usersessions_list")).context["session_count"] == 2
    here.post(reverse("usersessions_list"))
    assert here.get(reverse("usersessions_list")).status_code == 200
    assert there.get(reverse("usersessions_list")).status_code == 302


def test_app_is_set_up_with_recovery_codes(client_for, anna):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    client = client_for()
    sign_in(client, anna.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "abc"})
    assert "Deze code klopt niet" in wrong.text
    secret = wrong.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    done = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert len(client.get(done.url).context["unused_codes"]) == 10
    assert Authenticator.objects.filter(user=anna).count() == 2


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_staff_cannot_switch_the_last_second_step_off(client_for, ans):
    TOTP.activate(ans, generate_totp_secret())
    client = client_for(ans)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = client.post(reverse("mfa_deactivate_totp"))
    assert "kunt die niet uitzetten" in response.text
    assert Authenticator.objects.filter(user=ans).exists()


def test_profile_keeps_diacritics(client_for, anna):
    client = client_for(anna)
    client.post(reverse("accounts:account_detail"), {"name": "Zoë Überhaupt-Čapek ĳ", "language": "en"})
    anna.refresh_from_db()
    assert (anna.name, anna.language) == ("Zoë Überhaupt-Čapek ĳ", "en")


def test_undeclared_view_is_closed():
    assert declared(lambda request: None) is None
    assert "company" not in STAFF


def test_page_of_a_signed_in_person_costs_few_queries(client_for, noor, django_assert_num_queries):
    client = client_for(noor)
    with django_assert_num_queries(4):
        client.get(reverse("accounts:account_detail"))


def test_short_password_is_explained_in_our_dutch(client_for):
    text = client_for().post(reverse("account_signup"), {"email": "x", "password1": "kort", "password2": ""}).text
    assert "Dit wachtwoord is te kort. Gebruik minstens 12 tekens." in text
    assert "Nieuw wachtwoord, nog een keer" in text
