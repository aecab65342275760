"""Rows written in plain SQL, past all Python rules: what is not given is the default of the model."""

import uuid
from datetime import date, datetime

from django.db import connection, models
from psycopg2.extras import Json

from tests.refusals import refused


def statement(model: type[models.Model], **values: object) -> tuple[str, list]:
    """INSERT of one row. Values by field name; foreign keys by `<name>_id` or as an object."""
    columns = {}
    for field in model._meta.concrete_fields:
        if field.generated or (field.primary_key and not field.has_default()):
            continue
        value = values.pop(field.attname, values.pop(field.name, field.get_default()))
        columns[field.column] = _plain(field, value)
    assert not values, f"{model.__name__} has no {', '.join(values)}"
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", [
        *columns.values()
    ]


def insert(model: type[models.Model], **values: object) -> int:
    """Write the row; its key comes back."""
    sql, columns = statement(model, **values)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} RETURNING {model._meta.pk.column}", columns)
        return cursor.fetchone()[0]


def refusal_of(model: type[models.Model], **values: object) -> str:
    """The name of the rule that this row breaks."""
    sql, columns = statement(model, **values)
    return refused(sql, *columns)


def _plain(field: models.Field, value: object) -> object:
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(field, models.JSONField) and value is not None:
        return Json(value)
    if isinstance(value, uuid.UUID | date | datetime):
        return str(value)
    return value
