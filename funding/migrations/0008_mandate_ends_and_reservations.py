"""Mandates end early, and every reservation has its entry."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql" / "mandates.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0007_after_awards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MandateEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="document")),
                ("document_date", models.DateField(verbose_name="date of the document")),
                ("ends_on", models.DateField(verbose_name="until and including")),
            ],
            options={
                "verbose_name": "withdrawal of a mandate",
                "verbose_name_plural": "withdrawals of mandates",
            },
        ),
        migrations.RemoveConstraint(
            model_name="entry",
            name="funding_entry_has_parts",
        ),
        migrations.AddField(
            model_name="entry",
            name="sets_apart",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="funding.reservation",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sets_apart__isnull", False)),
                fields=("sets_apart",),
                name="funding_entry_reservation_is_set_apart_once",
                violation_error_message="This reservation has already been set apart.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "reserve"), ("sets_apart__isnull", False)),
                    models.Q(models.Q(("kind", "reserve"), _negated=True), ("sets_apart__isnull", True)),
                    _connector="OR",
                ),
                name="funding_entry_reserve_names_its_reservation",
                violation_error_message="An entry that sets apart names its reservation; no other does.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parts__gt", 0),
                    models.Q(("kind", "release"), ("resolves__isnull", False)),
                    models.Q(("kind", "reserve"), ("sets_apart__isnull", False)),
                    _connector="OR",
                ),
                name="funding_entry_has_parts",
                violation_error_message="An entry moves something.",
            ),
        ),
        migrations.AddField(
            model_name="mandateend",
            name="mandate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ends", to="funding.mandate"
            ),
        ),
        migrations.AddField(
            model_name="mandateend",
            name="recorded_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandateend",
            constraint=models.UniqueConstraint(
                fields=("mandate",),
                name="funding_mandateend_is_given_once",
                violation_error_message="This mandate has already been withdrawn.",
            ),
        ),
        migrations.RunSQL(SQL.read_text(), migrations.RunSQL.noop),
    ]
