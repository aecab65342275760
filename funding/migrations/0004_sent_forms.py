"""A form that was sent counts once."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# As funding/sql/only_added_to.sql does for the tables before this one.
ONLY_ADDED_TO = """
CREATE OR REPLACE TRIGGER funding_only_added_to BEFORE UPDATE OR DELETE ON funding_sentform
    FOR EACH ROW EXECUTE FUNCTION funding_only_added_to();
CREATE OR REPLACE TRIGGER funding_never_truncated BEFORE TRUNCATE ON funding_sentform
    FOR EACH STATEMENT EXECUTE FUNCTION funding_only_added_to();
CREATE OR REPLACE TRIGGER funding_a_stamp_recorded_at BEFORE INSERT ON funding_sentform
    FOR EACH ROW EXECUTE FUNCTION funding_stamp_recorded_at();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0003_refusals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("result", models.CharField(max_length=200)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "form that was sent",
                "verbose_name_plural": "forms that were sent",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key",),
                        name="funding_sentform_key_is_used_once",
                        violation_error_message="This was already recorded, with other content.",
                    )
                ],
            },
        ),
        migrations.RunSQL(ONLY_ADDED_TO, migrations.RunSQL.noop),
    ]
