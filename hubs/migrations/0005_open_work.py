"""Who leaves a desk hands over first what is open, from hubs/sql/open_work.sql."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_kinds_of_partners"), ("hubs", "0004_services_within_ceiling")]
    operations = [migrations.RunSQL((SQL / "open_work.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
