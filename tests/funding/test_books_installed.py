"""What stands in the database is what the files say: functions, triggers, and the moves in Python."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from funding import ledger
from tests.funding.test_books_sql import BOOKS

SQL = Path(settings.BASE_DIR) / "funding" / "sql"


def functions_in_files() -> dict[str, str]:
    text = "".join(file.read_text() for file in sorted(SQL.glob("*.sql")))
    pieces = re.split(r"CREATE OR REPLACE FUNCTION (\w+)\(", text)
    return {name: body.split("$function$")[1] for name, body in zip(pieces[1::2], pieces[2::2], strict=True)}


@pytest.mark.django_db
def test_installed_functions_are_the_files():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosrc, proconfig, prosecdef, prorettype::regtype::text,"
            " has_function_privilege(current_user, oid, 'EXECUTE') FROM pg_proc WHERE proname LIKE 'funding\\_%'"
        )
        installed = {name: rest for name, *rest in cursor.fetchall()}
    assert {name: row[0] for name, row in installed.items()} == functions_in_files()
    # Triggers act as the owner, on our tables alone; helpers run inside them, and nobody else may call either.
    triggers = {name: row for name, row in installed.items() if row[3] == "trigger"}
    path = "search_path=public, pg_temp"
    assert {name for name, row in triggers.items() if row[1][0] != path or not row[2]} == set()
    others = {name: row[1][1:] for name, row in triggers.items() if row[1][1:]}
    assert others == {"funding_transfers_are_admitted": ["plan_cache_mode=force_generic_plan"]}
    assert {name for name, row in installed.items() if row[2] and name not in triggers} == set()
    # The audit asks what a line carries: a sum that reads, and writes nothing.
    assert {name for name, row in installed.items() if row[4]} == {"funding_allotted"}


@pytest.mark.django_db
def test_installed_triggers_are_enabled_and_all_there():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'funding\\_%' AND tgenabled = 'O' AND NOT tgisinternal"
        )
        names = [name for (name,) in cursor.fetchall()]
    # Accounts, versions of a plan and their parts are written by rules of their own, and never emptied either.
    others = 2 + names.count("funding_plan_part_freezes")
    assert names.count("funding_only_added_to") == names.count("funding_never_truncated") - others == len(BOOKS)
    text = "".join(file.read_text() for file in SQL.glob("*.sql"))
    assert set(re.findall(r"TRIGGER (funding_\w+) (?:BEFORE|AFTER|\n)", text)) <= set(names)


def test_moves_in_python_are_those_of_the_database():
    text = (SQL / "check_moves.sql").read_text()
    found = {tuple(move.split()) for move in re.findall(r"'(\w+ (?:commitments|cash|cofunding) \w+ \w+)'", text)}
    assert found == ledger.MOVES
