import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hubs", "0006_letters"),
        ("jobs", "0002_last_done"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="companyimport",
            name="columns",
            field=models.JSONField(default=list, verbose_name="columns of the file"),
        ),
        migrations.AddField(
            model_name="companyimport",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
        ),
        migrations.AddField(
            model_name="companyimport",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="companyimport",
            name="content",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="companyimport",
            name="failure",
            field=models.CharField(blank=True, max_length=500, verbose_name="what went wrong"),
        ),
        migrations.AddField(
            model_name="companyimport",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="companyimport",
            name="mapping",
            field=models.JSONField(default=dict, verbose_name="which column is which field"),
        ),
        migrations.AddField(
            model_name="companyimport",
            name="sheet",
            field=models.CharField(blank=True, max_length=100, verbose_name="sheet"),
        ),
        migrations.AlterField(
            model_name="companyimport",
            name="state",
            field=models.CharField(
                choices=[
                    ("uploaded", "columns are being matched"),
                    ("checked", "checked, nothing written yet"),
                    ("writing", "being written"),
                    ("done", "done"),
                    ("cancelled", "stopped: nothing was written"),
                    ("failed", "failed: nothing was written"),
                ],
                default="uploaded",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="companyimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["done", "cancelled"]), _negated=True),
                    models.Q(("content__isnull", True), ("rows", [])),
                    _connector="OR",
                ),
                name="hubs_companyimport_that_is_over_holds_nothing",
                violation_error_message="A list that is over keeps no companies.",
            ),
        ),
        migrations.AddConstraint(
            model_name="companyimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="hubs_companyimport_confirmed_has_person",
                violation_error_message="A confirmed list has who confirmed it.",
            ),
        ),
    ]
