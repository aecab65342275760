"""What the database itself refuses, provoked in plain SQL past all Python rules."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.rules import constraint_of, sentence_for


def refused(sql: str, *values: object) -> str:
    """The name of the rule that this statement breaks; it must have a sentence for people."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    assert sentence_for(caught.value)
    return constraint_of(caught.value)


def refusal(sql: str, *values: object) -> str:
    """Name of the rule, or PostgreSQL's code, with which this is refused; "" when it passes."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values or None)
    except DatabaseError as error:
        return error.__cause__.diag.constraint_name or error.__cause__.pgcode
    return ""
