"""What the database refuses, from funding/sql/. A later change of a file is a later migration that loads it again."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
# Helpers before the triggers that use them.
FILES = [
    "refuse",
    "only_added_to",
    "people",
    "check_pool",
    "check_moves",
    "check_budget",
    "payments",
    "entry_is_recorded",
    "check_reservations",
    "check_confirmation",
    "plans",
    "schemes",
    "decisions",
    "letters",
    "evidence",
    "objections",
    "account_opens",
    "transfers_are_admitted",
    "withdrawals",
    "mandates",
]


class Migration(migrations.Migration):
    dependencies = [("funding", "0002_books"), ("accounts", "0001_initial")]
    operations = [migrations.RunSQL([(SQL / f"{name}.sql").read_text() for name in FILES], migrations.RunSQL.noop)]
