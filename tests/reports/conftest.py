"""What tests of the figures begin with."""

import pytest

from tests.funding import world as worlds
from tests.reports.books import address, half_way_in


@pytest.fixture
def world():
    return worlds.build()


@pytest.fixture
def half_way(world):
    return half_way_in(world)


@pytest.fixture
def get(client_for, fenna):
    def page(language="nl", name="budget_dashboard", status=200, **asked):
        response = client_for(fenna).get(address(name, language), asked)
        assert response.status_code == status
        return response

    return page
