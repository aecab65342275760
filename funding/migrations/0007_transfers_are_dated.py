"""A transfer carries the days of its entry, so that the books of any day are added up without a join."""

from pathlib import Path

from django.db import migrations, models
from django.db.models.functions import Cast

SQL = Path(__file__).resolve().parents[1] / "sql"
DATED_BEFORE = """
    ALTER TABLE funding_transfer DISABLE TRIGGER funding_only_added_to;
    UPDATE funding_transfer transfer
    SET valid_on = entry.valid_on, recorded_on = entry.recorded_on
    FROM funding_entry entry WHERE entry.id = transfer.entry_id;
    ALTER TABLE funding_transfer ENABLE TRIGGER funding_only_added_to;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0006_indicators_are_counted")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="recorded_on",
            field=models.GeneratedField(
                db_persist=True,
                expression=Cast(
                    models.Func(models.Value("Europe/Amsterdam"), models.F("recorded_at"), function="timezone"),
                    models.DateField(),
                ),
                output_field=models.DateField(verbose_name="recorded on"),
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="valid_on",
            field=models.DateField(editable=False, null=True, verbose_name="valid on"),
        ),
        migrations.AddField(
            model_name="transfer",
            name="recorded_on",
            field=models.DateField(editable=False, null=True, verbose_name="recorded on"),
        ),
        migrations.RunSQL(DATED_BEFORE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="transfer",
            name="valid_on",
            field=models.DateField(editable=False, verbose_name="valid on"),
        ),
        migrations.AlterField(
            model_name="transfer",
            name="recorded_on",
            field=models.DateField(editable=False, verbose_name="recorded on"),
        ),
        migrations.RunSQL((SQL / "transfers_are_dated.sql").read_text(), migrations.RunSQL.noop),
    ]
