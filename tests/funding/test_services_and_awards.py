"""A service that a desk records may name the award that paid for it: an award that exists."""

import uuid

import pytest
from django.db import connection

from fieldlabs.models import Service
from hubs import actions
from hubs.actions import Delivered, Profile
from hubs.models import ServiceDelivered
from jobs import clock
from tests.funding import payment_world
from tests.hubs.asking import hub_of
from tests.refusals import refusal, refused

RULE = "hubs_servicedelivered_award_exists"


@pytest.mark.django_db
def test_service_names_an_award_that_exists(eva):
    award = payment_world.build().award
    company = actions.company_for(hub=hub_of(), profile=Profile("Demo", "68750110"), source="desk", by=None)
    delivered = Delivered(Service.Kind.ADVICE, clock.today(), "market", award_number=award.number)

    service = actions.record_service(company=company, delivered=delivered, key=uuid.uuid4(), by=eva)

    assert ServiceDelivered.objects.get().award_number == award.number
    change = "UPDATE hubs_servicedelivered SET award_number = 'BESTAAT-NIET' WHERE id = %s"
    assert refused(change, service.pk) == RULE
    assert refusal("SET CONSTRAINTS ALL DEFERRED") == ""
    assert refused(change, service.pk) == RULE


@pytest.mark.django_db
def test_rule_is_a_foreign_key_to_the_number():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [RULE])
        assert cursor.fetchall() == [("FOREIGN KEY (award_number) REFERENCES funding_award(number)",)]
