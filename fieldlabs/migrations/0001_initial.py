import uuid
from pathlib import Path

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"
FILES = ("search.sql", "facets.sql", "training.sql")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0005_kinds_of_partners"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("jobs", "0002_last_done"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("programme", "0002_project_topics"),
        ("regions", "0001_initial"),
    ]

    operations = [
        *(migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop) for name in FILES),
        migrations.CreateModel(
            name="Equipment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name_nl", models.CharField(max_length=150, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=150, verbose_name="name in English")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount"),
                ),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="more about it")),
            ],
            options={
                "verbose_name": "equipment",
                "verbose_name_plural": "equipment",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EvidenceCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("company", models.CharField(blank=True, max_length=150, verbose_name="company")),
                ("consented_on", models.DateField(blank=True, null=True, verbose_name="the company agreed on")),
                ("question_nl", models.TextField(max_length=2000, verbose_name="question in Dutch")),
                ("question_en", models.TextField(blank=True, max_length=2000, verbose_name="question in English")),
                ("result_nl", models.TextField(max_length=2000, verbose_name="result in Dutch")),
                ("result_en", models.TextField(blank=True, max_length=2000, verbose_name="result in English")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="more about it")),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.sector",
                        verbose_name="sector",
                    ),
                ),
                (
                    "transformation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programme.transformation",
                        verbose_name="transformation",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence case",
                "verbose_name_plural": "evidence cases",
                "ordering": ["position", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Fieldlab",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="place")),
                ("city_sourced", models.BooleanField(default=False, verbose_name="a source gives the place")),
                ("national", models.BooleanField(default=False, verbose_name="works nationally")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("topic_nl", models.CharField(max_length=200, verbose_name="topic in Dutch")),
                ("topic_en", models.CharField(max_length=200, verbose_name="topic in English")),
                ("description_nl", models.TextField(blank=True, max_length=4000, verbose_name="description in Dutch")),
                (
                    "description_en",
                    models.TextField(blank=True, max_length=4000, verbose_name="description in English"),
                ),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="how to get in touch")),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("knowledge", "knowledge and technology"),
                            ("demonstration", "demonstration and business"),
                            ("skills", "skills"),
                            ("combination", "combination"),
                        ],
                        max_length=15,
                        verbose_name="type",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=150, verbose_name="street and number")),
                ("postal_code", models.CharField(blank=True, max_length=7, verbose_name="postal code")),
                ("audience_nl", models.TextField(blank=True, max_length=1000, verbose_name="for whom, in Dutch")),
                ("audience_en", models.TextField(blank=True, max_length=1000, verbose_name="for whom, in English")),
                (
                    "access_nl",
                    models.TextField(blank=True, max_length=2000, verbose_name="how a company gets in, in Dutch"),
                ),
                (
                    "access_en",
                    models.TextField(blank=True, max_length=2000, verbose_name="how a company gets in, in English"),
                ),
                (
                    "technologies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="technologies",
                    ),
                ),
                ("trl_min", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="TRL from")),
                ("trl_max", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="TRL up to")),
                ("goal", models.TextField(blank=True, max_length=4000, verbose_name="goal")),
                ("plan", models.TextField(blank=True, max_length=8000, verbose_name="plan")),
                ("plan_starts_on", models.DateField(blank=True, null=True, verbose_name="first day of the plan")),
                ("plan_ends_on", models.DateField(blank=True, null=True, verbose_name="last day of the plan")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="active since")),
                (
                    "confirmed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="last confirmed on"),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A source calls it a Smart Industry Fieldlab"),
                            ("B", "A source calls it a fieldlab; the label is not stated"),
                            ("C", "A sourced place; no source calls it a fieldlab"),
                            ("U", "No source"),
                        ],
                        max_length=1,
                        verbose_name="evidence",
                    ),
                ),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=500),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="sources",
                    ),
                ),
                ("note_nl", models.TextField(blank=True, max_length=1000, verbose_name="note in Dutch")),
                ("note_en", models.TextField(blank=True, max_length=1000, verbose_name="note in English")),
                ("as_of", models.DateField(verbose_name="as of")),
                (
                    "publication",
                    models.CharField(
                        choices=[("draft", "not public"), ("published", "public")],
                        default="draft",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "recognition",
                    models.CharField(
                        choices=[
                            ("unknown", "recognition unknown"),
                            ("draft", "not yet submitted"),
                            ("submitted", "submitted to the steering group"),
                            ("recognised", "recognised by the steering group"),
                            ("returned", "sent back by the steering group"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="recognition",
                    ),
                ),
                (
                    "registered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="registered"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted")),
                (
                    "submission_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="why it should be recognised"),
                ),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided")),
                (
                    "decision_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="reason of the decision"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="made public"),
                ),
                ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="closed on")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closing recorded"),
                ),
                ("closing_reason", models.TextField(blank=True, max_length=2000, verbose_name="why it closed")),
                ("registration_key", models.UUIDField(editable=False, null=True, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "transformation_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "service_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(), default=list, editable=False, size=None
                    ),
                ),
                ("has_training", models.BooleanField(default=False, editable=False)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("name"),
                            models.F("city"),
                            models.F("province_id"),
                            models.F("topic_nl"),
                            models.F("topic_en"),
                            models.F("description_nl"),
                            models.F("description_en"),
                            function="fieldlabs_search",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "facets",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("region_id"),
                            models.F("province_id"),
                            models.F("recognition"),
                            models.F("evidence"),
                            models.F("transformation_slugs"),
                            function="fieldlabs_facets",
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="operator",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="regions.province",
                        verbose_name="province",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="regions.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Fieldlab",
                "verbose_name_plural": "Fieldlabs",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("publication", "published"), _negated=True),
                            ("evidence__in", ["A", "B"]),
                            ("recognition", "recognised"),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_published_has_evidence_or_is_recognised",
                        violation_error_message="Only a Fieldlab with a source or with recognition can be public.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("evidence__in", ["A", "B", "C"]), _negated=True),
                            ("sources__len__gt", 0),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_evidence_has_source",
                        violation_error_message="Name at least one source for this evidence.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("publication", "published"), _negated=True),
                            ("region__isnull", False),
                            ("national", True),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_published_has_region_or_is_national",
                        violation_error_message="A public Fieldlab has a region or works nationally.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("national", False), ("region__isnull", True), _connector="OR"),
                        name="fieldlabs_fieldlab_national_has_no_region",
                        violation_error_message="A Fieldlab has a region or works nationally, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recognition", "draft"), _negated=True),
                            models.Q(("registered_at__isnull", False), ("registered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_registered_has_person_and_time",
                        violation_error_message="A registered Fieldlab has who registered it, and when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recognition__in", ["submitted", "recognised", "returned"]), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_submitted_has_person_and_time",
                        violation_error_message="A submitted Fieldlab has who submitted it, and when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recognition__in", ["recognised", "returned"]), _negated=True),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decision_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_decision_has_person_time_and_reason",
                        violation_error_message="A decision has who decided, when and why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("trl_max__isnull", True), ("trl_min__isnull", True)),
                            models.Q(
                                ("trl_max__isnull", False),
                                ("trl_max__lte", 9),
                                ("trl_min__gte", 1),
                                ("trl_min__isnull", False),
                                ("trl_max__gte", models.F("trl_min")),
                            ),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_trl_is_a_range",
                        violation_error_message="Give both ends of the TRL range, from 1 to 9, the lowest first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("plan_starts_on__isnull", True),
                            ("plan_ends_on__isnull", True),
                            ("plan_ends_on__gt", models.F("plan_starts_on")),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_plan_ends_after_start",
                        violation_error_message="The last day of the plan comes after the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("postal_code", ""), ("postal_code__regex", "^[1-9][0-9]{3} [A-Z]{2}$"), _connector="OR"
                        ),
                        name="fieldlabs_fieldlab_postal_code_is_dutch",
                        violation_error_message="Write a postal code as 1234 AB.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("closed_on__isnull", True),
                                ("closing_reason", ""),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("closed_on__isnull", False),
                                models.Q(("closing_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_closed_has_day_person_and_reason",
                        violation_error_message="A closed Fieldlab has the day, who recorded it and why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on__isnull", True),
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_closes_after_start",
                        violation_error_message="A Fieldlab does not close before it started.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by__isnull", True), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="fieldlabs_fieldlab_publisher_has_moment",
                        violation_error_message="Who made it public has a moment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(("lat__isnull", False), ("lon__isnull", False)),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_position_is_whole",
                        violation_error_message="Give both latitude and longitude, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lat__isnull", True),
                            models.Q(("lat__range", (50.7, 53.6)), ("lon__range", (3.3, 7.3))),
                            _connector="OR",
                        ),
                        name="fieldlabs_fieldlab_lies_in_the_netherlands",
                        violation_error_message="This position is not in the Netherlands.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceCaseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("company", models.CharField(blank=True, max_length=150, verbose_name="company")),
                ("consented_on", models.DateField(blank=True, null=True, verbose_name="the company agreed on")),
                ("question_nl", models.TextField(max_length=2000, verbose_name="question in Dutch")),
                ("question_en", models.TextField(blank=True, max_length=2000, verbose_name="question in English")),
                ("result_nl", models.TextField(max_length=2000, verbose_name="result in Dutch")),
                ("result_en", models.TextField(blank=True, max_length=2000, verbose_name="result in English")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="more about it")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.evidencecase",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.sector",
                        verbose_name="sector",
                    ),
                ),
                (
                    "transformation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="programme.transformation",
                        verbose_name="transformation",
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="evidencecase",
            name="fieldlab",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="fieldlabs.fieldlab"
            ),
        ),
        migrations.CreateModel(
            name="EquipmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name_nl", models.CharField(max_length=150, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=150, verbose_name="name in English")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount"),
                ),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="more about it")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.equipment",
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="equipment",
            name="fieldlab",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="equipment", to="fieldlabs.fieldlab"
            ),
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("expires_on", models.DateField(verbose_name="link valid until")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("replaced", models.BooleanField(default=False, verbose_name="replaced by a later question")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="fieldlabs.fieldlab",
                    ),
                ),
            ],
            options={
                "verbose_name": "yearly confirmation",
                "verbose_name_plural": "yearly confirmations",
                "ordering": ["-asked_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", True), ("replaced", False)),
                        fields=("fieldlab",),
                        name="fieldlabs_confirmation_one_is_open",
                        violation_error_message="This Fieldlab was already asked to confirm its page.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_on__gt", models.F("asked_on"))),
                        name="fieldlabs_confirmation_expires_after_asking",
                        violation_error_message="The link of a question is valid for some time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True), ("confirmed_at__isnull", False), _connector="OR"
                        ),
                        name="fieldlabs_confirmation_person_has_moment",
                        violation_error_message="A confirmation by a person has its moment.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.SlugField(max_length=30)),
                ("data", models.JSONField(verbose_name="what it should become")),
                ("version", models.PositiveIntegerField(editable=False)),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="why")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waiting for the hub"),
                            ("accepted", "taken over"),
                            ("declined", "not taken over"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposed")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="fieldlabs.fieldlab"
                    ),
                ),
            ],
            options={
                "verbose_name": "proposal",
                "verbose_name_plural": "proposals",
                "ordering": ["-proposed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="fieldlabs_changeproposal_decided_has_person_and_moment",
                        violation_error_message="A decided proposal has who decided, and when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="fieldlabs_changeproposal_declined_has_answer",
                        violation_error_message="Write why you do not take this over.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("fieldlab", "section", "proposed_by"),
                        name="fieldlabs_changeproposal_one_open_per_section",
                        violation_error_message="Your earlier proposal for this part is still waiting.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldlabContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("telephone", models.CharField(blank=True, max_length=30, verbose_name="telephone number")),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Dutch"), ("en", "English")],
                        default="nl",
                        max_length=2,
                        verbose_name="language of letters",
                    ),
                ),
                (
                    "public_since",
                    models.DateField(blank=True, null=True, verbose_name="agreed to be on the public page on"),
                ),
                (
                    "fieldlab",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_person",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact person",
                "verbose_name_plural": "contact persons",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="fieldlabs_fieldlabcontact_email_is_lower_case",
                        violation_error_message="Write the e-mail address in lower case.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("public_since__isnull", True), models.Q(("name", ""), _negated=True), _connector="OR"
                        ),
                        name="fieldlabs_fieldlabcontact_public_has_name",
                        violation_error_message="Give the name of the person who agreed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldlabEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="place")),
                ("city_sourced", models.BooleanField(default=False, verbose_name="a source gives the place")),
                ("national", models.BooleanField(default=False, verbose_name="works nationally")),
                ("lat", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("lon", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("topic_nl", models.CharField(max_length=200, verbose_name="topic in Dutch")),
                ("topic_en", models.CharField(max_length=200, verbose_name="topic in English")),
                ("description_nl", models.TextField(blank=True, max_length=4000, verbose_name="description in Dutch")),
                (
                    "description_en",
                    models.TextField(blank=True, max_length=4000, verbose_name="description in English"),
                ),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="how to get in touch")),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("knowledge", "knowledge and technology"),
                            ("demonstration", "demonstration and business"),
                            ("skills", "skills"),
                            ("combination", "combination"),
                        ],
                        max_length=15,
                        verbose_name="type",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=150, verbose_name="street and number")),
                ("postal_code", models.CharField(blank=True, max_length=7, verbose_name="postal code")),
                ("audience_nl", models.TextField(blank=True, max_length=1000, verbose_name="for whom, in Dutch")),
                ("audience_en", models.TextField(blank=True, max_length=1000, verbose_name="for whom, in English")),
                (
                    "access_nl",
                    models.TextField(blank=True, max_length=2000, verbose_name="how a company gets in, in Dutch"),
                ),
                (
                    "access_en",
                    models.TextField(blank=True, max_length=2000, verbose_name="how a company gets in, in English"),
                ),
                (
                    "technologies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="technologies",
                    ),
                ),
                ("trl_min", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="TRL from")),
                ("trl_max", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="TRL up to")),
                ("goal", models.TextField(blank=True, max_length=4000, verbose_name="goal")),
                ("plan", models.TextField(blank=True, max_length=8000, verbose_name="plan")),
                ("plan_starts_on", models.DateField(blank=True, null=True, verbose_name="first day of the plan")),
                ("plan_ends_on", models.DateField(blank=True, null=True, verbose_name="last day of the plan")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="active since")),
                (
                    "confirmed_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="last confirmed on"),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A source calls it a Smart Industry Fieldlab"),
                            ("B", "A source calls it a fieldlab; the label is not stated"),
                            ("C", "A sourced place; no source calls it a fieldlab"),
                            ("U", "No source"),
                        ],
                        max_length=1,
                        verbose_name="evidence",
                    ),
                ),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=500),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="sources",
                    ),
                ),
                ("note_nl", models.TextField(blank=True, max_length=1000, verbose_name="note in Dutch")),
                ("note_en", models.TextField(blank=True, max_length=1000, verbose_name="note in English")),
                ("as_of", models.DateField(verbose_name="as of")),
                (
                    "publication",
                    models.CharField(
                        choices=[("draft", "not public"), ("published", "public")],
                        default="draft",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "recognition",
                    models.CharField(
                        choices=[
                            ("unknown", "recognition unknown"),
                            ("draft", "not yet submitted"),
                            ("submitted", "submitted to the steering group"),
                            ("recognised", "recognised by the steering group"),
                            ("returned", "sent back by the steering group"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="recognition",
                    ),
                ),
                (
                    "registered_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="registered"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted")),
                (
                    "submission_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="why it should be recognised"),
                ),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="decided")),
                (
                    "decision_reason",
                    models.TextField(blank=True, max_length=2000, verbose_name="reason of the decision"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="made public"),
                ),
                ("closed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="closed on")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="closing recorded"),
                ),
                ("closing_reason", models.TextField(blank=True, max_length=2000, verbose_name="why it closed")),
                ("registration_key", models.UUIDField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "transformation_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "service_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(), default=list, editable=False, size=None
                    ),
                ),
                ("has_training", models.BooleanField(default=False, editable=False)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="operator",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.province",
                        verbose_name="province",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FieldlabRegion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="fieldlabs.fieldlab"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={
                "verbose_name": "region that a Fieldlab serves",
                "verbose_name_plural": "regions that Fieldlabs serve",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fieldlab", "region"),
                        name="fieldlabs_fieldlabregion_once",
                        violation_error_message="This Fieldlab already serves this region.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="fieldlab",
            name="regions_served",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="fieldlabs.FieldlabRegion",
                to="regions.region",
                verbose_name="regions served",
            ),
        ),
        migrations.CreateModel(
            name="FieldlabSector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="fieldlabs.fieldlab"
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.sector"
                    ),
                ),
            ],
            options={
                "verbose_name": "sector of a Fieldlab",
                "verbose_name_plural": "sectors of Fieldlabs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fieldlab", "sector"),
                        name="fieldlabs_fieldlabsector_once",
                        violation_error_message="This Fieldlab already has this sector.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="fieldlab",
            name="sectors",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="fieldlabs.FieldlabSector",
                to="accounts.sector",
                verbose_name="sectors",
            ),
        ),
        migrations.CreateModel(
            name="FieldlabTransformation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fieldlab", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="fieldlabs.fieldlab")),
                (
                    "transformation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programme.transformation"),
                ),
            ],
            options={
                "verbose_name": "transformation of a Fieldlab",
                "verbose_name_plural": "transformations of Fieldlabs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fieldlab", "transformation"),
                        name="fieldlabs_fieldlabtransformation_once",
                        violation_error_message="This Fieldlab already has this transformation.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="fieldlab",
            name="transformations",
            field=models.ManyToManyField(
                blank=True,
                related_name="fieldlabs",
                through="fieldlabs.FieldlabTransformation",
                to="programme.transformation",
                verbose_name="transformations",
            ),
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=150, verbose_name="name of the file")),
                ("content", models.BinaryField(null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("sheet", models.CharField(blank=True, max_length=100, verbose_name="sheet")),
                ("columns", models.JSONField(default=list, verbose_name="columns of the file")),
                ("mapping", models.JSONField(default=dict, verbose_name="which column is which field")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "columns are being matched"),
                            ("checking", "being checked"),
                            ("checked", "checked, nothing written yet"),
                            ("writing", "being written"),
                            ("done", "done"),
                            ("failed", "failed: nothing was written"),
                            ("cancelled", "stopped: nothing was written"),
                        ],
                        default="uploaded",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                ("failure", models.CharField(blank=True, max_length=500, verbose_name="what went wrong")),
                ("uploaded_at", models.DateTimeField(verbose_name="brought in")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                        verbose_name="region",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-uploaded_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["writing", "done"]), _negated=True),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="fieldlabs_importrun_written_was_confirmed",
                        violation_error_message="Nothing is written before somebody confirmed it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("values", models.JSONField()),
                ("mended", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("create", "new"),
                            ("change", "changes"),
                            ("same", "already so"),
                            ("faulty", "cannot be read"),
                            ("left_out", "left out"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="fieldlabs.importrun"
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
                "ordering": ["run", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "number"),
                        name="fieldlabs_importrow_number_is_unique",
                        violation_error_message="This row was already read.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Investment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("companies", "companies"),
                            ("knowledge", "knowledge institutes"),
                            ("education", "education"),
                            ("state", "State"),
                            ("region", "province, municipality or region"),
                            ("europe", "European Union"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("source_name", models.CharField(blank=True, max_length=150, verbose_name="name of the source")),
                (
                    "kind",
                    models.CharField(
                        choices=[("grant", "grant"), ("loan", "loan"), ("cash", "own money"), ("in_kind", "in kind")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[("planned", "planned"), ("committed", "committed"), ("realised", "realised")],
                        max_length=10,
                        verbose_name="phase",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount"),
                ),
                ("reference", models.CharField(blank=True, max_length=300, verbose_name="where this is written")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="investments", to="fieldlabs.fieldlab"
                    ),
                ),
            ],
            options={
                "verbose_name": "investment",
                "verbose_name_plural": "investments",
                "ordering": ["year", "source", "source_name", "kind", "phase", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fieldlab", "source", "source_name", "kind", "phase", "year"),
                        name="fieldlabs_investment_once",
                        violation_error_message="This source, kind, phase and year are already there: change that row.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                        name="fieldlabs_investment_amount_is_positive",
                        violation_error_message="An amount is above zero. Leave it empty when it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2010, 2040))),
                        name="fieldlabs_investment_year_is_possible",
                        violation_error_message="Give a year from 2010 to 2040.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "grant"), _negated=True),
                            models.Q(("source", "companies"), _negated=True),
                            _connector="OR",
                        ),
                        name="fieldlabs_investment_company_gives_no_grant",
                        violation_error_message="A company does not give a grant: choose own money, in kind or a loan.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvestmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("companies", "companies"),
                            ("knowledge", "knowledge institutes"),
                            ("education", "education"),
                            ("state", "State"),
                            ("region", "province, municipality or region"),
                            ("europe", "European Union"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("source_name", models.CharField(blank=True, max_length=150, verbose_name="name of the source")),
                (
                    "kind",
                    models.CharField(
                        choices=[("grant", "grant"), ("loan", "loan"), ("cash", "own money"), ("in_kind", "in kind")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        choices=[("planned", "planned"), ("committed", "committed"), ("realised", "realised")],
                        max_length=10,
                        verbose_name="phase",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount"),
                ),
                ("reference", models.CharField(blank=True, max_length=300, verbose_name="where this is written")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.investment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("url", models.URLField(max_length=300, verbose_name="address")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="fieldlabs.fieldlab"
                    ),
                ),
            ],
            options={
                "verbose_name": "link",
                "verbose_name_plural": "links",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fieldlab", "url"),
                        name="fieldlabs_link_once",
                        violation_error_message="This Fieldlab already has this link.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("url", models.URLField(max_length=300, verbose_name="address")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.link",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "leads the consortium"),
                            ("member", "takes part"),
                            ("supplier", "supplies technology"),
                            ("funder", "pays"),
                            ("user", "uses the Fieldlab"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=120, verbose_name="group of companies")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until and including")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="partners", to="fieldlabs.fieldlab"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "size",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.sizeclass",
                        verbose_name="size",
                    ),
                ),
            ],
            options={
                "verbose_name": "partner",
                "verbose_name_plural": "partners",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fieldlab", "organisation"),
                        name="fieldlabs_partner_once",
                        violation_error_message="This organisation is already a partner of this Fieldlab.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="fieldlabs_partner_ends_after_start",
                        violation_error_message="The last day comes after the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "leads the consortium"),
                            ("member", "takes part"),
                            ("supplier", "supplies technology"),
                            ("funder", "pays"),
                            ("user", "uses the Fieldlab"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("group", models.CharField(blank=True, max_length=120, verbose_name="group of companies")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until and including")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.partner",
                    ),
                ),
                (
                    "size",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.sizeclass",
                        verbose_name="size",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("content", models.BinaryField()),
                ("media_type", models.CharField(max_length=20)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("alt_nl", models.CharField(max_length=250, verbose_name="what is in the picture, in Dutch")),
                (
                    "alt_en",
                    models.CharField(blank=True, max_length=250, verbose_name="what is in the picture, in English"),
                ),
                ("credit", models.CharField(blank=True, max_length=120, verbose_name="maker")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="fieldlabs.fieldlab"
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alt_nl", ""), _negated=True),
                        name="fieldlabs_photo_has_alternative_text",
                        violation_error_message="Say what is in the picture, for people who cannot see it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("product", "new products"),
                            ("process", "improved processes"),
                            ("business", "new business"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("basis", models.CharField(max_length=300, verbose_name="how this was counted")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="fieldlabs.fieldlab"
                    ),
                ),
            ],
            options={
                "verbose_name": "result",
                "verbose_name_plural": "results",
                "ordering": ["-year", "kind"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fieldlab", "kind", "year"),
                        name="fieldlabs_result_once",
                        violation_error_message="This kind and year are already there: change that row.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2010, 2040))),
                        name="fieldlabs_result_year_is_possible",
                        violation_error_message="Give a year from 2010 to 2040.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis", ""), _negated=True),
                        name="fieldlabs_result_says_how_it_was_counted",
                        violation_error_message="Say how this was counted.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("product", "new products"),
                            ("process", "improved processes"),
                            ("business", "new business"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("basis", models.CharField(max_length=300, verbose_name="how this was counted")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.result",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SectionDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.SlugField(max_length=30)),
                ("saved_at", models.DateTimeField(verbose_name="kept at")),
                ("version", models.PositiveIntegerField()),
                ("data", models.JSONField()),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="fieldlabs.fieldlab"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "unfinished section",
                "verbose_name_plural": "unfinished sections",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fieldlab", "section", "saved_by"),
                        name="fieldlabs_sectiondraft_one_for_each_person",
                        violation_error_message="You already have an unfinished text here.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advice", "advice"),
                            ("demonstration", "demonstration"),
                            ("validation", "test and validation"),
                            ("proof_of_concept", "proof of concept"),
                            ("prototype", "prototype"),
                            ("pilot_line", "pilot line or small series"),
                            ("certification", "help with certification"),
                            ("training", "training"),
                            ("use", "use of equipment or space"),
                            ("network", "network and finding partners"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name_nl", models.CharField(max_length=150, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=150, verbose_name="name in English")),
                ("text_nl", models.TextField(blank=True, max_length=1500, verbose_name="what you get, in Dutch")),
                ("text_en", models.TextField(blank=True, max_length=1500, verbose_name="what you get, in English")),
                (
                    "price_basis",
                    models.CharField(
                        choices=[
                            ("unknown", "not stated"),
                            ("free", "free"),
                            ("fixed", "fixed price"),
                            ("hour", "per hour"),
                            ("day", "per day"),
                            ("membership", "with a membership"),
                            ("request", "on request"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="price",
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount without VAT"
                    ),
                ),
                (
                    "aid_basis",
                    models.CharField(
                        choices=[
                            ("unknown", "not stated"),
                            ("market", "market price: no State aid"),
                            ("none", "no economic activity: no State aid"),
                            ("de_minimis", "de minimis Regulation"),
                            ("gber_28", "General Block Exemption, article 28: innovation aid for SMEs"),
                            ("gber_18", "General Block Exemption, article 18: consultancy for SMEs"),
                            ("gber_31", "General Block Exemption, article 31: training aid"),
                            ("gber_26a", "General Block Exemption, article 26a: testing and experimentation"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="State aid",
                    ),
                ),
                ("trl_min", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="TRL from")),
                ("trl_max", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="TRL up to")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="services", to="fieldlabs.fieldlab"
                    ),
                ),
            ],
            options={
                "verbose_name": "service",
                "verbose_name_plural": "services",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("price__isnull", True),
                            models.Q(("price__gt", 0), ("price_basis__in", ["fixed", "hour", "day", "membership"])),
                            _connector="OR",
                        ),
                        name="fieldlabs_service_amount_fits_its_basis",
                        violation_error_message="Give an amount above zero, and only with a price that has an amount.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("trl_max__isnull", True), ("trl_min__isnull", True)),
                            models.Q(
                                ("trl_max__isnull", False),
                                ("trl_max__lte", 9),
                                ("trl_min__gte", 1),
                                ("trl_min__isnull", False),
                                ("trl_max__gte", models.F("trl_min")),
                            ),
                            _connector="OR",
                        ),
                        name="fieldlabs_service_trl_is_a_range",
                        violation_error_message="Give both ends of the TRL range, from 1 to 9, the lowest first.",
                    ),
                    models.UniqueConstraint(
                        fields=("fieldlab", "name_nl"),
                        name="fieldlabs_service_name_is_unique",
                        violation_error_message="This Fieldlab already has a service with this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("advice", "advice"),
                            ("demonstration", "demonstration"),
                            ("validation", "test and validation"),
                            ("proof_of_concept", "proof of concept"),
                            ("prototype", "prototype"),
                            ("pilot_line", "pilot line or small series"),
                            ("certification", "help with certification"),
                            ("training", "training"),
                            ("use", "use of equipment or space"),
                            ("network", "network and finding partners"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name_nl", models.CharField(max_length=150, verbose_name="name in Dutch")),
                ("name_en", models.CharField(blank=True, max_length=150, verbose_name="name in English")),
                ("text_nl", models.TextField(blank=True, max_length=1500, verbose_name="what you get, in Dutch")),
                ("text_en", models.TextField(blank=True, max_length=1500, verbose_name="what you get, in English")),
                (
                    "price_basis",
                    models.CharField(
                        choices=[
                            ("unknown", "not stated"),
                            ("free", "free"),
                            ("fixed", "fixed price"),
                            ("hour", "per hour"),
                            ("day", "per day"),
                            ("membership", "with a membership"),
                            ("request", "on request"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="price",
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="amount without VAT"
                    ),
                ),
                (
                    "aid_basis",
                    models.CharField(
                        choices=[
                            ("unknown", "not stated"),
                            ("market", "market price: no State aid"),
                            ("none", "no economic activity: no State aid"),
                            ("de_minimis", "de minimis Regulation"),
                            ("gber_28", "General Block Exemption, article 28: innovation aid for SMEs"),
                            ("gber_18", "General Block Exemption, article 18: consultancy for SMEs"),
                            ("gber_31", "General Block Exemption, article 31: training aid"),
                            ("gber_26a", "General Block Exemption, article 26a: testing and experimentation"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="State aid",
                    ),
                ),
                ("trl_min", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="TRL from")),
                ("trl_max", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="TRL up to")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.service",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Skillslab",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "text_nl",
                    models.TextField(blank=True, max_length=2000, verbose_name="what people learn here, in Dutch"),
                ),
                (
                    "text_en",
                    models.TextField(blank=True, max_length=2000, verbose_name="what people learn here, in English"),
                ),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="open since")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "fieldlab",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="skillslab", to="fieldlabs.fieldlab"
                    ),
                ),
            ],
            options={
                "verbose_name": "Skillslab",
                "verbose_name_plural": "Skillslabs",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_on__isnull", True),
                            ("closed_on__isnull", True),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="fieldlabs_skillslab_closes_after_opening",
                        violation_error_message="The last day comes after the first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SkillslabEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "text_nl",
                    models.TextField(blank=True, max_length=2000, verbose_name="what people learn here, in Dutch"),
                ),
                (
                    "text_en",
                    models.TextField(blank=True, max_length=2000, verbose_name="what people learn here, in English"),
                ),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="open since")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "fieldlab",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.skillslab",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrainingDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "participants",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="people who took part"),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "date of a training",
                "verbose_name_plural": "dates of trainings",
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="fieldlabs_trainingdate_ends_after_start",
                        violation_error_message="The last day comes after the first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("text_nl", models.TextField(max_length=2000, verbose_name="what you learn, in Dutch")),
                ("text_en", models.TextField(blank=True, max_length=2000, verbose_name="what you learn, in English")),
                ("audience_nl", models.CharField(max_length=200, verbose_name="for whom, in Dutch")),
                ("audience_en", models.CharField(blank=True, max_length=200, verbose_name="for whom, in English")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("workfloor", "work floor, no diploma needed"),
                            ("mbo", "vocational (mbo)"),
                            ("hbo", "higher professional (hbo)"),
                            ("wo", "university"),
                            ("management", "management"),
                        ],
                        max_length=12,
                        verbose_name="level",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="duration in hours"
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="price without VAT"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Dutch"), ("en", "English"), ("both", "Dutch or English")],
                        default="nl",
                        max_length=4,
                        verbose_name="language",
                    ),
                ),
                ("provider", models.CharField(max_length=150, verbose_name="given by")),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="where to register")),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="skills",
                    ),
                ),
                (
                    "publication",
                    models.CharField(
                        choices=[("draft", "not public"), ("published", "public")],
                        default="draft",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="offered until")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("title_nl"),
                            models.F("provider"),
                            models.F("audience_nl"),
                            models.F("title_en"),
                            models.F("audience_en"),
                            models.F("text_nl"),
                            models.F("text_en"),
                            function="fieldlabs_training_search",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="fieldlabs.fieldlab",
                        verbose_name="Fieldlab",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="regions.region",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "training",
                "verbose_name_plural": "trainings",
                "ordering": ["title_nl"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__isnull", True), ("hours__gt", 0), _connector="OR"),
                        name="fieldlabs_trainingoffer_hours_are_positive",
                        violation_error_message="The duration is above zero. Leave it empty when it is unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price__isnull", True), ("price__gte", 0), _connector="OR"),
                        name="fieldlabs_trainingoffer_price_is_not_negative",
                        violation_error_message="A price is not below zero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingDateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "participants",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="people who took part"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.trainingdate",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="regions.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.trainingoffer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="trainingdate",
            name="training",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="dates", to="fieldlabs.trainingoffer"
            ),
        ),
        migrations.CreateModel(
            name="TrainingOfferEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("title_nl", models.CharField(max_length=150, verbose_name="title in Dutch")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="title in English")),
                ("text_nl", models.TextField(max_length=2000, verbose_name="what you learn, in Dutch")),
                ("text_en", models.TextField(blank=True, max_length=2000, verbose_name="what you learn, in English")),
                ("audience_nl", models.CharField(max_length=200, verbose_name="for whom, in Dutch")),
                ("audience_en", models.CharField(blank=True, max_length=200, verbose_name="for whom, in English")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("workfloor", "work floor, no diploma needed"),
                            ("mbo", "vocational (mbo)"),
                            ("hbo", "higher professional (hbo)"),
                            ("wo", "university"),
                            ("management", "management"),
                        ],
                        max_length=12,
                        verbose_name="level",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="duration in hours"
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="price without VAT"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Dutch"), ("en", "English"), ("both", "Dutch or English")],
                        default="nl",
                        max_length=4,
                        verbose_name="language",
                    ),
                ),
                ("provider", models.CharField(max_length=150, verbose_name="given by")),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="where to register")),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="skills",
                    ),
                ),
                (
                    "publication",
                    models.CharField(
                        choices=[("draft", "not public"), ("published", "public")],
                        default="draft",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="offered until")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "fieldlab",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="fieldlabs.fieldlab",
                        verbose_name="Fieldlab",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="fieldlabs.trainingoffer",
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
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrainingTransformation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="fieldlabs.trainingoffer"
                    ),
                ),
                (
                    "transformation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programme.transformation"
                    ),
                ),
            ],
            options={
                "verbose_name": "transformation of a training",
                "verbose_name_plural": "transformations of trainings",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("training", "transformation"),
                        name="fieldlabs_trainingtransformation_once",
                        violation_error_message="This training already has this transformation.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="trainingoffer",
            name="transformations",
            field=models.ManyToManyField(
                related_name="trainings",
                through="fieldlabs.TrainingTransformation",
                to="programme.transformation",
                verbose_name="transformations",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidencecaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="674720e322c5446cdc667dd01e4f987b76700cda",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_52af8",
                    table="fieldlabs_evidencecaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencecase",
            constraint=models.CheckConstraint(
                condition=models.Q(("company", ""), ("consented_on__isnull", False), _connector="OR"),
                name="fieldlabs_evidencecase_named_company_agreed",
                violation_error_message="Name a company only if it agreed, and say when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencecase",
            constraint=models.UniqueConstraint(
                fields=("fieldlab", "title_nl"),
                name="fieldlabs_evidencecase_title_is_unique",
                violation_error_message="This Fieldlab already has a case with this title.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidencecase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_evidencecaseevent" ("company", "consented_on", "fieldlab_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "question_en", "question_nl", "result_en", "result_nl", "sector_id", "title_en", "title_nl", "transformation_id", "url", "year") VALUES (NEW."company", NEW."consented_on", NEW."fieldlab_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."question_en", NEW."question_nl", NEW."result_en", NEW."result_nl", NEW."sector_id", NEW."title_en", NEW."title_nl", NEW."transformation_id", NEW."url", NEW."year"); RETURN NULL;',
                    hash="460f7d66b582845f5aaa986b43d4d4426d36d1f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a779c",
                    table="fieldlabs_evidencecase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidencecase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fieldlabs_evidencecaseevent" ("company", "consented_on", "fieldlab_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "question_en", "question_nl", "result_en", "result_nl", "sector_id", "title_en", "title_nl", "transformation_id", "url", "year") VALUES (NEW."company", NEW."consented_on", NEW."fieldlab_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."question_en", NEW."question_nl", NEW."result_en", NEW."result_nl", NEW."sector_id", NEW."title_en", NEW."title_nl", NEW."transformation_id", NEW."url", NEW."year"); RETURN NULL;',
                    hash="a49e46a472f3bd35126663ccb555ba04ebb3bfd5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac965",
                    table="fieldlabs_evidencecase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidencecase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_evidencecaseevent" ("company", "consented_on", "fieldlab_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "question_en", "question_nl", "result_en", "result_nl", "sector_id", "title_en", "title_nl", "transformation_id", "url", "year") VALUES (OLD."company", OLD."consented_on", OLD."fieldlab_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."question_en", OLD."question_nl", OLD."result_en", OLD."result_nl", OLD."sector_id", OLD."title_en", OLD."title_nl", OLD."transformation_id", OLD."url", OLD."year"); RETURN NULL;',
                    hash="102abd175a0089a2e1f8dfa4e0e6cdf785dd7850",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a1ad",
                    table="fieldlabs_evidencecase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="eb180c2154fbc6cf808e412d77ba2edae9cb0baf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_56bb6",
                    table="fieldlabs_equipmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="equipment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                name="fieldlabs_equipment_amount_is_positive",
                violation_error_message="An amount is above zero. Leave it empty when it is unknown.",
            ),
        ),
        migrations.AddConstraint(
            model_name="equipment",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__isnull", True), ("year__range", (1980, 2040)), _connector="OR"),
                name="fieldlabs_equipment_year_is_possible",
                violation_error_message="Give a year from 1980 to 2040.",
            ),
        ),
        migrations.AddConstraint(
            model_name="equipment",
            constraint=models.UniqueConstraint(
                fields=("fieldlab", "name_nl"),
                name="fieldlabs_equipment_name_is_unique",
                violation_error_message="This Fieldlab already has equipment with this name.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_equipmentevent" ("amount", "fieldlab_id", "id", "name_en", "name_nl", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "url", "year") VALUES (NEW."amount", NEW."fieldlab_id", NEW."id", NEW."name_en", NEW."name_nl", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."url", NEW."year"); RETURN NULL;',
                    hash="5c7c55d677a5597ca1fb2d7e88ab96bd9085dbac",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_51c5f",
                    table="fieldlabs_equipment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fieldlabs_equipmentevent" ("amount", "fieldlab_id", "id", "name_en", "name_nl", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "url", "year") VALUES (NEW."amount", NEW."fieldlab_id", NEW."id", NEW."name_en", NEW."name_nl", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."url", NEW."year"); RETURN NULL;',
                    hash="4466b94a732044e4127271c4978ea87314ec5f62",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dc072",
                    table="fieldlabs_equipment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_equipmentevent" ("amount", "fieldlab_id", "id", "name_en", "name_nl", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "url", "year") VALUES (OLD."amount", OLD."fieldlab_id", OLD."id", OLD."name_en", OLD."name_nl", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."url", OLD."year"); RETURN NULL;',
                    hash="d35a7d91412095c8dffc0cc0bb39b74e9d91aca8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0b0aa",
                    table="fieldlabs_equipment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldlabevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="37175bd501a2e0ec6a115d9be6b75c6e2c4d6c59",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5a212",
                    table="fieldlabs_fieldlabevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldlabtransformation",
            trigger=pgtrigger.compiler.Trigger(
                name="copy_to_fieldlab",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE fieldlabs_fieldlab SET transformation_slugs = coalesce((\n            SELECT array_agg(one.slug ORDER BY one.number)\n            FROM fieldlabs_fieldlabtransformation AS link\n            JOIN programme_transformation AS one ON one.id = link.transformation_id\n            WHERE link.fieldlab_id = fieldlabs_fieldlab.id\n        ), '{}') WHERE id = coalesce(NEW.fieldlab_id, OLD.fieldlab_id);\n        RETURN NULL;\n    ",
                    hash="f57f5161a5f78bcde16bff248095c9e6a04751df",
                    operation="INSERT OR DELETE",
                    pgid="pgtrigger_copy_to_fieldlab_8e786",
                    table="fieldlabs_fieldlabtransformation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="fieldlab",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["search"], name="fieldlabs_fieldlab_search"
            ),
        ),
        migrations.AddIndex(
            model_name="fieldlab",
            index=models.Index(
                condition=models.Q(("publication", "published")), fields=["facets"], name="fieldlabs_fieldlab_facets"
            ),
        ),
        migrations.AddIndex(
            model_name="fieldlab",
            index=models.Index(
                models.OrderBy(models.F("region_id"), nulls_last=True),
                models.OrderBy(models.F("lat"), nulls_last=True),
                models.F("city"),
                models.F("name"),
                models.F("id"),
                condition=models.Q(("publication", "published")),
                name="fieldlabs_fieldlab_by_place",
            ),
        ),
        migrations.AddIndex(
            model_name="fieldlab",
            index=models.Index(
                condition=models.Q(("publication", "published")),
                fields=["name", "id"],
                name="fieldlabs_fieldlab_by_name",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldlab",
            trigger=pgtrigger.compiler.Trigger(
                name="recognition_follows_its_way",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."recognition" IS DISTINCT FROM (NEW."recognition"))',
                    func="\n            IF OLD.recognition || '>' || NEW.recognition NOT IN ('draft>submitted', 'returned>submitted', 'submitted>recognised', 'submitted>returned', 'unknown>submitted') THEN\n                RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'fieldlabs_fieldlab_recognition_follows_its_way', MESSAGE = 'fieldlabs_fieldlab_recognition_follows_its_way';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="3fe074445634612e03a56c3291894e8396f7f384",
                    operation='UPDATE OF "recognition"',
                    pgid="pgtrigger_recognition_follows_its_way_3d8f0",
                    table="fieldlabs_fieldlab",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldlab",
            trigger=pgtrigger.compiler.Trigger(
                name="recognition_starts_undecided",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (NEW.\"recognition\" IN ('unknown', 'draft')))",
                    func="RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'fieldlabs_fieldlab_recognition_starts_undecided', MESSAGE = 'fieldlabs_fieldlab_recognition_starts_undecided';",
                    hash="4d733388352e737538643fc365e3f7aefa313d26",
                    operation="INSERT",
                    pgid="pgtrigger_recognition_starts_undecided_7b9fa",
                    table="fieldlabs_fieldlab",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldlab",
            trigger=pgtrigger.compiler.Trigger(
                name="province_lies_in_region",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."province_id" IS NOT NULL AND NEW."region_id" IS NOT NULL)',
                    func="\n            PERFORM FROM regions_province WHERE iso = NEW.province_id AND region_id = NEW.region_id;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'fieldlabs_fieldlab_province_lies_in_region', MESSAGE = 'fieldlabs_fieldlab_province_lies_in_region';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="fcc40019e4aabf9eaeb5ba9ee616fc435e2795ee",
                    operation='INSERT OR UPDATE OF "province_id", "region_id"',
                    pgid="pgtrigger_province_lies_in_region_be9a3",
                    table="fieldlabs_fieldlab",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldlab",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_fieldlabevent" ("access_en", "access_nl", "address", "as_of", "audience_en", "audience_nl", "city", "city_sourced", "closed_at", "closed_by_id", "closed_on", "closing_reason", "confirmed_on", "contact", "decided_at", "decided_by_id", "decision_reason", "description_en", "description_nl", "evidence", "goal", "has_training", "id", "lat", "lon", "name", "national", "note_en", "note_nl", "operator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "plan_ends_on", "plan_starts_on", "postal_code", "province_id", "publication", "published_at", "published_by_id", "recognition", "region_id", "registered_at", "registered_by_id", "registration_key", "service_kinds", "slug", "sources", "started_on", "submission_reason", "submitted_at", "submitted_by_id", "technologies", "topic_en", "topic_nl", "transformation_slugs", "trl_max", "trl_min", "type", "version", "website") VALUES (NEW."access_en", NEW."access_nl", NEW."address", NEW."as_of", NEW."audience_en", NEW."audience_nl", NEW."city", NEW."city_sourced", NEW."closed_at", NEW."closed_by_id", NEW."closed_on", NEW."closing_reason", NEW."confirmed_on", NEW."contact", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."description_en", NEW."description_nl", NEW."evidence", NEW."goal", NEW."has_training", NEW."id", NEW."lat", NEW."lon", NEW."name", NEW."national", NEW."note_en", NEW."note_nl", NEW."operator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."plan", NEW."plan_ends_on", NEW."plan_starts_on", NEW."postal_code", NEW."province_id", NEW."publication", NEW."published_at", NEW."published_by_id", NEW."recognition", NEW."region_id", NEW."registered_at", NEW."registered_by_id", NEW."registration_key", NEW."service_kinds", NEW."slug", NEW."sources", NEW."started_on", NEW."submission_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."technologies", NEW."topic_en", NEW."topic_nl", NEW."transformation_slugs", NEW."trl_max", NEW."trl_min", NEW."type", NEW."version", NEW."website"); RETURN NULL;',
                    hash="10c68e11f562755e6f3f5da798f4049ffb56e673",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eb1ad",
                    table="fieldlabs_fieldlab",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fieldlab",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."access_en" IS DISTINCT FROM (NEW."access_en") OR OLD."access_nl" IS DISTINCT FROM (NEW."access_nl") OR OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."audience_en" IS DISTINCT FROM (NEW."audience_en") OR OLD."audience_nl" IS DISTINCT FROM (NEW."audience_nl") OR OLD."city" IS DISTINCT FROM (NEW."city") OR OLD."city_sourced" IS DISTINCT FROM (NEW."city_sourced") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closed_by_id" IS DISTINCT FROM (NEW."closed_by_id") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."closing_reason" IS DISTINCT FROM (NEW."closing_reason") OR OLD."confirmed_on" IS DISTINCT FROM (NEW."confirmed_on") OR OLD."contact" IS DISTINCT FROM (NEW."contact") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision_reason" IS DISTINCT FROM (NEW."decision_reason") OR OLD."description_en" IS DISTINCT FROM (NEW."description_en") OR OLD."description_nl" IS DISTINCT FROM (NEW."description_nl") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."goal" IS DISTINCT FROM (NEW."goal") OR OLD."has_training" IS DISTINCT FROM (NEW."has_training") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."lat" IS DISTINCT FROM (NEW."lat") OR OLD."lon" IS DISTINCT FROM (NEW."lon") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."national" IS DISTINCT FROM (NEW."national") OR OLD."note_en" IS DISTINCT FROM (NEW."note_en") OR OLD."note_nl" IS DISTINCT FROM (NEW."note_nl") OR OLD."operator_id" IS DISTINCT FROM (NEW."operator_id") OR OLD."plan" IS DISTINCT FROM (NEW."plan") OR OLD."plan_ends_on" IS DISTINCT FROM (NEW."plan_ends_on") OR OLD."plan_starts_on" IS DISTINCT FROM (NEW."plan_starts_on") OR OLD."postal_code" IS DISTINCT FROM (NEW."postal_code") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."recognition" IS DISTINCT FROM (NEW."recognition") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id") OR OLD."registered_at" IS DISTINCT FROM (NEW."registered_at") OR OLD."registered_by_id" IS DISTINCT FROM (NEW."registered_by_id") OR OLD."registration_key" IS DISTINCT FROM (NEW."registration_key") OR OLD."service_kinds" IS DISTINCT FROM (NEW."service_kinds") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."sources" IS DISTINCT FROM (NEW."sources") OR OLD."started_on" IS DISTINCT FROM (NEW."started_on") OR OLD."submission_reason" IS DISTINCT FROM (NEW."submission_reason") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."technologies" IS DISTINCT FROM (NEW."technologies") OR OLD."topic_en" IS DISTINCT FROM (NEW."topic_en") OR OLD."topic_nl" IS DISTINCT FROM (NEW."topic_nl") OR OLD."transformation_slugs" IS DISTINCT FROM (NEW."transformation_slugs") OR OLD."trl_max" IS DISTINCT FROM (NEW."trl_max") OR OLD."trl_min" IS DISTINCT FROM (NEW."trl_min") OR OLD."type" IS DISTINCT FROM (NEW."type") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                    func='INSERT INTO "fieldlabs_fieldlabevent" ("access_en", "access_nl", "address", "as_of", "audience_en", "audience_nl", "city", "city_sourced", "closed_at", "closed_by_id", "closed_on", "closing_reason", "confirmed_on", "contact", "decided_at", "decided_by_id", "decision_reason", "description_en", "description_nl", "evidence", "goal", "has_training", "id", "lat", "lon", "name", "national", "note_en", "note_nl", "operator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "plan_ends_on", "plan_starts_on", "postal_code", "province_id", "publication", "published_at", "published_by_id", "recognition", "region_id", "registered_at", "registered_by_id", "registration_key", "service_kinds", "slug", "sources", "started_on", "submission_reason", "submitted_at", "submitted_by_id", "technologies", "topic_en", "topic_nl", "transformation_slugs", "trl_max", "trl_min", "type", "version", "website") VALUES (NEW."access_en", NEW."access_nl", NEW."address", NEW."as_of", NEW."audience_en", NEW."audience_nl", NEW."city", NEW."city_sourced", NEW."closed_at", NEW."closed_by_id", NEW."closed_on", NEW."closing_reason", NEW."confirmed_on", NEW."contact", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."description_en", NEW."description_nl", NEW."evidence", NEW."goal", NEW."has_training", NEW."id", NEW."lat", NEW."lon", NEW."name", NEW."national", NEW."note_en", NEW."note_nl", NEW."operator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."plan", NEW."plan_ends_on", NEW."plan_starts_on", NEW."postal_code", NEW."province_id", NEW."publication", NEW."published_at", NEW."published_by_id", NEW."recognition", NEW."region_id", NEW."registered_at", NEW."registered_by_id", NEW."registration_key", NEW."service_kinds", NEW."slug", NEW."sources", NEW."started_on", NEW."submission_reason", NEW."submitted_at", NEW."submitted_by_id", NEW."technologies", NEW."topic_en", NEW."topic_nl", NEW."transformation_slugs", NEW."trl_max", NEW."trl_min", NEW."type", NEW."version", NEW."website"); RETURN NULL;',
                    hash="7bcd73762506b74ada0fb3daa23c6098aed5727d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7ce76",
                    table="fieldlabs_fieldlab",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="investment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_investmentevent" ("amount", "fieldlab_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "reference", "source", "source_name", "year") VALUES (NEW."amount", NEW."fieldlab_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phase", NEW."position", NEW."reference", NEW."source", NEW."source_name", NEW."year"); RETURN NULL;',
                    hash="e8ae233d710dac05a9fbda12b384ad64e1d3769e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eab58",
                    table="fieldlabs_investment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="investment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fieldlabs_investmentevent" ("amount", "fieldlab_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "reference", "source", "source_name", "year") VALUES (NEW."amount", NEW."fieldlab_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phase", NEW."position", NEW."reference", NEW."source", NEW."source_name", NEW."year"); RETURN NULL;',
                    hash="21b999728025975db7cf7d89ca8f9a6fd81d405e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d4384",
                    table="fieldlabs_investment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="investment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_investmentevent" ("amount", "fieldlab_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "position", "reference", "source", "source_name", "year") VALUES (OLD."amount", OLD."fieldlab_id", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phase", OLD."position", OLD."reference", OLD."source", OLD."source_name", OLD."year"); RETURN NULL;',
                    hash="a1941191a194e89b2175757936f203cf1c9356e3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e3726",
                    table="fieldlabs_investment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="investmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6349b4efd69a5febb217ad6c13e6aa82f18427d7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_41891",
                    table="fieldlabs_investmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_linkevent" ("fieldlab_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title_en", "title_nl", "url") VALUES (NEW."fieldlab_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."title_en", NEW."title_nl", NEW."url"); RETURN NULL;',
                    hash="3aa9c7aeb21c7c75df4aad339026841af045b1d0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2f912",
                    table="fieldlabs_link",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fieldlabs_linkevent" ("fieldlab_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title_en", "title_nl", "url") VALUES (NEW."fieldlab_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."title_en", NEW."title_nl", NEW."url"); RETURN NULL;',
                    hash="ab90efb898d2a7ab2e9a321dde79847882a11781",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_64082",
                    table="fieldlabs_link",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_linkevent" ("fieldlab_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title_en", "title_nl", "url") VALUES (OLD."fieldlab_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."title_en", OLD."title_nl", OLD."url"); RETURN NULL;',
                    hash="dfe22524456747476abed61de6d91ad92590a31a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f0607",
                    table="fieldlabs_link",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="linkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6aabd724fc83de2f87579d7f5a476c8c2122a3d2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d7bf1",
                    table="fieldlabs_linkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_partnerevent" ("ends_on", "fieldlab_id", "group", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "size_id", "starts_on", "website") VALUES (NEW."ends_on", NEW."fieldlab_id", NEW."group", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."role", NEW."size_id", NEW."starts_on", NEW."website"); RETURN NULL;',
                    hash="c0b345e4f3314f37120dad69d25d89914d22752e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_efc0c",
                    table="fieldlabs_partner",
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
                    func='INSERT INTO "fieldlabs_partnerevent" ("ends_on", "fieldlab_id", "group", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "size_id", "starts_on", "website") VALUES (NEW."ends_on", NEW."fieldlab_id", NEW."group", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."role", NEW."size_id", NEW."starts_on", NEW."website"); RETURN NULL;',
                    hash="1dd48125576e88c5f393a3c016f41257e7c3f53b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_55454",
                    table="fieldlabs_partner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_partnerevent" ("ends_on", "fieldlab_id", "group", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "role", "size_id", "starts_on", "website") VALUES (OLD."ends_on", OLD."fieldlab_id", OLD."group", OLD."id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."role", OLD."size_id", OLD."starts_on", OLD."website"); RETURN NULL;',
                    hash="d81ba9d2e4e2b12fdcacb5600a8c26d94063a787",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a2f29",
                    table="fieldlabs_partner",
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
                    hash="92dfa07ba563661f5f70a62f3c34a573c5e6283b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e3495",
                    table="fieldlabs_partnerevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="result",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_resultevent" ("basis", "fieldlab_id", "id", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "year") VALUES (NEW."basis", NEW."fieldlab_id", NEW."id", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."year"); RETURN NULL;',
                    hash="410f73c94aec0ae3e170cda9e163eae3f358f163",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e077c",
                    table="fieldlabs_result",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="result",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fieldlabs_resultevent" ("basis", "fieldlab_id", "id", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "year") VALUES (NEW."basis", NEW."fieldlab_id", NEW."id", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."year"); RETURN NULL;',
                    hash="d270034313bde26a90474e7f6f957aa76ca1e87f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_90363",
                    table="fieldlabs_result",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="result",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_resultevent" ("basis", "fieldlab_id", "id", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "year") VALUES (OLD."basis", OLD."fieldlab_id", OLD."id", OLD."kind", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."year"); RETURN NULL;',
                    hash="ae4888a537f55f721e88b467664064212b2fb6d3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5a11f",
                    table="fieldlabs_result",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="resultevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ba6d4b67224abfa974761e428d6cad3d2f15123f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5ac80",
                    table="fieldlabs_resultevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="copy_kinds_to_fieldlab",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE fieldlabs_fieldlab SET service_kinds = kinds.found\n        FROM (\n            SELECT one.id, ARRAY(\n                SELECT DISTINCT kind FROM fieldlabs_service AS service WHERE service.fieldlab_id = one.id ORDER BY kind\n            ) AS found\n            FROM fieldlabs_fieldlab AS one WHERE one.id IN (NEW.fieldlab_id, OLD.fieldlab_id)\n        ) AS kinds\n        WHERE fieldlabs_fieldlab.id = kinds.id AND fieldlabs_fieldlab.service_kinds IS DISTINCT FROM kinds.found;\n        RETURN NULL;\n    ",
                    hash="ed3dbe3f8a18cc2fc37ad8a139efbfae0febdbc9",
                    operation='INSERT OR DELETE OR UPDATE OF "kind", "fieldlab_id"',
                    pgid="pgtrigger_copy_kinds_to_fieldlab_94859",
                    table="fieldlabs_service",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_serviceevent" ("aid_basis", "fieldlab_id", "id", "kind", "name_en", "name_nl", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price", "price_basis", "text_en", "text_nl", "trl_max", "trl_min") VALUES (NEW."aid_basis", NEW."fieldlab_id", NEW."id", NEW."kind", NEW."name_en", NEW."name_nl", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."price", NEW."price_basis", NEW."text_en", NEW."text_nl", NEW."trl_max", NEW."trl_min"); RETURN NULL;',
                    hash="56b49ce9dbf79bd9a2a57564703e3a5767cacfc9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_51d54",
                    table="fieldlabs_service",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fieldlabs_serviceevent" ("aid_basis", "fieldlab_id", "id", "kind", "name_en", "name_nl", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price", "price_basis", "text_en", "text_nl", "trl_max", "trl_min") VALUES (NEW."aid_basis", NEW."fieldlab_id", NEW."id", NEW."kind", NEW."name_en", NEW."name_nl", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."price", NEW."price_basis", NEW."text_en", NEW."text_nl", NEW."trl_max", NEW."trl_min"); RETURN NULL;',
                    hash="bca6a8109ba8bbf492ef4d91267c3088ded08947",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_18b74",
                    table="fieldlabs_service",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="service",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_serviceevent" ("aid_basis", "fieldlab_id", "id", "kind", "name_en", "name_nl", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price", "price_basis", "text_en", "text_nl", "trl_max", "trl_min") VALUES (OLD."aid_basis", OLD."fieldlab_id", OLD."id", OLD."kind", OLD."name_en", OLD."name_nl", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."price", OLD."price_basis", OLD."text_en", OLD."text_nl", OLD."trl_max", OLD."trl_min"); RETURN NULL;',
                    hash="29ff2e30050580931b805d6f94a3c98f033d875d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_af36a",
                    table="fieldlabs_service",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="34d5d11b37110be541775af340f9edc326b209d1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_376c0",
                    table="fieldlabs_serviceevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillslab",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_skillslabevent" ("closed_on", "fieldlab_id", "id", "name", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_en", "text_nl", "website") VALUES (NEW."closed_on", NEW."fieldlab_id", NEW."id", NEW."name", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text_en", NEW."text_nl", NEW."website"); RETURN NULL;',
                    hash="1c35e47dd2571a02db00f115d23d936e722e1848",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_800cd",
                    table="fieldlabs_skillslab",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillslab",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fieldlabs_skillslabevent" ("closed_on", "fieldlab_id", "id", "name", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_en", "text_nl", "website") VALUES (NEW."closed_on", NEW."fieldlab_id", NEW."id", NEW."name", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text_en", NEW."text_nl", NEW."website"); RETURN NULL;',
                    hash="fccac6b3c3c4f2f33f6d45121c34741d0dc01750",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8ec57",
                    table="fieldlabs_skillslab",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillslab",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_skillslabevent" ("closed_on", "fieldlab_id", "id", "name", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_en", "text_nl", "website") VALUES (OLD."closed_on", OLD."fieldlab_id", OLD."id", OLD."name", OLD."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text_en", OLD."text_nl", OLD."website"); RETURN NULL;',
                    hash="0c8a7c2dfbfd3549d81e5fd37ebd81bb8b052c5a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_66e48",
                    table="fieldlabs_skillslab",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="skillslabevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d3e5dde2e930e58e43fdaff1062b5bedd2fa8ca4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e0125",
                    table="fieldlabs_skillslabevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trainingdateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9063e3f96b8d1e9aea2beb5260d2d1d7dc5be102",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4447a",
                    table="fieldlabs_trainingdateevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingdate",
            constraint=models.UniqueConstraint(
                fields=("training", "starts_on", "place"),
                name="fieldlabs_trainingdate_once",
                nulls_distinct=False,
                violation_error_message="This date is already there.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trainingdate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_trainingdateevent" ("ends_on", "id", "participants", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "starts_on", "training_id") VALUES (NEW."ends_on", NEW."id", NEW."participants", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_id", NEW."starts_on", NEW."training_id"); RETURN NULL;',
                    hash="31d45e35cb6ab30aabb342408de57e3ba7ef1f91",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_13592",
                    table="fieldlabs_trainingdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trainingdate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "fieldlabs_trainingdateevent" ("ends_on", "id", "participants", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "starts_on", "training_id") VALUES (NEW."ends_on", NEW."id", NEW."participants", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_id", NEW."starts_on", NEW."training_id"); RETURN NULL;',
                    hash="d9d23c44a0606ec42ffc3a944fe94bd5ebf63fa5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36688",
                    table="fieldlabs_trainingdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trainingdate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_trainingdateevent" ("ends_on", "id", "participants", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "starts_on", "training_id") VALUES (OLD."ends_on", OLD."id", OLD."participants", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."starts_on", OLD."training_id"); RETURN NULL;',
                    hash="d0ee133d220b6d8a758489f90c58281c4a280d30",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_167a8",
                    table="fieldlabs_trainingdate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trainingofferevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c3f1ee41f6fdbe1a10d12d4a50626bf3f583f7af",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0d20e",
                    table="fieldlabs_trainingofferevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trainingoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="copy_to_fieldlab",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE fieldlabs_fieldlab SET has_training = offered.found\n        FROM (\n            SELECT one.id, EXISTS (\n                SELECT FROM fieldlabs_trainingoffer AS training\n                WHERE training.fieldlab_id = one.id AND training.publication = 'published'\n            ) AS found\n            FROM fieldlabs_fieldlab AS one\n            WHERE one.id IN (NEW.fieldlab_id, OLD.fieldlab_id)\n        ) AS offered\n        WHERE fieldlabs_fieldlab.id = offered.id AND fieldlabs_fieldlab.has_training <> offered.found;\n        RETURN NULL;\n    ",
                    hash="10cbfe2f117e2e696db3df4d502a631e6832e5c4",
                    operation='INSERT OR DELETE OR UPDATE OF "publication", "fieldlab_id"',
                    pgid="pgtrigger_copy_to_fieldlab_14881",
                    table="fieldlabs_trainingoffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trainingoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_trainingofferevent" ("audience_en", "audience_nl", "ends_on", "fieldlab_id", "hours", "id", "language", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "provider", "publication", "region_id", "skills", "slug", "text_en", "text_nl", "title_en", "title_nl", "url", "version") VALUES (NEW."audience_en", NEW."audience_nl", NEW."ends_on", NEW."fieldlab_id", NEW."hours", NEW."id", NEW."language", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."price", NEW."provider", NEW."publication", NEW."region_id", NEW."skills", NEW."slug", NEW."text_en", NEW."text_nl", NEW."title_en", NEW."title_nl", NEW."url", NEW."version"); RETURN NULL;',
                    hash="baf9a084a50bd03487e5507e608e62c26aafb596",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c66c7",
                    table="fieldlabs_trainingoffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trainingoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."audience_en" IS DISTINCT FROM (NEW."audience_en") OR OLD."audience_nl" IS DISTINCT FROM (NEW."audience_nl") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."fieldlab_id" IS DISTINCT FROM (NEW."fieldlab_id") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."price" IS DISTINCT FROM (NEW."price") OR OLD."provider" IS DISTINCT FROM (NEW."provider") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id") OR OLD."skills" IS DISTINCT FROM (NEW."skills") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_nl" IS DISTINCT FROM (NEW."text_nl") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_nl" IS DISTINCT FROM (NEW."title_nl") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "fieldlabs_trainingofferevent" ("audience_en", "audience_nl", "ends_on", "fieldlab_id", "hours", "id", "language", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "provider", "publication", "region_id", "skills", "slug", "text_en", "text_nl", "title_en", "title_nl", "url", "version") VALUES (NEW."audience_en", NEW."audience_nl", NEW."ends_on", NEW."fieldlab_id", NEW."hours", NEW."id", NEW."language", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."price", NEW."provider", NEW."publication", NEW."region_id", NEW."skills", NEW."slug", NEW."text_en", NEW."text_nl", NEW."title_en", NEW."title_nl", NEW."url", NEW."version"); RETURN NULL;',
                    hash="12a62c97590c7ed4d0e3d9a51123862b149a1f1d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bcadf",
                    table="fieldlabs_trainingoffer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trainingoffer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "fieldlabs_trainingofferevent" ("audience_en", "audience_nl", "ends_on", "fieldlab_id", "hours", "id", "language", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "provider", "publication", "region_id", "skills", "slug", "text_en", "text_nl", "title_en", "title_nl", "url", "version") VALUES (OLD."audience_en", OLD."audience_nl", OLD."ends_on", OLD."fieldlab_id", OLD."hours", OLD."id", OLD."language", OLD."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."price", OLD."provider", OLD."publication", OLD."region_id", OLD."skills", OLD."slug", OLD."text_en", OLD."text_nl", OLD."title_en", OLD."title_nl", OLD."url", OLD."version"); RETURN NULL;',
                    hash="9989268ee33becd084a8b773655791c97438d2e9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a841c",
                    table="fieldlabs_trainingoffer",
                    when="AFTER",
                ),
            ),
        ),
    ]
