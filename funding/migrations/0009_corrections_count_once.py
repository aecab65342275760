"""A corrected withdrawal brings match back only while its evidence counts for no other pledge."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
FILES = ["check_confirmation", "transfers_are_admitted"]


class Migration(migrations.Migration):
    dependencies = [("funding", "0008_mandate_ends_and_reservations")]
    operations = [migrations.RunSQL([(SQL / f"{name}.sql").read_text() for name in FILES], migrations.RunSQL.noop)]
