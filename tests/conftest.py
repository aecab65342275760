"""Fixtures for every test: databases, the cast, clients."""

import os
import sys
import uuid
from pathlib import Path

import django
import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["PORTAL_MODE"] = "test"
os.environ.setdefault("DATA_DIR", str(ROOT / ".test" / "data"))
(Path(os.environ["DATA_DIR"]) / "static").mkdir(parents=True, exist_ok=True)

from smartindustry.embedded import postgres, redis  # noqa: E402 -- after the environment is set
from tests import database  # noqa: E402
from tests.browser import browser  # noqa: E402, F401 -- a fixture

# A busy machine is no fault of the code: no deadlines, and slow data are no failure.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], max_examples=50
)
hypothesis.settings.load_profile("house")
_services: list = []
_template = ""


def pytest_configure(config):
    """In the process that starts the tests: services and the template database. Workers inherit the environment."""
    if not hasattr(config, "workerinput") and "DATABASE_URL" not in os.environ:
        # Durability is not under test here; a race is.
        server = postgres.start(
            database.HOME, settings={"fsync": "off", "synchronous_commit": "off", "max_connections": "200"}
        )
        _services.append(server)
        os.environ["DATABASE_URL"] = server.url(postgres.APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = server.url(postgres.OWNER)
    if not hasattr(config, "workerinput"):
        if "REDIS_URL" not in os.environ:
            queue = redis.start(database.HOME, "only-for-tests")
            if queue:
                _services.append(queue)
                os.environ["TEST_REDIS_URL"] = queue.url
        else:
            os.environ["TEST_REDIS_URL"] = os.environ.pop("REDIS_URL")
        os.environ["TEST_TEMPLATE"] = database.build_template()
    # Only now is there a database to point the settings at.
    os.environ["DJANGO_SETTINGS_MODULE"] = "smartindustry.settings"
    django.setup()


def pytest_unconfigure(config):
    while _services:
        _services.pop().stop()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """Replaces pytest-django's: a clone of the template per worker, reached as the application."""
    from django.conf import settings
    from django.db import connections

    name = f"portal_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{uuid.uuid4().hex[:8]}"
    database.clone(os.environ["TEST_TEMPLATE"], name)
    settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    database.drop(name)


@pytest.fixture
def fresh_database(django_db_setup, django_db_blocker):
    """A clone of its own with real commits, for races and browsers. Yields its name."""
    from django.db import connections

    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    name = f"portal_fresh_{uuid.uuid4().hex[:12]}"
    database.clone(os.environ["TEST_TEMPLATE"], name)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = name
        yield name
        connections.close_all()
        connection.settings_dict["NAME"] = before
    database.drop(name)


@pytest.fixture(autouse=True)
def dutch():
    """Every test starts in Dutch and leaves no language behind."""
    from django.utils import translation

    with translation.override("nl"):
        yield


@pytest.fixture
def cast(db):
    """Everyone, by key: cast["eva"]."""
    from smartindustry import demo
    from smartindustry.cast import CAST

    return {member.key: demo.person(member) for member in CAST}


def _member(key):
    @pytest.fixture(name=key)
    def member(db):
        from smartindustry import demo
        from smartindustry.cast import CAST

        return demo.person(next(member for member in CAST if member.key == key))

    return member


for _key in "anna bram chris daan eva noor stijn fenna femke sanne hilde wim gijs karim mirjam joost ans".split():  # noqa: SIM905
    globals()[_key] = _member(_key)


@pytest.fixture
def client_for():
    """`client_for(eva)`: a browser in which Eva is signed in; `client_for(None)`: a stranger's."""
    from django.test import Client

    def make(user=None):
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return make
