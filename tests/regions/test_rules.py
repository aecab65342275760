"""The named rules of regions, provoked."""

import pytest
from django.db import IntegrityError, connection, transaction

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "sql"),
    [
        ("regions_province_iso_is_dutch", "UPDATE regions_province SET iso = 'BE-AN' WHERE iso = 'NL-ZE'"),
        ("regions_place_lies_in_the_netherlands", "UPDATE regions_place SET lat = 40 WHERE name = 'Zwolle'"),
        (
            "jobs_job_finished_has_time",
            "INSERT INTO jobs_job (id, kind, payload, state, created_at, due_at, attempts, steps_done, error)"
            " VALUES (gen_random_uuid(), 'x', '{}', 'done', now(), now(), 0, 0, '')",
        ),
        (
            "jobs_job_steps_within_total",
            "INSERT INTO jobs_job (id, kind, payload, state, created_at, due_at, attempts, steps_done,"
            " steps_total, error)"
            " VALUES (gen_random_uuid(), 'x', '{}', 'waiting', now(), now(), 0, 3, 2, '')",
        ),
    ],
)
def test_database_refuses(rule, sql):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
