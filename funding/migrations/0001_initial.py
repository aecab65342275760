from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("programme", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                (
                    "amount_status",
                    models.CharField(
                        choices=[
                            ("fixed", "stated"),
                            ("remainder", "what is left"),
                            ("open_reservation", "kept or considered, amount unknown"),
                        ],
                        max_length=20,
                    ),
                ),
                ("match_ratio", models.DecimalField(blank=True, decimal_places=4, max_digits=6, null=True)),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="budget_lines", to="programme.figure"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="funding.budgetline",
                    ),
                ),
            ],
            options={
                "verbose_name": "budget line",
                "verbose_name_plural": "budget lines",
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_status", "fixed"), _negated=True),
                            ("amount__isnull", False),
                            _connector="OR",
                        ),
                        name="funding_budgetline_fixed_has_amount",
                        violation_error_message="A stated line has an amount.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_status", "open_reservation"), _negated=True),
                            ("amount__isnull", True),
                            _connector="OR",
                        ),
                        name="funding_budgetline_open_reservation_has_no_amount",
                        violation_error_message="A reservation of unknown size has no amount.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="funding_budgetline_amount_is_not_negative",
                        violation_error_message="An amount is not below zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("match_ratio__isnull", True), ("match_ratio__gt", 0), _connector="OR"),
                        name="funding_budgetline_match_ratio_is_positive",
                        violation_error_message="A match ratio is above zero; leave it empty when none is stated.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent__isnull", False), ("amount_status", "fixed"), _connector="OR"),
                        name="funding_budgetline_whole_is_stated",
                        violation_error_message="The line at the top has a stated amount.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("parent_id", 0),
                        condition=models.Q(("parent__isnull", True)),
                        name="funding_budgetline_one_whole",
                        violation_error_message="There is one line at the top.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                (
                    "amount_status",
                    models.CharField(
                        choices=[
                            ("fixed", "stated"),
                            ("remainder", "what is left"),
                            ("open_reservation", "kept or considered, amount unknown"),
                        ],
                        max_length=20,
                    ),
                ),
                ("match_ratio", models.DecimalField(blank=True, decimal_places=4, max_digits=6, null=True)),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
                (
                    "figure",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programme.figure",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.budgetline",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="funding.budgetline",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatedContribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("key", models.CharField(max_length=60, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("contributor", models.CharField(max_length=100)),
                (
                    "contributor_type",
                    models.CharField(
                        choices=[
                            ("metropolitan_region", "metropolitan area"),
                            ("province", "province"),
                            ("municipality", "municipality"),
                        ],
                        max_length=30,
                    ),
                ),
                ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                (
                    "amount_status",
                    models.CharField(choices=[("stated", "stated"), ("unknown", "amount unknown")], max_length=10),
                ),
                (
                    "phase",
                    models.CharField(choices=[("planned", "announced"), ("committed", "promised")], max_length=10),
                ),
                ("announced_on", models.DateField()),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stated_contributions",
                        to="programme.figure",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="funding.budgetline",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stated_contributions",
                        to="regions.region",
                    ),
                ),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programme.source")),
            ],
            options={
                "verbose_name": "stated contribution",
                "verbose_name_plural": "stated contributions",
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_status", "unknown"), _negated=True),
                            ("amount__isnull", True),
                            _connector="OR",
                        ),
                        name="funding_statedcontribution_unknown_has_no_amount",
                        violation_error_message="A contribution of unknown size has no amount.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_status", "stated"), _negated=True),
                            ("amount__isnull", False),
                            _connector="OR",
                        ),
                        name="funding_statedcontribution_stated_has_amount",
                        violation_error_message="A stated contribution has an amount.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                        name="funding_statedcontribution_amount_is_positive",
                        violation_error_message="A contribution is above zero; leave it empty when it is unknown.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatedContributionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("contributor", models.CharField(max_length=100)),
                (
                    "contributor_type",
                    models.CharField(
                        choices=[
                            ("metropolitan_region", "metropolitan area"),
                            ("province", "province"),
                            ("municipality", "municipality"),
                        ],
                        max_length=30,
                    ),
                ),
                ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                (
                    "amount_status",
                    models.CharField(choices=[("stated", "stated"), ("unknown", "amount unknown")], max_length=10),
                ),
                (
                    "phase",
                    models.CharField(choices=[("planned", "announced"), ("committed", "promised")], max_length=10),
                ),
                ("announced_on", models.DateField()),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
                (
                    "figure",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programme.figure",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.budgetline",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="funding.statedcontribution",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.region",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programme.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "funding_budgetlineevent" ("amount", "amount_status", "figure_id", "id", "key", "match_ratio", "name_en", "name_nl", "note_en", "note_nl", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."amount", NEW."amount_status", NEW."figure_id", NEW."id", NEW."key", NEW."match_ratio", NEW."name_en", NEW."name_nl", NEW."note_en", NEW."note_nl", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="d29b2a76767dfe8f1f8d46829c2b04ba1497b8ef",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c094a",
                    table="funding_budgetline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "funding_budgetlineevent" ("amount", "amount_status", "figure_id", "id", "key", "match_ratio", "name_en", "name_nl", "note_en", "note_nl", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."amount", NEW."amount_status", NEW."figure_id", NEW."id", NEW."key", NEW."match_ratio", NEW."name_en", NEW."name_nl", NEW."note_en", NEW."note_nl", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="269d91d6e604dd13fdd686a3235f2afcbdb4a668",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_179cb",
                    table="funding_budgetline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="budgetlineevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="326a6fbe016a5bbeb1b414e94e84690c868ffc56",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_44f7b",
                    table="funding_budgetlineevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statedcontribution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "funding_statedcontributionevent" ("amount", "amount_status", "announced_on", "contributor", "contributor_type", "figure_id", "id", "key", "line_id", "locator_en", "locator_nl", "note_en", "note_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "region_id", "source_id") VALUES (NEW."amount", NEW."amount_status", NEW."announced_on", NEW."contributor", NEW."contributor_type", NEW."figure_id", NEW."id", NEW."key", NEW."line_id", NEW."locator_en", NEW."locator_nl", NEW."note_en", NEW."note_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase", NEW."position", NEW."region_id", NEW."source_id"); RETURN NULL;',
                    hash="8782c62f4d117fb43389cdbab86b95e85804f87e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b78ae",
                    table="funding_statedcontribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statedcontribution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "funding_statedcontributionevent" ("amount", "amount_status", "announced_on", "contributor", "contributor_type", "figure_id", "id", "key", "line_id", "locator_en", "locator_nl", "note_en", "note_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "region_id", "source_id") VALUES (NEW."amount", NEW."amount_status", NEW."announced_on", NEW."contributor", NEW."contributor_type", NEW."figure_id", NEW."id", NEW."key", NEW."line_id", NEW."locator_en", NEW."locator_nl", NEW."note_en", NEW."note_nl", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."position", NEW."region_id", NEW."source_id"); RETURN NULL;',
                    hash="49d3569c8a06da00b55b94d25c200130f0bc3358",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a184",
                    table="funding_statedcontribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statedcontributionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="91f925d27778dcbdbb0ec65f29275b4234d2a847",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_52e95",
                    table="funding_statedcontributionevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(
            (SQL / "budget_line_fits.sql").read_text(),
            "DROP FUNCTION funding_budget_line_fits() CASCADE",
        ),
    ]
