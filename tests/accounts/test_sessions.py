"""Sessions: read as Django reads them, by one statement."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def stored(**values):
    session = SessionStore()
    session.update(values)
    session.save()
    return session.session_key


def test_session_is_read_by_one_statement(django_assert_num_queries):
    key = stored(run="x", number=3)

    with django_assert_num_queries(1):
        assert dict(SessionStore(key).items()) == {"run": "x", "number": 3}


@pytest.mark.parametrize("key", ["", "x" * 32, "' OR 1=1 --", "a" * 5000])
def test_unknown_session_is_empty_and_gets_a_key_of_its_own(key):
    session = SessionStore(key)

    assert dict(session.items()) == {}
    session["a"] = 1
    session.save()
    assert session.session_key != key


def test_expired_session_is_empty():
    key = stored(run="x")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert dict(SessionStore(key).items()) == {}


def test_tampered_session_is_empty():
    key = stored(run="x")
    Session.objects.update(session_data="not:signed:by-us")

    assert dict(SessionStore(key).items()) == {}


def test_signing_in_and_out_works_as_before(client, anna):
    client.force_login(anna)
    assert client.get("/start/").wsgi_request.user == anna
    client.logout()
    assert not client.get("/").wsgi_request.user.is_authenticated
