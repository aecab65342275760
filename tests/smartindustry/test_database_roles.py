"""The application's role owns nothing and can alter, truncate or rewrite nothing."""

import pytest
from django.db import ProgrammingError, connection, transaction

pytestmark = pytest.mark.django_db


def refused(sql: str) -> bool:
    """Whether PostgreSQL denies this to the application for lack of rights."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except ProgrammingError as error:
        return error.__cause__.pgcode == "42501"  # insufficient_privilege
    return False


def test_application_owns_no_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_application_is_no_superuser():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE regions_region ADD COLUMN x int",
        "TRUNCATE regions_place",
        "DROP TABLE regions_place",
        "ALTER TABLE accounts_roleholding DISABLE TRIGGER ALL",
        "CREATE TABLE public.mine (id int)",
        "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
    ],
)
def test_application_may_not(sql):
    assert refused(sql)


def test_history_can_only_be_added_to():
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'pgh_obj_id'")
        tables = [name for (name,) in cursor.fetchall()]
    assert tables
    assert [name for name in tables if not refused(f"UPDATE {name} SET pgh_label = 'x'")] == []
    assert [name for name in tables if not refused(f"DELETE FROM {name}")] == []


def test_who_and_why_cannot_be_rewritten():
    assert refused("UPDATE pghistory_context SET metadata = '{}'")
    assert refused("DELETE FROM pghistory_context")
