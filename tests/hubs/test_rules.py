"""What the database refuses about a hub."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.rules import constraint_of, sentence_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("slug", "change", "rule"),
    [
        ("noord", "sources = '{}'", "hubs_hub_evidence_has_source"),
        ("noordwest", "host_sourced = true", "hubs_hub_unknown_host_is_not_sourced"),
    ],
)
def test_database_refuses(slug, change, rule):
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE hubs_hub SET {change} WHERE slug = %s", [slug])
    assert (constraint_of(caught.value), bool(sentence_for(caught.value))) == (rule, True)
