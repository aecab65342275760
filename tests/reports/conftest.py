"""What tests of the figures begin with."""

# ruff: noqa: PLC0415 -- models can only be imported after the settings are made, and this file is read before that

import pytest


@pytest.fixture
def world():
    from tests.funding import world as worlds

    return worlds.build()


@pytest.fixture
def half_way(world):
    from tests.reports.books import half_way_in

    return half_way_in(world)


@pytest.fixture
def get(client_for, fenna):
    from tests.reports.books import address

    def page(language="nl", name="budget_dashboard", status=200, **asked):
        response = client_for(fenna).get(address(name, language), asked)
        assert response.status_code == status
        return response

    return page
