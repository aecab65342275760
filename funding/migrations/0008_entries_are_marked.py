"""Each entry says whether a demonstration invented it; the gate holds that it says the same as its scheme."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

SQL = Path(__file__).resolve().parents[1] / "sql"
# What the demonstration recorded before: all that touched its pools, its own budget decisions, and what took those back.
MARKED_BEFORE = """
    ALTER TABLE funding_entry DISABLE TRIGGER funding_only_added_to;
    UPDATE funding_entry SET demo = true WHERE id IN (
        SELECT transfer.entry_id FROM funding_scheme scheme
        JOIN funding_schemeversion version ON version.scheme_id = scheme.id
        JOIN funding_matchpool pool ON pool.version_id = version.id
        JOIN funding_account account ON account.pool_id = pool.id
        JOIN funding_transfer transfer ON account.id IN (transfer.from_account_id, transfer.to_account_id)
        WHERE scheme.demo
    ) OR key LIKE 'demo-%' AND document LIKE 'Demonstratie: %';
    UPDATE funding_entry SET demo = true
    WHERE corrects_id IN (SELECT id FROM funding_entry WHERE demo);
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE funding_entry ENABLE TRIGGER funding_only_added_to;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0007_transfers_are_dated")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="demo",
            field=models.BooleanField(db_default=False, default=False, verbose_name="demonstration"),
        ),
        migrations.RunSQL(MARKED_BEFORE, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=Q(("demo", True)), fields=["id"], name="funding_entry_of_a_demo"),
        ),
        migrations.RunSQL((SQL / "entry_is_recorded.sql").read_text(), migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "transfers_are_admitted.sql").read_text(), migrations.RunSQL.noop),
    ]
