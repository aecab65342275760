"""The first administrator of a new portal."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_administrator_is_made_with_role_and_without_password():
    call_command("make_administrator", "Ans@Portal.example", "Ans Meijer")
    person = User.objects.get(email="ans@portal.example")
    assert person.roles == {"administrator"}
    assert not person.has_usable_password()


def test_second_time_is_refused():
    call_command("make_administrator", "ans@portal.example", "Ans Meijer")
    with pytest.raises(CommandError, match="already has an account"):
        call_command("make_administrator", "ANS@portal.example", "Ans Meijer")


def test_garbage_is_refused():
    with pytest.raises(CommandError, match="is not an e-mail address"):
        call_command("make_administrator", "ans", "Ans")
