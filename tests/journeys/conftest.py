"""Fixtures for journeys: a running portal per module, with the cast in it. Not to be mixed with django_db."""

from pathlib import Path

import pytest

from tests.journeys import server
from tests.journeys.site import Site

HERE = Path(__file__).resolve().parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A module shares its portal: keep it on one worker."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def portal(browser, django_db_setup, django_db_blocker):
    """The portal of this module, on a clone with real commits and the whole cast."""
    from smartindustry import demo

    with server.own_database(django_db_blocker) as name:
        demo.load()
        with server.serve(name) as url:
            yield Site(url, browser)


@pytest.fixture
def site(portal):
    """The module's portal; afterwards no page may have complained (scripts, security policy, missing files)."""
    yield portal
    assert portal.leave() == []
