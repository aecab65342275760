"""What the database itself refuses, provoked in plain SQL past all Python rules."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.rules import constraint_of, sentence_for


def refused(sql: str, *values: object) -> str:
    """The name of the rule that this statement breaks; it must have a sentence for people."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    assert sentence_for(caught.value)
    return constraint_of(caught.value)
