"""Annexes: a view of the dashboards as it was frozen to answer a question, with its bytes."""

import uuid
from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql" / "annexes.sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Annex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "number",
                    models.CharField(default="", editable=False, max_length=12, unique=True, verbose_name="number"),
                ),
                ("year", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("question", models.TextField(max_length=2000, verbose_name="question")),
                ("view", models.CharField(max_length=30, verbose_name="view")),
                ("query", models.CharField(blank=True, max_length=500)),
                ("made_on", models.DateField(verbose_name="made on")),
                ("valid_on", models.DateField(verbose_name="as valid on")),
                ("known_at", models.DateTimeField(verbose_name="as known at")),
                ("content", models.JSONField()),
                ("csv", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("demo", models.BooleanField(default=False, verbose_name="demonstration")),
                ("replaces_because", models.CharField(blank=True, max_length=300, verbose_name="why it is replaced")),
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
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="reports.annex",
                    ),
                ),
            ],
            options={
                "verbose_name": "annex",
                "verbose_name_plural": "annexes",
                "ordering": ["-year", "-sequence"],
            },
        ),
        migrations.CreateModel(
            name="AnnexFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("format", models.CharField(choices=[("pdf", "PDF"), ("xlsx", "XLSX")], max_length=4)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "annex",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="reports.annex"
                    ),
                ),
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
                "verbose_name": "file of an annex",
                "verbose_name_plural": "files of an annex",
                "ordering": ["annex", "format"],
            },
        ),
        migrations.CreateModel(
            name="AnnexRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                ("document", models.CharField(max_length=200, verbose_name="letter to Parliament")),
                ("sent_on", models.DateField(verbose_name="sent on")),
                (
                    "annex",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="release", to="reports.annex"
                    ),
                ),
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
                "verbose_name": "annex made public",
                "verbose_name_plural": "annexes made public",
            },
        ),
        migrations.AddConstraint(
            model_name="annex",
            constraint=models.UniqueConstraint(
                fields=("year", "sequence"),
                name="reports_annex_number_is_given_once",
                violation_error_message="This number was given to another annex.",
            ),
        ),
        migrations.AddConstraint(
            model_name="annex",
            constraint=models.CheckConstraint(
                condition=models.Q(("question__regex", "\\S"), ("title__regex", "\\S")),
                name="reports_annex_says_what_it_answers",
                violation_error_message="Give the annex a title and the question that it answers.",
            ),
        ),
        migrations.AddConstraint(
            model_name="annex",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sha256",
                        models.Func(
                            models.Func(models.F("csv"), function="sha256", output_field=models.BinaryField()),
                            models.Value("hex"),
                            function="encode",
                            output_field=models.CharField(),
                        ),
                    )
                ),
                name="reports_annex_digest_is_of_its_bytes",
                violation_error_message="The digest is not of these bytes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="annex",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaces", None), ("replaces_because", "")),
                    models.Q(("replaces__isnull", False), ("replaces_because__regex", "\\S")),
                    _connector="OR",
                ),
                name="reports_annex_says_why_it_replaces",
                violation_error_message="Say why the earlier annex is replaced.",
            ),
        ),
        migrations.AddConstraint(
            model_name="annexfile",
            constraint=models.UniqueConstraint(
                fields=("annex", "format"),
                name="reports_annexfile_is_made_once",
                violation_error_message="This file of the annex was made already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="annexfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sha256",
                        models.Func(
                            models.Func(models.F("content"), function="sha256", output_field=models.BinaryField()),
                            models.Value("hex"),
                            function="encode",
                            output_field=models.CharField(),
                        ),
                    )
                ),
                name="reports_annexfile_digest_is_of_its_bytes",
                violation_error_message="The digest is not of these bytes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="annexfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "size",
                        models.Func(models.F("content"), function="octet_length", output_field=models.IntegerField()),
                    ),
                    ("size__gt", 0),
                    ("size__lte", 20000000),
                ),
                name="reports_annexfile_size_is_of_its_bytes",
                violation_error_message="A file of an annex has at most 20 MB, and something in it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="annexrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(("document__regex", "\\S")),
                name="reports_annexrelease_names_its_letter",
                violation_error_message="Name the letter with which the annex went to Parliament.",
            ),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
