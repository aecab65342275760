import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_sectors_and_sizes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("jobs", "0001_initial"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("questionnaire", models.SlugField(verbose_name="questionnaire")),
                ("version", models.CharField(max_length=20, verbose_name="version")),
                ("digest", models.CharField(max_length=64)),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "Dutch"), ("en", "English")], max_length=2, verbose_name="language at the start"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("started", "started"), ("completed", "completed")],
                        default="started",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "depth",
                    models.CharField(
                        choices=[("quick", "quick scan"), ("deep", "in depth")],
                        default="quick",
                        max_length=5,
                        verbose_name="depth",
                    ),
                ),
                (
                    "answered_screens",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("size", "size"),
                                ("sector", "sector"),
                                ("where", "place"),
                                ("goals", "goals"),
                                ("role", "your role"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="answered screens",
                    ),
                ),
                (
                    "goals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="goals",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direction", "owner or director"),
                            ("production", "production"),
                            ("engineering", "engineering or work preparation"),
                            ("it", "computers and software"),
                            ("office", "office, sales or finance"),
                            ("other", "something else"),
                        ],
                        max_length=15,
                        verbose_name="role of who filled it in",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=1000, verbose_name="remark")),
                ("origin", models.CharField(blank=True, max_length=32)),
                ("demo", models.BooleanField(default=False, verbose_name="demo")),
                (
                    "started_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="started at"),
                ),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="completed at")),
                (
                    "quick_levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(null=True), blank=True, null=True, size=8
                    ),
                ),
                (
                    "deep_levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(null=True), blank=True, null=True, size=8
                    ),
                ),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="copies",
                        to="assessments.assessment",
                        verbose_name="copied from",
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
                        verbose_name="person",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="regions.place",
                        verbose_name="place",
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
                    "repeats",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="repeated_by",
                        to="assessments.assessment",
                        verbose_name="repeats",
                    ),
                ),
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
                    "size",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accounts.sizeclass",
                        verbose_name="size",
                    ),
                ),
            ],
            options={
                "verbose_name": "self-assessment",
                "verbose_name_plural": "self-assessments",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_at__isnull", True), ("state", "started")),
                            models.Q(("completed_at__isnull", False), ("state", "completed")),
                            _connector="OR",
                        ),
                        name="assessments_assessment_completed_has_moment",
                        violation_error_message="A self-assessment has a moment of completion once it is completed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deep_levels__isnull", True), ("quick_levels__isnull", True), ("state", "started")
                            ),
                            models.Q(
                                ("deep_levels__isnull", True),
                                ("depth", "quick"),
                                ("quick_levels__len", 8),
                                ("state", "completed"),
                            ),
                            models.Q(
                                ("deep_levels__len", 8),
                                ("depth", "deep"),
                                ("quick_levels__len", 8),
                                ("state", "completed"),
                            ),
                            _connector="OR",
                        ),
                        name="assessments_assessment_completed_has_levels",
                        violation_error_message="A completed self-assessment has its levels, and no other has.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__isnull", True), ("province__isnull", False), _connector="OR"),
                        name="assessments_assessment_place_has_province",
                        violation_error_message="Give a place with its province, a province, or neither.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("goals__len__lte", 3),
                            (
                                "goals__contained_by",
                                ["cost", "lead-time", "quality", "staff-shortage", "energy-materials", "new-services"],
                            ),
                        ),
                        name="assessments_assessment_at_most_3_goals",
                        violation_error_message="Choose at most three goals from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="assessments_assessment_digest_is_sha256",
                        violation_error_message="The digest of a questionnaire has 64 hexadecimal digits.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=20)),
                ("depth", models.CharField(max_length=5)),
                ("started_in", models.DateField(verbose_name="month of the start")),
                ("screen", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "tally of drafts",
                "verbose_name_plural": "tallies of drafts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "depth", "started_in", "screen"),
                        name="assessments_drafttally_once_per_screen_and_month",
                        violation_error_message="This tally exists already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("language", models.CharField(choices=[("nl", "nl"), ("en", "en")], max_length=2)),
                ("horizon", models.CharField(max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("pdf", models.BinaryField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="reports",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.job"),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "language", "horizon"),
                        name="assessments_report_once_per_language_and_horizon",
                        violation_error_message="This report is being made already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("made_at__isnull", True), ("pdf__isnull", True)),
                            models.Q(("made_at__isnull", False), ("pdf__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessments_report_made_has_pdf",
                        violation_error_message="A report that is made has its document.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(verbose_name="valid until")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="shares",
                        to="assessments.assessment",
                    ),
                ),
            ],
            options={
                "verbose_name": "share link",
                "verbose_name_plural": "share links",
                "ordering": ["-made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="assessments_share_expires_after_making",
                        violation_error_message="A share link must be valid for some time.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="accounts.organisation",
                        verbose_name="company",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="regions.place",
                        verbose_name="place",
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
            ],
            options={
                "verbose_name": "site",
                "verbose_name_plural": "sites",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "place", "province"),
                        name="assessments_site_once_per_location",
                        nulls_distinct=False,
                        violation_error_message="This site of the company is known already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__isnull", True), ("province__isnull", False), _connector="OR"),
                        name="assessments_site_place_has_province",
                        violation_error_message="Give the place of a site with its province.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="site",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assessments",
                to="assessments.site",
                verbose_name="site",
            ),
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "assessment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="contact",
                        serialize=False,
                        to="assessments.assessment",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="your name")),
                ("company_name", models.CharField(blank=True, max_length=200, verbose_name="name of the company")),
                ("kvk_number", models.CharField(blank=True, max_length=8, verbose_name="KvK number")),
                (
                    "language",
                    models.CharField(
                        choices=[("nl", "nl"), ("en", "en")], max_length=2, verbose_name="language of letters"
                    ),
                ),
                (
                    "wants_invitation",
                    models.BooleanField(default=False, verbose_name="wants to be invited to repeat the scan"),
                ),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="last letter at")),
                (
                    "refused_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="refused by the mail server at"),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed at")),
                ("invitations_sent", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "indexes": [
                    models.Index(
                        condition=models.Q(("wants_invitation", True)),
                        fields=["confirmed_at"],
                        name="assessments_contact_invited",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="assessments_contact_email_is_lower_case",
                        violation_error_message="Write the e-mail address in lower case.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kvk_number", ""), ("kvk_number__regex", "^[0-9]{8}$"), _connector="OR"),
                        name="assessments_contact_kvk_number_has_8_digits",
                        violation_error_message="A KvK number has 8 digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", True), ("confirmed_at__gte", models.F("given_at")), _connector="OR"
                        ),
                        name="assessments_contact_confirmed_after_given",
                        violation_error_message="An address is confirmed after it was given.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("invitations_sent__lte", 2)),
                        name="assessments_contact_two_invitations",
                        violation_error_message="A company is invited twice at most.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question_id", models.CharField(max_length=60, verbose_name="question")),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="level")),
                (
                    "no_level",
                    models.CharField(
                        blank=True,
                        choices=[("not-applicable", "not-applicable"), ("dont-know", "dont-know")],
                        default="",
                        max_length=15,
                        verbose_name="answer without a level",
                    ),
                ),
                ("ambition", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ambition")),
                (
                    "seconds",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="seconds on the screen"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="answered at"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="answers",
                        to="assessments.assessment",
                        verbose_name="self-assessment",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "question_id"),
                        name="assessments_answer_once_per_question",
                        violation_error_message="This question has been answered already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level__isnull", False), ("no_level", "")),
                            models.Q(("level__isnull", True), models.Q(("no_level", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="assessments_answer_level_or_reason",
                        violation_error_message="Choose one answer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__isnull", True), ("level__range", (1, 5)), _connector="OR"),
                        name="assessments_answer_level_is_1_to_5",
                        violation_error_message="A level is a whole number from 1 to 5.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ambition__isnull", True), ("ambition__range", (1, 5)), _connector="OR"),
                        name="assessments_answer_ambition_is_1_to_5",
                        violation_error_message="An ambition is a whole number from 1 to 5.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ambition__isnull", True),
                            models.Q(("no_level", "not-applicable"), _negated=True),
                            _connector="OR",
                        ),
                        name="assessments_answer_no_ambition_where_not_applicable",
                        violation_error_message="What does not apply to you has no ambition.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("no_level__in", ["", "not-applicable", "dont-know"])),
                        name="assessments_answer_reason_is_known",
                        violation_error_message="This is not one of the answers.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="run_is_open",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE run uuid; run_state text;",
                    func="\n    FOREACH run IN ARRAY (\n        CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.assessment_id]\n                   WHEN 'DELETE' THEN ARRAY[OLD.assessment_id]\n                   ELSE ARRAY[OLD.assessment_id, NEW.assessment_id] END\n    ) LOOP\n        SELECT state INTO run_state FROM assessments_assessment WHERE id = run FOR NO KEY UPDATE;\n        IF run_state = 'completed' THEN\n            RAISE EXCEPTION 'The answers of a completed self-assessment are frozen.'\n            USING ERRCODE = '23514', CONSTRAINT = 'assessments_answer_run_is_open';\n        END IF;\n    END LOOP;\n    IF TG_OP = 'DELETE' THEN\n        RETURN OLD;\n    END IF;\n    RETURN NEW;\n",
                    hash="64acc98cfe6a56264eb213246d72d9b6cd49cb17",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_run_is_open_df8ff",
                    table="assessments_answer",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("state", "completed")),
                fields=["site", "-completed_at"],
                name="assessments_run_of_site",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("state", "started")), fields=["started_at"], name="assessments_run_is_draft"
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                condition=models.Q(("person__isnull", False)), fields=["person"], name="assessments_run_of_person"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="completed_is_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"state\" = 'completed')",
                    declare="DECLARE loose text[] = '{person_id,site_id,copied_from_id,repeats_id,remark,origin}';",
                    func="\n    IF to_jsonb(OLD) - loose IS DISTINCT FROM to_jsonb(NEW) - loose\n        OR NEW.remark NOT IN (OLD.remark, '') OR NEW.origin NOT IN (OLD.origin, '')\n        OR NEW.copied_from_id IS DISTINCT FROM OLD.copied_from_id AND NEW.copied_from_id IS NOT NULL\n    THEN\n        RAISE EXCEPTION 'A completed self-assessment is frozen.'\n        USING ERRCODE = '23514', CONSTRAINT = 'assessments_assessment_completed_is_frozen';\n    END IF;\n    RETURN NEW;\n",
                    hash="f8cc711ca05a839f3800bbacf83a25978a31fe50",
                    operation="UPDATE",
                    pgid="pgtrigger_completed_is_frozen_39d70",
                    table="assessments_assessment",
                    when="BEFORE",
                ),
            ),
        ),
    ]
