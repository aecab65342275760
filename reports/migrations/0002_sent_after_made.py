"""An annex goes to Parliament on the day that it was made, or later."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql" / "sent_after_made.sql"


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_annexes")]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop)]
