"""The invented Fieldlab of the demonstration."""

import pytest

from fieldlabs.models import ChangeProposal, Fieldlab
from jobs import clock
from smartindustry import demo_registry

pytestmark = pytest.mark.django_db


def test_demo_fieldlab_is_made_once_and_called_demo(cast, client):
    made = [demo_registry.load(cast, clock.today()) for _twice in range(2)]
    assert made[0] == made[1]
    lab = Fieldlab.objects.get(pk=made[0].pk)
    assert (lab.name.startswith("Demo "), lab.recognition, lab.photos.count()) == (True, "recognised", 1)
    assert ChangeProposal.objects.count() == 1
    assert client.get(lab.get_absolute_url()).status_code == 200


def test_demo_fieldlab_goes_on_where_it_stopped(cast):
    half = demo_registry._registered(cast["eva"])
    assert demo_registry.load(cast, clock.today()).pk == half.pk
    assert Fieldlab.objects.get(pk=half.pk).recognition == "recognised"
