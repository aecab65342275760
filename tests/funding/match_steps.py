"""The pages of the match, for tests: their addresses and what is sent to them. Amounts in euros."""

from django.urls import reverse

from funding import actions
from funding.models import Pledge
from tests.funding.world import basis, euros

LIST = "/cofinanciering/"


def pledged(world, amount=700, **changes) -> Pledge:
    pledge = world.pledge(**changes)
    actions.intend(by=world.editor, basis=basis(), pledge=pledge, amount=euros(amount))
    return pledge


def detail(pledge):
    return reverse("funding:pledge_detail", args=[pledge.pk])
