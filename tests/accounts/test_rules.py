"""From a named database constraint to a sentence."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from accounts.models import Organisation, User
from accounts.rules import RuleBroken, constraint_of, held_by_database, sentence_for

pytestmark = pytest.mark.django_db


class PeopleRuleBroken(RuleBroken):
    """As each app makes its own."""


def broken(make) -> IntegrityError:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make()
    return caught.value


def test_named_constraint_becomes_a_sentence():
    error = broken(lambda: Organisation.objects.create(name="Vier", kind="company", kvk_number="1234"))
    assert constraint_of(error) == "accounts_organisation_kvk_number_has_8_digits"
    with translation.override("en"):
        assert sentence_for(error) == "A KvK number has 8 digits."


def test_unnamed_fault_is_raised_again():
    error = broken(lambda: connection.cursor().execute("INSERT INTO accounts_user (email) VALUES (NULL)"))
    with pytest.raises(IntegrityError):
        sentence_for(error)


def test_block_raises_the_apps_own_exception_and_leaves_the_transaction_usable():
    with pytest.raises(PeopleRuleBroken) as caught, held_by_database(PeopleRuleBroken):
        Organisation.objects.create(name="Hub", kind="hub")
    assert caught.value.code == "accounts_organisation_hub_has_region"
    assert not User.objects.filter(email="nobody@demo.smartindustry.example").exists()
