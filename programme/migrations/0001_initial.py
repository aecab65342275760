import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("description_nl", models.TextField()),
                ("description_en", models.TextField()),
            ],
            options={
                "verbose_name": "action line",
                "verbose_name_plural": "action lines",
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("key", models.CharField(max_length=60, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("label_nl", models.CharField(max_length=120)),
                ("label_en", models.CharField(max_length=120)),
                ("value", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("lower", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("upper", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                (
                    "unit",
                    models.CharField(
                        choices=[("EUR", "euros"), ("count", "number"), ("percent", "percent"), ("year", "year")],
                        max_length=10,
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("approximate", "approximate"),
                            ("at_least", "minimum"),
                            ("unknown", "unknown"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("stated", "stated in the source"), ("derived", "derived by us")], max_length=10
                    ),
                ),
                ("formula", models.CharField(blank=True, max_length=200)),
                ("basis_nl", models.TextField()),
                ("basis_en", models.TextField()),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("committed", "committed"),
                            ("realised", "realised"),
                            ("unclear", "phase unclear"),
                        ],
                        max_length=10,
                    ),
                ),
                ("as_of", models.DateField()),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "figure",
                "verbose_name_plural": "figures",
                "ordering": ["topic__position", "position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("precision", "unknown"), ("value__isnull", True)),
                            models.Q(models.Q(("precision", "unknown"), _negated=True), ("value__isnull", False)),
                            _connector="OR",
                        ),
                        name="programme_figure_unknown_has_no_value",
                        violation_error_message="An unknown figure has no value, and any other figure has one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("precision", "at_least"), _negated=True),
                            models.Q(("lower", models.F("value")), ("lower__isnull", False)),
                            _connector="OR",
                        ),
                        name="programme_figure_at_least_starts_at_value",
                        violation_error_message="The lower bound of a minimum is the minimum itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lower__isnull", True),
                            ("upper__isnull", True),
                            ("lower__lte", models.F("upper")),
                            _connector="OR",
                        ),
                        name="programme_figure_bounds_in_order",
                        violation_error_message="The lower bound is not above the upper bound.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", True),
                            models.Q(
                                models.Q(("lower__isnull", True), ("lower__lte", models.F("value")), _connector="OR"),
                                models.Q(("upper__isnull", True), ("upper__gte", models.F("value")), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="programme_figure_bounds_contain_value",
                        violation_error_message="The value lies within its bounds.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "derived"), models.Q(("formula", ""), _negated=True)),
                            models.Q(("kind", "stated"), ("formula", "")),
                            _connector="OR",
                        ),
                        name="programme_figure_derived_has_formula",
                        violation_error_message="A derived figure has a formula, and a stated figure has none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("description_nl", models.TextField()),
                ("description_en", models.TextField()),
            ],
            options={
                "verbose_name": "goal",
                "verbose_name_plural": "goals",
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=100)),
                ("what_nl", models.TextField()),
                ("what_en", models.TextField()),
                ("for_whom_nl", models.TextField()),
                ("for_whom_en", models.TextField()),
                ("sme_direct", models.BooleanField()),
            ],
            options={
                "verbose_name": "instrument",
                "verbose_name_plural": "instruments",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="InstrumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=100)),
                ("what_nl", models.TextField()),
                ("what_en", models.TextField()),
                ("for_whom_nl", models.TextField()),
                ("for_whom_en", models.TextField()),
                ("sme_direct", models.BooleanField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InstrumentPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=100)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("recurring", "comes back often"),
                            ("unknown", "not known"),
                            ("closed", "closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("status_as_of", models.DateField(blank=True, null=True)),
                ("max_amount_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("percentage", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("nationwide", models.BooleanField()),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=400), default=list, size=None
                    ),
                ),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "period of an instrument",
                "verbose_name_plural": "periods of instruments",
                "ordering": [models.OrderBy(models.F("valid_from"), descending=True, nulls_last=True), "key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="programme_instrumentperiod_ends_after_start",
                        violation_error_message="A period cannot end before it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "open"), _negated=True),
                            ("status_as_of__isnull", False),
                            _connector="OR",
                        ),
                        name="programme_instrumentperiod_open_is_dated",
                        violation_error_message="Say on which day it was seen that the instrument is open.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("max_amount_eur__isnull", True), ("max_amount_eur__gt", 0), _connector="OR"
                        ),
                        name="programme_instrumentperiod_amount_is_positive",
                        violation_error_message="The maximum amount is above zero; leave it empty when it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percentage__isnull", True),
                            models.Q(("percentage__gt", 0), ("percentage__lte", 100)),
                            _connector="OR",
                        ),
                        name="programme_instrumentperiod_percentage_is_a_share",
                        violation_error_message="The percentage is above 0 and at most 100; leave it empty when unknown.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstrumentPeriodEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=100)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("recurring", "comes back often"),
                            ("unknown", "not known"),
                            ("closed", "closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("status_as_of", models.DateField(blank=True, null=True)),
                ("max_amount_eur", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("percentage", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ("nationwide", models.BooleanField()),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=400), default=list, size=None
                    ),
                ),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=60)),
                ("full_name", models.CharField(max_length=150)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("research", "research organisation"),
                            ("public_body", "public body"),
                            ("trade_association", "trade association"),
                            ("employers_organisation", "employers' organisation"),
                            ("ministry", "ministry"),
                        ],
                        max_length=30,
                    ),
                ),
                ("founder", models.BooleanField()),
                ("expertise_centre", models.BooleanField()),
                ("assessment_outreach", models.BooleanField()),
                ("role_nl", models.TextField()),
                ("role_en", models.TextField()),
                ("website", models.URLField(max_length=300)),
            ],
            options={
                "verbose_name": "partner",
                "verbose_name_plural": "partners",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PartnerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("slug", models.SlugField(db_index=False)),
                ("name", models.CharField(max_length=60)),
                ("full_name", models.CharField(max_length=150)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("research", "research organisation"),
                            ("public_body", "public body"),
                            ("trade_association", "trade association"),
                            ("employers_organisation", "employers' organisation"),
                            ("ministry", "ministry"),
                        ],
                        max_length=30,
                    ),
                ),
                ("founder", models.BooleanField()),
                ("expertise_centre", models.BooleanField()),
                ("assessment_outreach", models.BooleanField()),
                ("role_nl", models.TextField()),
                ("role_en", models.TextField()),
                ("website", models.URLField(max_length=300)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("description_nl", models.TextField()),
                ("description_en", models.TextField()),
            ],
            options={
                "verbose_name": "priority",
                "verbose_name_plural": "priorities",
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PriorityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("number", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("description_nl", models.TextField()),
                ("description_en", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("goal_nl", models.TextField()),
                ("goal_en", models.TextField()),
                ("ezk_contribution_nl", models.TextField()),
                ("ezk_contribution_en", models.TextField()),
                (
                    "partners_nl",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                (
                    "partners_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "acceleration project",
                "verbose_name_plural": "acceleration projects",
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("number", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("goal_nl", models.TextField()),
                ("goal_en", models.TextField()),
                ("ezk_contribution_nl", models.TextField()),
                ("ezk_contribution_en", models.TextField()),
                (
                    "partners_nl",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                (
                    "partners_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("title_nl", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("url", models.URLField(max_length=300, unique=True)),
                ("date", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("title_nl", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("url", models.URLField(max_length=300)),
                ("date", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("slug", models.SlugField(primary_key=True, serialize=False)),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("state", "Money of 2018"),
                            ("hubs", "Hubs and SMITZH"),
                            ("data", "Data Value Center"),
                            ("fieldlabs", "Fieldlabs: how many and how much money"),
                            ("results", "Fieldlabs and SMITZH: results and aims"),
                            ("work", "Work and turnover"),
                            ("agenda", "The agenda and its parties"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name_nl", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=100)),
            ],
            options={
                "verbose_name": "topic of figures",
                "verbose_name_plural": "topics of figures",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="TopicEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("slug", models.SlugField(db_index=False, serialize=False)),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("state", "Money of 2018"),
                            ("hubs", "Hubs and SMITZH"),
                            ("data", "Data Value Center"),
                            ("fieldlabs", "Fieldlabs: how many and how much money"),
                            ("results", "Fieldlabs and SMITZH: results and aims"),
                            ("work", "Work and turnover"),
                            ("agenda", "The agenda and its parties"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name_nl", models.CharField(max_length=100)),
                ("name_en", models.CharField(max_length=100)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Transformation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("definition_nl", models.TextField()),
                ("definition_en", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("names_corroborated_definitions_ours", "name supported by a source, definition our own"),
                            ("name_nl_ours_definitions_ours", "Dutch name and definition our own"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=300), default=list, size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "transformation",
                "verbose_name_plural": "transformations",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="TransformationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("definition_nl", models.TextField()),
                ("definition_en", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("names_corroborated_definitions_ours", "name supported by a source, definition our own"),
                            ("name_nl_ours_definitions_ours", "Dutch name and definition our own"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=300), default=list, size=None
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActionLineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("number", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("description_nl", models.TextField()),
                ("description_en", models.TextField()),
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
                        to="programme.actionline",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FigureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("key", models.CharField(max_length=60)),
                ("position", models.PositiveSmallIntegerField()),
                ("label_nl", models.CharField(max_length=120)),
                ("label_en", models.CharField(max_length=120)),
                ("value", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("lower", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ("upper", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                (
                    "unit",
                    models.CharField(
                        choices=[("EUR", "euros"), ("count", "number"), ("percent", "percent"), ("year", "year")],
                        max_length=10,
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("exact", "exact"),
                            ("approximate", "approximate"),
                            ("at_least", "minimum"),
                            ("unknown", "unknown"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("stated", "stated in the source"), ("derived", "derived by us")], max_length=10
                    ),
                ),
                ("formula", models.CharField(blank=True, max_length=200)),
                ("basis_nl", models.TextField()),
                ("basis_en", models.TextField()),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("committed", "committed"),
                            ("realised", "realised"),
                            ("unclear", "phase unclear"),
                        ],
                        max_length=10,
                    ),
                ),
                ("as_of", models.DateField()),
                ("note_nl", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
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
                        to="programme.figure",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GoalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("locator_nl", models.CharField(blank=True, max_length=250)),
                ("locator_en", models.CharField(blank=True, max_length=250)),
                ("number", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name_nl", models.CharField(max_length=80)),
                ("name_en", models.CharField(max_length=80)),
                ("description_nl", models.TextField()),
                ("description_en", models.TextField()),
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
                        to="programme.goal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_instrumentevent" ("for_whom_en", "for_whom_nl", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sme_direct", "what_en", "what_nl") VALUES (NEW."for_whom_en", NEW."for_whom_nl", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."sme_direct", NEW."what_en", NEW."what_nl"); RETURN NULL;',
                    hash="b49be2bd2f445c153f2fe90af2e0c11630be4e62",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bb352",
                    table="programme_instrument",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_instrumentevent" ("for_whom_en", "for_whom_nl", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sme_direct", "what_en", "what_nl") VALUES (NEW."for_whom_en", NEW."for_whom_nl", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."sme_direct", NEW."what_en", NEW."what_nl"); RETURN NULL;',
                    hash="a6ba05c47d5b79d3ab6c099f67a4aa429f34e4c6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0a8f6",
                    table="programme_instrument",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="instrumentevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="instrumentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="programme.instrument",
            ),
        ),
        migrations.AddField(
            model_name="instrumentperiod",
            name="instrument",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="periods", to="programme.instrument"
            ),
        ),
        migrations.AddField(
            model_name="instrumentperiod",
            name="provinces",
            field=models.ManyToManyField(blank=True, related_name="instrument_periods", to="regions.province"),
        ),
        migrations.AddField(
            model_name="instrumentperiodevent",
            name="instrument",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programme.instrument",
            ),
        ),
        migrations.AddField(
            model_name="instrumentperiodevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="instrumentperiodevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="programme.instrumentperiod",
            ),
        ),
        migrations.AddField(
            model_name="partnerevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="partnerevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="programme.partner",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="programme.priority",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="action_line",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="programme.actionline",
            ),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="action_line",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programme.actionline",
            ),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="programme.project",
            ),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programme.source",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="source",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programme.source"),
        ),
        migrations.AddField(
            model_name="priorityevent",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programme.source",
            ),
        ),
        migrations.AddField(
            model_name="priority",
            name="source",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programme.source"),
        ),
        migrations.AddField(
            model_name="partnerevent",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programme.source",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="source",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programme.source"),
        ),
        migrations.AddField(
            model_name="goalevent",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programme.source",
            ),
        ),
        migrations.AddField(
            model_name="goal",
            name="source",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programme.source"),
        ),
        migrations.AddField(
            model_name="figureevent",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programme.source",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="source",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programme.source"),
        ),
        migrations.AddField(
            model_name="actionlineevent",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programme.source",
            ),
        ),
        migrations.AddField(
            model_name="actionline",
            name="source",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programme.source"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_sourceevent" ("date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title_en", "title_nl", "url") VALUES (NEW."date", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."title_en", NEW."title_nl", NEW."url"); RETURN NULL;',
                    hash="0e361dee61af9dd0cbc72fd2b7492776f6a8e464",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a8ce0",
                    table="programme_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_sourceevent" ("date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title_en", "title_nl", "url") VALUES (NEW."date", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."title_en", NEW."title_nl", NEW."url"); RETURN NULL;',
                    hash="49b7da4f091085b6a6338a338bab73bc2665058b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1989d",
                    table="programme_source",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="sourceevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="sourceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="programme.source",
            ),
        ),
        migrations.AddField(
            model_name="figureevent",
            name="topic",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="programme.topic",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="topic",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="programme.topic"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="topic",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_topicevent" ("name_en", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "theme") VALUES (NEW."name_en", NEW."name_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."slug", NEW."position", NEW."slug", NEW."theme"); RETURN NULL;',
                    hash="0dd79976a09a1b878363cccf016e345fc19d789b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_79165",
                    table="programme_topic",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="topic",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_topicevent" ("name_en", "name_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug", "theme") VALUES (NEW."name_en", NEW."name_nl", _pgh_attach_context(), NOW(), \'update\', NEW."slug", NEW."position", NEW."slug", NEW."theme"); RETURN NULL;',
                    hash="fae3f389304d26f15281ff33f8f6f5ab4c718f9f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_08855",
                    table="programme_topic",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="topicevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="topicevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="programme.topic",
            ),
        ),
        migrations.AddField(
            model_name="instrumentperiod",
            name="transformations",
            field=models.ManyToManyField(blank=True, related_name="instrument_periods", to="programme.transformation"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transformation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_transformationevent" ("definition_en", "definition_nl", "id", "name_en", "name_nl", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sources", "status") VALUES (NEW."definition_en", NEW."definition_nl", NEW."id", NEW."name_en", NEW."name_nl", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."sources", NEW."status"); RETURN NULL;',
                    hash="3fbfe468a19635c63ee91ee99d92277154f28c29",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ece77",
                    table="programme_transformation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transformation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_transformationevent" ("definition_en", "definition_nl", "id", "name_en", "name_nl", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "sources", "status") VALUES (NEW."definition_en", NEW."definition_nl", NEW."id", NEW."name_en", NEW."name_nl", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."sources", NEW."status"); RETURN NULL;',
                    hash="46593b7745eec2623ee47d54b41377ce59e5266b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a8be0",
                    table="programme_transformation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="transformationevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="transformationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="programme.transformation",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrumentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="df1345735b83ff5e49edb40f0d757a62460f8f41",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_76bb7",
                    table="programme_instrumentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrumentperiodevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="83938c442aa6be86c9cc6e343ad48828dc3117fe",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_12e13",
                    table="programme_instrumentperiodevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2bb12e283ff36b9cf019e03c71ef2bbbbbc84c4e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e7a13",
                    table="programme_projectevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_projectevent" ("action_line_id", "ezk_contribution_en", "ezk_contribution_nl", "goal_en", "goal_nl", "id", "locator_en", "locator_nl", "name_en", "name_nl", "note_en", "note_nl", "number", "partners_en", "partners_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source_id") VALUES (NEW."action_line_id", NEW."ezk_contribution_en", NEW."ezk_contribution_nl", NEW."goal_en", NEW."goal_nl", NEW."id", NEW."locator_en", NEW."locator_nl", NEW."name_en", NEW."name_nl", NEW."note_en", NEW."note_nl", NEW."number", NEW."partners_en", NEW."partners_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."source_id"); RETURN NULL;',
                    hash="7c72fb005a25232f9b8c4bdfc77dc2a44be1c659",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_adb5d",
                    table="programme_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_projectevent" ("action_line_id", "ezk_contribution_en", "ezk_contribution_nl", "goal_en", "goal_nl", "id", "locator_en", "locator_nl", "name_en", "name_nl", "note_en", "note_nl", "number", "partners_en", "partners_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source_id") VALUES (NEW."action_line_id", NEW."ezk_contribution_en", NEW."ezk_contribution_nl", NEW."goal_en", NEW."goal_nl", NEW."id", NEW."locator_en", NEW."locator_nl", NEW."name_en", NEW."name_nl", NEW."note_en", NEW."note_nl", NEW."number", NEW."partners_en", NEW."partners_nl", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."source_id"); RETURN NULL;',
                    hash="e0aad3e6cd01d2662f2a215f7f8372cd6c08cc72",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cd549",
                    table="programme_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priorityevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0c3ff5e3ad764117c9efd80e842528fb41d0ec1d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3e4f3",
                    table="programme_priorityevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_priorityevent" ("description_en", "description_nl", "id", "locator_en", "locator_nl", "name_en", "name_nl", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source_id") VALUES (NEW."description_en", NEW."description_nl", NEW."id", NEW."locator_en", NEW."locator_nl", NEW."name_en", NEW."name_nl", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."source_id"); RETURN NULL;',
                    hash="96587834b0aa49d6e4fc5f2d98370ed75d17d4e4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_89471",
                    table="programme_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="priority",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_priorityevent" ("description_en", "description_nl", "id", "locator_en", "locator_nl", "name_en", "name_nl", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source_id") VALUES (NEW."description_en", NEW."description_nl", NEW."id", NEW."locator_en", NEW."locator_nl", NEW."name_en", NEW."name_nl", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."source_id"); RETURN NULL;',
                    hash="8de50839ed32501631f4c782de1f1149fa0ac9d3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_233ec",
                    table="programme_priority",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partnerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4ca4f13fd53d407dfedb4cf3e7bbc36179d22a4c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_815aa",
                    table="programme_partnerevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_partnerevent" ("assessment_outreach", "expertise_centre", "founder", "full_name", "id", "kind", "locator_en", "locator_nl", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_en", "role_nl", "slug", "source_id", "website") VALUES (NEW."assessment_outreach", NEW."expertise_centre", NEW."founder", NEW."full_name", NEW."id", NEW."kind", NEW."locator_en", NEW."locator_nl", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role_en", NEW."role_nl", NEW."slug", NEW."source_id", NEW."website"); RETURN NULL;',
                    hash="1e72df2c89f453259ce4031fca8fe9913c01e422",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_664ab",
                    table="programme_partner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_partnerevent" ("assessment_outreach", "expertise_centre", "founder", "full_name", "id", "kind", "locator_en", "locator_nl", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_en", "role_nl", "slug", "source_id", "website") VALUES (NEW."assessment_outreach", NEW."expertise_centre", NEW."founder", NEW."full_name", NEW."id", NEW."kind", NEW."locator_en", NEW."locator_nl", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role_en", NEW."role_nl", NEW."slug", NEW."source_id", NEW."website"); RETURN NULL;',
                    hash="04b6b05519b7163a554ae18bf8c37df8cbec7fda",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_37af1",
                    table="programme_partner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="37a3dbfd407fa8fcf395b5195dfbe8c7d208933f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9779b",
                    table="programme_goalevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_goalevent" ("description_en", "description_nl", "id", "locator_en", "locator_nl", "name_en", "name_nl", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source_id") VALUES (NEW."description_en", NEW."description_nl", NEW."id", NEW."locator_en", NEW."locator_nl", NEW."name_en", NEW."name_nl", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."source_id"); RETURN NULL;',
                    hash="0ef2abbc7512d5e2443e44846b54f653fa645eb2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f3920",
                    table="programme_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_goalevent" ("description_en", "description_nl", "id", "locator_en", "locator_nl", "name_en", "name_nl", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source_id") VALUES (NEW."description_en", NEW."description_nl", NEW."id", NEW."locator_en", NEW."locator_nl", NEW."name_en", NEW."name_nl", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."source_id"); RETURN NULL;',
                    hash="894d357139ab788c887efef5b1da15aedc24585a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e11a3",
                    table="programme_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionlineevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e0bdff79ef1699b0bae1c38d271c490814309b7c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cf5d5",
                    table="programme_actionlineevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_actionlineevent" ("description_en", "description_nl", "id", "locator_en", "locator_nl", "name_en", "name_nl", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source_id") VALUES (NEW."description_en", NEW."description_nl", NEW."id", NEW."locator_en", NEW."locator_nl", NEW."name_en", NEW."name_nl", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."source_id"); RETURN NULL;',
                    hash="58396aa9df7883afb1fb73d7e22db01f7e58a34f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d1c29",
                    table="programme_actionline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actionline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_actionlineevent" ("description_en", "description_nl", "id", "locator_en", "locator_nl", "name_en", "name_nl", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source_id") VALUES (NEW."description_en", NEW."description_nl", NEW."id", NEW."locator_en", NEW."locator_nl", NEW."name_en", NEW."name_nl", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."source_id"); RETURN NULL;',
                    hash="719cf7515ace8bfd2bb1ca2c82dd64f405740f4b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cc85e",
                    table="programme_actionline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="67b098352a9171b0b8b502139f07dfe12b8cceff",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2baeb",
                    table="programme_sourceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b3ba5f1282e8bcd30e1498ab19afeb47ed62c3fb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_510c9",
                    table="programme_figureevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_figureevent" ("as_of", "basis_en", "basis_nl", "formula", "id", "key", "kind", "label_en", "label_nl", "locator_en", "locator_nl", "lower", "note_en", "note_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "precision", "source_id", "topic_id", "unit", "upper", "value") VALUES (NEW."as_of", NEW."basis_en", NEW."basis_nl", NEW."formula", NEW."id", NEW."key", NEW."kind", NEW."label_en", NEW."label_nl", NEW."locator_en", NEW."locator_nl", NEW."lower", NEW."note_en", NEW."note_nl", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase", NEW."position", NEW."precision", NEW."source_id", NEW."topic_id", NEW."unit", NEW."upper", NEW."value"); RETURN NULL;',
                    hash="82b2260aea353067627eb8ea491994c46f3bb7ba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_18b1c",
                    table="programme_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_figureevent" ("as_of", "basis_en", "basis_nl", "formula", "id", "key", "kind", "label_en", "label_nl", "locator_en", "locator_nl", "lower", "note_en", "note_nl", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "precision", "source_id", "topic_id", "unit", "upper", "value") VALUES (NEW."as_of", NEW."basis_en", NEW."basis_nl", NEW."formula", NEW."id", NEW."key", NEW."kind", NEW."label_en", NEW."label_nl", NEW."locator_en", NEW."locator_nl", NEW."lower", NEW."note_en", NEW."note_nl", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."position", NEW."precision", NEW."source_id", NEW."topic_id", NEW."unit", NEW."upper", NEW."value"); RETURN NULL;',
                    hash="f7029ab141005b4171d2dc72e62efed59226813d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_96d2a",
                    table="programme_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="topicevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="92e5114cfd1e9902d00f12ba4adb510d75286669",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_adbe8",
                    table="programme_topicevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrumentperiod",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "programme_instrumentperiodevent" ("id", "instrument_id", "key", "max_amount_eur", "name", "nationwide", "note_en", "note_nl", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sources", "status", "status_as_of", "valid_from", "valid_to") VALUES (NEW."id", NEW."instrument_id", NEW."key", NEW."max_amount_eur", NEW."name", NEW."nationwide", NEW."note_en", NEW."note_nl", NEW."percentage", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sources", NEW."status", NEW."status_as_of", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="ad058f6ac68be1b500d3f3a538781b0c8a4f5560",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_98362",
                    table="programme_instrumentperiod",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instrumentperiod",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "programme_instrumentperiodevent" ("id", "instrument_id", "key", "max_amount_eur", "name", "nationwide", "note_en", "note_nl", "percentage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sources", "status", "status_as_of", "valid_from", "valid_to") VALUES (NEW."id", NEW."instrument_id", NEW."key", NEW."max_amount_eur", NEW."name", NEW."nationwide", NEW."note_en", NEW."note_nl", NEW."percentage", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sources", NEW."status", NEW."status_as_of", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="7b147e501e9087e3dfdbb2341730a935ad64a836",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_064d3",
                    table="programme_instrumentperiod",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="transformationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5a8a12f118b619aa0c534d8f91f6bd41cfa784a0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3d7f7",
                    table="programme_transformationevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
