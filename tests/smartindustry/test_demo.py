"""Demo mode: the cast signs in, letters can be read; none of it exists elsewhere."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail.backends.filebased import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import RoleHolding, User
from funding.models import Award, Mandate, Reservation
from smartindustry import demo
from smartindustry.cast import CAST, PASSWORD

pytestmark = pytest.mark.django_db


def test_demo_data_are_made_once(settings):
    call_command("load_demo")
    people, roles = User.objects.count(), RoleHolding.objects.count()
    call_command("load_demo")
    assert (User.objects.count(), RoleHolding.objects.count()) == (people, roles) == (len(CAST), len(CAST))


def test_ministry_of_the_demo_has_its_mandates_once():
    for _twice in range(2):
        call_command("load_demo")
    held = Mandate.objects.order_by("person__email", "kind").values_list("person__name", "kind")
    assert list(held) == [
        ("Femke Hendriks", "approve"),
        ("Femke Hendriks", "decide"),
        ("Hilde van Dam", "release"),
        ("Sanne Postma", "approve"),
        ("Sanne Postma", "decide"),
    ]


def test_letter_of_2018_is_in_the_books_of_the_demo_once():
    for _twice in range(2):
        call_command("load_demo")
    assert set(Reservation.objects.values_list("line__key", "size")) == {
        ("smitzh", Decimal(700_000)),
        ("regional_rest", None),
    }
    assert not Award.objects.filter(pool__version__scheme__demo=False).exists()


def test_demo_data_are_refused_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not made in production"):
        call_command("load_demo")


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_everyone_of_the_cast_signs_in_and_lands_on_a_start_page(client, member):
    demo.person(member)
    answer = client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == "/start/"
    assert answer.status_code == 200
    assert member.name in answer.text


def test_letters_are_shown_in_demo_mode(client, settings, tmp_path):
    settings.DEMO, settings.EMAIL_FILE_PATH = True, tmp_path
    letter = mail.EmailMessage("Uw uitnodiging", "Beste Zoë,\nwelkom: http://localhost/x", to=["zoe@voorbeeld.nl"])
    EmailBackend(file_path=tmp_path).send_messages([letter])
    answer = client.get("/en/demo/post/")
    assert "Uw uitnodiging" in answer.text
    assert f"zoe@voorbeeld.nl · {date_format(localtime(), 'j F Y')}" in answer.text
    assert "Beste Zoë" in answer.text
    assert '<a href="http://localhost/x"' in answer.text


def test_no_letters_is_said(client, settings, tmp_path):
    settings.DEMO, settings.EMAIL_FILE_PATH = True, Path(tmp_path) / "nothing"
    assert "No letters yet" in client.get("/en/demo/post/").text


def test_letters_do_not_exist_outside_demo_mode(client):
    assert client.get("/demo/post/").status_code == 404
