"""The trade register's API, spoken with a real server on loopback."""

import socket
import time

import pytest

from accounts import kvk
from smartindustry.embedded import kvk as register


@pytest.fixture
def running(settings):
    """Starts a register; `running(most=1)` refuses the second question."""
    started = []

    def start(**how):
        server = register.start(**how)
        started.append(server)
        settings.KVK_API_URL, settings.KVK_API_KEY = server.url, register.KEY
        return server

    yield start
    for one in started:
        one.stop()


def test_profile_of_a_known_number(running):
    server = running()
    assert kvk.profile("68750110") == kvk.Profile("68750110", "Demo Lastechniek BV", "BeslotenVennootschap", 35)
    assert server.asked == ["/api/v1/basisprofielen/68750110"]


def test_unknown_number_is_none(running):
    running()
    assert kvk.profile("12345678") is None


@pytest.mark.parametrize("typed", ["1234567", "123456789", "abcdefgh", "", "../zoeken"])
def test_what_is_no_number_is_not_asked(running, typed):
    server = running()
    assert (kvk.profile(typed), server.asked) == (None, [])


def test_search_by_name(running):
    running()
    assert kvk.search("lastechniek") == [kvk.Hit("68750110", "Demo Lastechniek BV", "Rotterdam")]
    assert (len(kvk.search("demo")), kvk.search("niets hiervan")) == (10, [])


def test_wrong_key_is_refused(running, settings):
    running()
    settings.KVK_API_KEY = "wrong"
    with pytest.raises(kvk.Unavailable) as told:
        kvk.profile("68750110")
    assert told.value.code == "refused"


def test_too_many_questions(running):
    running(most=1)
    kvk.profile("68750110")
    with pytest.raises(kvk.Unavailable) as told:
        kvk.profile("68750110")
    assert told.value.code == "busy"


@pytest.mark.parametrize("number", register.FAULTS)
def test_fault_of_the_register(running, number):
    running()
    with pytest.raises(kvk.Unavailable) as told:
        kvk.profile(number)
    assert told.value.code == "wrong"


def test_off_by_default():
    assert not kvk.is_on()
    with pytest.raises(kvk.Unavailable) as told:
        kvk.search("demo")
    assert told.value.code == "off"


def test_register_that_is_down(running):
    running().stop()
    with pytest.raises(kvk.Unavailable) as told:
        kvk.profile("68750110")
    assert told.value.code == "down"


def test_register_that_never_answers_is_given_up(settings, monkeypatch):
    monkeypatch.setattr(kvk, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.KVK_API_URL = f"http://127.0.0.1:{silent.getsockname()[1]}/api"
        began = time.monotonic()
        with pytest.raises(kvk.Unavailable) as told:
            kvk.profile("68750110")
    assert (told.value.code, time.monotonic() - began < 3) == ("down", True)


@pytest.mark.parametrize(("typed", "bare"), [("68 75 01 10", "68750110"), ("6875.0110", "68750110"), ("x", "x")])
def test_number_is_read_as_people_write_it(typed, bare):
    assert kvk.tidy(typed) == bare
