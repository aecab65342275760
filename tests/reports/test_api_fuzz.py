"""schemathesis calls every address of the contract with what it allows and what it forbids, and finds nothing."""

import hypothesis
import pytest
import schemathesis
from django.core import signals
from django.core.cache import caches
from django.db import close_old_connections
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from reports.api.schema import contract
from smartindustry.wsgi import application

pytestmark = pytest.mark.django_db
SCHEMA = schemathesis.openapi.from_dict(contract())
SCHEMA.app = application
SCHEMA.config.update(base_url="http://localhost/api/v1")
SCHEMA.config.generation.update(modes=list(GenerationMode))


@pytest.fixture(autouse=True)
def as_one_request():
    """As Django's own client does: the connection of the test stays open after a request."""
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@SCHEMA.parametrize()
@hypothesis.settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_api_keeps_its_contract(case, settings):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    caches["counts"].clear()
    # The client in between does not unpack.
    answer = case.call(headers={"Accept-Encoding": "identity"})
    case.validate_response(answer, excluded_checks=[positive_data_acceptance] if is_impossible(answer) else [])


def is_impossible(answer) -> bool:
    """Two days that the contract allows, and that cannot be asked together or not yet."""
    faults = answer.json().get("errors", []) if answer.status_code == 400 else []
    return bool(faults) and {one["code"] for one in faults} == {"impossible"}
